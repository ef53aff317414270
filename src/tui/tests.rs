//! Pictures of every view, reached by keys, and what holds for any keys.

mod behaviour;

use proptest::prelude::*;
use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier, Style};

use super::*;
use crate::lexicon::Lexicon;
use crate::tui::action::ACTIONS;
use crate::tui::effect::Effect;
use crate::tui::hit::{Border, Pane, Target};
use crate::tui::state::{Context, Layer};
use crate::tui::tray::Kept;
use crate::tui::update::Message;

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
    comparison.survey.lexicon = Lexicon::with_files(&files).unwrap().into();
    insta::assert_snapshot!(frame(&comparison, "$<enter>", MIDDLE, &Options::default()).unwrap());
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

/// Two versions of one policy, the old one first.
fn versions() -> Comparison {
    let old = include_bytes!("../../tests/versions/acme-2025.md").as_slice();
    let new = include_bytes!("../../tests/versions/acme-2026.md").as_slice();
    let source = |(name, bytes): (&str, &[u8])| crate::source::Source {
        name: name.to_owned(),
        path: name.to_owned(),
        bytes: bytes.to_vec(),
        format: crate::source::Format::Markdown,
    };
    let intake = crate::source::Intake {
        sources: [("acme-2025", old), ("acme-2026", new)].map(source).into(),
        unread: Vec::new(),
    };
    crate::compare(intake, &crate::Options::default(), &|_| ())
}

#[test]
fn versions_of_one_policy_are_told_by_what_has_changed() {
    let shown = |size| frame(&versions(), "", size, &options(View::Pair)).unwrap();
    insta::assert_snapshot!("versions_side_by_side", shown(MIDDLE));
    insta::assert_snapshot!("versions_one_above_the_other", shown(SMALL));
    let headed = linear(&versions(), "", &options(View::Pair)).unwrap();
    insta::assert_snapshot!("versions_in_words", headed);
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

/// A state after keys, for what a picture doesn't show.
fn after(keys: &str) -> State {
    let comparison = fixture::comparison();
    let model = Model::new(&comparison);
    let mut state = first_state(&model, SMALL, &Options::default());
    play(&mut state, &model, keys);
    state
}

fn play(state: &mut State, model: &Model<'_>, text: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for key in keys(text).unwrap() {
        if let Some(message) = input::for_key(key, state) {
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
fn what_could_not_be_read_is_told_on_the_screen() {
    let mut comparison = fixture::comparison();
    comparison.survey.unread.push(crate::source::Unread {
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
    let survey = model.survey();
    assert!(state.columns.contains(&state.policy));
    assert!(state.matrix.row < survey.matrix.rows.len());
    assert!(state.aligned.row < model.alignment().clauses.len());
    let reader = &survey.policies[state.reader.policy.0];
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
    assert_eq!(columns.len(), survey.policies.len());
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
