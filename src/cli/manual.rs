//! The manual pages.

use std::io::{self, Write};

use clap_mangen::Man;

use super::Args;

/// Writes the manual page of the program, or that of its command `name`.
pub(crate) fn manual(name: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    let mut program = Args::program();
    program.build();
    let found = name.and_then(|name| program.find_subcommand(name)).cloned();
    let command = found.unwrap_or(program);
    let below = command.get_after_help().map(ToString::to_string);
    let has_commands = command.has_subcommands();
    let version = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    // A page without a date would show the version in its place.
    let page = Man::new(command).date(" ").source(version);
    page.render_title(out)?;
    page.render_name_section(out)?;
    page.render_synopsis_section(out)?;
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    if has_commands {
        page.render_subcommands_section(out)?;
    }
    out.write_all(sections(&below.unwrap_or_default()).as_bytes())
}

/// What stands below the help, as sections of a manual page.
fn sections(below: &str) -> String {
    let mut page = String::new();
    let mut has_notes = false;
    for paragraph in below.split("\n\n") {
        if let Some(examples) = paragraph.strip_prefix("Examples:\n") {
            page.push_str(".SH EXAMPLES\n");
            page.push_str(&tagged(examples));
        } else if let Some(codes) = paragraph.strip_prefix("Exit codes:") {
            page.push_str(".SH \"EXIT STATUS\"\n");
            page.push_str(&match codes.strip_prefix('\n') {
                Some(lines) => tagged(lines),
                None => escaped(codes.trim_start()),
            });
        } else {
            page.push_str(if has_notes { ".PP\n" } else { ".SH NOTES\n" });
            has_notes = true;
            let is_code = paragraph.lines().all(|line| line.starts_with(' '));
            let text = escaped(paragraph);
            page.push_str(&if is_code {
                format!(".nf\n{text}.fi\n")
            } else {
                text
            });
        }
    }
    page
}

/// Lines of a word or a call, two spaces and what is said of it, which stands on the next line where the call is long.
fn tagged(lines: &str) -> String {
    let mut page = String::new();
    for line in lines.lines() {
        let is_new = line
            .strip_prefix("  ")
            .is_some_and(|rest| !rest.starts_with(' '));
        let line = line.trim();
        if !is_new {
            page.push_str(&escaped(line));
            continue;
        }
        let (tag, said) = line.split_once("  ").unwrap_or((line, ""));
        page.push_str(&format!(".TP\n\\fB{}", escaped(tag).trim_end()));
        page.push_str("\\fR\n");
        if !said.is_empty() {
            page.push_str(&escaped(said.trim_start()));
        }
    }
    page
}

/// The lines of `text` as roff shows them: no sign of it means anything to roff.
fn escaped(text: &str) -> String {
    let line = |line: &str| {
        let signs = line
            .replace('\\', "\\e")
            .replace('-', "\\-")
            .replace('\'', "\\(aq");
        let guard = if signs.starts_with('.') { "\\&" } else { "" };
        format!("{guard}{signs}\n")
    };
    text.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_and_exit_codes_are_sections_line_by_line() {
        let below = "See \\d.\n\n  [[rule]]\n  .id\n\nExamples:\n  clausewise a   browse\n  clausewise 'b' | c\n                 more\n\nExit codes:\n  0  done\n  2  not";
        let expected = "\
.SH NOTES
See \\ed.
.PP
.nf
  [[rule]]
  .id
.fi
.SH EXAMPLES
.TP
\\fBclausewise a\\fR
browse
.TP
\\fBclausewise \\(aqb\\(aq | c\\fR
more
.SH \"EXIT STATUS\"
.TP
\\fB0\\fR
done
.TP
\\fB2\\fR
not
";
        assert_eq!(sections(below), expected);
        let inline = sections("Exit codes: 0 where -a holds.");
        assert_eq!(inline, ".SH \"EXIT STATUS\"\n0 where \\-a holds.\n");
    }
}
