//! What sentences of our own say on rights, recipients and disclosures.

use super::*;
use crate::facts::testing::{Draft, policy_of};
use crate::facts::{Jurisdiction, extract};

/// What the texts say, in brief: "right.access", "not disclosure.sale".
fn said(policy: &Policy) -> Vec<String> {
    let mut said: Vec<String> = extract(policy, Lexicon::built_in())
        .facts
        .iter()
        .filter_map(|fact| {
            let what = match &fact.about {
                About::Right(id) => format!("right.{id}"),
                About::RecipientCategory(id) => format!("recipient.{id}"),
                About::Disclosure {
                    id,
                    value: Some(value),
                } => format!("disclosure.{id}={value}"),
                About::Disclosure { id, .. } => format!("disclosure.{id}"),
                About::Processor(_) | About::Retention(_) => return None,
            };
            Some(if fact.polarity == Polarity::Denied {
                format!("not {what}")
            } else {
                what
            })
        })
        .collect();
    said.sort();
    said.dedup();
    said
}

#[track_caller]
fn says(text: &str, expected: &[&str]) {
    assert_eq!(said(&policy_of(&[text])), expected, "{text}");
}

#[test]
fn one_sentence_states_many_rights() {
    says(
        "You have the right to access, correct, erase or port your personal data and to object to its processing.",
        &[
            "right.access",
            "right.erasure",
            "right.objection",
            "right.portability",
            "right.rectification",
        ],
    );
}

#[test]
fn a_lead_in_gives_its_items_context() {
    let mut draft = Draft::new();
    let lead_in = draft.paragraph("If you live in California, you may have the following rights:");
    draft.item(Some(lead_in), "Deletion — of what we hold.");
    let policy = draft.policy;
    assert_eq!(said(&policy), ["right.erasure"]);
    let facts = extract(&policy, Lexicon::built_in()).facts;
    assert!(
        facts
            .iter()
            .all(|fact| fact.hedged && fact.scope == [Jurisdiction::California])
    );
}

#[test]
fn names_of_rights_mean_nothing_elsewhere() {
    says(
        "Deletion jobs run at night and correction of errors is automatic.",
        &[],
    );
    says(
        "We reserve the right to restrict access and to delete your account.",
        &[],
    );
    says("All rights reserved.", &[]);
    says(
        "Access controls protect the rack, and only staff with access rights enter.",
        &[],
    );
}

#[test]
fn a_negation_denies_what_can_be_denied() {
    says(
        "We do not sell, rent or trade your personal data.",
        &["not disclosure.sale"],
    );
    says(
        "Profiling does not take place.",
        &["not disclosure.profiling"],
    );
    says(
        "A data protection officer has not been appointed.",
        &["not disclosure.dpo"],
    );
    says(
        "We do not use your prompts to train our models.",
        &["not disclosure.ai-training"],
    );
}

#[test]
fn a_negation_elsewhere_in_the_sentence_denies_nothing() {
    says(
        "We take appropriate technical measures to protect your data, but no system is perfectly secure.",
        &["disclosure.security-measures"],
    );
    says(
        "A cookie does not tell us who you are.",
        &["disclosure.cookies"],
    );
    says(
        "If you are not happy with this, you may lodge a complaint with the Information Commissioner's Office.",
        &["disclosure.supervisory-authority", "right.complaint"],
    );
    says(
        "We use data for purposes including, but not limited to, targeted advertising.",
        &["disclosure.targeted-advertising"],
    );
}

#[test]
fn values_travel_with_their_statement() {
    says(
        "Our service is not directed to children under 16.",
        &["disclosure.children=16"],
    );
    says(
        "Write to privacy@example.org.",
        &["disclosure.contact=privacy@example.org"],
    );
}

#[test]
fn recipients_count_where_data_goes_to_them() {
    says(
        "We share data with payment processors and advertising networks.",
        &["recipient.advertising", "recipient.payment"],
    );
    says("We do not share data with advertising networks.", &[]);
    says("Our marketing team likes analytics.", &[]);
}

#[test]
fn what_only_a_heading_says_is_told_by_the_words_under_it() {
    let mut draft = Draft::new();
    draft.heading("Right to data portability");
    draft.paragraph("Use the form on our site and we will send you a file.");
    let policy = draft.policy;
    assert_eq!(said(&policy), ["right.portability"]);
    let facts = extract(&policy, Lexicon::built_in()).facts;
    assert!(facts[0].rule.ends_with("in the heading"));
    assert!(
        policy
            .words(facts[0].evidence.quote)
            .starts_with("Use the form")
    );
}

#[test]
fn the_head_of_a_column_gives_its_cells_context() {
    let mut draft = Draft::new();
    let header = draft.row(None, "Purpose of the processing | Legal basis");
    draft.row(Some(header), "Bookkeeping | Legal obligation");
    assert_eq!(
        said(&draft.policy),
        ["disclosure.legal-basis.legal-obligation"]
    );
    let mut draft = Draft::new();
    let header = draft.row(None, "Purpose of the disclosure | What");
    draft.row(Some(header), "Customer support | Names");
    assert_eq!(said(&draft.policy), [""; 0]);
}

