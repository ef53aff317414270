//! Words of commands that a reader is to copy.

/// A file as a shell takes it: quoted where a character of it means something else, and never an option.
pub fn shell_word(path: &str) -> String {
    let path = match path.strip_prefix('-') {
        Some(rest) if !rest.is_empty() => format!("./{path}"),
        _ => path.to_owned(),
    };
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '/' | ':' | '@' | '+' | ',');
    if !path.is_empty() && path.chars().all(is_plain) {
        return path;
    }
    format!("'{}'", path.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_take_apart_is_quoted() {
        assert_eq!(shell_word("samples/nopex.txt"), "samples/nopex.txt");
        assert_eq!(shell_word("main:päge.md"), "main:päge.md");
        assert_eq!(shell_word("a b.txt"), "'a b.txt'");
        assert_eq!(shell_word("it's.txt"), r"'it'\''s.txt'");
        assert_eq!(shell_word("$(x).txt"), "'$(x).txt'");
        assert_eq!(shell_word("-q.txt"), "./-q.txt");
        assert_eq!(shell_word("-"), "-");
        assert_eq!(shell_word(""), "''");
    }
}
