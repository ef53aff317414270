//! The program in a pseudo-terminal: what a person sees, and in what state the terminal is left.
#![cfg(unix)]

mod support;

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use termlens::{Key, Screen, Signal, Terminal, TerminalBuilder};

/// The program is a debug build on a machine that does other things too.
const PATIENCE: Duration = Duration::from_secs(60);

fn builder() -> TerminalBuilder {
    Terminal::builder()
        .size(100, 30)
        .env_clear()
        .env("TERM", "xterm-256color")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .timeout(PATIENCE)
}

fn start(builder: TerminalBuilder) -> Terminal {
    let mut terminal = builder
        .args(["samples/nopex.txt", "samples/qnp.txt"])
        .spawn(env!("CARGO_BIN_EXE_clausewise"))
        .expect("the program starts");
    see(&mut terminal, |screen| screen.contains("Rectification"));
    terminal
}

fn see(terminal: &mut Terminal, wanted: impl FnMut(&Screen) -> bool) -> Screen {
    terminal
        .snapshot_after(wanted)
        .unwrap_or_else(|why| panic!("{why}"))
}

fn press(terminal: &mut Terminal, keys: &str) {
    terminal.send_str(keys).expect("the program takes keys");
}

/// The terminal as the shell wants it back.
fn assert_given_back(screen: &Screen) {
    assert!(!screen.alternate_screen(), "the alternate screen is left");
    assert!(screen.cursor_visible(), "the cursor is shown");
    assert!(screen.mouse_modes().is_empty(), "the mouse is let go");
    assert!(!screen.bracketed_paste(), "pasted text is plain again");
}

/// The row with the cursor's mark.
fn marked(screen: &Screen) -> String {
    (0..screen.rows())
        .map(|row| screen.row_text(row))
        .find(|row| row.starts_with('▌'))
        .unwrap_or_default()
}

#[test]
fn it_opens_on_the_matrix_and_q_leaves_the_terminal_as_it_was() {
    let mut terminal = start(builder());
    let screen = terminal.screen();
    assert!(screen.alternate_screen() && !screen.cursor_visible());
    assert!(screen.contains("nopex") && screen.contains("qnp") && screen.contains("Rights"));
    press(&mut terminal, "q");
    assert!(terminal.wait_exit().unwrap().success());
    assert_given_back(&terminal.screen());
}

#[test]
fn arrows_and_letters_move_the_cursor() {
    let mut terminal = start(builder());
    assert!(marked(&terminal.screen()).contains("Access"));
    terminal.send(Key::Down).unwrap();
    press(&mut terminal, "j");
    see(&mut terminal, |screen| {
        marked(screen).contains("Rectification")
    });
    terminal.send(Key::Up).unwrap();
    press(&mut terminal, "G");
    see(&mut terminal, |screen| {
        !marked(screen).contains("Rectification")
    });
    terminal.send(Key::Home).unwrap();
    see(&mut terminal, |screen| marked(screen).contains("Access"));
}

#[test]
fn the_words_behind_a_cell_lead_to_their_clause_and_back() {
    let mut terminal = start(builder());
    terminal.send(Key::Enter).unwrap();
    see(&mut terminal, |screen| {
        screen.contains("nopex § 8 Your Rights, line")
    });
    terminal.send(Key::Enter).unwrap();
    see(&mut terminal, |screen| {
        screen.contains("clauses") && screen.contains("Art. 15")
    });
    terminal.send(Key::Ctrl('o')).unwrap();
    see(&mut terminal, |screen| {
        marked(screen).contains("Access") && screen.contains("place 1 of")
    });
}

#[test]
fn a_search_finds_marks_and_counts() {
    let mut terminal = start(builder());
    press(&mut terminal, "2/retention");
    terminal.send(Key::Enter).unwrap();
    let first = see(&mut terminal, |screen| screen.contains("/retention [1/"));
    press(&mut terminal, "n");
    see(&mut terminal, |screen| screen.contains("/retention [2/"));
    terminal.send(Key::Esc).unwrap();
    see(&mut terminal, |screen| !screen.contains("/retention"));
    assert!(first.contains("nopex"));
}

