//! Which key does what in which context, and how keys are written.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use super::action::{ACTIONS, Action, Entry};
use super::state::Context;

/// A key with what is held down beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub code: Code,
    pub held: Held,
}

/// Which key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Code {
    Char(char),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    F(u8),
}

/// What is held down beside a key. Shift is part of a character ("G") and counts only for other keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Held {
    #[default]
    Nothing,
    Ctrl,
    Alt,
    Shift,
}

const NAMES: &[(&str, Code)] = &[
    ("enter", Code::Enter),
    ("esc", Code::Esc),
    ("tab", Code::Tab),
    ("backspace", Code::Backspace),
    ("delete", Code::Delete),
    ("up", Code::Up),
    ("down", Code::Down),
    ("left", Code::Left),
    ("right", Code::Right),
    ("pageup", Code::PageUp),
    ("pagedown", Code::PageDown),
    ("home", Code::Home),
    ("end", Code::End),
    ("space", Code::Char(' ')),
    ("lt", Code::Char('<')),
];

const HELD: &[(&str, Held)] = &[
    ("ctrl-", Held::Ctrl),
    ("alt-", Held::Alt),
    ("shift-", Held::Shift),
];

impl From<Code> for Key {
    fn from(code: Code) -> Self {
        Self {
            code,
            held: Held::Nothing,
        }
    }
}

/// A key that no keyboard has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key; keys are written `j`, `G`, `<enter>`, `<ctrl-o>`, `<f1>`")]
pub struct UnknownKey(String);

impl FromStr for Key {
    type Err = UnknownKey;

    /// Reads `j`, `G`, `<enter>`, `<ctrl-o>`, `<f1>`.
    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let unknown = || UnknownKey(text.to_owned());
        if let Some(name) = text
            .strip_prefix('<')
            .and_then(|rest| rest.strip_suffix('>'))
        {
            return named(name).ok_or_else(unknown);
        }
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Ok(Code::Char(c).into()),
            _ => Err(unknown()),
        }
    }
}

fn named(name: &str) -> Option<Key> {
    if let Some(code) = NAMES
        .iter()
        .find_map(|(n, code)| (*n == name).then_some(*code))
    {
        return Some(code.into());
    }
    if let Some(number) = name.strip_prefix('f').and_then(|rest| rest.parse().ok()) {
        return Some(Code::F(number).into());
    }
    let (rest, held) = HELD
        .iter()
        .find_map(|(prefix, held)| Some((name.strip_prefix(prefix)?, *held)))?;
    let code = match NAMES
        .iter()
        .find_map(|(n, code)| (*n == rest).then_some(*code))
    {
        Some(code) => code,
        None => Code::Char(rest.chars().next().filter(|c| c.len_utf8() == rest.len())?),
    };
    Some(Key { code, held })
}

impl Key {
    /// Whether it writes a character where one is typed.
    pub(crate) fn is_typed(self) -> bool {
        matches!((self.code, self.held), (Code::Char(_), Held::Nothing))
    }
}

impl fmt::Display for Key {
    /// As the footer and the help show it: `↑`, `enter`, `ctrl-o`, `G`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((prefix, _)) = HELD.iter().find(|(_, held)| *held == self.held) {
            f.write_str(prefix)?;
        }
        match self.code {
            Code::Char(' ') => f.write_str("space"),
            Code::Char(c) => write!(f, "{c}"),
            Code::F(number) => write!(f, "F{number}"),
            code => f.write_str(
                NAMES
                    .iter()
                    .find(|(_, c)| *c == code)
                    .map_or("", |(name, _)| *name),
            ),
        }
    }
}

/// The keys of `text` one after the other: `/retention<enter>n`.
///
/// # Errors
/// Where a name in angle brackets is no key. A `<` that opens none stands for itself.
pub(crate) fn keys(text: &str) -> Result<Vec<Key>, UnknownKey> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let name = rest.find('>').and_then(|end| rest.get(1..end));
        let end = match name {
            Some(name) if first == '<' && !name.is_empty() && !name.contains('<') => name.len() + 2,
            _ => first.len_utf8(),
        };
        let (key, after) = rest.split_at(end);
        keys.push(key.parse()?);
        rest = after;
    }
    Ok(keys)
}

