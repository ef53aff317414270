//! Sentences of each form and trap, with what they say.

use super::super::testing::{Draft, policy_of};
use super::*;
use crate::lexicon::Lexicon;
use crate::policy::Policy;

/// The statements of `policy` as "kind length row", in order of the text.
fn told(policy: &Policy) -> Vec<String> {
    let reading = Reading::new(policy, Lexicon::built_in());
    let facts = retention(&reading);
    facts
        .iter()
        .map(|fact| {
            let About::Retention(retention) = &fact.about else {
                panic!("{fact:?}")
            };
            let kind = match retention.kind {
                RetentionKind::Fixed => "fixed",
                RetentionKind::Event => "event",
                RetentionKind::EventThenFixed => "event+fixed",
                RetentionKind::Statutory => "statutory",
                RetentionKind::Criteria => "criteria",
            };
            let length = retention.duration.map(|length| length.iso8601());
            let words = [
                kind,
                length.as_deref().unwrap_or_default(),
                retention.subject_id.as_str(),
            ];
            words.join(" ").replace("  ", " ")
        })
        .collect()
}

/// What one paragraph says.
fn says(paragraph: &str) -> Vec<String> {
    told(&policy_of(&[paragraph]))
}

/// What an item says in a list under "Data retention".
fn item_says(item: &str) -> Vec<String> {
    let mut draft = Draft::new();
    draft.heading("Data retention");
    let lead_in = draft.paragraph("Periods differ by the kind of data, as follows:");
    draft.item(Some(lead_in), item);
    told(&draft.policy)
}

#[test]
fn a_length_is_fixed() {
    for (sentence, expected) in [
        (
            "Session data is automatically deleted after 7 days.",
            "fixed P7D session-data",
        ),
        (
            "We retain server logs for up to thirty (30) days.",
            "fixed P30D usage-logs",
        ),
        (
            "Invoices are kept for ten years.",
            "fixed P10Y billing-records",
        ),
        (
            "After 90 days, error reports are erased.",
            "fixed P90D error-data",
        ),
        (
            "We will not keep chat transcripts for longer than six months.",
            "fixed P6M messages",
        ),
        (
            "Backups are overwritten every 24 hours.",
            "fixed PT24H backups",
        ),
        (
            "Location data is stored for at least 3 days.",
            "fixed P3D location-data",
        ),
        (
            "The consent cookie expires after 13 months.",
            "fixed P13M cookies",
        ),
    ] {
        assert_eq!(says(sentence), [expected], "{sentence}");
    }
}

#[test]
fn a_clock_that_starts_with_the_data_leaves_a_length_fixed() {
    for sentence in [
        "Server logs are deleted 30 days after collection.",
        "We keep server logs for 30 days from the date they were recorded.",
        "Server logs are purged within 30 days of receipt, after which nothing remains.",
        "Server logs are removed within 30 days from our servers.",
    ] {
        assert_eq!(says(sentence), ["fixed P30D usage-logs"], "{sentence}");
    }
}

#[test]
fn a_clock_that_starts_with_an_end_makes_an_event_and_a_length() {
    for sentence in [
        "Account data is deleted 30 days after you close your account.",
        "After you close your account, account data is removed within 30 days.",
        "If you delete your profile, we will erase account data within 30 days.",
        "Account data is kept until the account is closed, then removed within 30 days.",
        "We keep account data as long as your account is active and for 30 days thereafter.",
        "We hold account data for the duration of the contract plus 30 days.",
        "We delete account data after 30 days of inactivity.",
        "You may cancel at any time. Account data will then be deleted within 30 days.",
    ] {
        assert_eq!(
            says(sentence),
            ["event+fixed P30D account-data"],
            "{sentence}"
        );
    }
}

#[test]
fn until_and_as_long_as_tell_an_event() {
    for sentence in [
        "We keep account data until you delete your account.",
        "Account data is stored for as long as you are a customer.",
        "Account data is retained for the duration of the contractual relationship.",
        "Account data is deleted when you close your account.",
        "Upon termination of the agreement, we delete account data.",
        "We retain account data while your subscription is active.",
    ] {
        assert_eq!(says(sentence), ["event account-data"], "{sentence}");
    }
}

