//! The forms for other programs: DPV as JSON-LD and TILT, read as their users read them.

mod support;

use std::collections::HashMap;
use std::fs;

use serde_json::{Value, json};

use clausewise::lexicon::Lexicon;
use support::{SAMPLES, run, stderr};

/// The terms of DPV 2 that are used beside those of the lexicon.
const TERMS: [&str; 34] = [
    "PrivacyNotice",
    "DataSubjectRight",
    "Recipient",
    "DataProcessor",
    "ThirdParty",
    "DataSource",
    "StorageCondition",
    "TemporalDuration",
    "UntilEventDuration",
    "StorageDuration",
    "IndeterminateDuration",
    "Location",
    "LegalAgreement",
    "SafeguardForDataTransfer",
    "hasIdentifier",
    "hasDataController",
    "hasDataProtectionOfficer",
    "hasRepresentative",
    "hasContact",
    "hasAuthority",
    "hasRight",
    "hasLegalBasis",
    "hasDataProcessor",
    "hasRecipientThirdParty",
    "hasRecipient",
    "hasDataSource",
    "hasStorageCondition",
    "hasTechnicalOrganisationalMeasure",
    "hasJurisdiction",
    "hasPurpose",
    "hasLocation",
    "hasDuration",
    "A49-1-a",
    "hasName",
];

/// Terms of other vocabularies.
const OTHERS: [&str; 17] = [
    "dct:title",
    "dct:modified",
    "dct:source",
    "dct:subject",
    "dct:bibliographicCitation",
    "oa:SpecificResource",
    "oa:hasSource",
    "oa:hasSelector",
    "oa:TextQuoteSelector",
    "oa:exact",
    "rdf:value",
    "rdfs:label",
    "rdfs:comment",
    "skos:altLabel",
    "xsd:date",
    "xsd:gYearMonth",
    "xsd:duration",
];

fn document(args: &[&str]) -> Value {
    let output = run(args);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    serde_json::from_slice(&output.stdout).expect("it is JSON")
}

/// All objects of a document.
fn objects<'a>(value: &'a Value, found: &mut Vec<&'a serde_json::Map<String, Value>>) {
    match value {
        Value::Object(object) => {
            found.push(object);
            object.values().for_each(|value| objects(value, found));
        }
        Value::Array(all) => all.iter().for_each(|value| objects(value, found)),
        _ => {}
    }
}

fn list(value: &Value) -> Vec<&Value> {
    value
        .as_array()
        .map_or_else(|| vec![value], |all| all.iter().collect())
}

#[test]
fn every_term_of_dpv_is_one() {
    let document = document(&["--format", "dpv", "samples"]);
    let lexicon = Lexicon::built_in();
    let known = |term: &str| {
        let of_dpv = |term: &str| TERMS.contains(&term);
        let in_lexicon = lexicon
            .concepts
            .iter()
            .any(|concept| concept.iri.as_deref() == Some(term));
        let full = [
            "https://w3id.org/dpv/legal/eu/gdpr#",
            "https://w3id.org/dpv#",
        ];
        in_lexicon
            || OTHERS.contains(&term)
            || term.strip_prefix("dpv:").is_some_and(of_dpv)
            || full
                .iter()
                .any(|start| term.strip_prefix(start).is_some_and(of_dpv))
    };
    let context = document["@context"].as_object().unwrap();
    assert!(
        context
            .values()
            .all(|iri| iri.as_str().is_some_and(|iri| iri.starts_with("http")))
    );
    let mut all = Vec::new();
    objects(&document["@graph"], &mut all);
    assert!(all.len() > 500);
    for object in all {
        for (key, value) in object {
            assert!(key.starts_with('@') || known(key), "{key}");
            if key == "@type" {
                for term in list(value) {
                    assert!(known(term.as_str().unwrap()), "{term}");
                }
            }
            if let Some((prefix, _)) = key.split_once(':') {
                assert!(context.contains_key(prefix), "{prefix}");
            }
        }
    }
}

