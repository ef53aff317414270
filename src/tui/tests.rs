//! Pictures of every view, reached by keys, and what holds for any keys.

use proptest::prelude::*;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

use super::*;
use crate::lexicon::Lexicon;
use crate::tui::action::ACTIONS;
use crate::tui::hit::{Border, Pane, Target};
use crate::tui::state::{Context, Layer};

const SMALL: Size = Size {
    width: 80,
    height: 24,
};
const MIDDLE: Size = Size {
    width: 120,
    height: 40,
};
const LARGE: Size = Size {
    width: 200,
    height: 60,
};
const TINY: Size = Size {
    width: 20,
    height: 5,
};

fn options(view: View) -> Options {
    Options {
        view,
        ..Options::default()
    }
}

/// The screen as text.
fn text(view: View, keys: &str, size: Size) -> String {
    frame(&fixture::comparison(), keys, size, &options(view)).unwrap()
}

/// The screen as text, and under it what is not drawn plainly: row, columns, style.
fn picture(view: View, keys: &str, size: Size, palette: Palette) -> String {
    let comparison = fixture::comparison();
    let options = Options {
        palette: Some(palette),
        ..options(view)
    };
    let mut session = Session::new(&comparison, size, &options);
    session.press(keys).unwrap();
    let buffer = session.draw();
    let rows = buffer.content.chunks(usize::from(size.width));
    let shown: Vec<String> = rows.clone().map(row_text).collect();
    let styles = rows
        .enumerate()
        .filter_map(|(y, row)| styles(row).map(|styles| format!("{y}: {styles}")));
    format!(
        "{}\n\n{}\n",
        shown.join("\n"),
        styles.collect::<Vec<_>>().join("\n")
    )
}

fn styles(row: &[Cell]) -> Option<String> {
    let mut runs: Vec<(usize, usize, Style)> = Vec::new();
    for (x, cell) in row.iter().enumerate() {
        match runs.last_mut() {
            Some((_, end, style)) if *style == cell.style() => *end = x + 1,
            _ => runs.push((x, x + 1, cell.style())),
        }
    }
    let named: Vec<String> = runs
        .into_iter()
        .map(|(start, end, style)| (start, end, style_name(style)))
        .filter(|(_, _, name)| !name.is_empty())
        .map(|(start, end, name)| format!("{start}..{end} {name}"))
        .collect();
    (!named.is_empty()).then(|| named.join(", "))
}

fn style_name(style: Style) -> String {
    let colour = style
        .fg
        .filter(|colour| *colour != Color::Reset)
        .map(|colour| colour.to_string().to_lowercase());
    let modifiers = [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
        (Modifier::CROSSED_OUT, "struck"),
    ];
    let set = modifiers
        .iter()
        .filter(|(modifier, _)| style.add_modifier.contains(*modifier));
    colour
        .into_iter()
        .chain(set.map(|(_, name)| (*name).to_owned()))
        .collect::<Vec<_>>()
        .join(" ")
}

macro_rules! pictures {
    ($($name:ident: $view:ident $keys:literal $size:ident;)*) => {
        $(#[test]
        fn $name() {
            insta::assert_snapshot!(text(View::$view, $keys, $size));
        })*
    };
}

