//! A check in the Static Analysis Results Interchange Format, SARIF 2.1.0, which code hosts and editors show.
//!
//! The types here are the part of the format that is used, and what GitHub asks for on top of what the format does. Lines are
//! given of files that have them: what was read out of a web page or an office document has other lines than the file, and
//! stands in the message.

use std::borrow::Cow;
use std::io;

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::Survey;
use crate::check::{Check, CheckedRule, Finding, Severity};
use crate::display::citation;
use crate::error::in_full;
use crate::facts::Evidence;
use crate::policy::{Policy, sha256};
use crate::report::json::Tool;
use crate::source::Format;

/// Writes what came of a check: one SARIF log and one newline.
///
/// # Errors
/// Those of `out`.
pub fn check_sarif(survey: &Survey, check: &Check, out: &mut impl io::Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &log(survey, check))?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: RunTool<'a>,
    invocations: [Invocation<'a>; 1],
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

/// How the call went: what was read, and what could be held to something.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation<'a> {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification<'a>>,
}

#[derive(Serialize)]
struct Notification<'a> {
    level: &'static str,
    message: Message<'a>,
}

#[derive(Serialize)]
struct RunTool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    #[serde(flatten)]
    tool: Tool,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: Cow<'a, str>,
    short_description: Message<'a>,
    full_description: Message<'a>,
    help: Message<'a>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Clone, Serialize)]
struct Message<'a> {
    text: Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: Cow<'a, str>,
    rule_index: usize,
    level: &'static str,
    message: Message<'a>,
    locations: Vec<Location<'a>>,
    partial_fingerprints: Fingerprints,
}

/// By what a host knows a finding again when the lines have moved.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fingerprints {
    primary_location_line_hash: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: ArtifactLocation,
    region: Region<'a>,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Message<'a>>,
}

impl Region<'_> {
    /// Where a finding stands that no line of the file is to blame for; hosts want one.
    const FIRST_LINE: Self = Self {
        start_line: 1,
        end_line: None,
        snippet: None,
    };
}

fn log<'a>(survey: &'a Survey, check: &'a Check) -> Log<'a> {
    let mut rules = Vec::new();
    let mut results = Vec::new();
    for rule in &check.rules {
        for group in groups(rule) {
            results.extend(group.results(survey, rules.len()));
            rules.push(group.rule);
        }
    }
    let driver = Driver {
        tool: Tool::this(),
        rules,
    };
    Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: RunTool { driver },
            invocations: [invocation(survey, check)],
            column_kind: "unicodeCodePoints",
            results,
        }],
    }
}

fn invocation<'a>(survey: &Survey, check: &Check) -> Invocation<'a> {
    let notification = |level, text: String| Notification {
        level,
        message: Message { text: text.into() },
    };
    let unread = survey.unread.iter();
    let unread = unread.map(|unread| notification("error", in_full(&unread.why)));
    let strangers = check.strangers(survey).map(|policy| {
        let id = &policy.name;
        let text = format!("{id} is not in the earlier report, and was held against nothing");
        notification("warning", text)
    });
    let gone = check.gone.iter().map(|id| {
        let text = format!("{id} is in the earlier report and not among the policies given");
        notification("warning", text)
    });
    Invocation {
        execution_successful: survey.unread.is_empty(),
        tool_execution_notifications: unread.chain(strangers).chain(gone).collect(),
    }
}

/// Findings of one level under the rule that hosts show them under.
struct Group<'a> {
    rule: Rule<'a>,
    findings: &'a [Finding],
}

/// Where `rule` is broken, and what of it can't be judged, which must not look like either a breach or a pass.
fn groups(rule: &CheckedRule) -> impl Iterator<Item = Group<'_>> {
    let sentence = Cow::from(&rule.sentence);
    let broken = Group {
        rule: Rule::new(Cow::from(&rule.id), sentence, level(rule.severity)),
        findings: &rule.findings,
    };
    let not_judged = (!rule.not_judged.is_empty()).then(|| Group {
        rule: Rule::new(
            format!("{}/not-judged", rule.id).into(),
            format!("Not judged: {}", rule.sentence).into(),
            level(Severity::Note),
        ),
        findings: &rule.not_judged,
    });
    std::iter::once(broken).chain(not_judged)
}

