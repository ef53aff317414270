//! The configuration file: what may stand in it, and every mistake that does.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::action::{ACTIONS, Entry};
use super::keymap::{Key, Keymap};
use super::state::{Context, View};
use super::theme::Palette;
use crate::display::Charset;
use crate::error::{Mistake, Mistakes};

/// What a configuration file asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The colours, where the file names some.
    pub palette: Option<Palette>,
    /// The characters of our own signs, where the file says.
    pub charset: Option<Charset>,
    /// The view that is shown first, where the file names one.
    pub view: Option<View>,
    /// Which key does what.
    pub keymap: Keymap,
}

/// Reads the text of a configuration file.
///
/// # Errors
/// All mistakes in it, in order of their lines.
pub fn parse(text: &str) -> Result<Config, Vec<Mistake>> {
    let (table, mistakes) = Mistakes::of_toml(text);
    let mut reader = Reader { mistakes };
    let config = reader.config(&table);
    reader.mistakes.none_or(config)
}

/// A configuration file that asks for what is so already, with a line on each setting.
pub fn template() -> String {
    let names = |names: &[&str]| names.join(", ");
    let palettes = Palette::ALL.map(|(name, _)| name);
    let views = View::ALL.map(View::name);
    let mut text = format!(
        "# {}; without this, what fits the terminal's background\n# theme = \"dark\"\n\n\
         # draw signs and lines in ASCII\nascii = false\n\n\
         # the view that is shown first: {}\nview = \"{}\"\n\n\
         # A key is written j, G, <enter>, <ctrl-o>, <alt-left>, <f1>, <space>; [] takes an action its keys.\n[keys]\n",
        names(&palettes),
        names(&views),
        View::default().name(),
    );
    for entry in ACTIONS {
        let keys: Vec<String> = entry.keys.iter().map(|key| format!("\"{key}\"")).collect();
        // Writing to a string can't fail.
        _ = writeln!(
            text,
            "{} = [{}] # {}",
            entry.name,
            keys.join(", "),
            entry.doc
        );
    }
    text
}

/// The table of the keys worth knowing first, in Markdown.
pub fn key_table() -> String {
    let mut table = String::from("| key | what it does |\n|---|---|\n");
    let keymap = Keymap::default();
    for entry in ACTIONS.iter().filter(|entry| entry.listed) {
        let keys: Vec<String> = keymap
            .keys(entry)
            .iter()
            .map(|key| format!("`{key}`"))
            .collect();
        _ = writeln!(table, "| {} | {} |", keys.join(" "), entry.doc);
    }
    table
}

type Value<'i> = Spanned<DeValue<'i>>;

struct Reader<'a> {
    mistakes: Mistakes<'a>,
}

/// The keys that the file gives to an entry of the table of actions, and where it does.
struct Bound {
    keys: Vec<Key>,
    at: usize,
}