#[test]
fn each_statement_of_dpv_has_its_words() {
    let document = document(&["--format", "dpv", "samples"]);
    let notices = document["@graph"].as_array().unwrap();
    let names: Vec<&str> = notices
        .iter()
        .map(|notice| notice["dpv:hasIdentifier"].as_str().unwrap())
        .collect();
    assert_eq!(names, SAMPLES);
    for notice in notices {
        let text = fs::read_to_string(notice["dct:source"].as_str().unwrap()).unwrap();
        let text: Vec<&str> = text.split_whitespace().collect();
        let text = text.join(" ");
        let mut all = Vec::new();
        objects(notice, &mut all);
        let quotes = all.iter().filter(|object| object.contains_key("oa:exact"));
        let quotes: Vec<&str> = quotes
            .map(|object| object["oa:exact"].as_str().unwrap())
            .collect();
        assert!(quotes.len() > 20);
        for quote in quotes {
            assert!(text.contains(quote), "{quote}");
        }
        for property in [
            "dpv:hasRight",
            "dpv:hasLegalBasis",
            "dpv:hasStorageCondition",
            "dpv:hasRecipient",
        ] {
            for statement in notice[property].as_array().unwrap() {
                assert!(
                    !statement["dct:source"].as_array().unwrap().is_empty(),
                    "{statement}"
                );
            }
        }
    }
    let nopex = &notices[2];
    let stripe = nopex["dpv:hasDataProcessor"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["rdfs:label"] == "Stripe");
    let places: Vec<&Value> = stripe.unwrap()["dpv:hasLocation"]
        .as_array()
        .unwrap()
        .iter()
        .map(|place| &place["dpv:hasIdentifier"])
        .collect();
    assert_eq!(places, ["IE", "US"]);
    assert!(
        nopex.get("dpv:hasDataProtectionOfficer").is_none(),
        "it says that it has none"
    );
    let lengths = nopex["dpv:hasStorageCondition"].as_array().unwrap().iter();
    let lengths: Vec<&str> = lengths
        .filter_map(|one| one["dpv:hasDuration"]["rdf:value"]["@value"].as_str())
        .collect();
    assert!(
        lengths.contains(&"P30D") && lengths.contains(&"PT10M"),
        "{lengths:?}"
    );
}

/// An object that must have these fields, each of this form.
fn with(fields: &[(&str, Value)]) -> Value {
    let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
    let forms: HashMap<&str, &Value> = fields.iter().map(|(name, form)| (*name, form)).collect();
    json!({"type": "object", "required": names, "properties": forms})
}

/// `object`, which must have these fields of text where its `flag` is true.
fn where_true(flag: &str, needed: &[&str], mut object: Value) -> Value {
    let texts: HashMap<&str, Value> = needed.iter().map(|name| (*name, text())).collect();
    object["if"] = json!({"required": [flag], "properties": {flag: {"const": true}}});
    object["then"] = json!({"required": needed, "properties": texts});
    object["properties"][flag] = json!({"type": "boolean"});
    object
}

fn text() -> Value {
    json!({"type": "string"})
}

fn pattern(pattern: &str) -> Value {
    json!({"type": "string", "pattern": pattern})
}

fn list_of(form: &Value) -> Value {
    json!({"type": "array", "items": form})
}