impl<'a> Group<'a> {
    /// Its findings as results of the rule at `rule_index`.
    fn results(&self, survey: &'a Survey, rule_index: usize) -> Vec<Outcome<'a>> {
        let id = &self.rule.id;
        let mut known = FxHashMap::default();
        let result = |finding: &Finding| {
            let subject = subject(survey, id, finding);
            let number = known.entry(subject.clone()).or_insert(0_usize);
            *number += 1;
            let sentence = &self.rule.short_description.text;
            Outcome {
                rule_id: id.clone(),
                rule_index,
                level: self.rule.default_configuration.level,
                message: Message {
                    text: format!("{sentence} {}", finding.message).into(),
                },
                locations: locations(survey, finding),
                partial_fingerprints: Fingerprints {
                    primary_location_line_hash: format!("{subject}:{number}"),
                },
            }
        };
        self.findings.iter().map(result).collect()
    }
}

/// What a finding is about, in as many characters as tell it from others: the rule, the policy and the row.
fn subject(survey: &Survey, rule: &str, finding: &Finding) -> String {
    const TELLING: usize = 16;
    let policy = &survey.policy(finding.policy).name;
    let row = finding.row.as_deref().unwrap_or_default();
    let mut hash = sha256(format!("{rule}\0{policy}\0{row}").as_bytes());
    hash.truncate(TELLING);
    hash
}

/// The level that a severity comes to; they have the same names.
fn level(severity: Severity) -> &'static str {
    severity.name()
}

/// Where the words stand; the file as a whole where it is silent.
fn locations<'a>(survey: &'a Survey, finding: &Finding) -> Vec<Location<'a>> {
    let policy = survey.policy(finding.policy);
    if finding.evidence.is_empty() {
        return vec![Location {
            physical_location: in_file(policy, Region::FIRST_LINE),
            message: None,
        }];
    }
    let location = |evidence: &Evidence| Location {
        physical_location: in_file(policy, region(policy, *evidence)),
        message: Some(Message {
            text: citation(policy, evidence.clause, evidence.quote)
                .as_str()
                .to_owned()
                .into(),
        }),
    };
    finding.evidence.iter().map(location).collect()
}

fn in_file<'a>(policy: &Policy, region: Region<'a>) -> PhysicalLocation<'a> {
    let uri = uri(&policy.origin.path);
    PhysicalLocation {
        artifact_location: ArtifactLocation { uri },
        region,
    }
}

/// The lines of the file that the words stand on, where its lines are those of the text.
fn region(policy: &Policy, evidence: Evidence) -> Region<'_> {
    if !matches!(policy.origin.format, Format::Text | Format::Markdown) {
        return Region::FIRST_LINE;
    }
    let [start_line, end_line] = policy.lines_of(evidence.quote).first_and_last();
    Region {
        start_line,
        end_line: Some(end_line),
        snippet: Some(Message::of(policy.words(evidence.quote))),
    }
}

impl<'a> Rule<'a> {
    fn new(id: Cow<'a, str>, sentence: Cow<'a, str>, level: &'static str) -> Self {
        let text = Message { text: sentence };
        Self {
            id,
            short_description: text.clone(),
            full_description: text.clone(),
            help: text,
            default_configuration: Configuration { level },
        }
    }
}

impl<'a> Message<'a> {
    fn of(text: &'a str) -> Self {
        Self { text: text.into() }
    }
}

/// The URI reference of a path as typed: relative paths stay relative.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' | b'@' => {
                uri.push(char::from(byte));
            }
            b'\\' if cfg!(windows) => uri.push('/'),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_uri_reference() {
        assert_eq!(uri("samples/nopex.txt"), "samples/nopex.txt");
        assert_eq!(uri("a b/ü:1?.md"), "a%20b/%C3%BC%3A1%3F.md");
        assert_eq!(uri("/srv/policy.txt"), "file:///srv/policy.txt");
    }
}