impl Reader<'_> {
    fn mistake(&mut self, at: usize, message: String) {
        self.mistakes.tell(at, message);
    }

    fn config(&mut self, table: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        // A value that is no TOML has been told already, and stands nowhere.
        for (name, value) in table.iter().filter(|(_, value)| !value.span().is_empty()) {
            let views = View::ALL.map(|view| (view.name(), view));
            let charsets = [(true, Charset::Ascii), (false, Charset::Unicode)];
            match name.get_ref().as_ref() {
                "theme" => config.palette = self.named("theme", &Palette::ALL, value),
                "view" => config.view = self.named("view", &views, value),
                "ascii" => match value.get_ref().as_bool() {
                    Some(ascii) => {
                        let charset = charsets.iter().find(|(is, _)| *is == ascii);
                        config.charset = charset.map(|(_, charset)| *charset);
                    }
                    None => self.mistake(value.span().start, "`ascii` is true or false".to_owned()),
                },
                "keys" => match value.get_ref().as_table() {
                    Some(keys) => config.keymap = self.keymap(keys),
                    None => self.mistake(
                        value.span().start,
                        "`keys` is a table of actions: write [keys]".to_owned(),
                    ),
                },
                other => {
                    let message = format!(
                        "there is no setting `{other}`; there are theme, ascii, view, keys"
                    );
                    self.mistake(name.span().start, message);
                }
            }
        }
        config
    }

    /// What is called so, of those there are.
    fn named<T: Copy>(&mut self, what: &str, known: &[(&str, T)], value: &Value<'_>) -> Option<T> {
        let given = value.get_ref().as_str();
        let found = known.iter().find(|(name, _)| Some(*name) == given);
        if found.is_none() {
            let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
            let message = format!("`{what}` is one of {}", names.join(", "));
            self.mistake(value.span().start, message);
        }
        found.map(|(_, value)| *value)
    }

    fn keymap(&mut self, table: &DeTable<'_>) -> Keymap {
        let mut bound = BTreeMap::new();
        for (name, value) in table {
            let name_at = name.span().start;
            let name = name.get_ref().as_ref();
            let Some(number) = ACTIONS.iter().position(|entry| entry.name == name) else {
                let message = format!(
                    "there is no action `{name}`; `clausewise config` prints those there are"
                );
                self.mistake(name_at, message);
                continue;
            };
            let keys = self.keys(value);
            bound.insert(number, Bound { keys, at: name_at });
        }
        self.check(&bound);
        let keys = ACTIONS.iter().enumerate().map(|(number, entry)| {
            let given = bound.get(&number).map(|bound| bound.keys.clone());
            given.unwrap_or_else(|| entry.default_keys())
        });
        Keymap::of(keys.collect())
    }

    /// A key, or a list of them.
    fn keys(&mut self, value: &Value<'_>) -> Vec<Key> {
        let single = std::slice::from_ref(value);
        let all = match value.get_ref().as_array() {
            Some(list) => list.iter().collect(),
            None => single.iter().collect::<Vec<_>>(),
        };
        let mut keys = Vec::new();
        for one in all {
            match one.get_ref().as_str().map(str::parse::<Key>) {
                Some(Ok(key)) => keys.push(key),
                Some(Err(why)) => self.mistake(one.span().start, why.to_string()),
                None => self.mistake(
                    one.span().start,
                    "a key is written in quotes, several as a list of them".to_owned(),
                ),
            }
        }
        keys
    }

    /// No key does two things in one place, none is taken from what is typed, and there is a way out.
    fn check(&mut self, bound: &BTreeMap<usize, Bound>) {
        let mut taken: HashMap<(Context, Key), usize> = HashMap::new();
        // What the file doesn't speak of comes first, so that the mistake is told of the line that makes it.
        let (given, left): (Vec<_>, Vec<_>) = ACTIONS
            .iter()
            .enumerate()
            .partition(|(number, _)| bound.contains_key(number));
        for (number, entry) in left.into_iter().chain(given) {
            let keys = match bound.get(&number) {
                Some(bound) => bound.keys.clone(),
                None => entry.default_keys(),
            };
            let at = bound.get(&number).map_or(0, |bound| bound.at);
            for key in keys {
                self.check_key(&mut taken, (number, entry), key, at);
            }
        }
        let quit = ACTIONS.iter().position(|entry| entry.name == "quit");
        if let Some(bound) = quit.and_then(|quit| bound.get(&quit))
            && bound.keys.is_empty()
        {
            self.mistake(bound.at, "`quit` needs a key".to_owned());
        }
    }

    fn check_key(
        &mut self,
        taken: &mut HashMap<(Context, Key), usize>,
        (number, entry): (usize, &Entry),
        key: Key,
        at: usize,
    ) {
        let types = |context: &&Context| matches!(context, Context::Prompt | Context::Picker);
        if key.is_typed() && entry.within.iter().any(|context| types(&context)) {
            let message = format!("`{key}` is typed where `{}` works", entry.name);
            return self.mistake(at, message);
        }
        let clash = entry.within.iter().find_map(|context| {
            let other = taken.insert((*context, key), number)?;
            ACTIONS.get(other).filter(|_| other != number)
        });
        if let Some(other) = clash {
            let message = format!(
                "`{key}` is the key of `{}` and of `{}`; give one of them another",
                other.name, entry.name
            );
            self.mistake(at, message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::action::Action;
    use super::*;

    fn told(text: &str) -> String {
        let mistakes = parse(text).unwrap_err().into_iter();
        let lines = mistakes.map(|mistake| format!("{}: {}", mistake.line, mistake.message));
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn settings_and_keys_are_read() {
        let config = parse(
            "theme = \"light\"\nascii = true\nview = \"pair\"\n[keys]\nfind = [\"<f3>\", \"/\"]\nnext-hit = \"n\"\n",
        )
        .unwrap();
        assert_eq!(config.palette, Some(Palette::Light));
        assert_eq!(config.charset, Some(Charset::Ascii));
        assert_eq!(config.view, Some(View::Pair));
        let f3 = "<f3>".parse().unwrap();
        assert_eq!(
            config.keymap.action(Context::Reader, f3),
            Some(Action::Find)
        );
        assert_eq!(parse("").unwrap(), Config::default());
    }

    #[test]
    fn all_mistakes_are_told_at_once_each_with_its_line() {
        insta::assert_snapshot!(told(
            "theme = \"purple\"\ncolour = 1\nascii = \"yes\"\n\n[keys]\nfly = \"f\"\nfind = \"<slash>\"\nhits = 7\nnext-hit = \"j\"\nquit = []\naccept = \"x\"\n"
        ));
    }

    #[test]
    fn a_file_that_is_no_toml_is_told_with_the_line() {
        insta::assert_snapshot!(told("theme = \"light\"\nascii = = true\n"));
    }

    #[test]
    fn the_template_asks_for_what_is_so_already() {
        let config = parse(&template()).unwrap();
        assert_eq!(config.keymap, Keymap::default());
        assert_eq!(config.palette, None);
    }

    #[test]
    fn a_key_that_was_freed_can_be_given_to_another() {
        let config = parse("[keys]\nswap = []\nhits = [\"x\"]\n").unwrap();
        let x = "x".parse().unwrap();
        assert_eq!(config.keymap.action(Context::Pair, x), Some(Action::Hits));
    }
}
