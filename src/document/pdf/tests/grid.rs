//! Tables that are drawn with lines.

use super::{at, lines, shown};

/// The lines of a table from `top` down with rows so high, drawn as thin boxes, and between two places across as strokes.
fn grid(across: &[u32], top: u32, heights: &[u32]) -> String {
    let (left, right) = (across[0], across[across.len() - 1]);
    let bottom = top - heights.iter().sum::<u32>();
    let mut drawn = String::new();
    let mut y = top;
    for height in heights.iter().map(Some).chain([None]) {
        drawn += &format!("{left} {y} {} 1 re f\n", right - left);
        y -= height.unwrap_or(&0);
    }
    for x in across {
        drawn += &format!("{x} {bottom} m {x} {top} l S\n");
    }
    drawn
}

#[test]
fn a_cell_may_hold_paragraphs_lists_and_parted_words() {
    let page = grid(&[50, 200, 500], 700, &[20, 80, 20])
        + &at(55, 686, "F2 10", "Data")
        + &at(205, 686, "F2 10", "Use")
        + &lines(55, 666, "Account infor-\nmation")
        + &lines(205, 666, "We keep it.\n\n\\225 for a year\n\\225 no longer")
        + &lines(55, 586, "Information")
        + &lines(205, 586, "Never.");
    insta::assert_snapshot!(shown(&[page]), @r"
    1 head Data | Use
    1 row Account information | We keep it. for a year no longer
    1 row Information | Never.
    ");
}

#[test]
fn a_table_goes_on_over_the_page_without_its_repeated_head() {
    let page = |names: [&str; 2]| {
        let [first, second] = names;
        grid(&[50, 200, 500], 760, &[20, 20, 20])
            + &at(55, 746, "F2 10", "Data")
            + &at(205, 746, "F2 10", "Use")
            + &(lines(55, 726, first) + &lines(205, 726, "We keep it."))
            + &(lines(55, 706, second) + &lines(205, 706, "We sell it."))
    };
    insta::assert_snapshot!(shown(&[page(["Names", "Logs"]), page(["Mails", "Bills"])]), @r"
    1 head Data | Use
    1 row Names | We keep it.
    1 row Logs | We sell it.
    2 row Mails | We keep it.
    2 row Bills | We sell it.
    ");
}

#[test]
fn a_cell_may_reach_over_rows_and_text_beside_a_drawing_is_no_table() {
    let over = "50 700 300 1 re f 200 670 150 1 re f 50 640 300 1 re f\n\
        50 640 m 50 700 l S 200 640 m 200 700 l S 350 640 m 350 700 l S\n";
    let cells =
        lines(55, 675, "Names and\nlogs") + &lines(205, 680, "Kept") + &lines(205, 650, "Sold");
    let page = over.to_owned() + &cells;
    assert_eq!(
        shown(std::slice::from_ref(&page)),
        "1 first Names and logs | Kept\n1 row  | Sold\n"
    );
    let beside = shown(&[page + &lines(400, 680, "Beside it")]);
    assert!(
        beside.contains("Beside it") && beside.contains("Names"),
        "{beside}"
    );
}

#[test]
fn cells_may_have_borders_of_their_own() {
    let cell = |x: u32, y: u32, width: u32| {
        let (right, top) = (x + width, y + 20);
        format!("{x} {y} m {right} {y} l {right} {top} l {x} {top} l {x} {y} l S\n")
    };
    let row = |y: u32, data: &str, usage: &str| {
        let borders = cell(50, y, 100) + &cell(153, y, 200);
        borders + &lines(55, y + 6, data) + &lines(158, y + 6, usage)
    };
    let page = row(700, "Names", "Kept") + &row(677, "Logs", "Sold");
    assert_eq!(shown(&[page]), "1 first Names | Kept\n1 row Logs | Sold\n");
}