#[test]
fn a_need_is_a_criterion() {
    for sentence in [
        "We keep personal data for as long as necessary to provide the service.",
        "Personal data is not retained longer than needed for these purposes.",
        "We delete personal data once it is no longer required for the purposes it was collected for.",
        "Personal data is retained indefinitely.",
        "Personal data may be kept for a limited period of time.",
        "How long we keep personal data depends on its nature.",
        "Personal data is stored until the purpose of the processing is fulfilled.",
        "To determine the appropriate retention period, we consider the amount and nature of personal data.",
    ] {
        assert_eq!(says(sentence), ["criteria personal-data"], "{sentence}");
    }
}

#[test]
fn what_the_law_asks_is_statutory() {
    for sentence in [
        "Billing records are retained where the law requires.",
        "We keep billing records as required by tax law.",
        "Billing records are retained in accordance with statutory retention periods.",
        "We may retain billing records to comply with our legal obligations.",
        "Billing records are deleted once the statutory retention period has expired.",
        "We will not keep billing records longer than the period prescribed by law.",
    ] {
        assert_eq!(says(sentence), ["statutory billing-records"], "{sentence}");
    }
}

#[test]
fn a_length_that_the_law_asks_for_is_fixed_only() {
    assert_eq!(
        says("Billing records are retained for 7 years as required by tax regulations."),
        ["fixed P7Y billing-records"]
    );
}

#[test]
fn one_sentence_may_say_several_things() {
    assert_eq!(
        says(
            "We retain account data as long as your account is active and for a reasonable period afterward to meet legal requirements."
        ),
        ["event account-data", "criteria account-data"]
    );
    assert_eq!(
        says("We keep account data until you delete it or for two years, whichever is earlier."),
        ["fixed P2Y account-data", "event account-data"]
    );
    assert_eq!(
        says("Recordings are kept for three to six months."),
        ["fixed P3M recordings", "fixed P6M recordings"]
    );
    assert_eq!(
        says("We keep personal data as long as necessary or as required by law."),
        ["criteria personal-data", "statutory personal-data"]
    );
}

#[test]
fn the_sentence_after_goes_on_with_the_same_data() {
    assert_eq!(
        says(
            "We retain account data until you delete your account. After deletion, we retain it only to the extent required by statutory retention obligations."
        ),
        ["event account-data", "statutory account-data"]
    );
}

#[test]
fn obeying_the_law_among_purposes_is_a_limit_only_with_a_to_of_its_own() {
    assert_eq!(
        says(
            "We keep personal data as long as necessary to provide the service, comply with legal obligations and resolve disputes."
        ),
        ["criteria personal-data"]
    );
    assert_eq!(
        says(
            "We keep personal data as long as necessary to provide the service, to comply with legal requirements and to resolve disputes."
        ),
        ["criteria personal-data", "statutory personal-data"]
    );
}

#[test]
fn a_by_clause_says_nothing_of_its_own() {
    for sentence in [
        "Server logs are deleted after 7 days unless a longer period is required by law.",
        "Unless the law requires otherwise, server logs are deleted after 7 days.",
        "Server logs are deleted after 7 days, subject to statutory retention obligations.",
    ] {
        assert_eq!(says(sentence), ["fixed P7D usage-logs"], "{sentence}");
    }
}

#[test]
fn other_lengths_of_time_are_no_retention() {
    for sentence in [
        "We respond to your request within 30 days.",
        "We will extend this by a further 30 days and notify you.",
        "In the preceding 12 months we collected the following data.",
        "We review this policy every 12 months and store a copy.",
        "The service is not directed to children under 13 years of age; we do not knowingly keep their data.",
        "We give 30 days' notice before changes take effect.",
        "It may take 10 business days to process your opt-out request.",
        "We provide a copy of your data within one month.",
        "Start your trial of 14 days.",
        "Your card's expiration date is stored by our payment provider.",
        "The legal basis for processing is Article 6 sec. 1.",
        "We have held true to our values for more than 130 years.",
    ] {
        assert!(
            says(sentence).is_empty(),
            "{sentence}: {:?}",
            says(sentence)
        );
    }
}

#[test]
fn keeping_without_a_limit_says_nothing() {
    for sentence in [
        "Your data is stored in the European Union.",
        "We do not store your card number.",
        "Aggregated data is retained for billing purposes.",
        "We keep your password secure and will inform you as soon as necessary.",
        "We may share data as required by law.",
        "You have the right to have your data erased if it is no longer necessary for the purposes.",
        "You may ask us to delete your data when you close your account.",
        "If we learn that we collected data from a child, we will delete it when the account is closed.",
        "You can delete cookies at any time.",
    ] {
        assert!(
            says(sentence).is_empty(),
            "{sentence}: {:?}",
            says(sentence)
        );
    }
}