#[test]
fn a_sentence_that_points_back_has_the_context_of_the_one_before() {
    says(
        "We share data with others who work for us. These include billing and web analytics.",
        &["recipient.analytics", "recipient.payment"],
    );
    says(
        "We share data with others who work for us. Billing is hard.",
        &[],
    );
}

#[test]
fn whoever_speaks_is_the_controller() {
    for text in [
        "Quibblix Cloud, Inc. (“Quibblix”) respects your privacy.",
        "Quibblix, LLC and its subsidiaries (collectively, “Quibblix”, “we” or “us”) run this site.",
        "When we say Quibblix, we mean Quibblix Cloud Limited.",
    ] {
        says(text, &["disclosure.controller"]);
    }
    for text in [
        "Our site uses maps, a service provided by Quibblix, Inc. (“Quibblix”).",
        "Links may lead to sites owned by other companies.",
    ] {
        says(text, &[]);
    }
}

#[test]
fn refusing_data_has_consequences_that_are_told() {
    for text in [
        "You can choose not to give us some details, but then you might not be able to order.",
        "You do not have to give us any of this information, but without it we cannot ship.",
    ] {
        says(text, &["disclosure.obligation-to-provide"]);
    }
}

#[test]
fn what_may_be_asked_for_is_not_what_is_done() {
    says(
        "You may learn the categories of personal information that we sold or shared.",
        &[],
    );
    says(
        "The right to object at any time to your data being used for direct marketing (including profiling).",
        &["right.automated-decision", "right.objection"],
    );
    says(
        "We do not collect any sensitive data about you.",
        &["not disclosure.special-categories"],
    );
    says(
        "Others help with incident response and service notifications.",
        &[],
    );
}

#[test]
fn sending_it_to_us_is_no_transfer_to_a_third_country() {
    says("What is sent or transmitted to us stays with us.", &[]);
    says(
        "Data is sent to the US.",
        &["disclosure.transfer.third-country"],
    );
}

#[test]
fn words_of_many_policies_say_the_same() {
    says(
        "You may decline to share it, in which case we may not be able to provide some services.",
        &["disclosure.obligation-to-provide"],
    );
    says(
        "The site is served over an encrypted connection.",
        &["disclosure.encryption-in-transit"],
    );
    says("E-mails are usually not encrypted.", &[]);
    says(
        "We have switched off the training of models with our data.",
        &["not disclosure.ai-training"],
    );
    says(
        "A site that respects Do Not Track acts on such a signal.",
        &[],
    );
    says(
        "We draw inferences about you from what you watch.",
        &["disclosure.profiling"],
    );
}

#[test]
fn a_signal_is_honoured_by_what_is_then_not_done() {
    says(
        "If your browser sends a Do Not Track signal, we will not use any of these tools.",
        &["disclosure.gpc-dnt"],
    );
    says(
        "When we get a Do Not Track signal we do not respond to it.",
        &["not disclosure.gpc-dnt"],
    );
}

#[test]
fn what_is_not_yet_done_is_denied() {
    says(
        "Our site is not yet set up to interpret or respond to Do Not Track signals.",
        &["not disclosure.gpc-dnt"],
    );
}

#[test]
fn the_laws_own_words_for_a_legal_basis_need_no_context() {
    says(
        "We do so for compliance with a legal obligation to which we are subject.",
        &["disclosure.legal-basis.legal-obligation"],
    );
}

#[test]
fn a_right_in_words_that_look_like_something_else() {
    says(
        "You may ask us to restrict or limit processing, and that we restrict it.",
        &["right.restriction"],
    );
    says("We may restrict processing of orders at night.", &[]);
    says(
        "You can change your consent in your account.",
        &["right.withdraw-consent"],
    );
    says("You can remove the app's access to that account.", &[]);
    says("The logs go upon account deletion.", &[]);
}

#[test]
fn words_among_the_rights_are_more_telling_than_elsewhere() {
    let mut draft = Draft::new();
    draft.heading("Storage");
    draft.paragraph("You can delete your account.");
    draft.heading("Your rights");
    draft.paragraph("You have the right to erasure of your data.");
    let facts = extract(&draft.policy, Lexicon::built_in()).facts;
    let telling: Vec<Telling> = facts.iter().map(|fact| fact.telling).collect();
    assert_eq!(telling, [Telling::Outright, Telling::InPlace]);
}

#[test]
fn named_safeguards_make_unnamed_ones_void() {
    let unnamed = "When data are transferred to third countries, we take appropriate safeguards.";
    let named = "For transfers to third countries we rely on standard contractual clauses.";
    assert!(
        said(&policy_of(&[unnamed]))
            .contains(&"disclosure.transfer.unspecified-safeguards".to_owned())
    );
    let both = said(&policy_of(&[unnamed, named]));
    assert!(both.contains(&"disclosure.transfer.scc".to_owned()));
    assert!(!both.contains(&"disclosure.transfer.unspecified-safeguards".to_owned()));
}

