//! What the user has put aside to take away: cells and clauses with a word of note, and the forms they leave in.

use super::model::Model;
use super::state::CellRef;
use crate::display::{Safe, citation, says, status, write_csv};
use crate::policy::{ClauseId, PolicyId};

/// Things put aside, in the order in which they leave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tray {
    pub things: Vec<Thing>,
    pub kept: Kept,
    pub leaves: Leaves,
}

/// What becomes of the tray when the user leaves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Leaves {
    /// It is gone.
    #[default]
    Lost,
    /// It is printed.
    Printed,
}

/// Whether the tray would be lost with the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kept {
    /// There is nothing in it that has not been written or copied.
    #[default]
    Safe,
    /// There is, and the user doesn't know.
    AtRisk,
    /// There is, and the user was told.
    Warned,
}

/// Something put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Thing {
    pub what: What,
    pub note: String,
}

/// What was put aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// What a policy says on a row of the matrix, or that it is silent.
    Cell(CellRef),
    /// A clause.
    Clause(PolicyId, ClauseId),
}

/// The form in which the tray leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A list of quotes in Markdown.
    Markdown,
    /// A table for spreadsheets.
    Csv,
    /// A page with a table.
    Html,
}

impl Form {
    /// The form that a file of this name has.
    pub(crate) fn of(path: &str) -> Self {
        let extension = path.rsplit('.').next().unwrap_or_default();
        if extension.eq_ignore_ascii_case("csv") {
            Self::Csv
        } else if extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm") {
            Self::Html
        } else {
            Self::Markdown
        }
    }
}

impl Tray {
    /// Puts something in, or takes it out where it is in already; says which.
    pub(crate) fn toggle(&mut self, what: What) -> &'static str {
        let at = self.things.iter().position(|thing| thing.what == what);
        self.kept = Kept::AtRisk;
        match at {
            Some(at) => {
                self.things.remove(at);
                "taken out of the tray"
            }
            None => {
                self.things.push(Thing {
                    what,
                    note: String::new(),
                });
                "put into the tray"
            }
        }
    }

    /// Whether the user would lose something and has not been told.
    pub(crate) fn must_warn(&self) -> bool {
        !self.things.is_empty() && self.kept == Kept::AtRisk && self.leaves == Leaves::Lost
    }
}

/// A thing in words, all of them safe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    pub policy: String,
    /// The row of the matrix; nothing for a clause.
    pub row: String,
    /// "stated", "denied", "absent"; nothing for a clause.
    pub status: String,
    pub content: String,
    pub quote: String,
    pub citation: String,
    pub note: String,
}

/// The thing in words.
pub(crate) fn told(model: &Model<'_>, thing: &Thing) -> Told {
    let (policy, place) = match thing.what {
        What::Cell(cell) => {
            let first = model.places(cell.row, cell.policy).first().copied();
            (cell.policy, first.map(|place| (place.clause, place.quote)))
        }
        What::Clause(policy, clause) => {
            let words = model.policy(policy).map(|text| text.clause(clause).span);
            (policy, words.map(|words| (clause, words)))
        }
    };
    let safe = |text: &str| Safe::line(text).to_string();
    let quoted = model
        .policy(policy)
        .zip(place)
        .map(|(text, (clause, words))| {
            let citation = citation(text, clause, words).to_string();
            (safe(text.words(words)), citation)
        });
    let (quote, citation) = quoted.unwrap_or_default();
    let mut told = Told {
        policy: safe(model.name(policy)),
        quote,
        citation,
        note: safe(&thing.note),
        ..Told::default()
    };
    if let What::Cell(cell) = thing.what
        && let (Some(row), Some(summary)) = (model.row(cell.row), model.summary(cell.row))
        && let Some(brief) = summary.briefs.get(policy.0)
    {
        told.row = safe(&row.label);
        told.status = status(brief.polarity).to_owned();
        told.content = safe(&brief.content);
    }
    told
}

/// The thing in a sentence, for the list on the screen.
pub(crate) fn sentence(model: &Model<'_>, thing: &Thing) -> String {
    match thing.what {
        What::Cell(cell) => match (model.row(cell.row), model.cell(cell.row, cell.policy)) {
            (Some(row), Some(content)) => says::sentence(model.name(cell.policy), row, content),
            _ => String::new(),
        },
        What::Clause(..) => told(model, thing).citation,
    }
}

