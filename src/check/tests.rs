//! Rules held to short policies, and short policies to their former selves.

use super::*;
use crate::lexicon::Lexicon;
use crate::source::{Format, Intake, Source};
use crate::{Options, report};

fn surveyed(text: &str) -> Survey {
    let source = Source {
        name: "acme".to_owned(),
        path: "acme.md".to_owned(),
        bytes: text.as_bytes().to_vec(),
        format: Format::Markdown,
    };
    let intake = Intake {
        sources: vec![source],
        unread: Vec::new(),
    };
    crate::survey(intake, &Options::default(), &|_| ())
}

/// A policy held to a rule that asks for `demand`.
fn held(demand: &str, policy: &str) -> CheckedRule {
    let text = format!("[[rule]]\nid = \"it\"\nsentence = \"It.\"\n{demand}");
    let rules = rules::read("rules.toml", &text, Lexicon::built_in()).expect("the rule is one");
    let check = by_rules(&surveyed(policy), rules);
    let mut check = check.expect("all rows are known");
    check.rules.pop().expect("there is one rule")
}

fn messages(findings: Vec<Finding>) -> Vec<String> {
    findings.into_iter().map(|one| one.message).collect()
}

/// What a rule that asks for `demand` finds in a policy.
fn found(demand: &str, policy: &str) -> Vec<String> {
    messages(held(demand, policy).findings)
}

/// What a rule that asks for `demand` can't judge by a policy.
fn not_judged(demand: &str, policy: &str) -> Vec<String> {
    messages(held(demand, policy).not_judged)
}

/// What a report says of a text.
fn earlier_report(text: &str) -> Report {
    let mut written = Vec::new();
    report::json(&surveyed(text).aligned(), &mut written).expect("memory can be written to");
    let text = String::from_utf8(written).expect("JSON is UTF-8");
    earlier::read("old.json", &text).expect("a report can be read")
}

/// What has become worse from one text to another: the ids, with what is said.
fn became(old: &str, new: &str) -> Vec<(String, String)> {
    let check = since(&surveyed(new), &earlier_report(old));
    let found = check.rules.into_iter().flat_map(|rule| {
        let id = rule.id;
        rule.findings
            .into_iter()
            .map(move |finding| (id.clone(), finding.message))
    });
    found.collect()
}

fn ids(found: &[(String, String)]) -> Vec<&str> {
    found.iter().map(|(id, _)| id.as_str()).collect()
}

const RIGHTS: &str = "# Privacy\n\n## Your rights\n\n";

#[test]
fn what_must_be_stated_is_stated_to_those_and_as_plainly_as_asked() {
    let plain = "You have the right to access your personal data.";
    let weak = "If you live in California, you may have the right to access your personal data.";
    let of = |demand: &str, words: &str| found(demand, &format!("{RIGHTS}{words}"));
    assert!(of("must-state = \"rights.access\"", plain).is_empty());
    assert!(
        of(
            "must-state = \"rights.access\"\nfor = \"eu\"\nplainly = true",
            plain
        )
        .is_empty()
    );
    assert!(of("must-state = \"rights.access\"\nfor = \"california\"", weak).is_empty());
    let narrow = of("must-state = \"rights.access\"\nfor = \"eu\"", weak);
    assert!(narrow[0].ends_with("it must be said to EU"), "{narrow:?}");
    let hedged = of("must-state = \"rights.access\"\nplainly = true", weak);
    assert!(hedged[0].ends_with("it must be said plainly"), "{hedged:?}");
    let silent = of(
        "must-state = [\"rights.access\", \"rights.erasure\"]",
        plain,
    );
    assert_eq!(
        silent,
        ["acme is silent on the right “Erasure” (GDPR Art. 17)"]
    );
    assert!(
        of(
            "must-state-one-of = [\"rights.access\", \"rights.erasure\"]",
            plain
        )
        .is_empty()
    );
    let none = of(
        "must-state-one-of = [\"rights.know\", \"rights.erasure\"]",
        plain,
    );
    assert_eq!(none, ["acme states none of Know, Erasure"]);
}

