//! Who reads what is printed.

use std::io::{self, IsTerminal};

use clap::ValueEnum;

use clausewise::report::{Ink, Page};
use clausewise::tui::Palette;

/// When colours are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colours {
    /// In a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always, in files and pipes too
    Always,
    /// Never
    Never,
}

impl Colours {
    /// What the environment wishes, by `CLICOLOR_FORCE`; `NO_COLOR` outweighs it.
    pub(crate) fn wished() -> Self {
        let set = |name| std::env::var_os(name).filter(|value| !value.is_empty());
        let forced = set("CLICOLOR_FORCE").is_some_and(|value| value != "0");
        if forced && set("NO_COLOR").is_none() {
            Self::Always
        } else {
            Self::Auto
        }
    }
}

/// Whether someone sits at the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// A person, at a terminal that can draw, in these colours unless asked for others.
    Person(Option<Palette>),
    /// The same, but standard output leads elsewhere.
    Piping(Option<Palette>),
    /// A person at a terminal that can't draw.
    Reader,
    /// Another program.
    Program,
}

impl Audience {
    /// Who is there, by the look of standard output, `TERM` and `NO_COLOR`.
    pub(crate) fn present() -> Self {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = !is_set("TERM") || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let no_colour =
            is_set("NO_COLOR") || std::env::var_os("CLICOLOR").is_some_and(|value| value == "0");
        let colourless = no_colour.then_some(Palette::Colourless);
        match (io::stdout().is_terminal(), io::stderr().is_terminal()) {
            (true, true) if dumb => Self::Reader,
            _ if dumb => Self::Program,
            (true, _) => Self::Person(colourless),
            (false, true) => Self::Piping(colourless),
            (false, false) => Self::Program,
        }
    }

    /// The same, with the colours that someone asked for.
    pub(super) fn coloured(self, colours: Colours) -> Self {
        let palette = match colours {
            Colours::Auto => return self,
            Colours::Always => None,
            Colours::Never => Some(Palette::Colourless),
        };
        match self {
            Self::Person(_) => Self::Person(palette),
            Self::Piping(_) => Self::Piping(palette),
            Self::Reader | Self::Program => self,
        }
    }

    /// The colours that the screen has where nobody asks for others.
    pub(super) fn palette(self) -> Option<Palette> {
        match self {
            Self::Person(palette) | Self::Piping(palette) => palette,
            Self::Reader | Self::Program => None,
        }
    }

    /// The page that text is written on: as wide as the terminal, within what reads well.
    pub(super) fn page(self, colours: Colours) -> Page {
        const WIDTH: usize = 100;
        let (ink, width) = match self {
            Self::Person(palette) => {
                let size = terminal_size::terminal_size();
                let width = size.map_or(WIDTH, |(width, _)| usize::from(width.0));
                let ink = match palette {
                    Some(Palette::Colourless) => Ink::Plain,
                    _ => Ink::Coloured,
                };
                (ink, width.min(WIDTH))
            }
            Self::Piping(_) | Self::Reader | Self::Program => (Ink::Plain, WIDTH),
        };
        let ink = match colours {
            Colours::Auto => ink,
            Colours::Always => Ink::Coloured,
            Colours::Never => Ink::Plain,
        };
        Page { width, ink }
    }
}
