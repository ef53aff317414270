//! How things look: what each part of the screen means, and the styles and signs that say so.

use std::time::Duration;

use ratatui::style::{Color, Modifier, Style};
use terminal_colorsaurus::{QueryOptions, ThemeMode, theme_mode};

use crate::coverage::checklist::Outcome;
use crate::display::Charset;
use crate::facts::Polarity;

/// What a piece of the screen means; views name roles and never colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// Words to be read.
    Text,
    /// What matters less: dates, places, hints.
    Muted,
    /// Words that stand out: labels, terms, counts that matter.
    Strong,
    /// The program's name and the titles of panes.
    Title,
    /// The view that is shown, among the names of all.
    TabCurrent,
    /// A view that is not shown.
    Tab,
    /// A policy's name at the head of its column.
    Policy,
    /// The heading of a family of rows or of a section.
    Heading,
    /// The sign of a policy that states something.
    Stated,
    /// The sign of a policy that says the opposite.
    Denied,
    /// The sign of silence.
    Absent,
    /// What a cell holds beside its sign: "30 d".
    Value,
    /// The mark in the gutter beside what is selected.
    Gutter,
    /// What is selected.
    Cursor,
    /// The words that gave a claim away.
    Telling,
    /// A search hit.
    Hit,
    /// The search hit that the cursor is on.
    HitCurrent,
    /// Words that only the second text has.
    Added,
    /// Words that only the first text has.
    Removed,
    /// A fact in which policies differ.
    Differs,
    /// A key in the footer and in the help.
    Key,
    /// Thin lines between columns and panes.
    Rule,
    /// Something went wrong, or needs care.
    Warning,
}

impl Role {
    /// The role of the sign of what came of a requirement.
    pub(crate) fn of_outcome(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Met => Self::Stated,
            Outcome::Partly => Self::Value,
            Outcome::Missing => Self::Denied,
            Outcome::NotStated | Outcome::NotAssessed => Self::Absent,
        }
    }

    /// The role of a claim's sign.
    pub(crate) fn of(polarity: Option<Polarity>) -> Self {
        match polarity {
            Some(Polarity::Stated) => Self::Stated,
            Some(Polarity::Denied) => Self::Denied,
            None => Self::Absent,
        }
    }
}

/// Which table of styles is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Palette {
    /// The terminal's own sixteen colours on a dark background.
    #[default]
    Dark,
    /// The same on a light background.
    Light,
    /// No dimmed text; bold and reverse instead.
    HighContrast,
    /// No colour at all: letterforms and signs only.
    Colourless,
}

impl Palette {
    /// All palettes with the names by which they are chosen.
    pub const ALL: [(&'static str, Self); 4] = [
        ("dark", Self::Dark),
        ("light", Self::Light),
        ("high-contrast", Self::HighContrast),
        ("colourless", Self::Colourless),
    ];
}

/// The palette asked for; else the one that fits the background, as far as `background` knows it; else the dark one.
pub(crate) fn decide(
    asked: Option<Palette>,
    background: impl FnOnce() -> Option<Palette>,
) -> Palette {
    asked.or_else(background).unwrap_or_default()
}

/// What the terminal says of its background when asked; none where it doesn't answer soon.
pub(crate) fn background() -> Option<Palette> {
    let mut options = QueryOptions::default();
    options.timeout = Duration::from_millis(100);
    match theme_mode(options) {
        Ok(ThemeMode::Dark) => Some(Palette::Dark),
        Ok(ThemeMode::Light) => Some(Palette::Light),
        Err(_) => by_colorfgbg(&std::env::var("COLORFGBG").ok()?),
    }
}

/// What the variable that some terminals set says of the background: "15;0" is white on black.
fn by_colorfgbg(value: &str) -> Option<Palette> {
    match value.rsplit(';').next()?.parse().ok()? {
        0..=6_u8 | 8 => Some(Palette::Dark),
        7 | 9..=15 => Some(Palette::Light),
        _ => None,
    }
}

/// Styles and signs together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Theme {
    pub palette: Palette,
    pub charset: Charset,
}

/// The signs that views draw with.
#[derive(Debug)]
pub(crate) struct Signs {
    pub cursor: &'static str,
    pub bullet: &'static str,
    pub column: &'static str,
    pub line: &'static str,
    pub against: &'static str,
    pub before: &'static str,
    pub after: &'static str,
    pub minus: &'static str,
    pub alike: &'static str,
    pub thumb: &'static str,
    pub down: &'static str,
    pub longer: &'static str,
    pub shorter: &'static str,
    pub open_quote: &'static str,
    pub close_quote: &'static str,
    pub dot: &'static str,
    pub again: &'static str,
    pub folded: &'static str,
    pub speaks: &'static str,
    pub differs: &'static str,
}

const UNICODE: Signs = Signs {
    cursor: "▌",
    bullet: "•",
    column: "│",
    line: "─",
    against: "↔",
    before: "‹",
    after: "›",
    minus: "−",
    alike: "≈",
    thumb: "┃",
    down: "▾",
    longer: "↑",
    shorter: "↓",
    open_quote: "“",
    close_quote: "”",
    dot: "·",
    again: "↻",
    folded: "▸",
    speaks: "●",
    differs: "≠",
};