#[test]
fn tab_goes_through_the_views() {
    let mut terminal = start(builder());
    for sign in ["silent", "↔", "clauses"] {
        terminal.send(Key::Tab).unwrap();
        see(&mut terminal, |screen| screen.contains(sign));
    }
    terminal.send(Key::Tab).unwrap();
    see(&mut terminal, |screen| screen.contains("Rectification"));
}

#[test]
fn a_resize_keeps_the_cursor_and_draws_all() {
    let mut terminal = start(builder());
    press(&mut terminal, "jj");
    see(&mut terminal, |screen| {
        marked(screen).contains("Rectification")
    });
    terminal.resize(60, 12).unwrap();
    see(&mut terminal, |screen| {
        screen.cols() == 60 && marked(screen).contains("Rectification")
    });
    terminal.resize(15, 4).unwrap();
    see(&mut terminal, |screen| screen.contains("too small"));
    terminal.resize(140, 45).unwrap();
    see(&mut terminal, |screen| {
        marked(screen).contains("Rectification") && screen.contains("? keys")
    });
}

#[test]
fn ctrl_c_quits_from_anywhere() {
    let mut terminal = start(builder());
    press(&mut terminal, "/acc");
    see(&mut terminal, |screen| screen.contains("/acc"));
    terminal.send(Key::Ctrl('c')).unwrap();
    terminal.wait_exit().unwrap();
    assert_given_back(&terminal.screen());
}

#[test]
fn signals_that_end_the_program_give_the_terminal_back_first() {
    for signal in [Signal::Term, Signal::Hup, Signal::Int] {
        let mut terminal = start(builder());
        terminal.signal(signal).unwrap();
        let status = terminal.wait_exit().unwrap();
        assert!(!status.success(), "{signal:?}: {status}");
        assert_given_back(&terminal.screen());
    }
}

/// Waits until the process is stopped, as Linux tells it; no output says so.
#[cfg(target_os = "linux")]
fn wait_until_stopped(pid: u32) {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        if stat
            .rsplit(')')
            .next()
            .is_some_and(|rest| rest.trim_start().starts_with('T'))
        {
            return;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    panic!("the program does not stop");
}

#[test]
#[cfg(target_os = "linux")]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() {
    let mut terminal = start(builder());
    press(&mut terminal, "jj");
    see(&mut terminal, |screen| {
        marked(screen).contains("Rectification")
    });
    let pid = terminal.pid().unwrap();
    for _ in 0..2 {
        terminal.send(Key::Ctrl('z')).unwrap();
        see(&mut terminal, |screen| !screen.alternate_screen());
        wait_until_stopped(pid);
        assert_given_back(&terminal.screen());
        assert!(
            Command::new("kill")
                .args(["-CONT", &pid.to_string()])
                .status()
                .unwrap()
                .success()
        );
        let screen = see(&mut terminal, |screen| {
            screen.alternate_screen() && marked(screen).contains("Rectification")
        });
        assert!(!screen.cursor_visible() && !screen.mouse_modes().is_empty());
    }
    press(&mut terminal, "k");
    see(&mut terminal, |screen| {
        !marked(screen).contains("Rectification")
    });
}

#[test]
fn no_color_means_no_colour_and_the_cursor_is_still_seen() {
    let mut terminal = start(builder().env("NO_COLOR", "1"));
    let screen = terminal.screen();
    let coloured = |row, col| {
        screen.cell(row, col).is_some_and(|cell| {
            let style = cell.style();
            style.fg != termlens::Color::Default || style.bg != termlens::Color::Default
        })
    };
    for row in 0..screen.rows() {
        for col in 0..screen.cols() {
            assert!(!coloured(row, col), "a colour at row {row}, column {col}");
        }
    }
    assert!(
        screen.find_by(|cell| cell.style().reverse).is_some(),
        "the cell under the cursor is reversed"
    );
    press(&mut terminal, "q");
    terminal.wait_exit().unwrap();
}

#[test]
fn the_colours_fit_the_background_unless_others_are_asked_for() {
    let accent = |builder| {
        let screen = start(builder).screen();
        let (row, col) = screen.find("clausewise").unwrap();
        screen.cell(row, col).unwrap().style().fg
    };
    let paper = || {
        builder()
            .background_rgb(250, 250, 245)
            .foreground_rgb(20, 20, 20)
    };
    let dark = accent(builder());
    assert_ne!(accent(paper()), dark);
    assert_eq!(accent(paper().args(["--theme", "dark"])), dark);
}

