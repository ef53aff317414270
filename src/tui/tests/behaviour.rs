//! What keys and clicks change, for what a picture doesn't show.

use super::*;
use crate::coverage::Family;

#[test]
fn a_key_is_found_in_the_help_by_what_it_does() {
    let shown = text(View::Matrix, "?/colours", SMALL);
    assert!(shown.contains("the next colours: dark, light"), "{shown}");
    assert_eq!(after("?/colours<enter>").theme.palette, Palette::Light);
}

#[test]
fn a_moved_clause_can_be_gone_to() {
    let old = "Policy\n\nWe keep logs.\n\nWe use cookies for sessions.\n\nYou may write to us.\n\nWe store names.\n\nWe encrypt disks.\n";
    let new = "Policy\n\nWe encrypt all disks.\n\nWe keep some logs.\n\nWe use cookies for your sessions.\n\nYou may always write to us.\n\nWe store your names.\n";
    let comparison = compared(&[("old", old), ("new", new)]);
    let model = Model::new(&comparison);
    let mut state = first_state(&model, SMALL, &options(View::Pair));
    play(&mut state, &model, "vvG.");
    let (policy, clause) = model.clause_at(&state).unwrap();
    assert_eq!((state.view, policy.0), (View::Reader, 1));
    assert_eq!(
        comparison.survey.policies[1].clause_text(clause),
        "We encrypt all disks."
    );
    play(&mut state, &model, "<ctrl-o>");
    assert_eq!(state.view, View::Pair);
}

#[test]
fn of_versions_only_what_has_changed_is_shown_until_more_is_asked_for() {
    let comparison = versions();
    let model = Model::new(&comparison);
    let mut state = first_state(&model, MIDDLE, &options(View::Pair));
    let entries = |state: &State| layout::pair::layout(&model, state).entries.len();
    let changed = entries(&state);
    play(&mut state, &model, "d");
    assert_eq!(entries(&state), changed + 1);
    play(&mut state, &model, "d/Server logs<enter>");
    // What is searched for has not changed, and is shown all the same.
    let (policy, clause) = model.clause_at(&state).unwrap();
    let words = comparison.survey.policies[policy.0].clause_text(clause);
    assert!(words.starts_with("Server logs"), "{words}");
    assert_eq!(entries(&state), changed + 1);
}

#[test]
fn a_clause_that_has_moved_leads_to_where_it_stood() {
    let comparison = versions();
    let model = Model::new(&comparison);
    let mut state = first_state(&model, MIDDLE, &options(View::Pair));
    play(&mut state, &model, "/never sell<enter><esc>.");
    let (policy, clause) = model.clause_at(&state).unwrap();
    assert_eq!((state.view, policy.0), (View::Reader, 0));
    let words = comparison.survey.policies[0].clause_text(clause);
    assert!(words.starts_with("We never sell"), "{words}");
}

#[test]
fn the_summary_leads_to_the_first_change_and_on() {
    let comparison = versions();
    let model = Model::new(&comparison);
    let mut state = first_state(&model, MIDDLE, &options(View::Pair));
    play(&mut state, &model, "<enter>");
    assert_eq!(state.pair.item, 1);
    play(&mut state, &model, "]]");
    assert_eq!(state.pair.item, 3);
}