/// Which key does what in which part of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    actions: HashMap<(Context, Key), Action>,
    /// The keys of each entry of the table of actions, in its order.
    keys: Vec<Vec<Key>>,
}

impl Default for Keymap {
    /// The keys of the table of actions.
    fn default() -> Self {
        Self::of(ACTIONS.iter().map(Entry::default_keys).collect())
    }
}

impl Keymap {
    /// With these keys for the entries of the table of actions, in its order.
    pub(crate) fn of(keys: Vec<Vec<Key>>) -> Self {
        let mut actions = HashMap::new();
        for (entry, keys) in ACTIONS.iter().zip(&keys) {
            for context in entry.within {
                actions.extend(keys.iter().map(|key| ((*context, *key), entry.action)));
            }
        }
        Self { actions, keys }
    }

    /// What `key` does in `context`.
    pub(crate) fn action(&self, context: Context, key: Key) -> Option<Action> {
        self.actions.get(&(context, key)).copied()
    }

    /// The keys of an entry, the one to show first.
    pub(crate) fn keys(&self, entry: &Entry) -> &[Key] {
        let number = ACTIONS.iter().position(|other| other.name == entry.name);
        let keys = number.and_then(|number| self.keys.get(number));
        keys.map_or(&[], Vec::as_slice)
    }

    /// The keys of an entry as they are shown: "enter", "up k".
    pub(crate) fn shown(&self, entry: &Entry) -> String {
        let names: Vec<String> = self.keys(entry).iter().map(Key::to_string).collect();
        names.join(" ")
    }

    /// The key to show for the entry called `name`; its name in the palette where it has none.
    pub(crate) fn key_of(&self, name: &str) -> String {
        let entry = ACTIONS.iter().find(|entry| entry.name == name);
        let key = entry.and_then(|entry| self.keys(entry).first());
        key.map_or_else(|| format!("“{name}”"), Key::to_string)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_in_brackets_or_as_themselves() {
        let ctrl_o = Key {
            code: Code::Char('o'),
            held: Held::Ctrl,
        };
        assert_eq!(
            keys("/a<enter>G<ctrl-o><f1>").unwrap(),
            [
                Code::Char('/').into(),
                Code::Char('a').into(),
                Code::Enter.into(),
                Code::Char('G').into(),
                ctrl_o,
                Code::F(1).into()
            ]
        );
        assert_eq!(keys("<").unwrap(), [Code::Char('<').into()]);
        assert_eq!(
            keys("<>").unwrap(),
            [Code::Char('<').into(), Code::Char('>').into()]
        );
        let tab = keys("<2<tab>").unwrap();
        assert_eq!((tab.len(), tab[2]), (3, Code::Tab.into()));
        assert_eq!(keys("<nokey>"), Err(UnknownKey("<nokey>".to_owned())));
    }

    #[test]
    fn a_key_is_shown_as_it_is_written() {
        for name in ["ctrl-o", "enter", "alt-left", "shift-tab", "pageup"] {
            assert_eq!(
                format!("<{name}>").parse::<Key>().unwrap().to_string(),
                name
            );
        }
        assert_eq!("G".parse::<Key>().unwrap().to_string(), "G");
    }

    #[test]
    fn all_keys_of_the_table_are_keys_and_none_does_two_things_in_one_context() {
        let mut seen = HashMap::new();
        for entry in ACTIONS {
            for key in entry.keys {
                let key: Key = key.parse().unwrap();
                for context in entry.within {
                    if let Some(other) = seen.insert((*context, key), entry.name) {
                        panic!("{key} is both {other} and {} in {context:?}", entry.name);
                    }
                }
            }
        }
    }

    #[test]
    fn a_way_out_and_help_need_no_letters() {
        let keymap = Keymap::default();
        for context in [
            Context::Matrix,
            Context::Aligned,
            Context::Pair,
            Context::Reader,
        ] {
            assert_eq!(
                keymap.action(context, Code::F(1).into()),
                Some(Action::Help)
            );
            assert_eq!(
                keymap.action(context, Code::Esc.into()),
                Some(Action::Close)
            );
            assert_eq!(
                keymap.action(context, Code::Down.into()),
                Some(Action::Down)
            );
            assert_eq!(
                keymap.action(context, Code::Tab.into()),
                Some(Action::NextView)
            );
            assert!(keymap.action(context, Code::Enter.into()).is_some());
        }
    }
}