#[test]
fn what_is_copied_reaches_the_clipboard_by_osc_52() {
    let mut terminal = start(builder());
    press(&mut terminal, "y");
    let screen = see(&mut terminal, |screen| screen.contains("by OSC 52"));
    let copied = screen
        .clipboard()
        .and_then(termlens::Clipboard::text)
        .unwrap_or_default();
    assert!(
        copied.starts_with('“') && copied.contains("nopex § 8 Your Rights, line"),
        "{copied}"
    );
}

#[test]
fn the_tray_is_written_to_a_new_file_and_never_over_an_old_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.md");
    let mut terminal = start(builder());
    press(&mut terminal, " ");
    see(&mut terminal, |screen| screen.contains("put into the tray"));
    press(&mut terminal, "q");
    see(&mut terminal, |screen| screen.contains("would be lost"));
    press(&mut terminal, &format!("tw{}\r", path.display()));
    see(&mut terminal, |screen| screen.contains("written to"));
    let written = fs::read_to_string(&path).unwrap();
    assert!(
        written.starts_with("- **nopex, Access**: stated"),
        "{written}"
    );
    press(&mut terminal, &format!("w{}\r", path.display()));
    see(&mut terminal, |screen| screen.contains("is there already"));
    terminal.send(Key::Esc).unwrap();
    // An escape with a letter right behind it would be another key.
    see(&mut terminal, |screen| !screen.contains("write  y copy"));
    press(&mut terminal, "q");
    assert!(terminal.wait_exit().unwrap().success());
    assert_eq!(fs::read_to_string(&path).unwrap(), written);
}

#[test]
fn the_mouse_selects_and_can_be_let_go() {
    let mut terminal = start(builder());
    let (row, col) = terminal.screen().find("Portability").unwrap();
    terminal.click(col + 40, row).unwrap();
    see(&mut terminal, |screen| {
        marked(screen).contains("Portability")
    });
    press(&mut terminal, "m");
    see(&mut terminal, |screen| screen.mouse_modes().is_empty());
}

#[test]
fn a_policy_can_come_through_a_pipe_while_keys_come_from_the_terminal() {
    let command = "cat samples/qnp.txt | \"$1\" samples/nopex.txt piped=-";
    let mut terminal = builder()
        .args(["-c", command, "sh", env!("CARGO_BIN_EXE_clausewise")])
        .env("PATH", "/usr/bin:/bin")
        .spawn("/bin/sh")
        .unwrap();
    see(&mut terminal, |screen| {
        screen.contains("piped") && screen.contains("Rectification")
    });
    press(&mut terminal, "jj");
    see(&mut terminal, |screen| {
        marked(screen).contains("Rectification")
    });
    press(&mut terminal, "q");
    assert!(terminal.wait_exit().unwrap().success());
}

#[test]
fn the_tray_is_printed_on_leaving_while_the_screen_is_drawn_on_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("audit.csv");
    let script = format!(
        "\"$0\" --print csv samples/nopex.txt samples/qnp.txt > '{}'",
        out.display()
    );
    let mut terminal = builder()
        .args(["-c", &script, env!("CARGO_BIN_EXE_clausewise")])
        .env("PATH", "/usr/bin:/bin")
        .spawn("/bin/sh")
        .unwrap();
    see(&mut terminal, |screen| screen.contains("Rectification"));
    press(&mut terminal, " j ");
    see(&mut terminal, |screen| screen.contains("tray 2"));
    press(&mut terminal, "q");
    assert!(terminal.wait_exit().unwrap().success());
    assert_given_back(&terminal.screen());
    let printed = fs::read_to_string(out).unwrap();
    assert_eq!(printed.lines().count(), 3, "{printed}");
    assert!(printed.contains("nopex,Access"), "{printed}");
}

#[test]
fn a_terminal_that_cannot_draw_gets_the_matrix_as_text_and_is_told_why() {
    let mut terminal = builder()
        .size(150, 160)
        .env("TERM", "dumb")
        .args(["samples/nopex.txt"])
        .spawn(env!("CARGO_BIN_EXE_clausewise"))
        .unwrap();
    let status = terminal.wait_exit().unwrap();
    let screen = terminal.screen();
    assert!(status.success() && !screen.alternate_screen());
    assert!(screen.contains("no screen to draw on here"), "{screen}");
}