const ASCII: Signs = Signs {
    cursor: ">",
    bullet: "*",
    column: "|",
    line: "-",
    against: "<>",
    before: "<",
    after: ">",
    minus: "-",
    alike: "~",
    thumb: "#",
    down: "v",
    longer: "+",
    shorter: "-",
    open_quote: "\"",
    close_quote: "\"",
    dot: "-",
    again: "^",
    folded: ">",
    speaks: "o",
    differs: "!",
};

impl Theme {
    pub(crate) fn signs(self) -> &'static Signs {
        match self.charset {
            Charset::Unicode => &UNICODE,
            Charset::Ascii => &ASCII,
        }
    }

    /// The style of `role`. Red, green, magenta and cyan are the colours that can be read on any background.
    pub(crate) fn style(self, role: Role) -> Style {
        match self.palette {
            Palette::Dark => letterform(role).patch(colour(role, Color::Cyan)),
            Palette::Light => letterform(role).patch(colour(role, Color::Blue)),
            Palette::HighContrast => without_dim(letterform(role)).patch(colour(role, Color::Cyan)),
            Palette::Colourless => letterform(role),
        }
    }
}

/// What can be told apart without colour.
fn letterform(role: Role) -> Style {
    let modifier = match role {
        Role::Text | Role::Value | Role::Stated => Modifier::empty(),
        Role::Muted | Role::Absent | Role::Rule | Role::Tab => Modifier::DIM,
        Role::Strong | Role::Title | Role::Policy | Role::Heading | Role::Denied => Modifier::BOLD,
        Role::Key | Role::Gutter | Role::Warning | Role::Differs => Modifier::BOLD,
        Role::TabCurrent => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::Cursor => Modifier::REVERSED,
        Role::Telling => Modifier::UNDERLINED,
        Role::Hit => Modifier::BOLD.union(Modifier::UNDERLINED),
        Role::HitCurrent => Modifier::BOLD.union(Modifier::REVERSED),
        Role::Added => Modifier::UNDERLINED,
        Role::Removed => Modifier::CROSSED_OUT,
    };
    let style = Style::new().add_modifier(modifier);
    match role {
        // What is selected has one colour, whatever is in it.
        Role::Cursor => style.fg(Color::Reset),
        _ => style,
    }
}

fn colour(role: Role, accent: Color) -> Style {
    let colour = match role {
        Role::Stated | Role::Added => Color::Green,
        Role::Denied | Role::Removed | Role::Warning => Color::Red,
        Role::Hit | Role::HitCurrent | Role::Differs => Color::Magenta,
        Role::Title | Role::Heading | Role::Gutter | Role::Telling | Role::Key => accent,
        _ => return Style::new(),
    };
    Style::new().fg(colour)
}

fn without_dim(style: Style) -> Style {
    Style {
        add_modifier: style.add_modifier.difference(Modifier::DIM),
        ..style
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLAIMS: [Role; 3] = [Role::Stated, Role::Denied, Role::Absent];

    #[test]
    fn the_palette_asked_for_wins_over_the_background() {
        let light = || Some(Palette::Light);
        assert_eq!(
            decide(Some(Palette::HighContrast), light),
            Palette::HighContrast
        );
        assert_eq!(decide(None, light), Palette::Light);
        assert_eq!(decide(None, || None), Palette::Dark);
    }

    #[test]
    fn the_background_is_read_from_the_variable_of_terminals_that_do_not_answer() {
        assert_eq!(by_colorfgbg("15;0"), Some(Palette::Dark));
        assert_eq!(by_colorfgbg("0;default;15"), Some(Palette::Light));
        assert_eq!(by_colorfgbg("0;default"), None);
    }

    #[test]
    fn no_style_sets_a_background() {
        for (_, palette) in Palette::ALL {
            let theme = Theme {
                palette,
                charset: Charset::Unicode,
            };
            for role in [
                Role::Cursor,
                Role::Hit,
                Role::HitCurrent,
                Role::Added,
                Role::TabCurrent,
                Role::Telling,
            ] {
                assert_eq!(theme.style(role).bg, None, "{palette:?} {role:?}");
            }
        }
    }

    #[test]
    fn the_colourless_theme_has_no_colour_and_still_tells_things_apart() {
        let theme = Theme {
            palette: Palette::Colourless,
            charset: Charset::Unicode,
        };
        let styles = [
            Role::Text,
            Role::Cursor,
            Role::Telling,
            Role::Removed,
            Role::Hit,
            Role::HitCurrent,
        ];
        for (i, role) in styles.iter().enumerate() {
            let fg = theme.style(*role).fg;
            assert!(fg.is_none_or(|colour| colour == Color::Reset), "{role:?}");
            assert!(
                styles
                    .iter()
                    .skip(i + 1)
                    .all(|other| theme.style(*other) != theme.style(*role))
            );
        }
    }

    #[test]
    fn the_signs_of_claims_differ_by_shape() {
        use crate::facts::Polarity::{Denied, Stated};
        for charset in [Charset::Unicode, Charset::Ascii] {
            let signs = [Some(Stated), Some(Denied), None].map(|polarity| charset.sign(polarity));
            assert_eq!(CLAIMS.len(), std::collections::BTreeSet::from(signs).len());
        }
    }
}