#[test]
fn a_look_alike_is_told_as_a_near_miss() {
    let policy = policy_of(&["We restrict access to your personal data."]);
    let lexicon = Lexicon::built_in();
    let reading = Reading::new(&policy, lexicon);
    let place = lexicon.concept(ConceptKind::Right, "access").unwrap();
    let (facts, misses) = weigh(&reading, &Contexts::new(&reading), place);
    assert!(facts.is_empty());
    assert!(
        misses
            .iter()
            .any(|miss| matches!(miss.why, WhyNot::OtherMeaning(_) | WhyNot::NoContext(_)))
    );
}

#[test]
fn a_number_is_an_age_only_where_it_counts_years_of_life() {
    says("Recordings are at least 18 months old.", &[]);
    says("Invoices are kept for at least 7 years.", &[]);
    says("Firms under 10 employees need no officer.", &[]);
    let mut draft = Draft::new();
    draft.heading("Verification");
    draft.paragraph("A card shows that a member is at least 18 years old.");
    draft.heading("Children");
    draft.paragraph("The service is not directed to children under 13.");
    let policy = draft.policy;
    let facts = extract(&policy, Lexicon::built_in()).facts;
    let told: Vec<(Telling, bool)> = facts
        .iter()
        .map(|fact| (fact.telling, matches!(&fact.about, About::Disclosure { value, .. } if value.as_deref() == Some("13"))))
        .collect();
    assert_eq!(told, [(Telling::Outright, false), (Telling::InPlace, true)]);
}

#[test]
fn a_lead_in_that_denies_denies_its_items() {
    let said_under = |lead_in: &str, items: &[&str]| {
        let mut draft = Draft::new();
        let lead_in = draft.paragraph(lead_in);
        for item in items {
            draft.item(Some(lead_in), item);
        }
        said(&draft.policy)
    };
    assert_eq!(
        said_under(
            "We will never:",
            &[
                "sell your data",
                "show targeted ads",
                "share your data with advertisers"
            ],
        ),
        ["not disclosure.sale", "not disclosure.targeted-advertising"]
    );
    assert_eq!(
        said_under("We do not use what you write to:", &["train AI models"]),
        ["not disclosure.ai-training"]
    );
    assert_eq!(
        said_under(
            "We don't share data with others except with:",
            &["advertisers"]
        ),
        ["recipient.advertising"]
    );
    let mut draft = Draft::new();
    draft.heading("What we don't do");
    draft.item(None, "Profiling");
    assert_eq!(said(&draft.policy), ["not disclosure.profiling"]);
}

#[test]
fn other_denials_near_sensitive_data_are_none_of_collecting_it() {
    says(
        "We do not knowingly process any special categories of data.",
        &["not disclosure.special-categories"],
    );
    says(
        "We do not sell or share sensitive personal information.",
        &[],
    );
}

#[test]
fn other_periods_near_requests_are_no_time_to_answer() {
    says(
        "We answer requests within one (1) month.",
        &["disclosure.response-time=P1M"],
    );
    for text in [
        "Whoever does not object within 30 days is taken to agree, if you do not respond within 30 days.",
        "You may request this only twice within a 12-month period.",
        "We list the requests that we received within the last twelve (12) months.",
    ] {
        says(text, &[]);
    }
}

#[test]
fn what_may_be_asked_for_denies_nothing() {
    for text in [
        "You can ask us not to use your data for targeted advertising.",
        "You will still see ads, but they may not be as relevant to you.",
        "Sharing is limited to what is collected from our public websites.",
    ] {
        says(text, &[]);
    }
}

#[test]
fn safeguards_of_something_else_are_none_of_a_transfer() {
    let mut draft = Draft::new();
    draft.heading("International transfers");
    draft.paragraph("Some users receive age-appropriate protections.");
    assert_eq!(said(&draft.policy), [""; 0]);
}

#[test]
fn what_the_law_requires_of_others_gives_authorities_nothing() {
    says(
        "Visit the page with further disclosures required under applicable laws.",
        &[],
    );
    says(
        "We disclose your data where required by law.",
        &["recipient.authorities"],
    );
}

#[test]
fn where_the_law_requires_it_holds_back_rights_only() {
    let hedged = |text: &str| -> Vec<bool> {
        let facts = extract(&policy_of(&[text]), Lexicon::built_in()).facts;
        facts.iter().map(|fact| fact.hedged).collect()
    };
    assert_eq!(
        hedged("Where required by law, you have the right to access your data."),
        [true]
    );
    assert_eq!(
        hedged("We disclose your data where required by law."),
        [false]
    );
}

#[test]
fn data_from_others_and_what_others_publish_go_to_nobody() {
    for text in [
        "We receive reports from others, such as fraud-prevention agencies.",
        "You use services provided by us or our affiliates, and we learn of it.",
        "This holds where the information is publicly available, as the law defines it.",
    ] {
        let said = said(&policy_of(&[text]));
        assert!(
            !said.iter().any(|said| said.starts_with("recipient")),
            "{text}: {said:?}"
        );
    }
    says(
        "We share your data with other companies in the Quibblix group.",
        &["recipient.affiliates"],
    );
}
