//! What names must and must not be found, with sentences of our own.

use super::*;
use crate::facts::Safeguard;
use crate::facts::testing::{Draft, policy_of};
use crate::lexicon::Lexicon;
use crate::policy::Policy;

fn found(policy: &Policy) -> Vec<Processor> {
    let reading = Reading::new(policy, Lexicon::built_in());
    let named = Named::new(&reading);
    let facts = processors(&reading, &named).into_iter();
    facts
        .map(|fact| match fact.about {
            About::Processor(processor) => processor,
            about => panic!("{about:?}"),
        })
        .collect()
}

/// The names that the sentences name, with what each does.
fn in_text(sentences: &[&str]) -> Vec<(String, Relation)> {
    relations(&policy_of(sentences))
}

fn relations(policy: &Policy) -> Vec<(String, Relation)> {
    let all = found(policy).into_iter();
    all.map(|processor| (processor.name, processor.relation))
        .collect()
}

/// A list with a lead-in.
fn list(lead_in: &str, items: &[&str]) -> Policy {
    let mut draft = Draft::new();
    let lead_in = draft.paragraph(lead_in);
    for item in items {
        draft.item(Some(lead_in), item);
    }
    draft.policy
}

fn names(found: &[(String, Relation)]) -> Vec<&str> {
    found.iter().map(|(name, _)| name.as_str()).collect()
}

use Relation::{Mention as Mentioned, Processor as Works, Recipient, Source};

fn all(relation: Relation, names: &[&str]) -> Vec<(String, Relation)> {
    names
        .iter()
        .map(|name| ((*name).to_owned(), relation))
        .collect()
}

#[test]
fn items_under_a_lead_in_name_known_and_unknown_processors() {
    let policy = list(
        "We use the following service providers:",
        &[
            "Hetzner — servers in Germany",
            "Quodlibetix — e-mail delivery",
            "Hosting partners — caching and logging",
            "Fabulatron GmbH (support tool)",
        ],
    );
    assert_eq!(
        relations(&policy),
        all(Works, &["Hetzner", "Quodlibetix", "Fabulatron"])
    );
}

#[test]
fn a_table_names_them_in_the_column_that_holds_names() {
    let mut draft = Draft::new();
    let header = draft.row(None, "Purpose | Vendor | Country");
    draft.row(Some(header), "Payments | Stripe | USA");
    draft.row(Some(header), "Error tracking | Sentry | Germany");
    draft.row(Some(header), "Billing | Metronomix | France");
    let all = found(&draft.policy);
    let told: Vec<(&str, &[String])> = all
        .iter()
        .map(|p| (p.name.as_str(), p.location.as_slice()))
        .collect();
    assert_eq!(told[0], ("Stripe", ["US".to_owned()].as_slice()));
    assert_eq!(told[1], ("Sentry", ["DE".to_owned()].as_slice()));
    assert_eq!(told[2], ("Metronomix", ["FR".to_owned()].as_slice()));
    assert_eq!(told.len(), 3);
}

#[test]
fn the_controller_and_its_group_are_no_processors() {
    let policy = list(
        "Quillberry Inc. (\"Quillberry\", \"we\") uses these sub-processors:",
        &["Vercel | Hosting", "Quillberry France SAS | Support"],
    );
    assert_eq!(names(&relations(&policy)), ["Vercel"]);
    let of_a_known_one = [
        "Google LLC (\"Google\", \"we\", \"us\") publishes this policy.",
        "We use Google Analytics and Zendesk.",
    ];
    assert_eq!(names(&in_text(&of_a_known_one)), ["Zendesk"]);
}

#[test]
fn what_is_not_used_is_not_listed() {
    assert!(in_text(&["We do not use Google Analytics or Facebook Pixel."]).is_empty());
    assert!(in_text(&["Your orders are counted, but no Meta Pixel script runs here."]).is_empty());
    assert!(in_text(&["We never share data with Criteo."]).is_empty());
}

#[test]
fn the_sentence_tells_what_happens_to_the_data() {
    let cases = [
        ("Card details are processed by Stripe.", Works, "Stripe"),
        (
            "We share your e-mail address with Facebook.",
            Recipient,
            "Facebook",
        ),
        ("You can sign in with GitHub.", Source, "GitHub"),
        ("We receive your profile from LinkedIn.", Source, "LinkedIn"),
        (
            "See the Microsoft help page for your browser.",
            Mentioned,
            "Microsoft",
        ),
        (
            "Visitors are counted with Matomo, self-hosted on our own servers.",
            Mentioned,
            "Matomo",
        ),
    ];
    for (sentence, relation, name) in cases {
        assert_eq!(in_text(&[sentence]), all(relation, &[name]), "{sentence}");
    }
}

