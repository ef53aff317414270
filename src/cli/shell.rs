//! What shells need to know of the command line to complete it.

use std::io;

use clap::{Arg, Command};
use clap_complete::{Shell, generate};

use super::Args;

/// Writes what `shell` reads to complete commands as they are typed.
pub(crate) fn completions(shell: Shell, out: &mut impl io::Write) -> io::Result<()> {
    // The generator does not expect that it can't write.
    let mut script = Vec::new();
    let mut command = Args::program();
    let name = command.get_name().to_owned();
    generate(shell, &mut command, name, &mut script);
    let script = String::from_utf8_lossy(&script);
    let script = match shell {
        Shell::Zsh => for_zsh(&script, &command),
        Shell::Fish => for_fish(&script, &command),
        _ => script.into_owned(),
    };
    out.write_all(script.as_bytes())
}

/// The generated script takes the first word for a policy and the second for a command. Here the first word says which it is:
/// after a command only what the command knows follows, after a policy more policies and any option.
fn for_zsh(script: &str, program: &Command) -> String {
    const ARGUMENTS: &str = r#"    _arguments "${_arguments_options[@]}" : \"#;
    const COMMAND: &str = r#"":: :_clausewise_commands" \"#;
    const COMMANDS: &str = "(( $+functions[_clausewise_commands] )) ||";
    let asking = r#"    local -a options_end=() positions=("1: :_clausewise_first" "*:policy:_files")
    _clausewise_words
    _arguments "${_arguments_options[@]}" "${options_end[@]}" : \"#;
    let functions = format!(
        r#"_clausewise_words() {{
    local -i at=2
    while (( at < CURRENT )); do
        case ${{words[at]}} in
            ({values}) (( at += 2 )) ;;
            (-*) (( at += 1 )) ;;
            ({commands})
                options_end=(-A "-*")
                positions=(":: :_clausewise_commands" "*::: :->clausewise")
                return
                ;;
            (*) return ;;
        esac
    done
}}
_clausewise_first() {{
    _alternative 'commands:command:_clausewise_commands' 'policies:policy:_files'
}}
{COMMANDS}"#,
        values = options_with_values(program).join("|"),
        commands = names(program).join("|"),
    );
    let mut lines: Vec<&str> = script.lines().collect();
    if let Some(at) = lines.iter().position(|line| *line == COMMAND) {
        // The line before it has the policies, the one after it what follows a command.
        lines.splice(at.saturating_sub(1)..=at + 1, [r#""${positions[@]}" \"#]);
    }
    let script = lines.join("\n") + "\n";
    script
        .replacen(ARGUMENTS, asking, 1)
        .replace("$line[2]", "$line[1]")
        .replacen(COMMANDS, &functions, 1)
}

/// The generated script gives up where an option still lacks its value, takes a policy for a command, and leaves out the values
/// that the arguments of commands can have.
fn for_fish(script: &str, program: &Command) -> String {
    let is_command = format!("if contains -- \"$argv[1]\" {}", names(program).join(" "));
    let values: String = program.get_subcommands().map(values_for_fish).collect();
    let script = script
        .replacen("    or return\n", "    or return 0\n", 1)
        .replacen("if set -q argv[1]", &is_command, 1);
    script + &values
}

/// The line for the values of the arguments of `command`; empty where they can have any.
fn values_for_fish(command: &Command) -> String {
    let possible = command.get_positionals().flat_map(Arg::get_possible_values);
    let names: Vec<String> = possible.map(|value| value.get_name().to_owned()).collect();
    if names.is_empty() {
        return String::new();
    }
    let condition = format!("__fish_clausewise_using_subcommand {}", command.get_name());
    format!(
        "complete -c clausewise -n \"{condition}\" -f -a \"{}\"\n",
        names.join(" ")
    )
}

fn names(program: &Command) -> Vec<&str> {
    program.get_subcommands().map(Command::get_name).collect()
}

/// The options that the next word is a value of, as they are typed.
fn options_with_values(program: &Command) -> Vec<String> {
    let options = program
        .get_arguments()
        .filter(|arg| !arg.is_positional() && arg.get_action().takes_values());
    let typed = options.flat_map(|arg| {
        let long = arg.get_long().map(|long| format!("--{long}"));
        long.into_iter()
            .chain(arg.get_short().map(|short| format!("-{short}")))
    });
    typed.collect()
}