#[test]
fn what_must_not_be_and_what_must_be_denied_or_answered() {
    let sells = "# Privacy\n\nWe sell your personal data to our partners.";
    let denies = "# Privacy\n\nWe do not sell your personal data.";
    let silent = "# Privacy\n\nYou have the right to access your personal data.";
    let count = |demand: &str| [sells, denies, silent].map(|policy| found(demand, policy).len());
    assert_eq!(count("must-not-state = \"disclosures.sale\""), [1, 0, 0]);
    assert_eq!(count("must-deny = \"disclosures.sale\""), [1, 0, 1]);
    assert_eq!(count("must-not-deny = \"disclosures.sale\""), [0, 1, 0]);
    assert_eq!(count("must-answer = \"disclosures.sale\""), [0, 0, 1]);
}

#[test]
fn one_statement_must_be_both_plain_and_for_the_place() {
    let words = "If you live in California, you have the right to access your personal data. If you live in the EEA, you may have the right to access your personal data.";
    let policy = format!("{RIGHTS}{words}");
    let of = |more: &str| found(&format!("must-state = \"rights.access\"\n{more}"), &policy);
    let eu = of("for = \"eu\"\nplainly = true");
    assert!(
        eu.len() == 1 && eu[0].ends_with("; it must be said plainly to EU"),
        "{eu:?}"
    );
    assert_eq!(of("for = \"california\"\nplainly = true"), [""; 0]);
    assert_eq!(of("for = [\"eu\", \"california\"]"), [""; 0]);
    assert_eq!(of("plainly = true"), [""; 0]);
}

#[test]
fn a_denial_can_be_asked_for_to_whom_and_plainly() {
    let some = "# Privacy\n\nCalifornia residents: we do not sell your personal data.";
    let all = "# Privacy\n\nWe do not sell your personal data.";
    let of =
        |more: &str, policy| found(&format!("must-deny = \"disclosures.sale\"\n{more}"), policy);
    assert_eq!(of("", some), [""; 0]);
    assert_eq!(of("for = \"california\"\nplainly = true", some), [""; 0]);
    let narrow = of("for = \"eu\"", some);
    assert!(
        narrow.len() == 1 && narrow[0].ends_with("it must be said to EU"),
        "{narrow:?}"
    );
    assert_eq!(of("for = \"eu\"", all), [""; 0]);
}

#[test]
fn the_longest_time_to_answer_counts() {
    let policy = format!(
        "{RIGHTS}We respond to your request within 30 days. We respond to complex requests within 90 days."
    );
    let demand = "period = \"disclosures.response-time\"\nat-most = ";
    let late = held(&format!("{demand}\"2 months\""), &policy).findings;
    assert_eq!(late.len(), 1);
    assert!(
        late[0]
            .message
            .ends_with("it says 90 days, where at most 2 months is allowed"),
        "{late:?}"
    );
    assert_eq!(late[0].evidence.len(), 1);
    assert_eq!(found(&format!("{demand}\"3 months\""), &policy), [""; 0]);
}

#[test]
fn a_period_is_no_longer_than_allowed() {
    let policy = |words: &str| format!("# Privacy\n\n## Retention\n\n{words}");
    let year = "period = \"retention.account-data\"\nat-most = \"1 year\"\n";
    let of = |accept: &str, words: &str| found(&format!("{year}{accept}"), &policy(words));
    assert!(of("", "We keep your account data for 12 months.").is_empty());
    let long = of("", "We keep your account data for 3 years.");
    assert!(
        long[0].ends_with("3 years, where at most 1 year is allowed"),
        "{long:?}"
    );
    let open = "We keep your account data until you delete your account.";
    assert_eq!(of("", open).len(), 1);
    assert!(of("accept = \"event\"", open).is_empty());
    let other = "We keep server logs for 7 days.";
    assert_eq!(of("", other), ["acme is silent on Account data"]);
    assert!(of("accept = [\"silence\"]", other).is_empty());
}

#[test]
fn who_gets_data_abroad_needs_a_safeguard() {
    let policy = |words: &str| {
        format!("# Privacy\n\n## Processors\n\nWe use the following processors:\n\n{words}")
    };
    let demand = "processors = \"*\"\noutside = \"EEA\"\nmust-name = \"safeguard\"";
    let of = |words: &str| found(demand, &policy(words));
    assert!(of("- Stripe — payment. Data location: Ireland.").is_empty());
    assert!(
        of("- Stripe — payment. Data location: USA, under standard contractual clauses.")
            .is_empty()
    );
    let bare = of("- Stripe — payment. Data location: USA.");
    assert!(
        bare.len() == 1 && bare[0].contains("names none of standard contractual clauses"),
        "{bare:?}"
    );
    let place = found(
        "processors = \"stripe\"\nmust-name = \"location\"",
        &policy("- Stripe — payment."),
    );
    assert!(place[0].ends_with("does not say where"), "{place:?}");
}