#[test]
fn an_item_is_about_its_term() {
    assert_eq!(
        item_says("API request logs — Retained for 30 days"),
        ["fixed P30D usage-logs"]
    );
    assert_eq!(
        item_says("Newsletter list — 2 years"),
        ["fixed P2Y marketing-data"]
    );
    assert_eq!(
        item_says("Customer files — Until the contract ends"),
        ["event user-content"]
    );
    assert_eq!(
        item_says("Genome samples — 5 days"),
        ["fixed P5D genome-samples"]
    );
}

#[test]
fn a_term_that_tells_an_event_starts_the_clock() {
    assert_eq!(
        item_says(
            "After account deletion — Personal data is removed within 30 days. Billing records are anonymized and retained per legal requirements."
        ),
        [
            "event+fixed P30D personal-data",
            "statutory billing-records"
        ]
    );
}

#[test]
fn what_only_depends_leaves_it_to_the_items() {
    let mut draft = Draft::new();
    let lead_in = draft.paragraph("Retention periods depend on the kind of data:");
    draft.item(Some(lead_in), "Server logs — deleted after 7 days");
    assert_eq!(told(&draft.policy), ["fixed P7D usage-logs"]);
}

#[test]
fn what_is_weighed_is_no_statement_for_each_item() {
    let mut draft = Draft::new();
    let lead_in = draft.paragraph("The criteria used to determine our retention periods include:");
    draft.item(
        Some(lead_in),
        "The length of time we have a relationship with you and keep your account active",
    );
    draft.item(
        Some(lead_in),
        "Whether there is a legal obligation to keep the data for a certain period of time",
    );
    assert_eq!(told(&draft.policy), ["criteria personal-data"]);
}

#[test]
fn reasons_after_as_long_as_necessary_are_no_statements() {
    let mut draft = Draft::new();
    let lead_in = draft.paragraph("We keep personal data for as long as necessary to:");
    draft.item(Some(lead_in), "provide the service while you use it;");
    draft.item(Some(lead_in), "comply with the law.");
    assert_eq!(told(&draft.policy), ["criteria personal-data"]);
}

#[test]
fn a_table_tells_the_subject_in_one_column_and_the_length_in_another() {
    let mut draft = Draft::new();
    let header = draft.row(None, "Name | Purpose | Duration");
    draft.row(
        Some(header),
        "sid | keeps you signed in for 2 days | Session",
    );
    draft.row(Some(header), "prefs | remembers settings | 13 months");
    draft.row(Some(header), "theme | look | Persistent");
    draft.row(
        Some(header),
        "Account data | service | Until you leave, then 30 days",
    );
    assert_eq!(
        told(&draft.policy),
        [
            "event sid",
            "fixed P13M prefs",
            "criteria theme",
            "event+fixed P30D account-data"
        ]
    );
}

#[test]
fn a_number_under_another_header_is_no_length() {
    let mut draft = Draft::new();
    let header = draft.row(None, "Plan | Trial | Minimum age");
    draft.row(Some(header), "Basic | 14 days | 16 years");
    assert!(told(&draft.policy).is_empty());
}

#[test]
fn a_cookie_belongs_to_the_row_of_cookies() {
    let mut draft = Draft::new();
    let lead_in = draft.paragraph("We set the following cookies:");
    draft.item(
        Some(lead_in),
        "\"sid\" — signing in, expires after 10 minutes.",
    );
    assert_eq!(told(&draft.policy), ["fixed PT10M cookies"]);
}

#[test]
fn a_statement_repeated_in_another_section_is_one() {
    let mut draft = Draft::new();
    draft.heading("Logs");
    draft.paragraph("Server logs are deleted after 7 days.");
    draft.heading("Data retention");
    draft.paragraph("We keep access logs for 7 days.");
    let reading = Reading::new(&draft.policy, Lexicon::built_in());
    let facts = retention(&reading);
    assert_eq!(facts.len(), 2);
    assert_eq!(facts[0].about, facts[1].about);
}

