//! What stands on the command line in a place where it can't be meant, with what is.

use std::ffi::OsString;
use std::path::Path;

use clap::error::ErrorKind;
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command, Error};

use clausewise::error::nearest;

/// Refuses options and policies of a comparison that stand before another command, which would not heed them.
pub(super) fn nothing_before_the_command(
    program: &mut Command,
    matches: &ArgMatches,
) -> Result<(), Error> {
    let Some(command) = matches.subcommand_name() else {
        return Ok(());
    };
    let is_typed =
        |arg: &&Arg| matches.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
    let own = program.get_arguments().filter(|arg| !arg.is_global_set());
    let Some(first) = own.filter(|arg| arg.get_id() != "help").find(is_typed) else {
        return Ok(());
    };
    let message = match first.get_long() {
        Some(long) => {
            let known = program.find_subcommand(command);
            let is_known = known.is_some_and(|known| has_option(known, long));
            if is_known {
                format!("write --{long} after the command: clausewise {command} --{long} …")
            } else {
                format!(
                    "--{long} belongs to a comparison, and `{command}` does not know it; see `clausewise {command} --help`"
                )
            }
        }
        None => format!(
            "`{command}` is a command, which stands before the policies; a file of that name is ./{command}"
        ),
    };
    Err(program.error(ErrorKind::ArgumentConflict, message))
}

fn has_option(command: &Command, long: &str) -> bool {
    let mut options = command.get_arguments();
    options.any(|arg| arg.get_long() == Some(long))
}

/// Refuses a word that is no file and looks like a command: the first one that nearly is one, or any that is one.
pub(super) fn no_command_among(policies: &[OsString], program: &mut Command) -> Result<(), Error> {
    let names: Vec<&str> = program.get_subcommands().map(Command::get_name).collect();
    for (place, word) in policies.iter().enumerate() {
        let Some(typed) = word.to_str().filter(|word| !Path::new(word).exists()) else {
            continue;
        };
        let message = if names.contains(&typed) {
            format!("there is no file `{typed}`; as a command it stands before the policies")
        } else {
            match nearest(typed, names.iter().copied()).filter(|_| place == 0) {
                Some(name) => {
                    format!("there is no file `{typed}`; is the command `{name}` meant?")
                }
                None => continue,
            }
        };
        return Err(program.error(ErrorKind::InvalidSubcommand, message));
    }
    Ok(())
}