#[test]
fn providers_of_logins_are_sources() {
    let sentence = "Where you authenticate using third-party providers such as Google, GitHub or GitLab, we get your name.";
    assert_eq!(
        in_text(&[sentence]),
        all(Source, &["Google", "GitHub", "GitLab"])
    );
}

#[test]
fn everyday_words_need_surroundings_that_speak_of_companies() {
    assert!(
        in_text(&["Our office is at 4 Berkeley Square, and the Front desk is open."]).is_empty()
    );
    assert!(in_text(&["Close your account and Render us speechless."]).is_empty());
    assert_eq!(
        in_text(&["Payments are handled by Square."]),
        all(Works, &["Square"])
    );
    assert_eq!(
        in_text(&["We use providers such as Segment, Amplitude and Intercom."]),
        all(Works, &["Segment", "Amplitude", "Intercom"])
    );
}

#[test]
fn a_legal_form_or_a_list_makes_an_everyday_word_sure_for_the_whole_policy() {
    let text = [
        "We use Slack Technologies, LLC for messages.",
        "Old messages in Slack are deleted.",
    ];
    assert_eq!(names(&in_text(&text)), ["Slack", "Slack"]);
}

#[test]
fn an_enumeration_has_one_relation_and_names_the_unknown_too() {
    assert_eq!(
        in_text(&[
            "Analytics services (e.g. Mixpanel (USA), Kombucharts (Finland) and Hotjar (Malta)) help us."
        ]),
        all(Works, &["Mixpanel", "Kombucharts", "Hotjar"])
    );
    assert_eq!(
        names(&in_text(&[
            "Ads are shown by our partners, namely Zumbidi and Taboola."
        ])),
        ["Zumbidi", "Taboola"]
    );
}

#[test]
fn unknown_names_in_running_text_need_words_of_use() {
    assert_eq!(
        in_text(&["Our payment processor Zahlomat keeps the card number."]),
        all(Works, &["Zahlomat"])
    );
    assert_eq!(
        in_text(&["The newsletter is sent by our service provider Briefkorb Systems GmbH."]),
        all(Works, &["Briefkorb Systems"])
    );
    assert!(in_text(&["We love Zahlomat, and Briefkorb Systems GmbH is a fine name."]).is_empty());
}

#[test]
fn a_company_beside_its_product_is_one_entry() {
    let texts = [
        "We use Google Analytics, a web analytics service of Google LLC.",
        "We use the LinkedIn Insight Tag (LinkedIn Ireland Unlimited Company) to count clicks.",
        "For consent we use Kekskasten (a service of Backstube, UAB).",
    ];
    let found: Vec<String> = texts
        .iter()
        .flat_map(|text| in_text(&[text]))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(
        found,
        ["Google Analytics", "LinkedIn Insight Tag", "Kekskasten"]
    );
}

#[test]
fn products_of_one_company_stay_apart_where_the_policy_names_them() {
    assert_eq!(
        names(&in_text(&[
            "We use Google Analytics, Google Ads and Google Tag Manager."
        ])),
        ["Google Analytics", "Google Ads", "Google Tag Manager"]
    );
    assert_eq!(
        names(&in_text(&[
            "Text is sent to Google Translate and shared with Facebook and Instagram."
        ])),
        ["Google Translate", "Facebook", "Instagram"]
    );
}

#[test]
fn browsers_laws_authorities_and_opt_out_pages_are_nobody() {
    let text = [
        "You can disable cookies in Google Chrome and Firefox.",
        "Under the GDPR you may complain to the CNIL or the Information Commissioner's Office.",
        "Visit the Digital Advertising Alliance or the Network Advertising Initiative to opt out.",
        "The European Commission adopted the Data Privacy Framework with the Department of Commerce.",
    ];
    assert!(in_text(&text).is_empty());
}

#[test]
fn a_name_inside_a_longer_name_is_not_it() {
    let text = ["Billing is handled by our merchant, Number X Holding Ltd."];
    assert!(
        !names(&in_text(&text)).contains(&"X"),
        "{:?}",
        in_text(&text)
    );
}

