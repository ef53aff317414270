//! Surveys that the tests of several written forms share.

use crate::coverage::benchmark::Order;
use crate::lexicon::checklist::checklist;
use crate::source::{DEFAULT_LIMIT, Format, Intake, Source, read};
use crate::{Options, Survey, survey};

/// The four samples, with a checklist.
pub(super) fn samples() -> Survey {
    surveyed(read(&["samples"], DEFAULT_LIMIT, &mut std::io::empty()))
}

/// Policies of these names and texts.
pub(super) fn policies(texts: &[(&str, &str)]) -> Survey {
    let source = |(name, text): &(&str, &str)| Source {
        name: (*name).to_owned(),
        path: format!("{name}.txt"),
        bytes: text.as_bytes().to_vec(),
        format: Format::Text,
    };
    surveyed(Intake {
        sources: texts.iter().map(source).collect(),
        unread: Vec::new(),
    })
}

/// Policies that try what they can against the reader of a report.
pub(super) fn hostile() -> Survey {
    let name = "x|y](https://evil.example)<script>alert(1)</script>`\u{202e}";
    let text = "PRIVACY <b>POLICY</b> [a](b) \"onclick=\"x\n\n\
        1. RIGHTS | x </h2><script>alert(2)</script>\n\n\
        You have the right to access your personal data | <img src=x onerror=alert(3)> [^1] ![a](https://evil.example/a.png) \
        <!-- --> **b** \u{202e}sdrow\u{202c} \u{1b}[31m & &lt; ' \" $x$ https://evil.example www.evil.example.\n\n\
        2. RETENTION\n\nWe keep session data</td></table><a href=\"https://evil.example\">x</a> for 7 days.\n\n\
        We use Stripe for payments, in [Ireland](https://evil.example).\n";
    let other = text.replace("7 days", "30 days");
    policies(&[(name, text), ("other", &other), ("third", "We like you.")])
}

fn surveyed(intake: Intake) -> Survey {
    let options = Options {
        checklists: vec![checklist("gdpr-13").unwrap()],
        order: Order::Gaps,
        ..Options::default()
    };
    survey(intake, &options, &|_| ())
}
