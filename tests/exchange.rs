//! The forms for other programs: DPV as JSON-LD and TILT, read as their users read them.

mod support;

use std::collections::HashMap;
use std::fs;

use serde_json::Value;

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

/// What the schema of TILT requires: the fields of each object, by its place.
#[test]
fn tilt_has_what_its_schema_requires() {
    let required: HashMap<&str, &[&str]> = HashMap::from([
        (
            "",
            [
                "meta",
                "controller",
                "dataProtectionOfficer",
                "dataDisclosed",
                "thirdCountryTransfers",
                "accessAndDataPortability",
                "sources",
                "rightToInformation",
                "rightToRectificationOrDeletion",
                "rightToDataPortability",
                "rightToWithdrawConsent",
                "rightToComplain",
                "automatedDecisionMaking",
                "changesOfPurpose",
            ]
            .as_slice(),
        ),
        (
            "/meta",
            &[
                "_id", "name", "created", "modified", "version", "language", "status", "url",
                "_hash",
            ],
        ),
        (
            "/controller",
            &["name", "address", "country", "representative"],
        ),
        ("/controller/representative", &["name", "email"]),
        (
            "/dataProtectionOfficer",
            &["name", "address", "country", "email"],
        ),
        (
            "/dataDisclosed/0",
            &[
                "_id",
                "category",
                "purposes",
                "legalBases",
                "legitimateInterests",
                "recipients",
                "storage",
                "nonDisclosure",
            ],
        ),
        (
            "/dataDisclosed/0/nonDisclosure",
            &[
                "legalRequirement",
                "contractualRegulation",
                "obligationToProvide",
                "consequences",
            ],
        ),
        ("/accessAndDataPortability", &["available"]),
        ("/rightToComplain", &["supervisoryAuthority"]),
        ("/rightToComplain/supervisoryAuthority", &["name"]),
    ]);
    for name in SAMPLES {
        let document = document(&["--format", "tilt", &format!("samples/{name}.txt")]);
        for (place, fields) in &required {
            let object = document
                .pointer(place)
                .unwrap_or_else(|| panic!("{name}: {place}"));
            for field in *fields {
                assert!(
                    object.get(field).is_some_and(|value| !value.is_null()),
                    "{name}: {place}/{field}"
                );
            }
        }
        let storage = document["dataDisclosed"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|data| list(&data["storage"]));
        assert!(storage.clone().count() > 0);
        assert!(
            storage
                .clone()
                .all(|storage| storage["aggregationFunction"] == "max")
        );
        assert_eq!(document["meta"]["_hash"].as_str().unwrap().len(), 64);
        let transfers = document["thirdCountryTransfers"].as_array().unwrap();
        let countries = transfers
            .iter()
            .filter_map(|transfer| transfer["country"].as_str());
        assert!(
            countries
                .clone()
                .all(|country| country.len() == 2 && country != "EU" && country != "DE")
        );
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
    let not_stated = document["clausewise"]["notStated"].as_array().unwrap();
    assert!(not_stated.contains(&"controller.country".into()));
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
    assert!(stderr(&output).contains("a document of TILT tells of one policy, and these are 4"));
}