#[test]
fn the_quote_is_the_sentence_and_the_match_its_telling_words() {
    let policy = policy_of(&["Some words. Server logs are deleted after 7 days. More words."]);
    let reading = Reading::new(&policy, Lexicon::built_in());
    let facts = retention(&reading);
    let words = |span| policy.words(span);
    assert_eq!(
        words(facts[0].evidence.quote),
        "Server logs are deleted after 7 days"
    );
    assert_eq!(words(facts[0].matched), "are deleted after 7 days");
    assert!(!facts[0].hedged);
}

#[test]
fn a_page_without_full_stops_is_read_in_pieces() {
    let page = "we keep logs for 7 days and ".repeat(2000);
    assert_eq!(says(&page), ["fixed P7D usage-logs"]);
}

#[test]
fn what_a_list_of_exceptions_says_is_a_by_clause() {
    let mut draft = Draft::new();
    let lead_in = draft.paragraph("Server logs are deleted after 7 days unless:");
    draft.item(Some(lead_in), "we are required by law to retain them");
    assert_eq!(told(&draft.policy), ["fixed P7D usage-logs"]);
}

#[test]
fn a_header_row_says_nothing() {
    let mut draft = Draft::new();
    let header = draft.row(
        None,
        "Data | Legal basis under the law and retention period of 3 years",
    );
    draft.row(Some(header), "Account data | 5 years");
    assert_eq!(told(&draft.policy), ["fixed P5Y account-data"]);
}

#[test]
fn rights_tell_no_retention_but_what_we_keep_does() {
    let mut draft = Draft::new();
    draft.heading("Your rights");
    draft.paragraph("Erasure: the data are deleted when they are no longer needed.");
    draft.paragraph("We may retain limited records indefinitely.");
    assert_eq!(told(&draft.policy), ["criteria personal-data"]);
}

#[test]
fn reserve_is_noted() {
    let policy = policy_of(&["Server logs are typically kept for about 7 days."]);
    let reading = Reading::new(&policy, Lexicon::built_in());
    assert!(retention(&reading)[0].hedged);
}

const WORDS: &[&str] = &[
    "we",
    "you",
    "data",
    "account",
    "retain",
    "keep",
    "deleted",
    "is",
    "are",
    "until",
    "as",
    "long",
    "for",
    "30",
    "days",
    "year",
    "after",
    "closed",
    "necessary",
    "law",
    "required",
    "by",
    "unless",
    "when",
    "longer",
    "than",
    "not",
    ",",
    ";",
    "(",
    ")",
    "—",
    ".",
    "The",
    "If",
    "thirty",
    "no",
    "period",
    "of",
    "time",
    "inactive",
    "session",
    "cookie",
    "or",
    "to",
    "comply",
    "with",
    "legal",
    "obligations",
    "then",
    "within",
    "retention",
    "|",
    "5",
    "½",
    "الأيام",
];

proptest::proptest! {
    #[test]
    fn a_statement_rests_on_words_of_its_own_clause(
        picks in proptest::collection::vec(0..WORDS.len(), 0..120),
    ) {
        let text: Vec<&str> = picks.iter().map(|pick| WORDS[*pick]).collect();
        let mut draft = Draft::new();
        draft.heading("Data retention");
        let lead_in = draft.paragraph(&text.join(" "));
        draft.item(Some(lead_in), &text.join(" "));
        draft.row(None, &text.join(" "));
        let policy = draft.policy;
        let reading = Reading::new(&policy, Lexicon::built_in());
        for fact in retention(&reading) {
            let quote = fact.evidence.quote;
            proptest::prop_assert!(policy.clause(fact.evidence.clause).span.contains(quote));
            proptest::prop_assert!(quote.contains(fact.matched));
            proptest::prop_assert!(!policy.words(fact.matched).is_empty());
        }
    }
}

#[test]
fn lengths_in_words_go_past_a_hundred() {
    assert_eq!(
        says("Inquiries are erased within one hundred and eighty (180) days of being closed."),
        ["event+fixed P180D support-communications"]
    );
}

#[test]
fn what_recurs_or_is_exceeded_is_no_end() {
    for sentence in [
        "Please call to have us keep your data out of it, twenty-four hours a day, seven days a week.",
        "You can resell what you store with us on our second-hand market.",
        "We may keep your records for longer than 5 years.",
        "Your request will be processed within a maximum of 2 months.",
        "After the thirty days, the copies may remain in caches.",
    ] {
        assert_eq!(says(sentence), Vec::<String>::new(), "{sentence}");
    }
    assert_eq!(
        says("Persistent cookies expire every 14 months."),
        ["fixed P14M cookies"]
    );
}

