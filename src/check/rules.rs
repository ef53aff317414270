//! The rules that a person wrote: what may stand in the file, and every mistake that does.

mod demands;
mod reader;

use std::collections::HashSet;

use toml::de::DeValue;

use super::rule::Rules;
use crate::error::{Mistake, Mistakes};
use crate::lexicon::Lexicon;

use reader::Reader;

/// Reads the text of the file of rules at `path`; rows must be known to `lexicon`.
///
/// # Errors
/// All mistakes in it, in order of their lines.
pub fn read(path: &str, text: &str, lexicon: &Lexicon) -> Result<Rules, Vec<Mistake>> {
    let (table, mut mistakes) = Mistakes::of_toml(text);
    let is_toml = mistakes.are_none();
    let mut title = None;
    let (mut rules, mut unsettled) = (Vec::new(), Vec::new());
    let mut ids = HashSet::new();
    // Where the text is no TOML, what else seems to be wrong may only come of that.
    for (key, value) in table.iter().filter(|_| is_toml) {
        let at = key.span().start;
        match (key.get_ref().as_ref(), value.get_ref()) {
            ("title", DeValue::String(text)) => title = Some(text.to_string()),
            ("title", _) => mistakes.tell(at, "`title` is a text in quotes".to_owned()),
            ("rule", DeValue::Array(all)) => {
                for one in all.iter() {
                    let Some(keys) = one.get_ref().as_table() else {
                        mistakes.tell(one.span().start, RULE_FORM.to_owned());
                        continue;
                    };
                    let at = one.span().start;
                    let mut reader = Reader {
                        keys,
                        at,
                        lexicon,
                        mistakes: &mut mistakes,
                        unsettled: &mut unsettled,
                    };
                    let Some(rule) = reader.rule() else {
                        continue;
                    };
                    if !ids.insert(rule.id.clone()) {
                        let message = format!(
                            "`{}` is the id of a rule before it; give it another",
                            rule.id
                        );
                        mistakes.tell(at, message);
                    }
                    rules.push(rule);
                }
            }
            ("rule", _) => mistakes.tell(at, RULE_FORM.to_owned()),
            (other, _) => {
                let message = format!("there is no `{other}` here; there are title and [[rule]]");
                mistakes.tell(at, message);
            }
        }
    }
    let is_empty = is_toml && rules.is_empty();
    let read = mistakes.none_or(Rules {
        path: path.to_owned(),
        title,
        rules,
        unsettled,
    })?;
    if is_empty {
        let message = format!("there is no rule; {RULE_FORM}");
        return Err(vec![Mistake { line: 1, message }]);
    }
    Ok(read)
}

/// How a rule begins.
const RULE_FORM: &str = "write [[rule]] above the lines of each rule";

#[cfg(test)]
mod tests {
    use super::super::rule::{Demand, Instead, Severity, Share};
    use super::*;
    use crate::facts::Jurisdiction;

    fn told(text: &str) -> String {
        let mistakes = read("rules.toml", text, Lexicon::built_in())
            .unwrap_err()
            .into_iter();
        let lines = mistakes.map(|mistake| format!("{}: {}", mistake.line, mistake.message));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn rules_are_read() {
        let rules = read(
            "rules.toml",
            r#"
title = "What we ask of vendors"
[[rule]]
id = "erasure"
sentence = "People can have their data erased."
must-state = "rights.erasure"
for = ["eu", "uk"]
plainly = true
[[rule]]
id = "a-year"
severity = "warning"
sentence = "Account data are kept for at most a year."
period = "retention.account-data"
at-most = "P1Y"
accept = "event"
"#,
            Lexicon::built_in(),
        )
        .unwrap();
        assert_eq!(rules.title.as_deref(), Some("What we ask of vendors"));
        let [erasure, year] = rules.rules.as_slice() else {
            panic!("{rules:?}")
        };
        assert_eq!(erasure.severity, Severity::Error);
        let Demand::State {
            rows,
            share: Share::All,
            offer,
        } = &erasure.demand
        else {
            panic!("{erasure:?}")
        };
        assert_eq!(rows[0].label, "Erasure");
        assert_eq!(offer.to, [Jurisdiction::Eu, Jurisdiction::Uk]);
        assert!(offer.plainly);
        assert_eq!(year.severity, Severity::Warning);
        assert!(
            matches!(&year.demand, Demand::AtMost { accepted, .. } if *accepted == [Instead::Event])
        );
    }

    #[test]
    fn all_mistakes_are_told_at_once_each_with_its_line() {
        insta::assert_snapshot!(told(
            r#"titel = "What we ask of vendors"
[[rule]]
id = "erasure"
must-state = ["rights.erasur", "right.access", "erasure", "disclosures.portability"]
plainly = "yes"
at-most = "1 year"
[[rule]]
id = "erasure"
sentence = "Data are not sold."
severity = "fatal"
must-deny = "disclosures.sale"
must-not-state = 7
[[rule]]
id = "a-year"
sentence = "Account data are kept for at most a year."
period = "disclosures.dpo"
at-most = "one year"
accept = ["event", "never"]
[[rule]]
id = "abroad"
sentence = "Data abroad are protected."
processors = ["stripe", "strype", "qqqqqq"]
must-name = "safeguards"
outside = ["Europe", "CH"]
safegards = ["scc"]
[[rule]]
id = "notice"
sentence = "The notice is complete."
checklist = "gdpr-99"
[[rule]]
sentence = "Nothing."
"#
        ));
    }

    #[test]
    fn what_asks_for_nothing_or_can_never_be_so_is_refused() {
        insta::assert_snapshot!(told(
            r#"[[rule]]
id = ""
sentence = "  "
must-state = []
[[rule]]
id = "safeguards"
sentence = "Data abroad are protected."
processors = "*"
must-name = "safeguard"
safeguards = []
outside = ["XX", "UK"]
[[rule]]
id = "places"
sentence = "It is said where data go."
processors = "*"
must-name = "location"
safeguards = "scc"
outside = "EEA"
[[rule]]
id = "a-year"
sentence = "Account data are kept for at most a year."
period = "retention.account-data"
at-most = "P1M15D"
accept = "partly"
[[rule]]
id = "notice"
sentence = "The notice is complete."
checklist = "gdpr-13"
accept = ["event", "partly"]
[[rule]]
id = "kept"
sentence = "Nothing is kept."
must-not-deny = "retention.*"
[[rule]]
id = "stripe"
sentence = "Stripe gets nothing."
must-deny = ["processors.stripe", "disclosures.sale"]
for = []
"#
        ));
    }

    #[test]
    fn a_file_without_rules_is_told() {
        insta::assert_snapshot!(told("title = \"Nothing\"\n"));
    }

    #[test]
    fn a_file_that_is_no_toml_is_told_with_the_line() {
        insta::assert_snapshot!(told("[[rule]]\nid = erasure\n"));
    }
}
