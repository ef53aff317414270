//! What shells and readers of manuals are told of the command line.

use std::io;

use clap::{Command, CommandFactory};
use clap_complete::{Shell, generate};
use clap_mangen::Man;

use clausewise::error::Error;

use super::Args;

/// Writes what `shell` reads to complete commands as they are typed.
pub(crate) fn completions(shell: Shell, out: &mut impl io::Write) -> io::Result<()> {
    // The generator does not expect that it can't write.
    let mut script = Vec::new();
    let mut command = Args::command();
    let name = command.get_name().to_owned();
    generate(shell, &mut command, name, &mut script);
    out.write_all(&script)
}

/// Writes the manual page of the program, or that of its command `name`.
///
/// # Errors
/// Where there is no such command.
pub(crate) fn manual(name: Option<&str>, out: &mut impl io::Write) -> Result<(), Error> {
    let mut program = Args::command();
    program.build();
    let command = match name {
        None => program,
        Some(name) => named(&program, name)?,
    };
    let version = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    Ok(Man::new(command).source(version).render(out)?)
}

/// The command `name`.
fn named(program: &Command, name: &str) -> Result<Command, Error> {
    let found = program.find_subcommand(name).cloned();
    found.ok_or_else(|| {
        let names: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
        Error::Unknown {
            what: "command",
            name: name.to_owned(),
            help: format!("there are {}", names.join(", ")),
        }
    })
}
