//! HTML, as browsers get it: a page of a site, of which the policy is a part.

mod elsewhere;
mod email;
mod feed;
mod frame;
mod list;
mod looks;
mod measure;
mod opening;
mod page;
mod sheet;
mod table;
mod title;
mod tree;
mod word;
mod writer;

use super::{Document, lines};
use crate::source::Diagnostic;

use feed::Extent;
use page::Way;
use writer::Written;

/// The blocks of the policy in a page.
///
/// Their lines are those of the extracted text, for those of the page's source lead nobody to the words.
pub(super) fn parse(source: &str) -> Document {
    let (mut tree, extent) = feed::tree(source);
    sheet::apply(&mut tree);
    let page = page::read(&tree);
    let mut written = writer::write(&tree, &page);
    lines::number(&mut written.document, &written.gaps);
    let mut diagnostics = Vec::new();
    diagnostics.extend(elsewhere::told(&tree, &page, &written.document));
    if extent == Extent::Cut {
        let message = "the page is larger than any policy needs; its end is not read";
        diagnostics.push(Diagnostic::warning(None, message));
    }
    if page.is_unveiled {
        let message =
            "the page hides most of its words until a script shows them; they are read as shown";
        diagnostics.push(Diagnostic::warning(None, message));
    }
    tell_hidden(&written, &mut diagnostics);
    let mut document = written.document;
    document.diagnostics = diagnostics;
    document
        .front_matter
        .extend(title::of_policy(&tree).map(|title| ("title".to_owned(), title)));
    document
}

/// Tells what stands in the page and does not show.
fn tell_hidden(written: &Written, diagnostics: &mut Vec<Diagnostic>) {
    const MOST: usize = 20;
    for hidden in written.hidden.iter().take(MOST) {
        let line = written
            .document
            .blocks
            .get(hidden.block)
            .map(|block| block.lines.start());
        let way = match hidden.way {
            Way::Hides => "hides",
            Way::StrikesOut => "strikes out",
        };
        let words = lines::shortened(&hidden.words);
        let message =
            format!("the page {way} these words; they are left out: \u{201c}{words}\u{201d}");
        diagnostics.push(Diagnostic::note(line, message));
    }
    let more = written.hidden.len().saturating_sub(MOST);
    if more > 0 {
        let message = format!("the page hides words in {more} further places; they are left out");
        diagnostics.push(Diagnostic::note(None, message));
    }
}

#[cfg(test)]
mod tests;
