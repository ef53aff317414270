//! How the cells of the workbook look. A fill never says anything that a sign or a word beside it does not say too.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::coverage::checklist::Outcome;
use crate::display::says::Firmness;
use crate::facts::Polarity;

/// What a cell is to look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Look {
    /// The title of a sheet.
    Title,
    /// A line above a table, which may run on over its columns.
    Lead,
    /// The title of a column.
    Heading,
    /// Words, on as many lines as they need.
    Words,
    /// Words on one line.
    Line,
    /// A number.
    Number,
    /// A part of a whole, shown in per cent.
    Share,
    /// Said, or found.
    Stated,
    /// Said with reserve, or found in part.
    Hedged,
    /// The opposite is said, or it is missing.
    Denied,
    /// Nothing is said.
    Absent,
}

/// Whether a cell leads anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Leads {
    /// To another cell.
    Somewhere,
    /// It does not.
    Nowhere,
}

impl Look {
    /// The look of what a policy says.
    pub(super) fn of_status(polarity: Option<Polarity>, firmness: Firmness) -> Self {
        match (polarity, firmness) {
            (Some(Polarity::Stated), Firmness::Firm) => Self::Stated,
            (Some(Polarity::Stated), Firmness::Hedged) => Self::Hedged,
            (Some(Polarity::Denied), _) => Self::Denied,
            (None, _) => Self::Absent,
        }
    }

    /// The look of what came of a requirement.
    pub(super) fn of_outcome(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Met => Self::Stated,
            Outcome::Partly => Self::Hedged,
            Outcome::Missing => Self::Denied,
            Outcome::NotStated | Outcome::NotAssessed => Self::Absent,
        }
    }

    /// Whether words go on in the next line where the column ends.
    pub(super) fn is_wrapped(self) -> bool {
        !matches!(self, Self::Title | Self::Lead | Self::Line)
    }

    /// The format of a cell.
    pub(super) fn format(self, leads: Leads) -> Format {
        match leads {
            Leads::Somewhere => self.plain().set_underline(FormatUnderline::Single),
            Leads::Nowhere => self.plain(),
        }
    }

    fn plain(self) -> Format {
        let top = Format::new().set_align(FormatAlign::Top);
        // Should someone edit the cell, what begins like a formula is still none.
        let above = top.clone().set_quote_prefix();
        let framed = |format: Format| {
            let lined = format.set_border(FormatBorder::Thin);
            lined.set_border_color(0x00D0_D0D0)
        };
        let words = framed(above.clone());
        let number = framed(top).set_align(FormatAlign::Right).set_indent(1);
        let filled = |fill: u32, ink: u32| {
            let wrapped = words.clone().set_text_wrap();
            wrapped.set_background_color(fill).set_font_color(ink)
        };
        match self {
            Self::Title => above.set_bold().set_font_size(14),
            Self::Lead => above,
            Self::Line => words,
            Self::Heading => words
                .set_bold()
                .set_text_wrap()
                .set_background_color(0x00DD_EBF7),
            Self::Words => words.set_text_wrap(),
            Self::Number => number.set_num_format("#,##0"),
            Self::Share => number.set_num_format("0%"),
            Self::Stated => filled(0x00E2_EFDA, 0x001E_4620),
            Self::Hedged => filled(0x00FF_F2CC, 0x005C_4400),
            Self::Denied => filled(0x00FB_E0DD, 0x007B_1A12),
            Self::Absent => filled(0x00F2_F2F2, 0x0059_5959),
        }
    }
}