#[test]
fn what_may_be_handled_abroad_is_not_judged_silently() {
    let policy = |words: &str| {
        format!("# Privacy\n\n## Processors\n\nWe use the following processors:\n\n{words}")
    };
    let abroad = "processors = \"*\"\noutside = \"EEA\"\nmust-name = ";
    let safeguard = format!("{abroad}\"safeguard\"");
    let unknown = policy(
        "- Stripe — payment.\n- Mailgun — e-mail.\n- Hetzner — hosting. Data location: Germany.",
    );
    assert_eq!(found(&safeguard, &unknown), [""; 0]);
    assert_eq!(
        not_judged(&safeguard, &unknown),
        ["acme: 2 organisations whose location the policy does not say: Mailgun, Stripe"]
    );
    let both = format!("{abroad}[\"location\", \"safeguard\"]");
    let broken = found(&both, &unknown);
    assert_eq!(broken.len(), 2, "{broken:?}");
    assert!(
        broken[0].ends_with(", and does not say where"),
        "{broken:?}"
    );
    assert_eq!(not_judged(&both, &unknown), [""; 0]);
    let known =
        policy("- Stripe — payment. Data location: USA, under standard contractual clauses.");
    assert_eq!(not_judged(&safeguard, &known), [""; 0]);
    assert_eq!(found(&both, &known), [""; 0]);
}

#[test]
fn a_row_may_be_one_that_only_a_policy_has() {
    let policy = "# Privacy\n\n## Processors\n\nWe use the following processors:\n\n- Widgetron GmbH — hosting. Data location: Germany.\n\n## Retention\n\nWe keep the list of your friends for 2 years.";
    let survey = surveyed(policy);
    let open = survey.matrix.rows.iter().filter(|row| row.family.is_open());
    let names: Vec<String> = open
        .map(|row| format!("{}.{}", row.family.name(), row.id))
        .collect();
    assert!(names.len() > 1, "{names:?}");
    for name in &names {
        assert_eq!(found(&format!("must-state = \"{name}\""), policy), [""; 0]);
        let slip = format!("{name}s");
        let text = format!("[[rule]]\nid = \"it\"\nsentence = \"It.\"\nmust-state = \"{slip}\"");
        let rules = rules::read("rules.toml", &text, Lexicon::built_in()).expect("it may be");
        let mistakes = by_rules(&survey, rules).expect_err("nobody has it");
        let told = format!(
            "neither the lexicon nor any of the policies has a row `{slip}`; is `{name}` meant?"
        );
        assert_eq!((mistakes[0].line, &mistakes[0].message), (4, &told));
    }
}

#[test]
fn a_checklist_tells_what_it_does_not_assess() {
    let told = not_judged("checklist = \"gdpr-13\"", RIGHTS);
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with("acme: GDPR 13(1)(c) (purposes of the processing), ")
            && told[0].ends_with(": not assessed"),
        "{told:?}"
    );
}

#[test]
fn a_checklist_tells_each_requirement_that_is_missing() {
    let found = found(
        "checklist = \"gdpr-13\"",
        &format!("{RIGHTS}You have the right to access your personal data."),
    );
    let rectification = found
        .iter()
        .any(|message| message.starts_with("acme: GDPR 13(2)(b)") && message.ends_with("missing"));
    assert!(rectification, "{found:#?}");
}

#[test]
fn nothing_becomes_worse_where_nothing_changes() {
    let policy = std::fs::read_to_string("samples/nopex.txt").expect("the sample is there");
    assert_eq!(became(&policy, &policy), []);
}