#[test]
fn deletion_right_after_anything_ends_the_keeping() {
    assert_eq!(
        says("After the transmission, the video is immediately deleted."),
        ["event user-content"]
    );
    assert_eq!(
        says("The scan is permanently deleted once we have the result."),
        ["event scan"]
    );
    assert_eq!(
        says("We will immediately delete the account once we learn of the abuse."),
        Vec::<String>::new()
    );
}

#[test]
fn each_length_of_an_enumeration_has_the_data_before_it() {
    assert_eq!(
        says(
            "We keep transaction records for 10 years, customer chats for two years from the last \
             message, and connection logs for one year."
        ),
        [
            "fixed P10Y billing-records",
            "event+fixed P2Y messages",
            "fixed P1Y usage-logs"
        ]
    );
    assert_eq!(
        says("Invoices are kept for ten years and server logs for 30 days."),
        ["fixed P10Y billing-records", "fixed P30D usage-logs"]
    );
}

#[test]
fn only_what_can_be_kept_is_a_subject() {
    assert_eq!(
        says("The vendor states that it retains prompts for 10 days."),
        ["fixed P10D ai-data"]
    );
    assert_eq!(
        says("Support tickets, invoices, and audit reports are kept for 10 days."),
        ["fixed P10D support-communications"]
    );
}

#[test]
fn a_need_may_go_on_from_an_earlier_limit() {
    assert_eq!(
        says(
            "We may retain your personal information (as well as that of the people whom you have \
             invited to join you there) for as long as your account is active, as is said on this \
             page, or as otherwise needed to provide you with our services."
        ),
        ["event personal-data", "criteria personal-data"]
    );
}

#[test]
fn a_period_that_points_back_is_told_already() {
    for sentence in [
        "It is important that we retain your data for this short period.",
        "Save for urgent changes (such as those required by law) we post a notice.",
    ] {
        assert_eq!(says(sentence), Vec::<String>::new(), "{sentence}");
    }
    assert_eq!(
        says(
            "Usage data is retained for a shorter period, except where we are legally obligated to retain it."
        ),
        ["criteria usage-logs"]
    );
}

#[test]
fn while_may_contrast() {
    assert_eq!(
        says(
            "Persistent cookies remain when you go offline, while session cookies are deleted as \
             soon as you close your web browser."
        ),
        ["event cookies"]
    );
}

#[test]
fn keeping_that_the_law_asks_for_is_statutory_wherever_the_law_stands() {
    for sentence in [
        "We will not delete data that we are required by law to retain.",
        "Note that Quibblix is legally required or entitled to retain some information.",
    ] {
        assert_eq!(says(sentence), ["statutory personal-data"], "{sentence}");
    }
    assert_eq!(
        says("We are legally required to inform you of this."),
        [""; 0]
    );
}

#[test]
fn processing_that_differs_lends_its_items_no_keeping() {
    let mut draft = Draft::new();
    let lead_in = draft.paragraph("Our processing of this information differs by what you are:");
    draft.item(
        Some(lead_in),
        "Riders: We collect your location from your request until the ride ends.",
    );
    assert_eq!(told(&draft.policy), [""; 0]);
}

#[test]
fn what_sets_no_end_is_told_from_what_does() {
    for (sentence, expected) in [
        (
            "Location data is stored for at least 3 days.",
            Some(OpenEnd::AtLeast),
        ),
        (
            "Invoices are kept for a minimum of ten years after the contract ends.",
            Some(OpenEnd::AtLeast),
        ),
        (
            "We retain server logs for 90 days or longer.",
            Some(OpenEnd::AtLeast),
        ),
        (
            "We keep the list of blocked accounts indefinitely.",
            Some(OpenEnd::Indefinite),
        ),
        ("We retain server logs for up to thirty (30) days.", None),
        (
            "Backups are made at least once a day and kept for a week.",
            None,
        ),
        ("We keep chat transcripts as long as necessary.", None),
    ] {
        let policy = policy_of(&[sentence]);
        let reading = Reading::new(&policy, Lexicon::built_in());
        let open_ends: Vec<Option<OpenEnd>> = retention(&reading)
            .iter()
            .map(|fact| match &fact.about {
                About::Retention(retention) => retention.open_end,
                about => panic!("{about:?}"),
            })
            .collect();
        assert_eq!(open_ends, [expected], "{sentence}");
    }
}
