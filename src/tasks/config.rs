//! The configuration file.

use std::io::{self, Write};

use etcetera::{BaseStrategy, choose_base_strategy};

use clausewise::error::{Error, Exit, Mistake};
use clausewise::tui::{self, Config};

use super::text_of;
use crate::cli::ConfigFile;

/// Prints a configuration file with every setting and key at its default.
pub(super) fn print_template() -> Result<Exit, Error> {
    io::stdout()
        .lock()
        .write_all(tui::config_template().as_bytes())?;
    Ok(Exit::Done)
}

/// What the configuration file asks for; where none is to be read, or none is there, nothing.
pub(super) fn read(file: &ConfigFile) -> Result<Config, Error> {
    let usual = || {
        Some(
            choose_base_strategy()
                .ok()?
                .config_dir()
                .join("clausewise/config.toml"),
        )
    };
    let path = match file {
        ConfigFile::At(path) => Some(path.clone()),
        ConfigFile::Usual => usual().filter(|path| path.exists()),
        ConfigFile::None => None,
    };
    let Some(path) = path else {
        return Ok(Config::default());
    };
    let (name, text) = text_of(&path)?;
    let mistaken = |mistake: Mistake| Error::Setting {
        path: name.clone(),
        line: mistake.line,
        what: mistake.message,
    };
    tui::read_config(&text).map_err(|mistakes| Error::Config {
        path: name.clone(),
        mistakes: mistakes.into_iter().map(mistaken).collect(),
    })
}