pictures! {
    the_matrix_on_a_middling_screen: Matrix "" MIDDLE;
    the_words_behind_a_cell_under_the_matrix: Matrix "j<enter>]" MIDDLE;
    the_words_behind_a_cell_beside_the_matrix: Matrix "j<enter>" LARGE;
    what_others_say_where_a_policy_is_silent: Matrix "$<enter>" SMALL;
    only_rows_that_match_while_one_types: Matrix "/str" SMALL;
    only_rows_on_which_a_policy_is_silent: Matrix "$s" SMALL;
    what_most_say_and_who_stands_out: Matrix "wG<up><up><up><up>l" SMALL;
    only_clauses_that_differ: Pair "vvd" SMALL;
    what_divides_most_comes_first: Matrix "rf" SMALL;
    clauses_side_by_side_on_a_middling_screen: Aligned "" MIDDLE;
    clauses_side_by_side_on_a_large_screen: Aligned "jj" LARGE;
    clauses_side_by_side_of_two_policies_on_a_small_screen: Aligned "l" SMALL;
    where_others_speak_of_what_a_cell_says: Matrix "la" SMALL;
    facts_then_clauses_of_a_pair: Pair "" MIDDLE;
    a_pair_on_a_small_screen_has_one_above_the_other: Pair "v" SMALL;
    only_the_clauses_of_a_pair: Pair "vvG" MIDDLE;
    a_policy_with_its_outline: Reader "jjj" MIDDLE;
    a_policy_with_its_outline_and_counterparts: Reader "jj" LARGE;
    from_the_words_to_the_policy: Matrix "j<enter><enter>" SMALL;
    hits_are_counted: Reader "/data<enter>n" SMALL;
    a_hit_is_chosen_from_all: Aligned "/data<enter>*" SMALL;
    a_section_is_chosen_by_typing: Reader "oret" SMALL;
    a_clause_leads_back_to_its_cells: Reader "jjjjjjjc" MIDDLE;
    everything_that_can_be_done: Matrix ":<down>" SMALL;
    the_tray_with_a_note: Matrix " jl 4jj t<down>efor the audit<enter>" SMALL;
    the_policies_compared: Matrix "i" SMALL;
    hard_characters_stay_aligned: Reader "$" SMALL;
    the_matrix_on_a_large_screen: Matrix "" LARGE;
    a_pair_on_a_large_screen: Pair "" LARGE;
    a_checklist_on_a_small_screen: Matrix "Cgdpr13<enter>Gl" SMALL;
    a_checklist_on_a_middling_screen: Matrix "Cch19<enter>" MIDDLE;
    a_checklist_on_a_large_screen: Matrix "Cgdpr14<enter>j" LARGE;
}

#[test]
fn of_many_policies_those_out_of_sight_are_told_beside_the_rows() {
    let options = options(View::Aligned);
    let shown = frame(&fixture::many(40), "jjlll", SMALL, &options).unwrap();
    insta::assert_snapshot!(shown);
}

#[test]
fn a_key_is_found_in_the_help_by_what_it_does() {
    let shown = text(View::Matrix, "?/colours", SMALL);
    assert!(shown.contains("the next colours: dark, light"), "{shown}");
    assert_eq!(after("?/colours<enter>").theme.palette, Palette::Light);
}

#[test]
fn a_moved_clause_can_be_gone_to() {
    let old = "Policy\n\nWe keep logs.\n\nWe use cookies for sessions.\n\nYou may write to us.\n\nWe store names.\n\nWe encrypt disks.\n";
    let new = "Policy\n\nWe encrypt disks.\n\nWe keep logs.\n\nWe use cookies for sessions.\n\nYou may write to us.\n\nWe store names.\n";
    let comparison = compared(&[("old", old), ("new", new)]);
    let model = Model::new(&comparison);
    let mut state = first_state(&model, SMALL, &options(View::Pair));
    play(&mut state, &model, "vvG.");
    let (policy, clause) = model.clause_at(&state).unwrap();
    assert_eq!((state.view, policy.0), (View::Reader, 1));
    assert_eq!(
        comparison.policies[1].clause_text(clause),
        "We encrypt disks."
    );
    play(&mut state, &model, "<ctrl-o>");
    assert_eq!(state.view, View::Pair);
}

#[test]
fn the_matrix_with_its_styles() {
    insta::assert_snapshot!(picture(View::Matrix, "jj", SMALL, Palette::Dark));
}

#[test]
fn the_words_behind_a_cell_with_their_styles() {
    insta::assert_snapshot!(picture(
        View::Matrix,
        "j<enter>/eras<enter>",
        SMALL,
        Palette::Light
    ));
}

#[test]
fn a_pair_with_its_styles() {
    insta::assert_snapshot!(picture(View::Pair, "vv", SMALL, Palette::Dark));
}

#[test]
fn a_search_without_colours() {
    insta::assert_snapshot!(picture(
        View::Reader,
        "/data<enter>",
        SMALL,
        Palette::Colourless
    ));
}

#[test]
fn the_keys_of_the_matrix() {
    insta::assert_snapshot!(text(
        View::Matrix,
        "?",
        Size {
            width: 100,
            height: 80
        }
    ));
}

#[test]
fn the_smallest_screen_shows_something_in_every_view() {
    let shown = View::ALL.map(|view| format!("{}\n{}", view.name(), text(view, "", TINY)));
    let layers = ["<enter>", "?", ":", "/acc"]
        .map(|keys| format!("matrix {keys}\n{}", text(View::Matrix, keys, TINY)));
    insta::assert_snapshot!([shown.join("\n"), layers.join("\n")].join("\n"));
}

