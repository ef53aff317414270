//! The tree of the pages, looked through before it is read: the reader follows it with its own stack and as often as it is
//! referred to, so that a small file could take all memory.

use std::fmt::Write;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, FromBytes, Name};

use super::PdfError;

/// No document has so many pages, or parts of its tree.
const MOST: usize = 100_000;
const DEEPEST: usize = 50;

/// Refuses a file whose tree of pages is deeper or larger than that of any policy.
pub(super) fn check(bytes: &[u8]) -> Result<(), PdfError> {
    if let Some((begin, trailer)) = trailer(bytes)
        && let Some(root) = trailer.get_ref("Root")
        && let Some(pdf) = with_no_pages(bytes, &trailer, &format!("/Prev {begin}"))
        && let Some(root) = pdf.xref().get::<Dict<'_>>(root.into())
        && let Some(pages) = root.get::<Dict<'_>>("Pages")
    {
        return Walk::default().follow(&pages, 0);
    }
    // What is damaged is read by looking for all objects in it.
    let Some(pdf) = with_no_pages(bytes, &Dict::empty(), "/Prev 0") else {
        return Ok(());
    };
    let mut walk = Walk::default();
    for object in pdf.objects() {
        if let Some(dict) = object.into_dict().filter(|dict| dict.contains_key("Kids")) {
            walk.follow(&dict, 0)?;
        }
    }
    Ok(())
}

/// Where the table of the objects in `bytes` begins, and the dictionary that tells of it.
fn trailer(bytes: &[u8]) -> Option<(usize, Dict<'_>)> {
    const MARK: &[u8] = b"startxref";
    let at = bytes
        .windows(MARK.len())
        .rposition(|window| window == MARK)?;
    let number = bytes.get(at + MARK.len()..)?.trim_ascii_start();
    let digits = number.split(|byte| !byte.is_ascii_digit()).next()?;
    let begin: usize = std::str::from_utf8(digits).ok()?.parse().ok()?;
    let table = bytes.get(begin..)?;
    let after = if table.trim_ascii_start().starts_with(b"xref") {
        let mark = table.windows(7).position(|window| window == b"trailer")?;
        table.get(mark..)?
    } else {
        table
    };
    let dict = after.windows(2).position(|window| window == b"<<")?;
    Some((begin, Dict::from_bytes(after.get(dict..)?)?))
}

/// The file of `bytes` with a tree of no pages put over its own; `before` tells where to look for its objects.
fn with_no_pages(bytes: &[u8], trailer: &Dict<'_>, before: &str) -> Option<Pdf> {
    // Numbers that no file of its own uses.
    const CATALOG: usize = 8_388_606;
    const PAGES: usize = 8_388_607;
    let mut whole = bytes.to_vec();
    let mut added = String::from("\n");
    let mut places = Vec::new();
    let objects = [
        (CATALOG, format!("<< /Type /Catalog /Pages {PAGES} 0 R >>")),
        (PAGES, "<< /Type /Pages /Kids [] /Count 0 >>".to_owned()),
    ];
    for (number, object) in objects {
        places.push(whole.len() + added.len());
        write!(added, "{number} 0 obj\n{object}\nendobj\n").ok()?;
    }
    let table = whole.len() + added.len();
    write!(added, "xref\n{CATALOG} 2\n").ok()?;
    for place in places {
        writeln!(added, "{place:010} 00000 n ").ok()?;
    }
    whole.extend_from_slice(added.as_bytes());
    whole.extend_from_slice(
        format!(
            "trailer\n<< /Size {} /Root {CATALOG} 0 R {before}",
            PAGES + 1
        )
        .as_bytes(),
    );
    for key in ["Encrypt", "ID"] {
        whole.extend(kept(trailer, key).unwrap_or_default());
    }
    whole.extend_from_slice(format!(" >>\nstartxref\n{table}\n%%EOF").as_bytes());
    Pdf::new(whole).ok()
}

/// What `trailer` says of `key`, as it says it.
fn kept(trailer: &Dict<'_>, key: &str) -> Option<Vec<u8>> {
    if let Some(reference) = trailer.get_ref(key) {
        let said = format!(
            " /{key} {} {} R",
            reference.obj_number, reference.gen_number
        );
        return Some(said.into_bytes());
    }
    let (open, inside, close): (&[u8], _, &[u8]) = match trailer.get::<Dict<'_>>(key) {
        Some(dict) => (b"<<", dict.data(), b">>"),
        None => (b"[", trailer.get::<Array<'_>>(key)?.data(), b"]"),
    };
    Some([format!(" /{key} ").as_bytes(), open, inside, close].concat())
}

/// Follows the tree as the reader does.
#[derive(Default)]
struct Walk {
    /// How many parts were reached, each counted as often as it is referred to.
    parts: usize,
}

impl Walk {
    fn follow(&mut self, node: &Dict<'_>, depth: usize) -> Result<(), PdfError> {
        let kids = node.get::<Array<'_>>("Kids");
        for kid in kids.iter().flat_map(Array::iter::<Dict<'_>>) {
            self.parts += 1;
            if self.parts > MOST || depth > DEEPEST {
                return Err(PdfError::TooManyPages);
            }
            if kid.get::<Name<'_>>("Type").as_deref() == Some(b"Pages") {
                self.follow(&kid, depth + 1)?;
            }
        }
        Ok(())
    }
}