/// What the schema of TILT asks of a document, as far as it concerns what is written here.
fn rules_of_tilt() -> Value {
    let truth = || json!({"type": "boolean"});
    let country = || pattern("^[A-Z]{2}$");
    let email = || pattern("^[^@ ]+@[^@ ]+[.][^@ ]+$");
    let day = || pattern("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$");
    let plain = || json!({"type": "object"});
    let right = || where_true("available", &["description"], plain());
    let mut transfer = plain();
    transfer["properties"] = json!({
        "country": country(),
        "adequacyDecision": right(),
        "appropriateGuarantees": right(),
        "standardDataProtectionClause": right(),
    });
    let mut recipient = with(&[("category", text())]);
    recipient["properties"]["name"] = text();
    recipient["properties"]["country"] = country();
    let storage = with(&[
        (
            "temporal",
            list_of(&with(&[
                ("description", text()),
                (
                    "ttl",
                    pattern("^P([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$"),
                ),
            ])),
        ),
        ("purposeConditional", list_of(&text())),
        (
            "aggregationFunction",
            json!({"enum": ["min", "max", "sum", "avg"]}),
        ),
    ]);
    let data = with(&[
        ("_id", text()),
        ("category", text()),
        ("purposes", list_of(&plain())),
        (
            "legalBases",
            list_of(&with(&[(
                "reference",
                pattern("^[A-Z]+(-[0-9]+|-[a-z]+)*$"),
            )])),
        ),
        (
            "legitimateInterests",
            list_of(&where_true("exists", &["reasoning"], plain())),
        ),
        ("recipients", list_of(&recipient)),
        ("storage", list_of(&storage)),
        (
            "nonDisclosure",
            with(&[
                ("legalRequirement", truth()),
                ("contractualRegulation", truth()),
                ("obligationToProvide", truth()),
                ("consequences", text()),
            ]),
        ),
    ]);
    let source = with(&[
        ("description", text()),
        ("url", text()),
        ("publiclyAvailable", truth()),
    ]);
    let mut complaint = right();
    complaint["properties"]["supervisoryAuthority"] = with(&[("name", text())]);
    complaint["required"] = json!(["supervisoryAuthority"]);
    with(&[
        (
            "meta",
            with(&[
                ("_id", text()),
                ("name", text()),
                ("created", day()),
                ("modified", day()),
                ("version", json!({"type": "integer", "minimum": 1})),
                ("language", pattern("^[a-z]{2}$")),
                ("status", json!({"enum": ["active", "inactive"]})),
                ("url", text()),
                ("_hash", pattern("^[0-9a-f]{64}$")),
            ]),
        ),
        (
            "controller",
            with(&[
                ("name", text()),
                ("address", text()),
                ("country", country()),
                (
                    "representative",
                    with(&[("name", text()), ("email", email())]),
                ),
            ]),
        ),
        (
            "dataProtectionOfficer",
            with(&[
                ("name", text()),
                ("address", text()),
                ("country", country()),
                ("email", email()),
            ]),
        ),
        ("dataDisclosed", list_of(&data)),
        ("thirdCountryTransfers", list_of(&transfer)),
        ("accessAndDataPortability", with(&[("available", truth())])),
        (
            "sources",
            list_of(&with(&[
                ("_id", text()),
                ("dataCategory", text()),
                ("sources", list_of(&source)),
            ])),
        ),
        ("rightToInformation", right()),
        ("rightToRectificationOrDeletion", right()),
        ("rightToDataPortability", right()),
        ("rightToWithdrawConsent", right()),
        ("rightToComplain", complaint),
        (
            "automatedDecisionMaking",
            where_true(
                "inUse",
                &["logicInvolved", "scopeAndIntendedEffects"],
                plain(),
            ),
        ),
        ("changesOfPurpose", list_of(&plain())),
    ])
}

/// A policy that says something of all that TILT has a place for.
const EVERYTHING: &str = "\
Privacy Policy

Last updated: 3 March 2025

1. Controller

Acme Cloud GmbH

Questions: privacy@acme.example

You can reach our data protection officer at dpo@acme.example.

2. Data

We process account data to perform our contract with you, on the basis of your consent, and for our legitimate interests.
You are required to provide your name, otherwise we cannot conclude the contract.
We receive personal data from public sources.
Account data is kept for 30 days after you delete your account. Invoices are kept for ten years.
For payments, data may be forwarded to Stripe, Inc. (USA); Standard Contractual Clauses apply.
We transfer personal data to third countries on the basis of an adequacy decision.
We use automated decision-making to decide on credit.

3. Your rights

You have the right to access, rectify and erase your personal data, and the right to data portability.
You have the right to withdraw your consent at any time.
You have the right to lodge a complaint with a supervisory authority.
";

/// The document of TILT for a policy of these words.
fn tilt_of(words: &str) -> Value {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("acme.txt");
    fs::write(&path, words).expect("a file can be written");
    document(&["--format", "tilt", path.to_str().expect("it is UTF-8")])
}

#[test]
fn tilt_is_what_its_schema_asks_for() {
    let validator = jsonschema::validator_for(&rules_of_tilt()).unwrap();
    let samples =
        SAMPLES.map(|name| document(&["--format", "tilt", &format!("samples/{name}.txt")]));
    for document in samples.into_iter().chain([tilt_of(EVERYTHING)]) {
        let faults: Vec<String> = validator
            .iter_errors(&document)
            .map(|fault| format!("{}: {fault}", fault.instance_path()))
            .collect();
        assert!(
            faults.is_empty(),
            "{}: {faults:#?}",
            document["meta"]["_id"]
        );
        let data = document["dataDisclosed"].as_array().unwrap();
        let storage = data.iter().flat_map(|data| list(&data["storage"]));
        assert!(storage.count() > 0);
        let transfers = document["thirdCountryTransfers"].as_array().unwrap();
        let mut countries = transfers
            .iter()
            .filter_map(|transfer| transfer["country"].as_str());
        assert!(countries.all(|country| country != "EU" && country != "DE"));
    }
}

