//! What the command line comes to.

use clausewise::display::Charset;
use clausewise::facts::explain::Subject;
use clausewise::lexicon::ConceptKind;
use clausewise::report::Ink;
use clausewise::tui::{self, Config, Options, Pairing, Palette, Size, View};

use super::*;

const PERSON: Audience = Audience::Person(None);

fn printed(format: Format) -> Front {
    Front::Written {
        format: Some(format),
        charset: Charset::Unicode,
        to: Destination::Output,
    }
}

#[test]
fn a_file_is_written_over_only_when_asked_to() {
    let to = |args: &[&str]| match front(args, PERSON) {
        Front::Written {
            format: None, to, ..
        } => to,
        other => panic!("{other:?}"),
    };
    let path = PathBuf::from("a.csv");
    assert_eq!(
        to(&["-o", "a.csv", "b"]),
        Destination::NewFile(path.clone())
    );
    assert_eq!(
        to(&["-o", "a.csv", "--force", "b"]),
        Destination::File(path)
    );
    assert!(Args::try_parse_from(["clausewise", "--force", "b"]).is_err());
    assert_eq!(
        front(&["--format", "csv", "b"], PERSON),
        printed(Format::Csv)
    );
}

fn front(args: &[&str], audience: Audience) -> Front {
    match plan(args, audience).task {
        Task::Compare { front, .. } => front,
        other => panic!("not a comparison: {other:?}"),
    }
}

/// The options of the screen that is opened, where no file says anything.
fn browsed(args: &[&str], audience: Audience) -> Options {
    match front(args, audience) {
        Front::Terminal(look) => look.options(Config::default()),
        other => panic!("nobody browses: {other:?}"),
    }
}

fn plan(args: &[&str], audience: Audience) -> Plan {
    Args::try_parse_from([&["clausewise"], args].concat())
        .unwrap()
        .plan(audience, Colours::Auto)
}

#[test]
fn the_arguments_are_sound() {
    Args::program().debug_assert();
}

#[test]
fn a_command_lists_the_options_that_mean_something_to_it_and_takes_the_others() {
    let mut program = Args::program();
    program.build();
    let listed = |command: &str, option: &str| {
        let known = program.find_subcommand(command).unwrap().get_arguments();
        let mut shown = known.filter(|arg| !arg.is_hide_set());
        shown.any(|arg| arg.get_long() == Some(option))
    };
    for option in ["lexicon", "max-size", "jobs", "color", "quiet"] {
        assert!(listed("check", option), "{option}");
        assert!(!listed("schema", option), "{option}");
    }
    assert!(listed("text", "max-size") && !listed("text", "lexicon"));
    for line in [
        ["clausewise", "man", "--quiet", "--jobs=2"],
        ["clausewise", "--jobs=2", "man", "check"],
    ] {
        assert!(Args::read(line).is_ok(), "{line:?}");
    }
}

#[test]
fn the_manual_knows_all_commands() {
    let program = Args::program();
    let names: Vec<&str> = program
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    assert_eq!(names, COMMANDS);
}

#[test]
fn an_unknown_name_is_answered_with_those_that_are_known() {
    let why = |args: &[&str]| {
        let read = Args::try_parse_from([&["clausewise"], args].concat());
        read.unwrap_err().to_string()
    };
    let told = why(&["--checklist", "gdpr-99", "a"]);
    assert!(
        told.contains("gdpr-13") && told.contains("ccpa-130"),
        "{told}"
    );
    let told = why(&["lexicon", "right"]);
    assert!(told.contains("a similar value exists: 'rights'"), "{told}");
    assert!(why(&["schema", "x"]).contains("report, policy"));
}

#[test]
fn a_person_browses_and_a_pipe_gets_text() {
    let options = browsed(&["a", "b"], PERSON);
    assert_eq!(options, Options::default());
    assert_eq!(front(&["a", "b"], Audience::Program), printed(Format::Text));
    assert_eq!(
        front(&["a", "b"], Audience::Piping(None)),
        Front::TextInstead(Charset::Unicode)
    );
    assert_eq!(front(&["--text", "a"], PERSON), printed(Format::Text));
    assert_eq!(front(&["--json", "a"], PERSON), printed(Format::Json));
}

#[test]
fn the_theme_asked_for_wins() {
    let options = browsed(&["--theme", "light", "--ascii", "a"], PERSON);
    assert_eq!(options.palette, Some(Palette::Light));
    assert_eq!(options.charset, Charset::Ascii);
}

#[test]
fn the_command_line_wins_over_the_file_and_the_file_over_the_environment() {
    let palette = |args: &[&str]| {
        let Front::Terminal(look) = front(args, Audience::Person(Some(Palette::Colourless))) else {
            panic!("a person browses");
        };
        let light = Config {
            palette: Some(Palette::Light),
            ..Config::default()
        };
        [Config::default(), light].map(|config| look.options(config).palette)
    };
    let asked = Some(Palette::HighContrast);
    assert_eq!(palette(&["--theme", "high-contrast", "a"]), [asked, asked]);
    assert_eq!(
        palette(&["a"]),
        [Some(Palette::Colourless), Some(Palette::Light)]
    );
}

