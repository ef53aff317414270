//! Where what is copied goes: to the clipboard of this machine by its own program, or through the terminal by OSC 52.

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

/// A program that takes the clipboard's text on its standard input: its name, then its arguments.
type Program = &'static [&'static str];

/// The programs to be tried, by what the environment tells; none where only the terminal leads to the user's clipboard.
///
/// Over SSH, and in a tmux that may be looked at from elsewhere, the clipboard of this machine is the wrong one.
pub(crate) fn programs() -> Vec<Program> {
    let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    programs_where(is_set, env::consts::OS)
}

fn programs_where(is_set: impl Fn(&str) -> bool, os: &str) -> Vec<Program> {
    let mut programs: Vec<Program> = Vec::new();
    if ["SSH_TTY", "SSH_CONNECTION", "TMUX"]
        .into_iter()
        .any(&is_set)
    {
        return programs;
    }
    if os == "macos" {
        programs.push(&["pbcopy"]);
    }
    if is_set("WAYLAND_DISPLAY") {
        programs.push(&["wl-copy"]);
    }
    if is_set("DISPLAY") {
        programs.push(&["xclip", "-selection", "clipboard"]);
        programs.push(&["xsel", "--clipboard", "--input"]);
    }
    programs
}

/// Hands `text` to the first of `programs` that is there and takes it; its name.
pub(crate) fn hand_over(text: &str, programs: &[Program]) -> Option<&'static str> {
    programs.iter().find_map(|program| {
        let (name, arguments) = program.split_first()?;
        takes(name, arguments, text).ok()?.then_some(*name)
    })
}

fn takes(name: &str, arguments: &[&str], text: &str) -> io::Result<bool> {
    let mut child = Command::new(name)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // The pipe is closed with the end of the statement, which is what the program waits for.
    let given = child
        .stdin
        .take()
        .map(|mut pipe| pipe.write_all(text.as_bytes()));
    let status = child.wait()?;
    Ok(status.success() && matches!(given, Some(Ok(()))))
}

/// The sequence that gives `text` to the terminal's clipboard.
pub(crate) fn osc_52(text: &str) -> String {
    format!("\x1b]52;c;{}\x1b\\", base64(text.as_bytes()))
}

/// `bytes` in base 64, as the clipboard sequence wants them.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let padded = [0, 1, 2].map(|i| u32::from(chunk.get(i).copied().unwrap_or(0)));
        let bits = (padded[0] << 16) | (padded[1] << 8) | padded[2];
        for digit in 0..4 {
            let six = (bits >> (18 - 6 * digit)) & 63;
            let sign = usize::try_from(six).ok().and_then(|six| DIGITS.get(six));
            out.push(
                sign.filter(|_| digit <= chunk.len())
                    .map_or('=', |sign| char::from(*sign)),
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_as_the_standard_has_it() {
        let pairs = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("≠", "4omg"),
        ];
        for (text, expected) in pairs {
            assert_eq!(base64(text.as_bytes()), expected);
        }
    }

    fn names(set: &[&str], os: &str) -> Vec<&'static str> {
        let programs = programs_where(|name| set.contains(&name), os);
        programs.iter().map(|program| program[0]).collect()
    }

    #[test]
    fn the_clipboard_of_this_machine_is_used_only_where_it_is_the_user_s() {
        assert_eq!(names(&[], "macos"), ["pbcopy"]);
        assert_eq!(
            names(&["WAYLAND_DISPLAY", "DISPLAY"], "linux"),
            ["wl-copy", "xclip", "xsel"]
        );
        assert_eq!(names(&["DISPLAY"], "linux"), ["xclip", "xsel"]);
        assert!(names(&[], "linux").is_empty());
        for elsewhere in ["SSH_TTY", "SSH_CONNECTION", "TMUX"] {
            assert!(names(&[elsewhere, "DISPLAY"], "linux").is_empty());
            assert!(names(&[elsewhere], "macos").is_empty());
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_is_not_there_or_fails_gives_way_to_the_next() {
        let programs: [Program; 3] = [&["no-such-program"], &["false"], &["cat"]];
        assert_eq!(hand_over("words", &programs), Some("cat"));
        assert_eq!(hand_over("words", &programs[..2]), None);
    }
}
