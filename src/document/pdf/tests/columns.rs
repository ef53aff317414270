//! Texts and cells that stand beside each other.

use super::*;

pub(super) const LEFT: &str = "The left column is filled with words that\nreach from its one side to its other side,\nline after line, until all of it is said\nand nothing is left that might be added\nto it by anybody, whoever he may be, and\ngoes on";
const RIGHT: &str = "beside it, where the right one is filled\nin the same way, with a gap between them\nthat no word is in, so that a reader knows\nwhere to go on when he has come to the\nfoot of the one and looks for the head\nof the other.";

fn in_one_line(words: &str) -> String {
    words.replace('\n', " ")
}

#[test]
fn columns_are_read_one_after_the_other() {
    let title = at(
        50,
        750,
        "F2 18",
        "A title that goes over all the columns of this page",
    );
    let both = format!("1 p {} {}\n", in_one_line(LEFT), in_one_line(RIGHT));
    for second in [245, 260, 310] {
        for below in [0, 2, 6] {
            let page = lines(50, 700, LEFT) + &lines(second, 700 - below, RIGHT);
            assert_eq!(
                shown(&[title.clone() + &page]),
                format!("1 h1 A title that goes over all the columns of this page\n{both}")
            );
            assert_eq!(shown(&[page]), both);
        }
    }
}

#[test]
fn columns_that_are_drawn_line_by_line_are_told_by_their_shape() {
    let drawn = |below: u32| -> String {
        let both = LEFT.lines().zip(RIGHT.lines()).zip(0..);
        both.map(|((left, right), i)| {
            at(50, 700 - 12 * i, "F1 10", left) + &at(310, 700 - below - 12 * i, "F1 10", right)
        })
        .collect()
    };
    for below in [0, 2, 6] {
        assert_eq!(
            shown(&[drawn(below)]),
            format!("1 p {} {}\n", in_one_line(LEFT), in_one_line(RIGHT))
        );
    }
}