#[test]
fn rights_become_worse() {
    let right = |words: &str| format!("{RIGHTS}{words}\n\nYou have the right to erasure.");
    let plain = right("You have the right to access your personal data.");
    let dropped = became(&plain, &right(""));
    assert_eq!(ids(&dropped), ["right-dropped"]);
    assert_eq!(
        dropped[0].1,
        "acme is silent on the right “Access” (GDPR Art. 15); formerly stated"
    );
    let hedged = right("You may have the right to access your personal data.");
    assert_eq!(ids(&became(&plain, &hedged)), ["with-reserve"]);
    assert_eq!(became(&hedged, &plain), []);
    let narrow =
        right("If you live in California, you have the right to access your personal data.");
    assert_eq!(ids(&became(&plain, &narrow)), ["narrower"]);
    assert_eq!(became(&narrow, &plain), []);
}

#[test]
fn periods_become_longer_or_are_dropped() {
    let kept = |words: &str| {
        format!("# Privacy\n\n## Retention\n\n{words}\n\nWe keep server logs for 7 days.")
    };
    let year = kept("We keep your account data for 1 year.");
    let longer = became(&year, &kept("We keep your account data for 18 months."));
    assert_eq!(ids(&longer), ["kept-longer"]);
    assert!(
        longer[0].1.ends_with("formerly at most 1 year"),
        "{longer:?}"
    );
    assert_eq!(ids(&became(&year, &kept(""))), ["period-dropped"]);
    let open = kept("We keep your account data as long as necessary.");
    assert_eq!(ids(&became(&year, &open)), ["period-dropped"]);
    for words in [
        "We keep your account data until you delete your account.",
        "We keep your account data for as long as the law requires.",
        "We keep your account data for 1 year after you delete your account.",
    ] {
        let found = became(&year, &kept(words));
        assert_eq!(found.len(), 1, "{words} {found:?}");
    }
    assert_eq!(
        became(&year, &kept("We keep your account data for 30 days.")),
        []
    );
}

#[test]
fn practices_are_added_or_no_longer_ruled_out() {
    let denies =
        "# Privacy\n\nWe do not sell your personal data. Contact us at privacy@acme.example.";
    let silent = "# Privacy\n\nContact us at privacy@acme.example.";
    let sells = "# Privacy\n\nWe sell your personal data. Contact us at privacy@acme.example.";
    for (old, new) in [(denies, silent), (denies, sells), (silent, sells)] {
        assert_eq!(ids(&became(old, new)), ["practice-added"], "{old} {new}");
        assert_eq!(became(new, old), [], "{new} {old}");
    }
}

#[test]
fn a_denial_is_softened_and_a_practice_reaches_more_people() {
    let of = |words: &str| format!("# Privacy\n\n{words} Contact us at privacy@acme.example.");
    let denies = of("We do not sell your personal data.");
    let to_some = of("California residents: we do not sell your personal data.");
    let narrower = became(&denies, &to_some);
    assert_eq!(ids(&narrower), ["narrower"]);
    assert!(
        narrower[0].1.ends_with("formerly for everybody"),
        "{narrower:?}"
    );
    assert_eq!(became(&to_some, &denies), []);
    let sells = of("We sell your personal data.");
    let sells_some = of("California residents: we sell your personal data.");
    let wider = became(&sells_some, &sells);
    assert_eq!(ids(&wider), ["practice-added"]);
    assert!(wider[0].1.ends_with("formerly for California"), "{wider:?}");
    assert_eq!(became(&sells, &sells_some), []);
}

#[test]
fn data_are_newly_shared_with_kinds_of_recipients() {
    let of = |words: &str| format!("# Privacy\n\nWe collect your e-mail address. {words}");
    let ads = "We share your personal data with advertising networks.";
    assert_eq!(ids(&became(&of(""), &of(ads))), ["newly-shared"]);
    assert_eq!(became(&of(ads), &of("")), []);
    let named = "We share your personal data with Stripe in Ireland.";
    let found = became(&of(""), &of(named));
    assert!(!ids(&found).contains(&"newly-shared"), "{found:?}");
}

#[test]
fn an_answer_may_come_later() {
    let of =
        |words: &str| format!("{RIGHTS}You have the right to access your personal data. {words}");
    let month = "We respond to your request within 30 days.";
    let longer = "We respond to complex requests within 90 days.";
    let found = became(&of(month), &of(&format!("{month} {longer}")));
    assert_eq!(ids(&found), ["answers-later"]);
    assert!(found[0].1.ends_with("formerly 30 days"), "{found:?}");
    let both = of(&format!("{month} {longer}"));
    assert_eq!(became(&both, &both), []);
    assert_eq!(became(&both, &of(month)), []);
}

