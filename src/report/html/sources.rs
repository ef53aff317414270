//! The files that were compared, and what a careful reader should know about their reading.

use maud::{Markup, html};

use crate::Survey;
use crate::display::date;
use crate::policy::{Policy, Severity};

use super::super::json::format_json;
use super::scrolling;

pub(super) fn sources(survey: &Survey) -> Markup {
    let table = html! {
        table {
            caption { span { "The files as they were read; the checksum ties this report to them" } }
            thead {
                tr {
                    @for heading in ["Policy", "Title", "Date", "File", "Form", "Bytes", "Clauses", "SHA-256"] {
                        th scope="col" { (heading) }
                    }
                }
            }
            tbody { @for (place, policy) in survey.policies.iter().enumerate() { (row(place, policy)) "\n" } }
        }
    };
    let has_notes = survey
        .policies
        .iter()
        .any(|policy| !policy.diagnostics.is_empty());
    html! {
        section {
            h2 id="sources" { "Sources" }
            (scrolling("Sources", &table))
            @if has_notes || !survey.unread.is_empty() {
                h3 { "How the files were read" }
                ul {
                    @for unread in &survey.unread { li { "Not read: " (crate::error::in_full(&unread.why)) } }
                    @for policy in &survey.policies { (told(policy)) }
                }
            }
        }
    }
}

fn row(place: usize, policy: &Policy) -> Markup {
    html! {
        tr id={ "p" (place) } {
            th scope="row" { bdi { (policy.name) } }
            td dir="auto" { (policy.title.as_deref().unwrap_or("without a title")) }
            td.num { (policy.updated.map_or_else(|| "without a date".to_owned(), date)) }
            td { bdi { (policy.origin.path) } }
            td { (format_json(policy.origin.format)) }
            td.num { (policy.origin.bytes) }
            td.num { (policy.clauses.len()) }
            td { code { (policy.origin.sha256) } }
        }
    }
}

fn told(policy: &Policy) -> Markup {
    html! {
        @for diagnostic in &policy.diagnostics {
            li {
                @match diagnostic.severity {
                    Severity::Note => "Note: ",
                    Severity::Warning => "Warning: ",
                }
                bdi { (policy.name) }
                @if let Some(line) = diagnostic.line { ", line " (line + 1) }
                ": " (diagnostic.message)
            }
            "\n"
        }
    }
}