#[test]
fn a_screen_that_is_too_small_says_so() {
    insta::assert_snapshot!(text(View::Matrix, "", Size { width: 19, height: 4 }), @r"
    too small
    needs 20x5; q quits
    ");
}

#[test]
fn of_many_policies_the_first_stays_while_the_others_pass_by() {
    let shown = frame(&fixture::many(40), "llllllll", SMALL, &Options::default()).unwrap();
    insta::assert_snapshot!(shown.lines().take(6).collect::<Vec<_>>().join("\n"));
}

#[test]
fn forty_policies_are_seen_at_once_by_their_signs() {
    let shown = frame(&fixture::many(40), "zllllll", SMALL, &Options::default()).unwrap();
    insta::assert_snapshot!(shown);
}

#[test]
fn a_hidden_policy_comes_back_and_the_last_one_stays() {
    let columns = |keys| -> Vec<usize> { after(keys).columns.iter().map(|id| id.0).collect() };
    assert_eq!(columns("lH"), [0, 2]);
    assert_eq!(columns("lHU"), [0, 2, 1]);
    assert_eq!(columns("HHHH"), [2]);
    assert_eq!(after("lH").policy.0, 2);
}

#[test]
fn silence_is_explained_by_what_was_looked_for_and_what_nearly_said_it() {
    let lexicon = r#"
        [[right]]
        id = "fixture-access"
        label = "Access"
        says = ["stay as", "ask us nicely"]
        never = ["stay as they are"]
    "#;
    let mut comparison = fixture::comparison();
    let files = [("fixture.toml".to_owned(), lexicon.to_owned())];
    comparison.lexicon = Lexicon::with_files(&files).unwrap().into();
    insta::assert_snapshot!(frame(&comparison, "$<enter>", MIDDLE, &Options::default()).unwrap());
}

#[test]
fn the_ascii_screen_is_ascii() {
    let options = Options {
        charset: Charset::Ascii,
        ..Options::default()
    };
    let ours = fixture::many(3);
    for keys in [
        "",
        "<enter>",
        "2",
        "2G",
        "3",
        "4",
        "?",
        ":",
        "i",
        "/acc",
        "/acc<enter>*",
        " t",
        "/zz<enter>",
    ] {
        let shown = frame(&ours, keys, MIDDLE, &options).unwrap();
        let strange: String = shown.chars().filter(|c| !c.is_ascii()).collect();
        assert_eq!(strange, "", "after {keys}");
    }
}

#[test]
fn a_section_is_put_away_under_its_heading_and_opened_by_what_leads_into_it() {
    insta::assert_snapshot!("a_folded_policy", text(View::Reader, "jjj-j", SMALL));
    insta::assert_snapshot!("folded_rows", text(View::Aligned, "jj-", SMALL));
    for view in [View::Reader, View::Aligned] {
        let comparison = fixture::comparison();
        let model = Model::new(&comparison);
        let mut state = first_state(&model, SMALL, &options(view));
        play(&mut state, &model, "jjj-");
        assert!(!state.folded.is_empty(), "{view:?}");
        let folded = model.clause_at(&state);
        play(&mut state, &model, "/amazon<enter>");
        assert!(state.folded.is_empty(), "{view:?}");
        assert_ne!(model.clause_at(&state), folded);
        play(&mut state, &model, "<esc>__");
        assert!(state.folded.is_empty(), "{view:?}");
    }
}

const RIGHTS: &str = "Privacy Policy\n\n1. Rights\n\nYou have the right to access your personal data. Session logs are deleted \
    after 7 days.\n\n2. Contact\n\nData controller: Acme GmbH, Main Street 1, 10115 Berlin, Germany, privacy@acme.example.\n";
const MORE_RIGHTS: &str = "Notice\n\nYour choices\n\nYou may request access to your personal data at any time. Access \
    control protects our servers.\n\nSession logs are kept for 30 days.\n";

/// What a page on top of a view of real texts says.
fn page(view: View, keys: &str) -> String {
    let comparison = compared(&[("acme", RIGHTS), ("boreas", MORE_RIGHTS)]);
    let size = Size {
        width: 100,
        height: 36,
    };
    frame(&comparison, keys, size, &options(view)).unwrap()
}

#[test]
fn a_checklist_tells_what_was_found_for_each_policy() {
    insta::assert_snapshot!(page(View::Matrix, "Cgdpr13<enter>jl"));
}

#[test]
fn an_answer_of_a_checklist_leads_to_its_words_and_back() {
    let comparison = compared(&[("acme", RIGHTS), ("boreas", MORE_RIGHTS)]);
    let model = Model::new(&comparison);
    let mut state = first_state(&model, SMALL, &Options::default());
    play(&mut state, &model, "Cgdpr13<enter>j<enter>");
    let (policy, clause) = model.clause_at(&state).unwrap();
    let words = comparison.policies[policy.0].clause_text(clause);
    assert!(
        state.view == View::Reader && words.contains("privacy@acme.example"),
        "{words}"
    );
    play(&mut state, &model, "<ctrl-o>Cgdpr13<enter>$j<enter>");
    assert_eq!(state.notice.unwrap(), "no words of boreas answer it");
}

#[test]
fn a_cell_is_explained_by_the_words_and_rules_that_tell() {
    let shown = page(View::Matrix, "e");
    assert!(
        shown.contains("Why this cell is so") && shown.contains("acme states it"),
        "{shown}"
    );
    assert!(
        shown.contains("told by") && shown.contains("rule     right.access/"),
        "{shown}"
    );
}

#[test]
fn clauses_side_by_side_are_explained_by_what_they_share() {
    insta::assert_snapshot!(page(View::Aligned, "/session<enter>e"));
}

#[test]
fn the_reader_marks_facts_and_their_families() {
    insta::assert_snapshot!(page(View::Reader, "jj"));
}

/// The view as headed text.
fn headed(view: View, keys: &str) -> String {
    linear(&fixture::comparison(), keys, &options(view)).unwrap()
}

#[test]
fn the_matrix_in_words_with_what_is_behind_a_cell() {
    insta::assert_snapshot!(headed(View::Matrix, "d/sale<enter><enter>"));
}

#[test]
fn the_aligned_rows_in_words() {
    insta::assert_snapshot!(headed(View::Aligned, "sl"));
}

#[test]
fn a_pair_in_words() {
    insta::assert_snapshot!(headed(View::Pair, ""));
}

#[test]
fn a_policy_in_words_with_the_sections_to_choose_from() {
    insta::assert_snapshot!(headed(View::Reader, "lo"));
}

#[test]
fn words_of_a_linear_view_are_safe_and_plain_where_that_is_asked_for() {
    let options = Options {
        charset: Charset::Ascii,
        view: View::Reader,
        ..Options::default()
    };
    let shown = linear(&fixture::comparison(), "$", &options).unwrap();
    assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{shown}");
    let plain = linear(&fixture::many(2), "", &options).unwrap();
    assert!(plain.is_ascii(), "{plain}");
}

#[test]
fn keys_that_are_bound_anew_are_those_that_are_shown() {
    let text = "[keys]\nhelp = [\"<f2>\"]\nfind = [\"<ctrl-f>\"]\npage-down = [\"<pagedown>\"]\n";
    let options = Options {
        keymap: config::parse(text).unwrap().keymap,
        ..Options::default()
    };
    let comparison = fixture::comparison();
    let shown = |keys| frame(&comparison, keys, MIDDLE, &options).unwrap();
    let footer = shown("").lines().last().unwrap().to_owned();
    assert!(
        footer.contains("F2 keys") && footer.contains("ctrl-f find"),
        "{footer}"
    );
    assert!(shown("<f2>").contains("Keys of the matrix view"));
    assert!(shown("<ctrl-f>acc").contains("/acc"));
    assert!(!shown("?").contains("Keys of the matrix view"));
}

/// A state after keys, for what a picture doesn't show.
fn after(keys: &str) -> State {
    let comparison = fixture::comparison();
    let model = Model::new(&comparison);
    let mut state = first_state(&model, SMALL, &Options::default());
    play(&mut state, &model, keys);
    state
}

fn play(state: &mut State, model: &Model<'_>, text: &str) -> Vec<Effect> {
    let keymap = Keymap::default();
    let mut effects = Vec::new();
    for key in keys(text).unwrap() {
        if let Some(message) = input::for_key(key, state.context(), &keymap) {
            effects.extend(update(state, model, message));
        }
    }
    effects
}

fn effects_of(text: &str) -> Vec<Effect> {
    let comparison = fixture::comparison();
    let model = Model::new(&comparison);
    play(
        &mut first_state(&model, SMALL, &Options::default()),
        &model,
        text,
    )
}

#[test]
fn escape_never_quits_and_q_quits_in_the_matrix_only() {
    assert_eq!(effects_of("<esc><esc><esc>"), []);
    assert_eq!(effects_of("q"), [Effect::Quit]);
    assert_eq!(effects_of("2q"), []);
    assert_eq!(effects_of("2qq"), [Effect::Quit]);
    assert_eq!(effects_of("/q<ctrl-c>"), [Effect::Quit]);
}

#[test]
fn escape_closes_one_thing_after_the_other() {
    let states = [
        "<enter>/a<enter>?",
        "<enter>/a<enter>?<esc>",
        "<enter>/a<enter>?<esc><esc>",
    ]
    .map(after);
    assert_eq!(states.each_ref().map(|state| state.layers.len()), [1, 0, 0]);
    assert_eq!(
        states.each_ref().map(|state| state.search.is_some()),
        [true, true, false]
    );
    assert!(states.iter().all(|state| state.matrix.evidence.is_some()));
    assert_eq!(after("<enter>/a<enter><esc><esc>").matrix.evidence, None);
}

#[test]
fn the_way_back_from_the_policy_leads_to_the_same_cell() {
    let cell = after("jl<enter>");
    let back = after("jl<enter><enter>jj<ctrl-o>");
    assert_eq!(
        (back.view, &back.matrix, back.policy),
        (cell.view, &cell.matrix, cell.policy)
    );
    let forward = after("jl<enter><enter>jj<ctrl-o><alt-right>");
    assert_eq!(forward.view, View::Reader);
    assert_eq!(forward.reader, after("jl<enter><enter>jj").reader);
}

#[test]
fn a_clause_that_fills_one_cell_leads_to_it_at_once() {
    // The second clause of the second policy is that of access.
    let state = after("l4j<enter>");
    assert_eq!(
        (state.view, state.matrix.row, state.policy.0),
        (View::Matrix, 0, 1)
    );
    assert!(state.matrix.evidence.is_some());
}

#[test]
fn an_unfinished_search_gives_way_to_the_one_before() {
    let query = |keys| {
        after(keys)
            .search
            .map(|search| search.query.text().to_owned())
    };
    assert_eq!(query("/acc<enter>/str<esc>"), Some("acc".to_owned()));
    assert_eq!(query("/acc<enter>/str<enter>"), Some("str".to_owned()));
    assert_eq!(
        query("/acc<backspace><backspace><backspace><backspace>"),
        None
    );
}

#[test]
fn headings_are_found_too() {
    let comparison = fixture::comparison();
    let model = Model::new(&comparison);
    for view in [View::Reader, View::Aligned, View::Pair] {
        let mut state = first_state(&model, SMALL, &options(view));
        play(&mut state, &model, "/4 your rights<enter>");
        let (policy, clause) = model.clause_at(&state).unwrap();
        let words = comparison.policies[policy.0].clause_text(clause);
        assert!(words.starts_with("You may request"), "{view:?}: {words}");
    }
}

#[test]
fn a_word_at_the_end_of_a_long_clause_is_brought_onto_the_screen() {
    let long = format!(
        "Privacy\n\n1. Data\n\n{} needle.\n",
        "We keep it. ".repeat(300)
    );
    let comparison = compared(&[("long", &long), ("short", "Privacy\n\nWe keep it.\n")]);
    for view in [View::Aligned, View::Pair, View::Reader] {
        let shown = frame(&comparison, "/needle<enter>", SMALL, &options(view)).unwrap();
        assert!(
            shown
                .lines()
                .skip(2)
                .take(18)
                .any(|line| line.contains("needle")),
            "{shown}"
        );
    }
}

/// What comes of real texts.
fn compared(policies: &[(&str, &str)]) -> Comparison {
    let source = |(name, text): &(&str, &str)| crate::source::Source {
        name: (*name).to_owned(),
        path: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
        format: crate::source::Format::Text,
    };
    let intake = crate::source::Intake {
        sources: policies.iter().map(source).collect(),
        unread: Vec::new(),
    };
    crate::compare(intake, &crate::Options::default(), &|_| ())
}

#[test]
fn an_expression_is_searched_for_where_that_is_asked_for() {
    let hits = |keys| after(keys).search.unwrap().hits.len();
    assert_eq!(hits(r"4/\d+ days"), 0);
    assert_eq!(hits(r"4/\d+ days<ctrl-r>"), 2);
    assert_eq!(hits(r"4/<ctrl-r>\d+ days<enter>"), 2);
    assert!(text(View::Reader, r"/(a<ctrl-r>", SMALL).contains("no expression yet"));
}

#[test]
fn the_aligned_rows_open_where_the_first_policy_speaks_and_keep_the_row_while_columns_pass() {
    let mut comparison = fixture::many(40);
    let rows = &mut comparison.alignment.clauses;
    // A row in which only the last policy speaks comes first.
    let mut first = rows[0].clone();
    first.cells[..39].iter_mut().for_each(Vec::clear);
    rows.insert(0, first);
    let model = Model::new(&comparison);
    let mut state = first_state(&model, SMALL, &options(View::Aligned));
    assert_eq!(state.aligned.row, 1);
    play(&mut state, &model, "jjllllll");
    assert_eq!(state.aligned.row, 3);
    play(&mut state, &model, "$g");
    assert_eq!((state.aligned.row, state.policy.0), (0, 39));
    let shown = frame(&comparison, "2$g0", SMALL, &Options::default()).unwrap();
    assert!(shown.contains("vendor-01 is silent here"), "{shown}");
    assert!(shown.contains("but vendor-40 speaks of it"), "{shown}");
}

#[test]
fn a_list_of_nothing_does_not_open() {
    assert_eq!(after("4*").layers, []);
    let state = after("4/zzz<enter>*");
    assert_eq!(state.layers, []);
    assert_eq!(state.notice.unwrap(), "nothing found for “zzz”");
    assert!(text(View::Reader, "ozzz", SMALL).contains("Nothing fits what is typed."));
}

#[test]
fn what_could_not_be_read_is_told_on_the_screen() {
    let mut comparison = fixture::comparison();
    comparison.unread.push(crate::source::Unread {
        path: "scan.pdf".to_owned(),
        why: Error::Binary {
            path: "scan.pdf".to_owned(),
        },
    });
    let shown = |keys| frame(&comparison, keys, SMALL, &Options::default()).unwrap();
    assert!(shown("").lines().next().unwrap().contains("1 unread"));
    insta::assert_snapshot!(
        shown("i")
            .lines()
            .skip(5)
            .take(6)
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn the_reader_follows_to_the_counterpart_in_another_policy() {
    let comparison = fixture::comparison();
    let model = Model::new(&comparison);
    let mut state = first_state(&model, SMALL, &options(View::Reader));
    play(&mut state, &model, "/Session<enter><esc>l");
    let (policy, clause) = model.clause_at(&state).unwrap();
    assert_eq!(policy.0, 1);
    assert!(
        comparison.policies[1]
            .clause_text(clause)
            .starts_with("Session logs")
    );
}

#[test]
fn copying_takes_the_words_with_their_place() {
    let copied = |keys| match effects_of(keys).pop() {
        Some(Effect::Copy(text)) => text,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        copied("y"),
        "“You may request access to your data (Art. 15 GDPR)” (acme § 4.1 European residents, line 14)"
    );
    insta::assert_snapshot!(copied("jY"));
}

#[test]
fn what_is_in_the_tray_is_not_lost_unasked() {
    assert_eq!(effects_of("q"), [Effect::Quit]);
    assert_eq!(effects_of(" q"), []);
    assert_eq!(effects_of(" qq"), [Effect::Quit]);
    assert_eq!(effects_of("  q"), [Effect::Quit]);
    assert_eq!(after(" t<esc>q").tray.kept, Kept::Warned);
}

#[test]
fn the_tray_is_ordered_and_written_in_the_form_its_name_asks_for() {
    let order = |keys| -> Vec<usize> {
        let things = after(keys).tray.things;
        let row = |thing: &tray::Thing| match thing.what {
            tray::What::Cell(cell) => cell.row,
            tray::What::Clause(..) => usize::MAX,
        };
        things.iter().map(row).collect()
    };
    assert_eq!(order(" j j "), [0, 1, 2]);
    assert_eq!(order(" j j tJ"), [1, 0, 2]);
    assert_eq!(order(" j j tGKK"), [2, 0, 1]);
    assert_eq!(order(" j j td"), [1, 2]);
    let effects = effects_of(" twaudit.csv<enter>");
    let [Effect::Write { path, text }] = effects.as_slice() else {
        panic!("{effects:?}");
    };
    assert_eq!(path, "audit.csv");
    assert!(text.starts_with("\"policy\",\"row\""));
}

#[test]
fn a_click_selects_and_a_second_one_opens() {
    let comparison = fixture::comparison();
    let model = Model::new(&comparison);
    let mut state = first_state(&model, SMALL, &Options::default());
    let target = Target::Cell {
        row: 4,
        policy: crate::policy::PolicyId(1),
    };
    update(&mut state, &model, Message::Point(target));
    assert_eq!(
        (state.matrix.row, state.policy.0, state.matrix.evidence),
        (4, 1, None)
    );
    update(&mut state, &model, Message::Point(target));
    assert!(state.matrix.evidence.is_some());
}

#[test]
fn a_border_is_dragged_to_where_the_mouse_is_and_let_go() {
    let comparison = fixture::comparison();
    let model = Model::new(&comparison);
    let mut state = first_state(&model, SMALL, &Options::default());
    let hits = |state: &State| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        let mut canvas = Canvas::new(&mut buffer, state.theme);
        view::draw(&model, state, &mut canvas);
        canvas.into_hits()
    };
    let border = |state: &State, y: u16| {
        let hits = hits(state);
        let is_border = |x: &u16| matches!(hits.at((*x, y).into()), Some(Target::Border(_)));
        (0..80).find(is_border).unwrap()
    };
    let drag = |state: &mut State, from: u16, to: u16| {
        let target = hits(state).at((from, 6).into()).unwrap();
        for message in [Message::Point(target), Message::Drag(to), Message::Release] {
            update(state, &model, message);
        }
    };
    let from = border(&state, 6);
    drag(&mut state, from, 40);
    assert_eq!(border(&state, 6), 40);
    // What follows without a border held down moves nothing.
    update(&mut state, &model, Message::Drag(10));
    assert_eq!(border(&state, 6), 40);
    play(&mut state, &model, "=2");
    let from = border(&state, 6);
    drag(&mut state, from, 29);
    assert_eq!(border(&state, 6), 29);
}

#[test]
fn what_was_drawn_is_what_a_click_hits() {
    let comparison = fixture::comparison();
    let model = Model::new(&comparison);
    let state = first_state(&model, SMALL, &Options::default());
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    let mut canvas = Canvas::new(&mut buffer, state.theme);
    view::draw(&model, &state, &mut canvas);
    let hits = canvas.into_hits();
    let row: String = (0..80).map(|x| buffer[(x, 5)].symbol()).collect();
    assert!(row.contains("Erasure"), "{row}");
    assert_eq!(
        hits.at((45, 5).into()),
        Some(Target::Cell {
            row: 1,
            policy: crate::policy::PolicyId(1)
        })
    );
    assert_eq!(hits.at((14, 0).into()), Some(Target::Tab(View::Matrix)));
}

#[test]
fn the_footer_never_shows_a_key_that_does_nothing() {
    for start in ["", "<enter>", "2", "3", "4", "/a<enter>", "$<enter>"] {
        let comparison = fixture::comparison();
        let model = Model::new(&comparison);
        let mut state = first_state(&model, MIDDLE, &Options::default());
        play(&mut state, &model, start);
        for entry in action::applicable(&state, &model).filter(|entry| entry.hint.is_some()) {
            let mut later = state.clone();
            let effects = play(&mut later, &model, entry.keys[0]);
            assert!(
                later != state || !effects.is_empty(),
                "{} after {start:?}",
                entry.name
            );
        }
    }
}

#[test]
fn the_cursor_stays_where_it_was_when_the_screen_changes_its_size() {
    let comparison = fixture::comparison();
    let model = Model::new(&comparison);
    for view in View::ALL {
        let mut state = first_state(&model, MIDDLE, &options(view));
        play(&mut state, &model, "jjjj");
        let before = (
            state.matrix.row,
            state.aligned.row,
            state.pair.item,
            state.reader.clause,
        );
        for size in [TINY, LARGE, SMALL, MIDDLE] {
            update(&mut state, &model, Message::Resize(size));
        }
        assert_eq!(
            (
                state.matrix.row,
                state.aligned.row,
                state.pair.item,
                state.reader.clause
            ),
            before,
            "{view:?}"
        );
    }
}

/// Anything that can happen, for any context.
fn happening() -> impl Strategy<Value = Message> {
    let actions: Vec<action::Action> = ACTIONS.iter().map(|entry| entry.action).collect();
    prop_oneof![
        8 => prop::sample::select(actions).prop_map(Message::Act),
        2 => prop::sample::select(vec!['a', 'd', 'é', '中', ' ', '.']).prop_map(Message::Type),
        1 => (0_u16..250, 0_u16..80).prop_map(|(width, height)| Message::Resize(Size { width, height })),
        1 => (prop::sample::select(vec![Pane::Body, Pane::Evidence, Pane::Layer]), -9_isize..9)
            .prop_map(|(pane, rows)| Message::Wheel(pane, rows)),
        1 => (0_usize..12, 0_usize..3).prop_map(|(row, policy)| {
            Message::Point(Target::Cell { row, policy: crate::policy::PolicyId(policy) })
        }),
        1 => (0_usize..9).prop_map(|entry| Message::Point(Target::Entry(entry))),
        1 => (0_u16..4).prop_map(|number| Message::Point(Target::Border(Border::Column(number)))),
        1 => (0_u16..250).prop_map(Message::Drag),
    ]
}

/// What must hold of every state.
fn assert_valid(state: &State, model: &Model<'_>) {
    let comparison = model.comparison();
    assert!(state.columns.contains(&state.policy));
    assert!(state.matrix.row < comparison.matrix.rows.len());
    assert!(state.aligned.row < comparison.alignment.clauses.len());
    let reader = &comparison.policies[state.reader.policy.0];
    assert!(state.reader.clause.0 < reader.clauses.len());
    if let Some(search) = &state.search {
        assert!(
            search
                .current
                .is_none_or(|current| current < search.hits.len())
        );
    }
    if let Some(Layer::Picker(picker)) = state.layers.last() {
        let entries = picker::entries(model, state, picker).len();
        assert!(picker.chosen < entries.max(1));
    }
    let columns: std::collections::BTreeSet<_> =
        state.columns.iter().chain(&state.hidden).collect();
    assert_eq!(columns.len(), comparison.policies.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_happens_the_state_is_valid_and_can_be_drawn(happenings in prop::collection::vec(happening(), 0..60)) {
        let comparison = fixture::comparison();
        let model = Model::new(&comparison);
        let mut state = first_state(&model, SMALL, &Options::default());
        for message in happenings {
            update(&mut state, &model, message);
            assert_valid(&state, &model);
            let mut buffer = Buffer::empty(Rect::new(0, 0, state.size.width, state.size.height));
            view::draw(&model, &state, &mut Canvas::new(&mut buffer, state.theme));
        }
    }
}

#[test]
fn any_size_can_be_drawn_in_any_view() {
    let comparison = fixture::comparison();
    for (width, height) in [(u16::MAX, 3), (3, u16::MAX), (u16::MAX, 8)] {
        let size = Size { width, height };
        frame(&comparison, "<enter>", size, &Options::default()).unwrap();
    }
    for view in View::ALL {
        for width in [0, 1, 2, 5, 19, 20, 21, 33, 47, 79, 96, 110, 149, 150, 251] {
            for height in [0, 1, 2, 4, 5, 6, 7, 8, 15, 20, 70] {
                frame(
                    &comparison,
                    "<enter>?",
                    Size { width, height },
                    &options(view),
                )
                .unwrap();
            }
        }
    }
}

#[test]
fn a_comparison_without_rows_or_clauses_can_be_looked_through() {
    let mut empty = fixture::comparison();
    empty.matrix.rows.clear();
    empty.alignment.clauses.clear();
    for policy in &mut empty.policies {
        policy.clauses.clear();
        policy.sections.clear();
    }
    for keys in [
        "",
        "jk<enter>",
        "2jl<enter>[]",
        "3jvxG",
        "4jlc",
        "/a<enter>nN",
        ":o<enter>",
        "y",
        "Y",
        "acd",
    ] {
        frame(&empty, keys, SMALL, &Options::default()).unwrap();
    }
}

#[test]
fn letters_that_mean_something_are_shown_in_the_help_of_their_view() {
    let contexts = [(View::Matrix, Context::Matrix), (View::Pair, Context::Pair)];
    for (view, context) in contexts {
        let shown = text(
            view,
            "?",
            Size {
                width: 120,
                height: 120,
            },
        );
        for entry in ACTIONS
            .iter()
            .filter(|entry| entry.within.contains(&context))
        {
            assert!(shown.contains(entry.doc), "{} is missing", entry.name);
        }
    }
}
