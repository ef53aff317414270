//! The workbook, opened by a reader of spreadsheets and held against the report.

mod support;

use std::fs;
use std::io::{Cursor, Read};

use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook_from_rs};
use regex_lite::Regex;
use serde_json::Value;

use support::{SAMPLES, clausewise, run, sample, stderr};

/// The workbook on the samples.
fn workbook() -> Vec<u8> {
    let output = run(["--format", "xlsx", "--checklist", "gdpr-13", "samples"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    output.stdout
}

fn report() -> Value {
    let output = run(["--json", "--checklist", "gdpr-13", "samples"]);
    serde_json::from_slice(&output.stdout).expect("the report is JSON")
}

fn opened(workbook: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    open_workbook_from_rs(Cursor::new(workbook)).expect("it is a workbook")
}

fn sheet(workbook: &[u8], name: &str) -> Range<Data> {
    let range = opened(workbook).worksheet_range(name);
    range.unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// The columns of a sheet whose titles are `titles`, row by row.
fn columns<const N: usize>(sheet: &Range<Data>, titles: [&str; N]) -> Vec<[Data; N]> {
    let mut rows = sheet
        .rows()
        .skip_while(|row| row[0] != *"Policy" && row[0] != *"Family");
    let head = rows.next().expect("there are titles");
    let places = titles.map(|title| {
        let place = head.iter().position(|cell| *cell == *title);
        place.unwrap_or_else(|| panic!("no column {title} in {head:?}"))
    });
    rows.map(|row| places.map(|place| row[place].clone()))
        .collect()
}

/// A part of the archive that a workbook is.
fn part(workbook: &[u8], name: &str) -> String {
    let mut archive =
        zip::ZipArchive::new(Cursor::new(workbook)).expect("a workbook is an archive");
    let mut text = String::new();
    let mut part = archive.by_name(name).expect("the part is there");
    part.read_to_string(&mut text).expect("its parts are text");
    text
}

/// The rows of the report's families, in the order of the matrix, each with its label.
fn rows(report: &Value) -> Vec<(&str, &Value)> {
    let families = [
        "rights",
        "processors",
        "retention",
        "recipient_categories",
        "disclosures",
    ];
    let rows = families
        .iter()
        .flat_map(|family| report["coverage"][family].as_array().expect("rows"));
    rows.map(|row| {
        let label = row["label"].as_str().or(row["name"].as_str());
        (label.expect("a label"), row)
    })
    .collect()
}

#[test]
fn it_has_a_sheet_for_each_way_of_looking_at_it() {
    let names = opened(&workbook()).sheet_names();
    let expected = [
        "Summary",
        "Matrix",
        "Facts",
        "Alignment",
        "Differences",
        "gdpr-13",
        "Notes",
    ];
    assert_eq!(names, expected);
}

#[test]
fn the_matrix_says_what_the_report_says() {
    let report = report();
    let matrix = sheet(&workbook(), "Matrix");
    let titles = [
        "Row",
        "Stated by",
        "Denied by",
        "Absent in",
        "codegrex",
        "nexnodo",
        "nopex",
        "qnp",
    ];
    let written = columns(&matrix, titles);
    let rows = rows(&report);
    assert_eq!(written.len(), rows.len());
    for ([label, stated, denied, absent, said @ ..], (expected, row)) in written.iter().zip(rows) {
        assert_eq!(*label, *expected);
        let cells = row["cells"].as_array().unwrap();
        let count = |status: &str| {
            let count = cells.iter().filter(|cell| cell["status"] == status).count();
            f64::from(u32::try_from(count).unwrap())
        };
        assert_eq!(
            [stated, denied, absent].map(DataType::as_f64),
            ["stated", "denied", "absent"].map(|status| Some(count(status)))
        );
        for (said, cell) in said.iter().zip(cells) {
            let sign = match (cell["status"].as_str().unwrap(), cell["hedged"] == true) {
                ("stated", false) => "● ",
                ("stated", true) => "◐ ",
                ("denied", _) => "✗ ",
                _ => "· absent",
            };
            let said = said.as_string().unwrap();
            assert!(
                said.starts_with(sign) && said.len() > sign.len() - 1,
                "{expected}: {said}"
            );
        }
    }
}

#[test]
fn each_piece_of_evidence_is_a_fact_with_its_place() {
    let report = report();
    let mut expected: Vec<(&str, String, f64)> = Vec::new();
    for (_, row) in rows(&report) {
        for cell in row["cells"].as_array().unwrap() {
            let statements = cell["statements"].as_array();
            let of_statements = statements
                .into_iter()
                .flatten()
                .flat_map(|one| one["evidence"].as_array().unwrap());
            let all = match statements {
                Some(_) => of_statements.collect::<Vec<_>>(),
                None => cell["evidence"].as_array().unwrap().iter().collect(),
            };
            for evidence in all {
                let quote = evidence["quote"].as_str().unwrap().to_owned();
                let line = evidence["lines"][0].as_f64().unwrap();
                expected.push((cell["policy"].as_str().unwrap(), quote, line));
            }
        }
    }
    let facts = sheet(&workbook(), "Facts");
    let written = columns(&facts, ["Policy", "Words of the policy", "Line"]);
    assert_eq!(written.len(), expected.len());
    for ([policy, words, line], (id, quote, first)) in written.iter().zip(&expected) {
        assert_eq!(
            (policy, words),
            (
                &Data::String((*id).to_owned()),
                &Data::String(quote.clone())
            )
        );
        assert_eq!(line.as_f64(), Some(*first));
    }
}

#[test]
fn a_cell_of_the_matrix_leads_to_its_words_among_the_facts() {
    let workbook = workbook();
    let matrix = sheet(&workbook, "Matrix");
    let facts = sheet(&workbook, "Facts");
    let link = Regex::new(r#"<hyperlink ref="([A-Z]+)(\d+)" location="'Facts'!A(\d+)""#).unwrap();
    let text = part(&workbook, "xl/worksheets/sheet2.xml");
    let mut links = 0;
    for found in link.captures_iter(&text) {
        let [column, row, target] = found.extract().1;
        let column = usize::from(column.as_bytes()[0] - b'A');
        let [row, target] = [row, target].map(|number| number.parse::<usize>().unwrap() - 1);
        let value = |sheet: &Range<Data>, row: usize, column: usize| {
            let cell = sheet.get((row, column)).unwrap();
            cell.as_string().unwrap()
        };
        assert_eq!(value(&facts, target, 0), value(&matrix, 0, column));
        assert_eq!(value(&facts, target, 1), value(&matrix, row, 1));
        links += 1;
    }
    let said = columns(&matrix, SAMPLES).into_iter().flatten();
    assert_eq!(links, said.filter(|cell| *cell != *"· absent").count());
}

#[test]
fn clauses_stand_side_by_side_as_in_the_report() {
    let report = report();
    let alignment = sheet(&workbook(), "Alignment");
    let expected = report["alignment"]["rows"].as_array().unwrap();
    assert_eq!(alignment.height(), expected.len() + 1);
    for (row, expected) in alignment.rows().skip(1).zip(expected) {
        assert_eq!(row[0], *expected["id"].as_str().unwrap());
        let cells = expected["cells"].as_array().unwrap();
        assert_eq!(
            row[4].as_f64(),
            Some(f64::from(u32::try_from(cells.len()).unwrap()))
        );
        for (policy, cell) in report["policies"].as_array().unwrap().iter().zip(&row[5..]) {
            let own = cells.iter().find(|own| own["policy"] == policy["id"]);
            let own = own.and_then(|own| own["clauses"].as_array());
            let clauses = policy["clauses"].as_array().unwrap();
            for id in own.into_iter().flatten() {
                let clause = clauses.iter().find(|clause| clause["id"] == *id).unwrap();
                let text = clause["text"].as_str().unwrap();
                assert!(
                    cell.as_string().unwrap().contains(text),
                    "{cell} lacks {text}"
                );
            }
        }
    }
}

#[test]
fn differences_are_told_with_the_words_of_both() {
    let differences = sheet(&workbook(), "Differences");
    let titles = [
        "Policy",
        "Row",
        "codegrex says",
        "The policy says",
        "Words of codegrex",
        "Words of the policy",
    ];
    let rows = columns(&differences, titles);
    let dpo = rows
        .iter()
        .find(|row| row[0] == *"nopex" && row[1] == *"Data protection officer");
    let dpo = dpo.expect("nopex says that it has none, and codegrex nothing");
    assert_eq!(
        (&dpo[2], &dpo[3]),
        (
            &Data::String("silent".into()),
            &Data::String("denied".into())
        )
    );
    assert_eq!(dpo[4], Data::Empty);
    assert_eq!(
        dpo[5],
        *"A Data Protection Officer has not been appointed at this time."
    );
}

#[test]
fn the_summary_counts_what_the_benchmark_counts() {
    let report = report();
    let summary = sheet(&workbook(), "Summary");
    let rows = columns(
        &summary,
        ["Policy", "Rights stated", "gdpr-13 met", "SHA-256"],
    );
    let standings = report["benchmark"]["policies"].as_array().unwrap();
    assert_eq!(rows.len(), standings.len());
    for ([policy, rights, met, _], standing) in rows.iter().zip(standings) {
        assert_eq!(*policy, *standing["policy"].as_str().unwrap());
        assert_eq!(
            rights.as_f64(),
            standing["counts"]["rights"]["stated"].as_f64()
        );
        assert_eq!(met.as_f64(), standing["checklists"][0]["met"].as_f64());
    }
}

#[test]
fn the_same_files_give_the_same_bytes() {
    let once = workbook();
    assert!(once == workbook());
    let alone = run([
        "--format",
        "xlsx",
        "--checklist",
        "gdpr-13",
        "--jobs",
        "1",
        "samples",
    ]);
    assert!(once == alone.stdout);
    assert!(part(&once, "docProps/core.xml").contains("1980-01-01T00:00:00Z"));
}

#[test]
fn a_policy_can_put_neither_formulas_nor_control_characters_into_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("=1+1.md");
    let text = "# Privacy\n\n## =cmd|' /C calc'!A0\n\n=HYPERLINK(\"http://example.com\") You have the right to \
        access your data \u{1b}[31m\u{202e}.\n";
    fs::write(&path, text).unwrap();
    let output = clausewise(["--format", "xlsx"])
        .arg(&path)
        .arg(sample("qnp"))
        .output()
        .unwrap();
    let names = opened(&output.stdout).sheet_names();
    for number in 1..=names.len() {
        let xml = part(&output.stdout, &format!("xl/worksheets/sheet{number}.xml"));
        assert!(
            !xml.contains("<f>") && !xml.contains("<f "),
            "{}",
            names[number - 1]
        );
    }
    let words = part(&output.stdout, "xl/sharedStrings.xml");
    assert!(words.contains("=HYPERLINK(") && words.contains('␛'));
    assert!(!words.contains(['\u{1b}', '\u{202e}']));
    assert!(!words.contains("_x001B_"));
}

#[test]
fn a_workbook_goes_to_the_file_that_is_named_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.xlsx");
    let output = clausewise(["-o"])
        .arg(&path)
        .args(["samples/qnp.txt", "samples/none.txt"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let written = fs::read(&path).unwrap();
    let names = opened(&written).sheet_names();
    assert!(!names.contains(&"Differences".to_owned()), "{names:?}");
    let notes = sheet(&written, "Notes");
    assert_eq!(
        notes.get((1, 0)),
        Some(&Data::String("samples/none.txt".into()))
    );
}