/// Where nothing is stated of something, the schema asks less: this holds the policy above to its name.
#[test]
fn tilt_has_all_that_a_policy_states() {
    let document = tilt_of(EVERYTHING);
    for place in [
        "/controller/description",
        "/dataProtectionOfficer/description",
        "/dataDisclosed/0/legalBases/2",
        "/dataDisclosed/0/legitimateInterests/0",
        "/dataDisclosed/0/recipients/0",
        "/thirdCountryTransfers/0/country",
        "/thirdCountryTransfers/1/standardDataProtectionClause",
        "/thirdCountryTransfers/1/adequacyDecision",
        "/sources/0",
        "/rightToInformation/available",
        "/rightToRectificationOrDeletion/available",
        "/rightToDataPortability/available",
        "/rightToWithdrawConsent/available",
        "/rightToComplain/available",
    ] {
        assert!(document.pointer(place).is_some(), "{place} in {document:#}");
    }
    assert_eq!(document["automatedDecisionMaking"]["inUse"], true);
    assert_eq!(
        document["dataDisclosed"][0]["nonDisclosure"]["obligationToProvide"],
        true
    );
    assert_eq!(document["controller"]["name"], "Acme Cloud GmbH");
    assert_eq!(
        document["controller"]["representative"]["email"],
        "privacy@acme.example"
    );
    assert_eq!(
        document["dataProtectionOfficer"]["email"],
        "dpo@acme.example"
    );
    let not_stated = document["clausewise"]["notStated"].as_array().unwrap();
    let is_told = |field: &str| not_stated.contains(&field.into());
    assert!(is_told("automatedDecisionMaking.logicInvolved"));
    for field in [
        "controller.name",
        "controller.representative.email",
        "dataProtectionOfficer.email",
        "meta.modified",
        "accessAndDataPortability.available",
    ] {
        assert!(!is_told(field), "{field}");
    }
}

#[test]
fn tilt_tells_what_is_stated_and_what_is_not() {
    let document = document(&["--format", "tilt", "nopex=samples/nopex.txt"]);
    assert_eq!(document["rightToDataPortability"]["available"], true);
    assert_eq!(document["automatedDecisionMaking"]["inUse"], false);
    let words = document["dataProtectionOfficer"]["description"].as_str();
    assert_eq!(
        words,
        Some("A Data Protection Officer has not been appointed at this time.")
    );
    let data = document["dataDisclosed"].as_array().unwrap();
    let session = data
        .iter()
        .find(|data| data["_id"] == "session-data")
        .unwrap();
    assert_eq!(session["storage"][0]["temporal"][0]["ttl"], "P7D");
    assert_eq!(document["controller"]["name"], "Nopex GmbH");
    assert_eq!(
        document["controller"]["representative"]["email"],
        "privacy@nopex.cloud"
    );
    let not_stated = document["clausewise"]["notStated"].as_array().unwrap();
    assert!(not_stated.contains(&"controller.country".into()));
    assert!(not_stated.contains(&"dataProtectionOfficer.email".into()));
    let decisions = |field: &Value| field.as_str().unwrap().starts_with("automatedDecision");
    assert!(!not_stated.iter().any(decisions));
    let silent = run(["--format", "tilt", "samples/codegrex.txt"]);
    let silent: Value = serde_json::from_slice(&silent.stdout).unwrap();
    assert_eq!(silent["automatedDecisionMaking"], serde_json::json!({}));
    assert_eq!(silent["meta"]["modified"], "0000");
    assert!(
        silent["clausewise"]["notStated"]
            .as_array()
            .unwrap()
            .contains(&"meta.modified".into())
    );
}

#[test]
fn tilt_tells_of_one_policy() {
    let output = run(["--format", "tilt", "samples"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(stderr(&output).contains("a TILT document describes one policy, and these are 4"));
}
