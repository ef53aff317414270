//! How much the compressed parts of a PDF expand to, counted before anything is done with them.

use flate2::{Decompress, FlushDecompress, Status};

use super::PdfError;

/// A file that expands to more is not read.
const MOST_MIB: usize = 512;

/// Refuses a file whose parts, one after the other, expand to more than any policy needs.
pub(super) fn check(bytes: &[u8]) -> Result<(), PdfError> {
    const MARK: &[u8] = b"stream";
    let mut room = MOST_MIB * 1024 * 1024;
    let mut at = 0;
    while let Some(found) = find(bytes.get(at..).unwrap_or_default(), MARK) {
        at += found + MARK.len();
        let part = bytes.get(at..).unwrap_or_default();
        let part = part.strip_prefix(b"\r").unwrap_or(part);
        let part = part.strip_prefix(b"\n").unwrap_or(part);
        room = room
            .checked_sub(expanded(part, room))
            .filter(|room| *room > 0)
            .ok_or(PdfError::TooLarge { most: MOST_MIB })?;
    }
    Ok(())
}

fn find(bytes: &[u8], mark: &[u8]) -> Option<usize> {
    bytes.windows(mark.len()).position(|window| window == mark)
}

/// To how many bytes `part` expands, as far as it is compressed; counted up to `room`.
fn expanded(part: &[u8], room: usize) -> usize {
    if !begins_compressed(part) {
        return 0;
    }
    let mut scratch = vec![0; 64 * 1024];
    let mut stream = Decompress::new(true);
    let counted = |total: u64| usize::try_from(total).unwrap_or(usize::MAX);
    loop {
        let (read, written) = (counted(stream.total_in()), counted(stream.total_out()));
        let rest = part.get(read..).unwrap_or_default();
        let goes_on = stream.decompress(rest, &mut scratch, FlushDecompress::None);
        let now = (counted(stream.total_in()), counted(stream.total_out()));
        if !matches!(goes_on, Ok(Status::Ok)) || now == (read, written) || now.1 >= room {
            return now.1;
        }
    }
}

/// Whether `part` begins with the two bytes of a compressed part, which are a multiple of 31.
fn begins_compressed(part: &[u8]) -> bool {
    let &[first, second, ..] = part else {
        return false;
    };
    first & 0x0f == 8 && u16::from_be_bytes([first, second]).is_multiple_of(31)
}
