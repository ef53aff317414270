//! Makes one table of the lexicon's files, so that the program has it in a millisecond and a fault in a file stops the build.

#![allow(
    dead_code,
    unreachable_pub,
    unused_imports,
    reason = "the library uses what a table is made without"
)]

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};

#[path = "src/lexicon/mod.rs"]
mod lexicon;

use lexicon::Lexicon;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/lexicon");
    println!("cargo::rustc-cfg=lexicon_compiled");
    match Lexicon::from_files(Lexicon::files()) {
        Ok(lexicon) => {
            let table = PathBuf::from(env::var("OUT_DIR")?).join("lexicon.bin");
            fs::write(table, postcard::to_allocvec(&lexicon)?)?;
        }
        Err(why) => println!("cargo::error={why}"),
    }
    Ok(())
}
