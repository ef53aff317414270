//! What the screen is like, and how it is printed.

use std::path::PathBuf;

use clap::{ValueEnum, ValueHint};

use clausewise::display::Charset;
use clausewise::tui::{self, Config, Options, Pairing, Palette, Size, View};

use super::audience::Audience;
use super::compare::{Destination, Format, Front};

/// What the screen is like, and how it is printed.
#[derive(Debug, clap::Args)]
pub(super) struct ScreenArgs {
    /// Start in this view
    #[arg(long, value_name = "VIEW")]
    screen: Option<Screen>,

    /// Print what the screen shows after these keys, such as '/retention<enter>n', instead of opening it
    #[arg(long, allow_hyphen_values = true, conflicts_with_all = ["json", "text"])]
    keys: Option<String>,

    /// Print the view as text with headings in reading order, for screen readers; with --keys, as it is after those keys
    #[arg(long, conflicts_with_all = ["json", "text"])]
    linear: bool,

    /// On leaving the screen, print the contents of the tray in this format
    #[arg(long, value_name = "FORMAT", conflicts_with_all = ["json", "text", "keys", "linear"])]
    print: Option<Form>,

    /// Size of the screen that --keys prints
    #[arg(long, value_name = "WIDTHxHEIGHT", default_value = "80x24", value_parser = size, requires = "keys")]
    size: Size,

    #[command(flatten)]
    config: ConfigArgs,

    /// Colours of the screen; by default none if NO_COLOR is set, otherwise those that suit the background
    #[arg(long, value_name = "NAME")]
    theme: Option<Theme>,

    /// Draw symbols and lines in ASCII
    #[arg(long)]
    ascii: bool,
}

/// Where settings of the screen come from.
#[derive(Debug, clap::Args)]
pub(super) struct ConfigArgs {
    /// Read settings and keys from this file instead of the usual one; "clausewise config" prints a template
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, conflicts_with = "no_config")]
    config: Option<PathBuf>,

    /// Read no configuration file
    #[arg(long)]
    no_config: bool,
}

impl ConfigArgs {
    /// The file that is asked for; without a wish the one given.
    fn file_or(self, usual: ConfigFile) -> ConfigFile {
        match self.config {
            Some(path) => ConfigFile::At(path),
            None if self.no_config => ConfigFile::None,
            None => usual,
        }
    }
}

/// The forms of the tray by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Form {
    Markdown,
    Csv,
    Html,
}

impl From<Form> for tui::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::Markdown => Self::Markdown,
            Form::Csv => Self::Csv,
            Form::Html => Self::Html,
        }
    }
}

/// The views by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Screen {
    Matrix,
    Aligned,
    Pair,
    Reader,
}

impl From<Screen> for View {
    fn from(screen: Screen) -> Self {
        match screen {
            Screen::Matrix => Self::Matrix,
            Screen::Aligned => Self::Aligned,
            Screen::Pair => Self::Pair,
            Screen::Reader => Self::Reader,
        }
    }
}

/// No screen is larger, and a picture of it would be no use.
const LARGEST_SIDE: u16 = 2000;

/// Reads "120x40".
fn size(text: &str) -> Result<Size, String> {
    let sides = text
        .split_once('x')
        .map(|(width, height)| (width.parse(), height.parse()));
    match sides {
        Some((Ok(width @ 1..=LARGEST_SIDE), Ok(height @ 1..=LARGEST_SIDE))) => {
            Ok(Size { width, height })
        }
        Some((Ok(_), Ok(_))) => Err(format!(
            "columns and rows are at least 1 and at most {LARGEST_SIDE}"
        )),
        _ => Err("write columns and rows as 120x40".to_owned()),
    }
}

/// The themes by name.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Theme {
    Dark,
    Light,
    HighContrast,
    Colourless,
}

impl From<Theme> for Palette {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Dark => Self::Dark,
            Theme::Light => Self::Light,
            Theme::HighContrast => Self::HighContrast,
            Theme::Colourless => Self::Colourless,
        }
    }
}

/// Where settings come from besides the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ConfigFile {
    /// The file at the platform's place, if it is there.
    Usual,
    /// This file.
    At(PathBuf),
    /// No file.
    None,
}

/// How the screen looks, as far as the command line and the environment say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Look {
    /// The view to open on.
    view: Option<View>,
    /// The colours asked for.
    palette: Option<Palette>,
    /// The colours where nobody asks for any.
    otherwise: Option<Palette>,
    /// The characters asked for.
    charset: Option<Charset>,
    /// The form in which the tray is printed.
    pub(crate) print: Option<tui::Form>,
    /// How two policies are put against each other.
    pairing: Pairing,
    /// Where the rest is said.
    pub(crate) config: ConfigFile,
}

impl Look {
    /// What comes of it and the configuration: the command line wins.
    pub(crate) fn options(&self, config: Config) -> Options {
        Options {
            view: self.view.or(config.view).unwrap_or_default(),
            palette: self.palette.or(config.palette).or(self.otherwise),
            charset: self.charset.or(config.charset).unwrap_or_default(),
            keymap: config.keymap,
            print: self.print,
            pairing: self.pairing,
        }
    }

    /// The look of two versions against each other, for `audience`.
    pub(super) fn of_versions(audience: Audience, config: ConfigArgs) -> Self {
        Self {
            view: Some(View::Pair),
            palette: None,
            otherwise: audience.palette(),
            charset: None,
            print: None,
            pairing: Pairing::AsVersions,
            config: config.file_or(ConfigFile::Usual),
        }
    }
}

/// A frame to be printed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// The keys that lead to it.
    pub(crate) keys: String,
    /// As what it is printed.
    pub(crate) shape: Shape,
    /// How it looks.
    pub(crate) look: Look,
}

/// As what a view is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// As the screen of this size shows it.
    Screen(Size),
    /// As headed text.
    Linear,
}

impl ScreenArgs {
    /// Who shows a comparison that nobody asks to be written.
    pub(super) fn front(self, audience: Audience) -> Front {
        let charset = self.charset();
        let printed = self.keys.is_some() || self.linear;
        // What is printed for others is the same for everybody.
        let usual = if printed {
            ConfigFile::None
        } else {
            ConfigFile::Usual
        };
        let look = Look {
            view: self.screen.map(View::from),
            palette: self.theme.map(Palette::from),
            otherwise: audience.palette(),
            charset: self.ascii.then_some(Charset::Ascii),
            print: self.print.map(tui::Form::from),
            pairing: Pairing::ByText,
            config: self.config.file_or(usual),
        };
        match (self.keys, audience) {
            (keys, _) if self.linear => Front::Frame(Frame {
                keys: keys.unwrap_or_default(),
                shape: Shape::Linear,
                look,
            }),
            (Some(keys), _) => Front::Frame(Frame {
                keys,
                shape: Shape::Screen(self.size),
                look,
            }),
            (None, Audience::Person(_)) => Front::Terminal(look),
            (None, Audience::Piping(_)) if self.print.is_some() => Front::Terminal(look),
            (None, Audience::Piping(_) | Audience::Reader) => Front::TextInstead(charset),
            (None, Audience::Program) => Front::Written {
                format: Some(Format::Text),
                charset,
                to: Destination::Output,
            },
        }
    }

    /// With which signs text is written.
    pub(super) fn charset(&self) -> Charset {
        if self.ascii {
            Charset::Ascii
        } else {
            Charset::Unicode
        }
    }
}