#[test]
fn two_that_are_nearly_the_same_are_told_and_others_only_where_asked_for() {
    let comparison = versions();
    let shown = frame(&comparison, "", MIDDLE, &Options::default()).unwrap();
    assert!(
        shown.contains("are nearly the same text; 3 shows"),
        "{shown}"
    );
    let unlike = compared(&[("acme", RIGHTS), ("boreas", MORE_RIGHTS)]);
    let pair = |pairing| {
        let options = Options {
            pairing,
            ..options(View::Pair)
        };
        frame(&unlike, "", MIDDLE, &options).unwrap()
    };
    assert!(!pair(Pairing::ByText).contains("removed"));
    let forced = pair(Pairing::AsVersions);
    assert!(forced.contains("hardly versions of one policy"), "{forced}");
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
fn an_answer_of_a_checklist_leads_to_its_words_and_back() {
    let comparison = compared(&[("acme", RIGHTS), ("boreas", MORE_RIGHTS)]);
    let model = Model::new(&comparison);
    let mut state = first_state(&model, SMALL, &Options::default());
    play(&mut state, &model, "Cgdpr13<enter>j<enter>");
    let (policy, clause) = model.clause_at(&state).unwrap();
    let words = comparison.survey.policies[policy.0].clause_text(clause);
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
        let words = comparison.survey.policies[policy.0].clause_text(clause);
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
fn the_reader_follows_to_the_counterpart_in_another_policy() {
    let comparison = fixture::comparison();
    let model = Model::new(&comparison);
    let mut state = first_state(&model, SMALL, &options(View::Reader));
    play(&mut state, &model, "/Session<enter><esc>l");
    let (policy, clause) = model.clause_at(&state).unwrap();
    assert_eq!(policy.0, 1);
    assert!(
        comparison.survey.policies[1]
            .clause_text(clause)
            .starts_with("Session logs")
    );
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
    assert!(text.starts_with("\u{feff}policy,row,"));
}

#[test]
fn a_number_makes_the_move_after_it_so_often() {
    assert_eq!(after("5j").matrix.row, after("jjjjj").matrix.row);
    assert_eq!(after("60k5j").matrix.row, after("jjjjj").matrix.row);
    // It counts for one key, of whatever kind, and more than there is goes to the end.
    assert_eq!(after("5dj").matrix.row, after("dj").matrix.row);
    assert_eq!(after("99j").matrix.row, after("G").matrix.row);
    assert_eq!(after("6").count, Some(6));
    assert_eq!(after("6<esc>").count, None);
    let shown = text(View::Matrix, "61", SMALL);
    assert!(
        shown.lines().next().unwrap().contains("61 times"),
        "{shown}"
    );
}

#[test]
fn several_families_are_shown_and_not_the_others() {
    let families = |keys| -> Vec<Family> {
        let comparison = fixture::comparison();
        let model = Model::new(&comparison);
        let mut state = first_state(&model, SMALL, &Options::default());
        play(&mut state, &model, keys);
        let rows = layout::matrix::layout(&model, &state).rows;
        let mut shown: Vec<Family> = rows
            .iter()
            .map(|row| model.row(row.row).unwrap().family)
            .collect();
        shown.dedup();
        shown
    };
    assert_eq!(
        families("F<enter>ret<enter><esc>"),
        [Family::Rights, Family::Retention]
    );
    assert_eq!(families("F<enter><enter><esc>"), families(""));
    assert_eq!(families("F<enter>ret<enter><esc>f").len(), 1);
    let chosen = text(View::Matrix, "F<enter>", SMALL);
    assert!(
        chosen.contains("not shown") && chosen.contains("Rows to show"),
        "{chosen}"
    );
}

#[test]
fn the_scroll_bar_tells_where_facts_differ() {
    let clause = |i: usize, days: usize| match i {
        40 => format!("Session logs are deleted after {days} days.\n\n"),
        _ => format!("We encrypt disk number {i} at rest in hall {i}.\n\n"),
    };
    let policy = |days| -> String { (0..80).map(|i| clause(i, days)).collect() };
    let comparison = compared(&[("one", &policy(7)), ("two", &policy(30))]);
    let marked = |keys| -> Vec<usize> {
        let shown = frame(&comparison, keys, SMALL, &options(View::Aligned)).unwrap();
        let rows = shown.lines().enumerate();
        let marked = rows.filter(|(_, row)| row.chars().nth(79) == Some('•'));
        marked.map(|(y, _)| y).collect()
    };
    assert_eq!(marked("").len(), 1);
    assert_eq!(marked(""), marked("/session logs<enter>"));
}

#[test]
fn what_is_cut_in_the_line_at_the_bottom_can_be_read_in_full() {
    let long = format!(
        "You have the right to access your personal data{} at the end.\n",
        ", and to be told what for,".repeat(9)
    );
    let comparison = compared(&[("one", &long), ("two", &long)]);
    let shown = |keys| frame(&comparison, keys, SMALL, &Options::default()).unwrap();
    let status = shown("/access<enter><esc>");
    let last = status.lines().rev().nth(1).unwrap();
    assert!(
        last.contains("You have the right") && last.ends_with('…'),
        "{status}"
    );
    assert!(!status.contains("at the end"), "{status}");
    let opened = shown("/access<enter><esc><enter>");
    assert!(opened.contains("at the end"), "{opened}");
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
    empty.survey.matrix.rows.clear();
    empty.alignment.clauses.clear();
    for policy in &mut empty.survey.policies {
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

#[test]
fn right_to_left_text_is_closed_off_from_what_stands_beside_it() {
    let hebrew = "מדיניות פרטיות\n\n1 זכויות\n\nיש לך זכות לעיין במידע שלך תוך 30 ימים.\n\n2 שמירה\n\nאנו שומרים יומנים 7 ימים.\n";
    let comparison = compared(&[("אלף", hebrew), ("בית", hebrew)]);
    for (view, keys) in [
        (View::Aligned, ""),
        (View::Aligned, "?"),
        (View::Aligned, "/ימים<enter>e"),
        (View::Pair, ""),
        (View::Reader, "o"),
        (View::Matrix, ""),
    ] {
        let shown = frame(&comparison, keys, SMALL, &options(view)).unwrap();
        assert!(shown.contains("\u{2068}אלף\u{2069}"), "{shown}");
        for row in shown.lines() {
            let mut open = 0_i32;
            for c in row.chars() {
                match c {
                    '\u{2068}' => open += 1,
                    '\u{2069}' => open -= 1,
                    'א'..='ת' => assert!(open > 0, "{view:?} {keys}: {row}"),
                    '│' => assert_eq!(open, 0, "{view:?} {keys}: {row}"),
                    _ => {}
                }
            }
            assert_eq!(open, 0, "{view:?} {keys}: {row}");
        }
    }
}

#[test]
fn what_is_cut_in_a_cell_can_be_read_in_full() {
    let scoped = "If you live in the European Union, the United Kingdom or California, you have the right to access your personal data.\n";
    let comparison = compared(&[("one", scoped), ("two", scoped), ("three", scoped)]);
    let narrow = Size { width: 50, ..SMALL };
    let keys = "/access<enter>";
    let shown = frame(&comparison, keys, narrow, &Options::default()).unwrap();
    let cell = shown.lines().find(|row| row.starts_with('▌')).unwrap();
    assert!(cell.contains('…'), "{shown}");
    let opened = frame(
        &comparison,
        &format!("{keys}<enter>"),
        narrow,
        &Options::default(),
    )
    .unwrap();
    let words: String = opened.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("California"), "{opened}");
    assert!(!shown.contains("California"), "{shown}");
}

#[test]
fn the_scroll_bar_tells_where_one_is_and_where_the_hits_are() {
    let clause = |i: usize| match i {
        0 | 79 => format!("We keep logs of purpose {i} for thirty days.\n\n"),
        _ => format!("We encrypt disk number {i} at rest.\n\n"),
    };
    let text: String = (0..80).map(clause).collect();
    let comparison = compared(&[("one", &text), ("two", &text)]);
    for view in [View::Aligned, View::Reader] {
        let bar = |keys: &str| -> Vec<char> {
            let shown = frame(&comparison, keys, SMALL, &options(view)).unwrap();
            let rows = shown.lines().map(|row| row.chars().nth(79).unwrap_or(' '));
            // The header above has no bar, and the status below stands under a rule.
            rows.skip(2).take_while(|c| *c != '─').collect()
        };
        let rows_with = |bar: &[char], sign: char| -> Vec<usize> {
            (0..bar.len()).filter(|row| bar[*row] == sign).collect()
        };
        let (top, end) = (bar(""), bar("G"));
        let last = rows_with(&end, '┃').pop().unwrap();
        assert!(rows_with(&top, '•').is_empty(), "{view:?} {top:?}");
        assert!(rows_with(&top, '┃')[0] < last / 2, "{view:?} {top:?}");
        let marked = rows_with(&bar("/purpose<enter>"), '•');
        assert_eq!(marked.len(), 2, "{view:?} {marked:?}");
        assert!(
            marked[0] <= 2 && marked[1] + 2 >= last,
            "{view:?} {marked:?}"
        );
    }
}

#[test]
fn letter_by_letter_the_same_is_found_as_at_once() {
    let text = "1 Data we keep\n\nAaab aab data.\n\nWe keep Data and dates.\n\nDay by day.\n";
    let comparison = compared(&[("one", text), ("two", text)]);
    let model = Model::new(&comparison);
    for view in [View::Aligned, View::Pair, View::Reader] {
        let state = first_state(&model, SMALL, &options(view));
        for typed in ["aab", "dat", "data", "day", "Data", "dATA", "zz"] {
            let mut letters = state.clone();
            play(&mut letters, &model, &format!("/{typed}"));
            let search = letters.search.unwrap();
            let at_once = search::hits(&model, &state, &search.query);
            assert_eq!(search.hits, at_once, "{view:?} {typed}");
            assert_eq!(search.hits.is_empty(), typed == "zz" || typed == "dATA");
        }
    }
}