/// The whole tray in `form`.
pub(crate) fn written(model: &Model<'_>, tray: &Tray, form: Form) -> String {
    let all: Vec<Told> = tray.things.iter().map(|thing| told(model, thing)).collect();
    match form {
        Form::Markdown => all.iter().map(markdown).collect(),
        Form::Csv => csv(&all),
        Form::Html => html(&all),
    }
}

/// A list item: what it is, its words, where they stand, and the note.
fn markdown(thing: &Told) -> String {
    let mut text = String::from("- ");
    if thing.row.is_empty() {
        text.push_str(&format!("**{}**", thing.policy));
    } else {
        text.push_str(&format!(
            "**{}, {}**: {}",
            thing.policy, thing.row, thing.status
        ));
        if !thing.content.is_empty() {
            text.push_str(&format!(" ({})", thing.content));
        }
    }
    text.push('\n');
    if !thing.quote.is_empty() {
        text.push_str(&format!(
            "  > {}\n  >\n  > — {}\n",
            thing.quote, thing.citation
        ));
    }
    if !thing.note.is_empty() {
        text.push_str(&format!("\n  *{}*\n", thing.note));
    }
    text
}

const COLUMNS: [&str; 7] = [
    "policy", "row", "status", "content", "quote", "citation", "note",
];

fn fields(thing: &Told) -> [&str; 7] {
    [
        &thing.policy,
        &thing.row,
        &thing.status,
        &thing.content,
        &thing.quote,
        &thing.citation,
        &thing.note,
    ]
}

fn csv(all: &[Told]) -> String {
    let records = all.iter().map(|thing| fields(thing).map(str::to_owned));
    let mut lines = Vec::new();
    // Writing to memory can't fail, and what is written of text is text.
    let _ = write_csv(COLUMNS, records, &mut lines);
    String::from_utf8(lines).unwrap_or_default()
}

fn html(all: &[Told]) -> String {
    let escaped = |text: &str| {
        text.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('"', "&quot;")
    };
    let row = |tag: &str, fields: [&str; 7]| {
        let cells: String = fields
            .iter()
            .map(|field| format!("<{tag}>{}</{tag}>", escaped(field)))
            .collect();
        format!("<tr>{cells}</tr>\n")
    };
    let rows: String = all.iter().map(|thing| row("td", fields(thing))).collect();
    format!(
        "<!doctype html>\n<meta charset=\"utf-8\">\n<title>clausewise</title>\n<table>\n{}{rows}</table>\n",
        row("th", COLUMNS)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thing() -> Told {
        Told {
            policy: "acme".to_owned(),
            row: "Access".to_owned(),
            status: "stated".to_owned(),
            content: "EU".to_owned(),
            quote: "=You \"may\" <ask>".to_owned(),
            citation: "acme § 4, line 2".to_owned(),
            note: "check & ask".to_owned(),
        }
    }

    #[test]
    fn a_thing_leaves_as_a_quote_with_its_place() {
        insta::assert_snapshot!(markdown(&thing()), @r#"
        - **acme, Access**: stated (EU)
          > =You "may" <ask>
          >
          > — acme § 4, line 2

          *check & ask*
        "#);
    }

    #[test]
    fn a_table_holds_no_formula_and_its_quotes_are_doubled() {
        insta::assert_snapshot!(csv(&[thing()]).replace(['\r', '\u{feff}'], ""), @r#"
        policy,row,status,content,quote,citation,note
        acme,Access,stated,EU," =You ""may"" <ask>","acme § 4, line 2",check & ask
        "#);
    }

    #[test]
    fn a_page_holds_no_markup_of_the_policy() {
        assert!(html(&[thing()]).contains("=You &quot;may&quot; &lt;ask&gt;"));
    }

    #[test]
    fn the_form_follows_from_the_name() {
        assert_eq!(Form::of("a.csv"), Form::Csv);
        assert_eq!(Form::of("a.HTML"), Form::Html);
        assert_eq!(Form::of("a"), Form::Markdown);
    }
}
