//! What reaches outside the program: `update` asks for it, the loop performs it.

use super::state::Pointer;

/// Something to be done outside the state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// Leave, with the terminal as it was.
    Quit,
    /// Stop, until the shell says `fg`.
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// Give the text to the clipboard.
    Copy(String),
    /// Write the text to a file that is not there yet.
    Write { path: String, text: String },
    /// Take the mouse, or let go of it.
    Mouse(Pointer),
}

/// `bytes` in base 64, as the clipboard sequence wants them.
pub(crate) fn base64(bytes: &[u8]) -> String {
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
}