#[test]
fn the_configuration_file_at_its_place_binds_keys() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("clausewise");
    fs::create_dir(&place).unwrap();
    fs::write(
        place.join("config.toml"),
        "view = \"reader\"\n[keys]\ndown = \"s\"\nonly-gaps = []\n",
    )
    .unwrap();
    let mut terminal = builder()
        .env("XDG_CONFIG_HOME", folder.path())
        .args(["samples/nopex.txt", "samples/qnp.txt"])
        .spawn(env!("CARGO_BIN_EXE_clausewise"))
        .unwrap();
    let on = |words: &str, screen: &Screen| {
        let mut rows = (0..screen.rows()).map(|row| screen.row_text(row));
        rows.any(|row| row.contains('▌') && row.contains(words))
    };
    see(&mut terminal, |screen| on("Last updated", screen));
    press(&mut terminal, "s");
    see(&mut terminal, |screen| on("Nopex GmbH", screen));
}

#[test]
fn hostile_words_are_shown_and_not_obeyed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bad.txt");
    let text = "Privacy Policy\n\n1. Rights\n\nYou may request access\u{1b}]52;c;aGFoYQ==\u{7} to your \u{202e}data. \u{1b}[2J\u{1b}[?1049l\n";
    fs::write(&path, text).unwrap();
    let mut terminal = builder()
        .args([path.as_os_str()])
        .spawn(env!("CARGO_BIN_EXE_clausewise"))
        .unwrap();
    see(&mut terminal, |screen| screen.contains("Rectification"));
    press(&mut terminal, "4");
    let screen = see(&mut terminal, |screen| {
        screen.contains("You may request access␛]52")
    });
    assert!(screen.alternate_screen() && screen.contains("‹U+202E›data"));
    assert!(screen.clipboard().is_none());
}

/// Run by the test below in a terminal of its own.
#[test]
#[ignore = "the other half of long_work_is_told_and_can_be_given_up"]
fn works_for_ever() {
    let endless = |progress: &(dyn Fn(clausewise::Progress) + Sync)| {
        progress(clausewise::Progress::Reading { done: 3, of: 10 });
        loop {
            std::thread::park();
        }
    };
    let shown = clausewise::tui::run(
        endless,
        &clausewise::tui::Options::default(),
        clausewise::Preview::default(),
    );
    assert!(shown.unwrap().is_none());
}

/// Run by the test below in a terminal of its own: reading goes on until it is told to stop.
#[test]
#[ignore = "the other half of one_may_go_on_with_what_is_read"]
fn reads_until_it_is_enough() {
    use clausewise::source::{Format, Intake, Source};
    let options = clausewise::Options::default();
    let preview = clausewise::Preview {
        enough: options.enough.clone(),
        ..clausewise::Preview::default()
    };
    let slow = move |progress: &(dyn Fn(clausewise::Progress) + Sync)| {
        let source = |i: usize| Source {
            name: format!("policy-{i}"),
            path: format!("{i}.txt"),
            bytes: b"You have the right to access your personal data.".to_vec(),
            format: Format::Text,
        };
        let intake = Intake {
            sources: (0..200).map(source).collect(),
            unread: Vec::new(),
        };
        let slowly = |now| {
            progress(now);
            std::thread::sleep(Duration::from_millis(300));
        };
        Ok(clausewise::compare(intake, &options, &slowly))
    };
    let screen = clausewise::tui::Options::default();
    assert!(
        clausewise::tui::run(slow, &screen, preview)
            .unwrap()
            .is_some()
    );
}

/// Run by the test below in a terminal of its own: the first policies are there at once, the others wait for a file.
#[test]
#[ignore = "the other half of the_first_policies_are_looked_through_while_the_others_are_read"]
fn reads_the_others_when_a_file_is_there() {
    use clausewise::source::{Format, Intake, Source};
    let go_on = std::env::var("GO_ON").unwrap();
    let (options, preview) = clausewise::Options::default().with_preview();
    let slow = move |progress: &(dyn Fn(clausewise::Progress) + Sync)| {
        let source = |i: usize| Source {
            name: format!("policy-{i}"),
            path: format!("{i}.txt"),
            bytes: b"You have the right to access your personal data. We keep logs for 7 days."
                .to_vec(),
            format: Format::Text,
        };
        let intake = Intake {
            sources: (0..20).map(source).collect(),
            unread: Vec::new(),
        };
        let held_up = |now| {
            progress(now);
            if let clausewise::Progress::Reading { done: 9.., .. } = now {
                while !std::path::Path::new(&go_on).exists() {
                    std::thread::sleep(Duration::from_millis(5));
                }
            }
        };
        Ok(clausewise::compare(intake, &options, &held_up))
    };
    let screen = clausewise::tui::Options::default();
    let shown = clausewise::tui::run(slow, &screen, preview).unwrap();
    assert_eq!(shown.unwrap().comparison.survey.policies.len(), 20);
}