#[test]
fn an_address_is_no_name() {
    let text = [
        "This service is provided by Google LLC, 1600 Amphitheatre Parkway, Mountain View, or Gordon House.",
    ];
    assert_eq!(names(&in_text(&text)), ["Google"]);
}

#[test]
fn capitals_throughout_tell_nothing() {
    let text =
        ["BY DOWNLOADING THE GAME YOU AGREE TO THE PROCESSING OF DATA AS DESCRIBED BY ZORGLUB AG."];
    assert!(in_text(&text).is_empty());
}

#[test]
fn place_and_safeguards_are_those_of_the_entry() {
    let policy = list(
        "We use the following processors:",
        &[
            "OpenAI, Inc. — language model. Data location: USA. Safeguard: Standard Contractual Clauses (SCCs).",
            "Stripe Payments Europe, Ltd. — payments in Dublin, Ireland, under the EU-US Data Privacy Framework",
            "Hetzner Online GmbH — servers. No third-country transfer. DPA concluded.",
        ],
    );
    let all = found(&policy);
    assert_eq!(all[0].location, ["US"]);
    assert_eq!(all[0].safeguards, [Safeguard::Scc]);
    assert_eq!(all[1].location, ["IE"]);
    assert_eq!(all[1].safeguards, [Safeguard::Dpf]);
    assert_eq!(all[2].location, Vec::<String>::new());
    assert_eq!(all[2].safeguards, [Safeguard::Dpa, Safeguard::NoneNeeded]);
}

#[test]
fn what_an_entry_says_it_is_for_decides_the_category_of_a_general_company() {
    let policy = list(
        "We use the following processors:",
        &[
            "Google LLC — AI language model",
            "GitHub — hosting of code",
            "Hetzner — backups",
        ],
    );
    let categories: Vec<String> = found(&policy)
        .iter()
        .map(|p| p.category.to_string())
        .collect();
    assert_eq!(categories, ["ai-provider", "hosting", "hosting"]);
}

#[test]
fn a_section_headed_by_a_name_is_about_it() {
    let mut draft = Draft::new();
    let parent = draft.heading("Sub-processors");
    draft.paragraph("They are listed below.");
    for (heading, purpose) in [
        ("Cloudflare", "Purpose: protection. Location: USA"),
        ("Zendesk", "Purpose: tickets. Location: Ireland"),
        (
            "Sternwarte",
            "Purpose: star charts, outside of the EEA. Location: Chile. Data stay in Chile.",
        ),
        ("Purposes", "All of these help us."),
    ] {
        let section = draft.heading(heading);
        draft.policy.sections[section.0].parent = Some(parent);
        draft.paragraph(purpose);
    }
    let all: Vec<(String, Vec<String>)> = found(&draft.policy)
        .into_iter()
        .map(|processor| (processor.name, processor.location))
        .collect();
    let expected = [
        ("Cloudflare", "US"),
        ("Zendesk", "IE"),
        ("Sternwarte", "CL"),
    ];
    assert_eq!(
        all,
        expected.map(|(name, place)| (name.to_owned(), vec![place.to_owned()]))
    );
}

#[test]
fn the_quote_holds_the_name() {
    let policy =
        policy_of(&["We use many tools. Logs go to Datadog for a week. Nothing else is kept."]);
    let reading = Reading::new(&policy, Lexicon::built_in());
    let facts = processors(&reading, &Named::new(&reading));
    let [fact] = facts.as_slice() else {
        panic!("{facts:?}")
    };
    assert_eq!(
        policy.words(fact.evidence.quote),
        "Logs go to Datadog for a week"
    );
    assert_eq!(policy.words(fact.matched), "Datadog");
}

#[test]
fn accounts_elsewhere_are_sources() {
    for sentence in [
        "You can connect to our service through a third party service such as Google or Facebook.",
        "We receive information from social networks such as Google and Facebook.",
        "You may log in quickly by using your existing social media accounts, such as Google or Facebook.",
        "You can find your friends from your Google or Facebook account.",
    ] {
        assert_eq!(
            in_text(&[sentence]),
            all(Source, &["Google", "Facebook"]),
            "{sentence}"
        );
    }
    assert_eq!(
        in_text(&["Usage data is collected from you by third parties such as Google Analytics."]),
        all(Recipient, &["Google Analytics"])
    );
}

