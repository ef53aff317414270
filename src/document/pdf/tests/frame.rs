//! What frames pages and what only stands at their edges.

use super::{at, lines, shown};

/// A page with this head and foot around its own text.
fn page(head: &str, foot: &str, text: &str) -> String {
    at(50, 780, "F1 8", head) + &lines(50, 740, text) + &at(50, 20, "F1 8", foot)
}

fn text(page: usize) -> String {
    let word = ["names", "logs", "mails", "bills", "photos", "places"][page % 6];
    format!(
        "We keep your {word} as long as you are with us, and no longer than that.\nThen {word} are deleted."
    )
}

fn is_text_alone(pages: &[String]) -> bool {
    let shown = shown(pages);
    !shown.contains("Acme") && shown.matches("We keep your").count() == pages.len()
}

#[test]
fn numbers_of_any_length_heads_of_two_kinds_and_roman_numbers_are_frames() {
    let counted = |i: usize| page("", &format!("Acme {} of 12", i + 1), &text(i));
    assert!(is_text_alone(&(0..12).map(counted).collect::<Vec<_>>()));
    let heads = ["Acme Policy", "Data at Acme"];
    let alternating = |i: usize| page(if i == 0 { "" } else { heads[i % 2] }, "", &text(i));
    assert!(is_text_alone(&(0..11).map(alternating).collect::<Vec<_>>()));
    let roman = ["i", "ii", "iii", "iv", "v", "vi"];
    let numbered = |i: usize| page("", roman[i], &text(i));
    let shown = shown(&(0..6).map(numbered).collect::<Vec<_>>());
    assert!(!shown.contains(" i\n") && !shown.contains("ii"), "{shown}");
}

#[test]
fn a_sentence_that_ends_each_page_alike_is_text() {
    let page = |i: u32| {
        let row = |y: u32, n: u32| {
            let word = ["Names", "Logs", "Mails", "Bills"][usize::try_from((n + i) % 4).unwrap()];
            lines(
                50,
                y,
                &format!(
                    "{word} of customers in {n} are kept on our servers in Europe and they\nare deleted after {n} months."
                ),
            )
        };
        row(780, 4 * i + 1) + &row(740, 4 * i + 2) + &row(60, 4 * i + 3)
    };
    let shown = shown(&[page(0), page(1), page(2)]);
    assert_eq!(shown.matches("are deleted after").count(), 9, "{shown}");
}

#[test]
fn the_title_stays_where_it_runs_on_in_small_letters() {
    let first = at(50, 780, "F2 22", "Acme Privacy Policy") + &lines(50, 740, &text(0));
    let rest = |i: usize| page("Acme Privacy Policy", "", &text(i));
    let shown = shown(&[first, rest(1), rest(2)]);
    assert_eq!(shown.matches("Acme Privacy Policy").count(), 1, "{shown}");
    assert!(shown.starts_with("1 h1 Acme"), "{shown}");
}

#[test]
fn numbered_headings_that_begin_pages_are_text() {
    let page =
        |i: usize| at(50, 780, "F2 14", &format!("Article {}", i + 1)) + &lines(50, 740, &text(i));
    let shown = shown(&[page(0), page(1), page(2)]);
    assert_eq!(shown.matches("Article").count(), 3, "{shown}");
}