#[test]
fn the_first_policies_are_looked_through_while_the_others_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let go_on = folder.path().join("go-on");
    let mut terminal = builder()
        .env("GO_ON", go_on.to_str().unwrap())
        .args([
            "--ignored",
            "--exact",
            "reads_the_others_when_a_file_is_there",
        ])
        .spawn(std::env::current_exe().unwrap())
        .unwrap();
    let screen = see(&mut terminal, |screen| {
        screen.contains("/20 read") && screen.contains("esc read no more")
    });
    assert!(screen.contains("these are the first policies"), "{screen}");
    press(&mut terminal, "jj");
    let before = marked(&see(&mut terminal, |screen| screen.contains("3/")));
    fs::write(&go_on, "").unwrap();
    let screen = see(&mut terminal, |screen| {
        screen.contains("all 20 policies are here now")
    });
    assert_eq!(marked(&screen), before);
    press(&mut terminal, "q");
    assert!(terminal.wait_exit().unwrap().success());
}

#[test]
fn one_may_go_on_with_what_is_read() {
    let mut terminal = builder()
        .args(["--ignored", "--exact", "reads_until_it_is_enough"])
        .spawn(std::env::current_exe().unwrap())
        .unwrap();
    see(&mut terminal, |screen| {
        screen.contains("esc go on with what is read")
    });
    terminal.send(Key::Esc).unwrap();
    see(&mut terminal, |screen| {
        screen.contains("unread") && screen.contains("Rectification")
    });
    press(&mut terminal, "i");
    see(&mut terminal, |screen| {
        screen.contains("was not waited for")
    });
    press(&mut terminal, "qq");
    assert!(terminal.wait_exit().unwrap().success());
}

#[test]
fn long_work_is_told_and_can_be_given_up() {
    let mut terminal = builder()
        .args(["--ignored", "--exact", "works_for_ever"])
        .spawn(std::env::current_exe().unwrap())
        .unwrap();
    see(&mut terminal, |screen| {
        screen.contains("reading policies  3/10")
    });
    terminal.send(Key::Ctrl('c')).unwrap();
    assert!(terminal.wait_exit().unwrap().success());
    assert_given_back(&terminal.screen());
}

/// Run by the test below in a terminal of its own.
#[test]
#[ignore = "the other half of a_panic_gives_the_terminal_back"]
fn panics_while_it_has_the_terminal() {
    let failing = |_: &(dyn Fn(clausewise::Progress) + Sync)| panic!("on purpose");
    _ = clausewise::tui::run(
        failing,
        &clausewise::tui::Options::default(),
        clausewise::Preview::default(),
    );
}

#[test]
fn a_panic_gives_the_terminal_back() {
    let mut terminal = builder()
        .args([
            "--ignored",
            "--exact",
            "panics_while_it_has_the_terminal",
            "--nocapture",
        ])
        .spawn(std::env::current_exe().unwrap())
        .unwrap();
    let status = terminal.wait_exit().unwrap();
    assert!(!status.success());
    let screen = terminal.screen();
    assert!(screen.contains("on purpose"), "{screen}");
    assert_given_back(&screen);
}

#[test]
fn a_workbook_is_not_written_to_a_terminal() {
    let mut terminal = builder()
        .args(["--format", "xlsx", "samples/qnp.txt"])
        .spawn(env!("CARGO_BIN_EXE_clausewise"))
        .expect("the program starts");
    assert_eq!(terminal.wait_exit().unwrap().code(), Some(2));
    let screen = terminal.screen();
    assert!(
        screen
            .contains("a workbook can't be shown in a terminal; write it to a file: -o audit.xlsx")
    );
}