#[test]
fn three_columns_are_read_and_what_stands_below_them_last() {
    let narrow = |x, words: &str| lines(x, 700, words);
    let page = [
        narrow(
            50,
            "The first column is\nnarrow, and goes on\nwith one line after\nthe other until",
        ),
        narrow(200, "the second one is\nreached, which has\nan item in it:"),
        lines(
            200,
            660,
            "\\225  a thing that is kept,\n   for a year;\n\\225  another.",
        ),
        narrow(350, "The third one ends\nearlier, after only a\nfew lines."),
        lines(50, 580, "Below."),
    ];
    insta::assert_snapshot!(shown(&[page.concat()]), @r"
    1 p The first column is narrow, and goes on with one line after the other until the second one is reached, which has an item in it:
    1 item0 a thing that is kept, for a year;
    1 item0 another.
    1 p The third one ends earlier, after only a few lines.
    1 p Below.
    ");
}

#[test]
fn a_page_too_short_to_tell_has_the_columns_of_the_others() {
    let full = lines(50, 700, LEFT) + &lines(310, 700, RIGHT);
    let short = lines(50, 700, "Here is little to read, and") + &lines(310, 700, "it ends soon.");
    let shown = shown(&[full, short]);
    assert!(
        shown.ends_with("2 p Here is little to read, and it ends soon.\n"),
        "{shown}"
    );
}

#[test]
fn lists_and_headings_are_told_in_columns_too() {
    let page = [
        at(50, 740, "F2 14", "1. Data"),
        lines(50, 720, LEFT),
        lines(
            50,
            640,
            "\\225  your name and where you\n   live;\n\\225  your address.",
        ),
        at(
            310,
            740,
            "F2 14",
            "2. A heading that takes two of the lines",
        ),
        at(310, 724, "F2 14", "of its column"),
        lines(310, 700, RIGHT),
    ];
    insta::assert_snapshot!(shown(&[page.concat()]), @r"
    1 h1 1. Data
    1 p The left column is filled with words that reach from its one side to its other side, line after line, until all of it is said and nothing is left that might be added to it by anybody, whoever he may be, and goes on
    1 item0 your name and where you live;
    1 item0 your address.
    1 h1 2. A heading that takes two of the lines of its column
    1 p beside it, where the right one is filled in the same way, with a gap between them that no word is in, so that a reader knows where to go on when he has come to the foot of the one and looks for the head of the other.
    ");
}

#[test]
fn a_table_has_rows_whose_cells_may_have_lines() {
    let row = |y: u32, cells: [&str; 3]| {
        let cells = cells.iter().zip([50, 200, 380]);
        cells
            .map(|(words, x)| lines(x, y, words))
            .collect::<String>()
    };
    let head = [
        at(50, 700, "F2 10", "Name"),
        at(200, 700, "F2 10", "Why"),
        at(380, 700, "F2 10", "Where"),
    ];
    let page = [
        lines(
            50,
            740,
            "We use these services, each of them bound by a contract that keeps your data safe:",
        ),
        head.concat(),
        row(
            680,
            [
                "Stripe",
                "To take payments and\nto send invoices",
                "Ireland",
            ],
        ),
        row(648, ["Acme Mail", "To write to you", "Germany,\nFrance"]),
        lines(50, 600, "That is all."),
    ];
    insta::assert_snapshot!(shown(&[page.concat()]), @r"
    1 p We use these services, each of them bound by a contract that keeps your data safe:
    1 head Name | Why | Where
    1 row Stripe | To take payments and to send invoices | Ireland
    1 row Acme Mail | To write to you | Germany, France
    1 p That is all.
    ");
}

#[test]
fn rows_that_are_drawn_cell_by_cell_may_have_cells_of_any_height() {
    let row = |y: u32, name: &str, why: &str| lines(50, y - 12, name) + &lines(160, y, why);
    let page = [
        row(700, "Names", "Given by you.\n\n\nNeeded to write to you."),
        row(
            640,
            "Addresses,\nof all kinds",
            "Given by you.\nNeeded to find you.\n\n\nAnd to send things.",
        ),
        row(560, "Rest", "Not needed.\n\n\nNot kept."),
    ];
    insta::assert_snapshot!(shown(&[page.concat()]), @r"
    1 first Names | Given by you. Needed to write to you.
    1 row Addresses, of all kinds | Given by you. Needed to find you. And to send things.
    1 row Rest | Not needed. Not kept.
    ");
}

#[test]
fn cells_may_be_set_in_the_middle_of_their_rows() {
    let head = at(70, 700, "F2 10", "Data")
        + &at(190, 700, "F2 10", "Why")
        + &at(300, 700, "F2 10", "Kept for");
    let row = |y: u32, name: &str, why: &str, kept: &str| {
        lines(50, y, name) + &lines(150, y - 12, why) + &lines(270, y - 12, kept)
    };
    let page = [
        lines(
            50,
            740,
            "We keep the data that we need to keep, each kind of them for\nso long as this table says, and no longer:",
        ),
        head,
        row(684, "Billing\nrecords and\ninvoices", "Tax law", "7 years"),
        row(636, "Server\nlogs of all\nkinds", "Security", "14 days"),
    ];
    insta::assert_snapshot!(shown(&[page.concat()]), @r"
    1 p We keep the data that we need to keep, each kind of them for so long as this table says, and no longer:
    1 head Data | Why | Kept for
    1 row Billing records and invoices | Tax law | 7 years
    1 row Server logs of all kinds | Security | 14 days
    ");
}

#[test]
fn cells_that_all_but_touch_are_told_by_when_they_are_drawn() {
    let wide = "a cell whose words reach up to the next";
    let row =
        |y: u32, words: &str| lines(50, y, &format!("{wide},\nand go on")) + &lines(231, y, words);
    let page: String = (0..3)
        .map(|i| row(700 - 40 * i, "Cells beside it,\nnear"))
        .collect();
    let expected = format!("{wide}, and go on | Cells beside it, near\n");
    assert_eq!(
        shown(&[page]),
        format!("1 first {expected}1 row {expected}1 row {expected}")
    );
}