#[test]
fn what_only_a_link_leads_to_gets_nothing() {
    assert_eq!(
        in_text(&["Our articles link to services of other companies, such as Spotify."]),
        all(Mentioned, &["Spotify"])
    );
    let excluded = "This notice does not apply to data you give third parties, such as Facebook.";
    assert_eq!(in_text(&[excluded]), []);
    let shouted = "INFORMATION IS GIVEN TO THIRD-PARTY WEBSITES HOSTING UNTIL SUCH TIME AS YOU LEAVE. We see it.";
    assert_eq!(in_text(&[shouted]), []);
}

#[test]
fn whoever_provides_the_service_is_no_processor() {
    for sentence in [
        "Quibblix Ltd. is the provider of the services. We share data with Quibblix Ltd.",
        "Quibblix Limited is your operating entity. We share data with Quibblix Limited.",
        "At quibb.example, operated by Quibblix Ltd, privacy counts. We share data with Quibblix Ltd.",
    ] {
        assert_eq!(in_text(&[sentence]), [], "{sentence}");
    }
}

#[test]
fn an_account_of_the_readers_is_not_given_data() {
    for sentence in [
        "If you leave, access to your Google account is removed.",
        "You can download it from our App Store.",
    ] {
        let found = in_text(&[sentence]);
        assert!(
            found.iter().all(|(_, relation)| *relation == Mentioned),
            "{found:?}"
        );
    }
    assert_eq!(
        in_text(&["The project was born within Coinbase."]),
        all(Mentioned, &["Coinbase"])
    );
}

#[test]
fn what_is_shared_with_a_name_that_is_told_of_makes_it_a_recipient() {
    assert_eq!(
        in_text(&["We share reports with Quibblix, which studies them."]),
        all(Recipient, &["Quibblix"])
    );
    assert_eq!(
        in_text(&["We use external software from Quexx for our archive."]),
        all(Works, &["Quexx"])
    );
}

#[test]
fn things_of_the_controller_and_its_group_are_nobody_else() {
    let defined = "Zorbify Inc. (\"Zorbify\", \"we\") runs this site.";
    assert_eq!(
        in_text(&[
            defined,
            "Zorbify uses Zorbifybot, a crawler, to read pages."
        ]),
        []
    );
    assert_eq!(
        in_text(&[
            defined,
            "We share your data with Zorbify (Services) Holdings Limited, which stores it."
        ]),
        []
    );
    let group = list(
        "We share data with the following companies of our group:",
        &["Docwex Kft, Budapest", "Docwex Sarl, Luxembourg"],
    );
    assert_eq!(relations(&group), []);
}

#[test]
fn who_is_only_written_to_handles_nothing() {
    assert_eq!(
        in_text(&["Postal address: The Vobbly Centre Ltd, 50 Long street."]),
        []
    );
    assert_eq!(
        in_text(&["Our data protection officer is Vobbly Centre Ltd."]),
        []
    );
}

#[test]
fn accounts_of_the_reader_give_nobody_data() {
    let found =
        in_text(&["We may ask you to verify your telephone number, Facebook or Google accounts."]);
    assert!(
        found.iter().all(|(_, relation)| *relation <= Source),
        "{found:?}"
    );
}

#[test]
fn what_a_lead_in_says_is_not_used_is_not_listed() {
    assert_eq!(
        relations(&list("We do not use:", &["Google Analytics", "Hotjar"])),
        []
    );
}

#[test]
fn unknown_names_under_advertising_advertise() {
    let mut draft = Draft::new();
    draft.heading("Advertising partners");
    for name in ["Criteo", "Vorbix", "Taboola"] {
        draft.item(None, name);
    }
    assert_eq!(
        relations(&draft.policy),
        all(Recipient, &["Criteo", "Vorbix", "Taboola"])
    );
}

#[test]
fn a_cookie_or_a_document_is_no_company() {
    assert_eq!(
        relations(&list(
            "We use the following cookies:",
            &[
                "Session-Cookie: keeps you logged in",
                "Weitere Cookies: others"
            ]
        )),
        []
    );
    let found =
        in_text(&["They handle it under their Privacy Policy and Quibblix GmbH stores it for us."]);
    assert!(
        !names(&found).iter().any(|name| name.contains("Policy")),
        "{found:?}"
    );
}
