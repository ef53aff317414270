//! Rows that are written as text: "Stripe | Payment | Ireland".

use crate::document::Span;

const BAR: &str = " | ";

/// The cells of `span`, parted by bars; none where there is no bar.
pub(super) fn cells(text: &str, span: Span) -> Vec<Span> {
    if !span.of(text).contains(BAR) {
        return Vec::new();
    }
    let mut start = span.start();
    span.of(text)
        .split(BAR)
        .map(|cell| {
            let found = Span::new(start, start + cell.len());
            start = found.end() + BAR.len();
            found
        })
        .collect()
}

/// The names of the columns that a sentence gives: "… in the form Processor | Purpose | Location."
pub(super) fn column_names(text: &str, sentence: Span) -> Vec<Span> {
    let mut cells = cells(text, sentence);
    if let Some(first) = cells.first_mut() {
        *first = Span::new(first.end() - capitalized_end(first.of(text)), first.end());
    }
    if let Some(last) = cells.last_mut() {
        let words = last.of(text);
        let kept = words.find(['.', ':', ',', ';', '(']).unwrap_or(words.len());
        *last = Span::new(
            last.start(),
            last.start() + words.get(..kept).unwrap_or_default().trim_end().len(),
        );
    }
    if cells.iter().any(|cell| cell.is_empty()) {
        Vec::new()
    } else {
        cells
    }
}

/// The length of the words with a capital at the end of `words`.
fn capitalized_end(words: &str) -> usize {
    let capital = |word: &&str| word.starts_with(char::is_uppercase);
    let first = words.rsplit(' ').take_while(capital).last();
    first.map_or(0, |first| {
        words.len() - words.rfind(first).unwrap_or(words.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(spans: &[Span], text: &str) -> Vec<String> {
        spans.iter().map(|span| span.of(text).to_owned()).collect()
    }

    #[test]
    fn an_item_with_bars_has_cells() {
        let text = "Stripe | Payment | Ireland";
        assert_eq!(
            shown(&cells(text, Span::new(0, text.len())), text),
            ["Stripe", "Payment", "Ireland"]
        );
        assert!(cells("Stripe", Span::new(0, 6)).is_empty());
    }

    #[test]
    fn a_sentence_names_the_columns() {
        let text = "The list has the form Processor | What it does | Location of Data.";
        let names = column_names(text, Span::new(0, text.len()));
        assert_eq!(
            shown(&names, text),
            ["Processor", "What it does", "Location of Data"]
        );
    }
}
