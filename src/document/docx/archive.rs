//! The parts of the archive, none larger than what a policy can need.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::DocxError;
use super::xml::{self, Element};
use crate::source;

/// A part that expands to more is not read.
const MOST_MIB: u64 = 32;

pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, DocxError> {
        let zip = ZipArchive::new(Cursor::new(bytes))?;
        Ok(Self { zip })
    }

    /// The part `name`, where there is one.
    pub(super) fn tree(&mut self, name: &str) -> Result<Option<Element>, DocxError> {
        match self.needed(name) {
            Err(DocxError::Archive {
                source: ZipError::FileNotFound,
            }) => Ok(None),
            read => read.map(Some),
        }
    }

    /// The part `name`, without which there is no document.
    pub(super) fn needed(&mut self, name: &str) -> Result<Element, DocxError> {
        const MOST: u64 = MOST_MIB * 1024 * 1024;
        let part = self.zip.by_name(name)?;
        let mut bytes = Vec::new();
        let read = part.take(MOST + 1).read_to_end(&mut bytes);
        let length = read.map_err(|source| DocxError::Part {
            part: name.to_owned(),
            source,
        })?;
        if u64::try_from(length).is_ok_and(|length| length > MOST) {
            return Err(DocxError::TooLarge {
                part: name.to_owned(),
                most: MOST_MIB,
            });
        }
        let (text, _) = source::decode(&bytes);
        xml::parse(&text, name)
    }
}
