//! The same policy in every form it may come in says the same.
#![expect(
    clippy::unwrap_used,
    reason = "a report that lacks what is looked for fails the test"
)]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use support::{SAMPLES, run, sample};

const FAMILIES: [&str; 5] = [
    "rights",
    "recipient_categories",
    "disclosures",
    "processors",
    "retention",
];

/// What the report says of the policy at `place`: a line for each cell that is not absent, with its words and without
/// where they stand.
fn facts(report: &Value, place: usize) -> BTreeSet<String> {
    let rows = FAMILIES.into_iter().flat_map(|family| {
        let rows = report["coverage"][family].as_array().unwrap();
        rows.iter().map(move |row| (family, row))
    });
    rows.filter_map(|(family, row)| {
        let mut cell = row["cells"][place].clone();
        forget_places(&mut cell);
        let says = cell["status"] != "absent";
        says.then(|| format!("{family}.{} {cell}", row["id"].as_str().unwrap()))
    })
    .collect()
}

fn forget_places(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields
                .retain(|name, _| !["policy", "clause", "lines", "page"].contains(&name.as_str()));
            fields.values_mut().for_each(forget_places);
        }
        Value::Array(values) => values.iter_mut().for_each(forget_places),
        _ => {}
    }
}

/// The facts of the sample `name` as text, and in the form `extension`.
fn both(name: &str, extension: &str) -> [BTreeSet<String>; 2] {
    let form = Path::new("tests/forms").join(format!("{name}.{extension}"));
    let output = run(["--json".into(), sample(name), form]);
    assert_eq!(output.status.code(), Some(0));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["policies"][1]["format"], extension);
    [facts(&report, 0), facts(&report, 1)]
}

#[test]
fn web_pages_and_word_documents_say_what_the_text_says() {
    for name in SAMPLES {
        for extension in ["html", "docx"] {
            let [text, form] = both(name, extension);
            assert!(text.len() > 10, "{name} says too little");
            let lost: Vec<_> = text.difference(&form).collect();
            let new: Vec<_> = form.difference(&text).collect();
            assert!(
                lost.is_empty() && new.is_empty(),
                "{name}.{extension}\nlost {lost:#?}\nnew {new:#?}"
            );
        }
    }
}

#[test]
fn pdfs_say_what_the_text_says_but_for_one_in_fifty() {
    let (mut all, mut differ) = (0, Vec::new());
    for name in SAMPLES {
        let [text, pdf] = both(name, "pdf");
        all += text.len();
        differ.extend(
            text.symmetric_difference(&pdf)
                .map(|fact| format!("{name}: {fact}")),
        );
    }
    assert!(
        differ.len() * 50 <= all,
        "{} of {all}: {differ:#?}",
        differ.len()
    );
}

#[test]
fn what_a_pdf_says_is_cited_with_its_page() {
    let output = run(["--json", "tests/forms/nopex.pdf"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let erasure = report["coverage"]["rights"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["id"] == "erasure")
        .unwrap();
    let evidence = &erasure["cells"][0]["evidence"][0];
    assert!(evidence["page"].as_u64().unwrap() > 1, "{evidence}");
    let lines = run(["text", "tests/forms/nopex.pdf"]);
    let lines = String::from_utf8(lines.stdout).unwrap();
    let quote = evidence["quote"].as_str().unwrap();
    let cited = lines.lines().find(|line| line.contains(quote)).unwrap();
    let number = cited.split_whitespace().next().unwrap();
    assert_eq!(number, evidence["lines"][0].to_string());
    let page = format!("------  page {}", evidence["page"]);
    let above = lines.lines().take_while(|line| *line != cited);
    let page_above = above.filter(|line| line.starts_with("------")).last();
    assert_eq!(page_above, Some(page.as_str()));

    let table = run(["--format", "csv", "tests/forms/nopex.pdf"]).stdout;
    let mut table = csv::Reader::from_reader(table.as_slice());
    let columns = table.headers().unwrap().clone();
    let column = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let (quotes, pages) = (column("quote"), column("page"));
    let rows = table.records().map(Result::unwrap);
    let cited: Vec<String> = rows
        .filter(|row| &row[quotes] == quote)
        .map(|row| row[pages].to_owned())
        .collect();
    assert!(cited.contains(&evidence["page"].to_string()), "{cited:?}");
}