#[test]
fn the_tray_is_printed_where_standard_output_leads_elsewhere() {
    let piping = Audience::Piping(None);
    let options = browsed(&["--print", "csv", "a"], piping);
    assert_eq!(options.print, Some(tui::Form::Csv));
    assert_eq!(
        front(&["--print", "csv", "a"], Audience::Program),
        printed(Format::Text)
    );
}

#[test]
fn what_is_printed_reads_no_file_unless_it_is_named() {
    let config = |args: &[&str]| match front(args, PERSON) {
        Front::Frame(frame) => frame.look.config,
        Front::Terminal(look) => look.config,
        other => panic!("no screen: {other:?}"),
    };
    assert_eq!(config(&["a"]), ConfigFile::Usual);
    assert_eq!(config(&["--no-config", "a"]), ConfigFile::None);
    assert_eq!(config(&["--linear", "a"]), ConfigFile::None);
    let named = ConfigFile::At(PathBuf::from("f.toml"));
    assert_eq!(config(&["--keys", "j", "--config", "f.toml", "a"]), named);
}

#[test]
fn keys_ask_for_a_frame_of_the_size_given() {
    let Front::Frame(frame) = front(
        &["--keys", "jj", "--size", "120x40", "--screen", "pair", "a"],
        PERSON,
    ) else {
        panic!("keys print a frame");
    };
    assert_eq!(
        (
            frame.keys.as_str(),
            frame.look.options(Config::default()).view
        ),
        ("jj", View::Pair)
    );
    let size = Size {
        width: 120,
        height: 40,
    };
    assert_eq!(frame.shape, Shape::Screen(size));
    let Front::Frame(folding) = front(&["--keys", "-", "a"], PERSON) else {
        panic!("keys print a frame");
    };
    assert_eq!(folding.keys, "-");
    for wrong in ["120", "0x10", "21846x30", "30x99999", "ax3"] {
        let args = ["clausewise", "--keys", "j", "--size", wrong, "a"];
        assert!(Args::try_parse_from(args).is_err(), "{wrong}");
    }
}

#[test]
fn the_limit_is_given_in_mib() {
    assert_eq!(plan(&["a"], Audience::Program).limit, 64 * MIB);
    assert_eq!(
        plan(&["--max-size", "1", "a"], Audience::Program).limit,
        MIB
    );
}

#[test]
fn a_cell_to_be_explained_is_named_by_family_and_id() {
    let task = plan(
        &["explain", "a.txt", "rights.erasure", "--lexicon", "b.toml"],
        PERSON,
    );
    let subject = Subject::Concept(ConceptKind::Right, "erasure".into());
    assert_eq!(
        task.task,
        Task::Explain {
            inputs: vec!["a.txt".into()],
            row: ExplainedRow::Matrix(subject)
        }
    );
    assert_eq!(task.lexicon, [PathBuf::from("b.toml")]);
    assert!(Args::try_parse_from(["clausewise", "explain", "a.txt", "erasure"]).is_err());
}

#[test]
fn two_versions_are_looked_through_where_someone_asks_for_it_and_can() {
    let browsed = plan(&["diff", "--browse", "a", "b"], PERSON).task;
    let Task::Compare {
        front: Front::Terminal(look),
        ..
    } = browsed
    else {
        panic!("nobody browses: {browsed:?}");
    };
    let options = look.options(Config::default());
    assert_eq!(
        (options.view, options.pairing),
        (View::Pair, Pairing::AsVersions)
    );
    assert_eq!(look.config, ConfigFile::Usual);
    let plain = plan(&["diff", "--browse", "--no-config", "a", "b"], PERSON).task;
    let Task::Compare {
        front: Front::Terminal(look),
        ..
    } = plain
    else {
        panic!("nobody browses: {plain:?}");
    };
    assert_eq!(look.config, ConfigFile::None);
    let printed = plan(&["diff", "--browse", "a", "b"], Audience::Program).task;
    assert!(matches!(printed, Task::Diff { .. }), "{printed:?}");
    assert!(matches!(
        plan(&["diff", "a", "b"], PERSON).task,
        Task::Diff { .. }
    ));
}

#[test]
fn two_versions_are_told_in_colours_only_to_a_person_who_wants_them() {
    let ink = |audience| match plan(&["diff", "a", "b"], audience).task {
        Task::Diff {
            form: DiffForm::Text(page),
            strictness: Strictness::Words,
            ..
        } => page.ink,
        other => panic!("not a text: {other:?}"),
    };
    assert_eq!(ink(PERSON), Ink::Coloured);
    assert_eq!(ink(Audience::Person(Some(Palette::Colourless))), Ink::Plain);
    assert_eq!(ink(Audience::Program), Ink::Plain);
    let by_format = plan(&["diff", "--format", "json", "a", "b"], PERSON).task;
    let by_switch = plan(&["diff", "--json", "a", "b"], PERSON).task;
    assert_eq!(by_format, by_switch);
    let exact = plan(&["diff", "--json", "--exact", "a", "b"], PERSON).task;
    let expected = Task::Diff {
        versions: ["a".into(), "b".into()],
        strictness: Strictness::Form,
        form: DiffForm::Json,
    };
    assert_eq!(exact, expected);
}

#[test]
fn json_and_text_exclude_each_other() {
    assert!(Args::try_parse_from(["clausewise", "--json", "--text", "a"]).is_err());
}
