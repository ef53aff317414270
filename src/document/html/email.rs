//! Email addresses that a page server wrote in figures, to be put together by a script.

use super::tree::{NodeId, Tree};

/// The address that the element `id` stands for.
pub(super) fn written_in_figures(tree: &Tree, id: NodeId) -> Option<String> {
    decode(tree.attribute(id, "data-cfemail")?)
}

/// Where a link leads, its address in letters.
pub(super) fn plain_target(target: &str) -> String {
    let figures = target.split_once("/cdn-cgi/l/email-protection#");
    let address = figures.and_then(|(_, figures)| decode(figures));
    address.map_or_else(|| target.to_owned(), |address| format!("mailto:{address}"))
}

/// Bytes in hexadecimal; the first is the key that the others were crossed with.
fn decode(figures: &str) -> Option<String> {
    let digits: Option<Vec<u8>> = figures
        .trim()
        .chars()
        .map(|figure| {
            figure
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        })
        .collect();
    let digits = digits.filter(|digits| digits.len() % 2 == 0)?;
    let mut bytes = digits.chunks_exact(2).map(|pair| pair[0] * 16 + pair[1]);
    let key = bytes.next()?;
    let address = String::from_utf8(bytes.map(|byte| byte ^ key).collect()).ok()?;
    (address.contains('@') && !address.contains(char::is_control)).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_with_its_key() {
        assert_eq!(decode("4223226c20").as_deref(), None);
        assert_eq!(decode("00614062").as_deref(), Some("a@b"));
        assert_eq!(decode("2a4b6a48").as_deref(), Some("a@b"));
        assert_eq!(
            plain_target("/cdn-cgi/l/email-protection#2a4b6a48"),
            "mailto:a@b"
        );
    }

    #[test]
    fn what_is_no_address_stays() {
        assert_eq!(decode("2a4"), None);
        assert_eq!(decode(""), None);
        assert_eq!(decode("zz"), None);
        assert_eq!(decode("ää"), None);
        assert_eq!(decode("2a4b0e"), None);
        assert_eq!(decode(&"2a".repeat(100_000)), None);
        assert_eq!(plain_target("/terms#a"), "/terms#a");
    }
}