#[test]
fn what_was_said_is_quoted_by_the_words_of_the_statement() {
    let kept = |words: &str| format!("# Privacy\n\n## Retention\n\n{words}");
    let old = kept("We keep server logs for 7 days. We keep security logs for 1 year.");
    let new = kept("We keep server logs for 7 days. We keep security logs for 2 years.");
    let check = since(&surveyed(&new), &earlier_report(&old));
    let findings = check.rules.into_iter().flat_map(|rule| rule.findings);
    let finding = findings.into_iter().next().expect("they are kept longer");
    assert_eq!(
        finding.message,
        "acme keeps security logs for 2 years; formerly at most 1 year"
    );
    let quote = finding.formerly.map(|formerly| formerly.quote);
    assert_eq!(quote.as_deref(), Some("We keep security logs for 1 year"));
    assert_eq!(finding.evidence.len(), 1);
}

#[test]
fn organisations_lose_what_protects_the_data() {
    let used = |words: &str| {
        format!(
            "# Privacy\n\n## Processors\n\nWe use the following processors:\n\n- Hetzner — hosting. Data location: Germany.\n{words}"
        )
    };
    let safe = used("- Stripe — payment. Data location: USA, under standard contractual clauses.");
    let bare = used("- Stripe — payment.");
    // The clauses are also what the policy says of transfers.
    assert_eq!(
        ids(&became(&safe, &bare)),
        ["protection-dropped", "no-longer-told"]
    );
    assert_eq!(ids(&became(&used(""), &bare)), ["new-unprotected"]);
    assert_eq!(became(&used(""), &safe), []);
    assert_eq!(became(&bare, &used("")), []);
}

#[test]
fn organisations_leave_the_eea_or_lose_the_safeguard_that_counts() {
    let used = |words: &str| {
        format!(
            "# Privacy\n\n## Processors\n\nWe use the following processors:\n\n- Stripe — payment. {words}"
        )
    };
    let germany = used("Data location: Germany.");
    let clauses = used(
        "Data location: USA, under standard contractual clauses and a data processing agreement.",
    );
    let agreement = used("Data location: USA, under a data processing agreement.");
    let fallen = |old: &str, new: &str| {
        let found = became(old, new).into_iter();
        let own = found.filter(|(id, _)| id == "protection-dropped");
        own.map(|(_, message)| message).collect::<Vec<_>>()
    };
    let moved = fallen(&germany, &agreement);
    assert!(
        moved.len() == 1 && moved[0].ends_with("formerly in DE"),
        "{moved:?}"
    );
    assert_eq!(fallen(&clauses, &agreement).len(), 1);
    assert_eq!(fallen(&clauses, &germany), [""; 0], "it has come home");
    assert_eq!(fallen(&germany, &clauses), [""; 0]);
    assert_eq!(fallen(&agreement, &germany), [""; 0]);
}

#[test]
fn every_practice_is_a_disclosure_of_the_lexicon() {
    use crate::lexicon::ConceptKind;
    for id in worse::PRACTICES {
        let known = Lexicon::built_in().concept(ConceptKind::Disclosure, id);
        assert!(known.is_some(), "{id}");
    }
}

#[test]
fn an_earlier_report_may_have_fields_that_are_not_known_and_must_be_of_a_form_that_is() {
    let coverage = "{\"rights\": [], \"recipient_categories\": [], \"disclosures\": [], \"processors\": [], \"retention\": [], \"more\": 1}";
    let text = |version: &str| {
        format!(
            "{{\"schema\": \"clausewise/report/{version}\", \"new\": 1, \"policies\": [{{\"id\": \"acme\"}}, {{\"id\": \"gone\"}}], \"coverage\": {coverage}}}"
        )
    };
    assert!(earlier::read("x", &text("2")).is_err());
    let earlier = earlier::read("x", &text("1")).expect("it is a report");
    let check = since(&surveyed("# Privacy\n\nWe collect data."), &earlier);
    assert_eq!(
        (check.gone, check.checked.len()),
        (vec!["gone".to_owned()], 1)
    );
}
