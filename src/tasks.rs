//! Carries out what the command line comes to.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Write};
use std::mem;
use std::path::PathBuf;
use std::sync::Arc;

use etcetera::{BaseStrategy, choose_base_strategy};

use clausewise::align::explain::RowNumber;
use clausewise::diff::Strictness;
use clausewise::error::{Error, Exit};
use clausewise::facts::explain::Subject;
use clausewise::lexicon::Lexicon;
use clausewise::source::{Intake, Unread};
use clausewise::tui::{Config, Mistake, Shown};
use clausewise::{
    Comparison, Options, Progress, compare, compare_versions, facts, policy, report, source, tui,
};

use crate::cli::{
    ConfigFile, Destination, DiffForm, ExplainedRow, Format, Frame, Front, Plan, Shape, Task,
};
use crate::{hint, say};

/// Does what `plan` says; what the exit code is to tell.
///
/// # Errors
/// What keeps it from being done.
pub(crate) fn run(plan: Plan) -> Result<Exit, Error> {
    let Plan {
        task,
        lexicon,
        limit,
    } = plan;
    match task {
        Task::Compare {
            inputs,
            checklists,
            front,
        } => {
            let lexicon = lexicon_with(&lexicon)?;
            compare_for(
                front,
                inputs,
                limit,
                Options {
                    lexicon,
                    checklists,
                    ..Options::default()
                },
            )
        }
        Task::Explain { inputs, row } => {
            let lexicon = lexicon_with(&lexicon)?;
            let intake = source::read(&inputs, limit, &mut io::stdin().lock());
            match row {
                ExplainedRow::Matrix(subject) => explain(&intake, &subject, &or_built_in(lexicon)),
                ExplainedRow::Alignment(row) => explain_match(intake, row, lexicon),
            }
        }
        Task::Config => {
            io::stdout()
                .lock()
                .write_all(tui::config_template().as_bytes())?;
            Ok(Exit::Done)
        }
        Task::Diff {
            versions,
            strictness,
            form,
        } => diff(
            &versions,
            limit,
            &or_built_in(lexicon_with(&lexicon)?),
            strictness,
            form,
        ),
        Task::Lexicon(name) => print_lexicon(name.as_deref()),
    }
}

/// What the configuration file asks for; where none is to be read, or none is there, nothing.
fn config(file: &ConfigFile) -> Result<Config, Error> {
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
    let name = path.to_string_lossy().into_owned();
    let text = fs::read_to_string(&path).map_err(|source| Error::Read {
        path: name.clone(),
        source,
    })?;
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

fn compare_for(
    front: Front,
    inputs: Vec<OsString>,
    limit: u64,
    options: Options,
) -> Result<Exit, Error> {
    let enough = options.enough.clone();
    let load = move |progress: &(dyn Fn(Progress) + Sync)| {
        let intake = source::read(&inputs, limit, &mut io::stdin().lock());
        compare(intake, &options, progress).unless_empty()
    };
    let shown = match front {
        Front::Terminal(look) => {
            match tui::run(load, &look.options(config(&look.config)?), &enough)? {
                Some(Shown { comparison, taken }) => Some(written(comparison, |_, out| {
                    out.write_all(taken.as_bytes())
                })?),
                None => None,
            }
        }
        Front::Frame(Frame { keys, shape, look }) => {
            let options = look.options(config(&look.config)?);
            let comparison = load(&|_| ())?;
            let view = match shape {
                Shape::Screen(size) => tui::frame(&comparison, &keys, size, &options),
                Shape::Linear => tui::linear(&comparison, &keys, &options),
            };
            let view = view.map_err(|why| Error::Keys { source: why.into() })?;
            Some(written(comparison, |_, out| {
                out.write_all(view.as_bytes())
            })?)
        }
        Front::Written {
            format,
            charset,
            to,
        } => {
            let format = format.map_or_else(|| format_of(&to), Ok)?;
            let mut out = opened(&to)?;
            let comparison = load(&|_| ())?;
            match format {
                Format::Json => report::json(&comparison, &mut out),
                Format::Text => report::plain(&comparison, charset, &mut out),
                Format::Csv => report::csv(&comparison, &mut out),
            }?;
            out.flush()?;
            Some(comparison)
        }
        Front::TextInstead(charset) => {
            hint(NO_SCREEN);
            Some(written(load(&|_| ())?, |comparison, out| {
                report::plain(comparison, charset, out)
            })?)
        }
    };
    let unread = shown.map_or_else(Vec::new, |mut comparison| {
        let unread = mem::take(&mut comparison.unread);
        // The program ends here, and the system takes memory back quicker than piece by piece.
        mem::forget(comparison);
        unread
    });
    Ok(told(&unread))
}

/// Explains a row of the matrix for each policy.
fn explain(intake: &Intake, subject: &Subject, lexicon: &Lexicon) -> Result<Exit, Error> {
    let mut out = io::stdout().lock();
    for source in &intake.sources {
        let policy = policy::read(source)?;
        let explanation =
            facts::explain::explain(&policy, lexicon, subject).ok_or_else(|| subject.unknown())?;
        report::explanation(&policy, &explanation, &mut out)?;
    }
    Ok(told(&intake.unread))
}

/// Explains a row of the alignment.
fn explain_match(
    intake: Intake,
    row: RowNumber,
    lexicon: Option<Arc<Lexicon>>,
) -> Result<Exit, Error> {
    let options = Options {
        lexicon,
        ..Options::default()
    };
    let comparison = compare(intake, &options, &|_| ()).unless_empty()?;
    let found = comparison.alignment.row(row);
    let found = found.ok_or_else(|| Error::Unknown {
        what: "row of the alignment",
        name: row.to_string(),
        help: "the rows of these policies and their ids stand in the --json report".to_owned(),
    })?;
    report::kinships(&comparison, found, &mut io::stdout().lock())?;
    Ok(told(&comparison.unread))
}

/// Tells of the inputs that could not be read.
fn told(unread: &[Unread]) -> Exit {
    unread.iter().for_each(|unread| say(&unread.why));
    if unread.is_empty() {
        Exit::Done
    } else {
        Exit::Fault
    }
}

/// Says what has changed from the first of `versions` to the second.
fn diff(
    versions: &[OsString; 2],
    limit: u64,
    lexicon: &Lexicon,
    strictness: Strictness,
    form: DiffForm,
) -> Result<Exit, Error> {
    let Intake { sources, unread } = source::read(versions, limit, &mut io::stdin().lock());
    if !unread.is_empty() {
        unread.iter().for_each(|unread| say(&unread.why));
        return Ok(Exit::Fault);
    }
    let [old, new] = sources.as_slice() else {
        return Err(Error::NotTwo {
            count: sources.len(),
        });
    };
    let comparison = compare_versions(old, new, lexicon, strictness)?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    match form {
        DiffForm::Json => report::diff_json(&comparison, &mut out)?,
        DiffForm::Text(page) => report::diff_text(&comparison, page, &mut out)?,
    }
    out.flush()?;
    Ok(Exit::Done)
}

/// Prints the lexicon's file of that name, or the names of all.
fn print_lexicon(name: Option<&str>) -> Result<Exit, Error> {
    let mut out = io::stdout().lock();
    let Some(name) = name else {
        for (name, _) in Lexicon::files() {
            writeln!(out, "{name}")?;
        }
        return Ok(Exit::Done);
    };
    let text = Lexicon::file(name).ok_or_else(|| Error::Unknown {
        what: "lexicon file",
        name: name.to_owned(),
        help: "`clausewise lexicon` lists them".to_owned(),
    })?;
    out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}

fn or_built_in(lexicon: Option<Arc<Lexicon>>) -> Arc<Lexicon> {
    lexicon.unwrap_or_else(|| Arc::clone(Lexicon::built_in()))
}

/// The lexicon that is compiled in, with `files` on top; none where there is nothing to put on top.
fn lexicon_with(files: &[PathBuf]) -> Result<Option<Arc<Lexicon>>, Error> {
    if files.is_empty() {
        return Ok(None);
    }
    let read = |path: &PathBuf| {
        let name = path.to_string_lossy().into_owned();
        let text = fs::read_to_string(path).map_err(|source| Error::Read {
            path: name.clone(),
            source,
        })?;
        Ok((name, text))
    };
    let files: Vec<(String, String)> = files.iter().map(read).collect::<Result<_, Error>>()?;
    let lexicon =
        Lexicon::with_files(&files).map_err(|why| Error::Lexicon { source: why.into() })?;
    Ok(Some(Arc::new(lexicon)))
}

/// What a person is told who gets text without having asked for it.
const NO_SCREEN: &str = "the matrix as text, as there is no screen here to draw on; --text asks for it, --json prints everything";

/// The comparison, once its matrix stands on standard output.
/// The form that the name of a file asks for.
fn format_of(to: &Destination) -> Result<Format, Error> {
    let (Destination::NewFile(path) | Destination::File(path)) = to else {
        return Ok(Format::Text);
    };
    let ending = path.extension().map(OsStr::to_ascii_lowercase);
    match ending.as_ref().and_then(|ending| ending.to_str()) {
        Some("json") => Ok(Format::Json),
        Some("txt") => Ok(Format::Text),
        Some("csv") => Ok(Format::Csv),
        _ => Err(Error::Unknown {
            what: "form for a file named",
            name: path.to_string_lossy().into_owned(),
            help: "name it .json, .txt or .csv, or give --format".to_owned(),
        }),
    }
}

/// What is written to; a file that is there is left alone unless asked for, and no work is done before that is known.
fn opened(to: &Destination) -> Result<Box<dyn Write>, Error> {
    let (path, file) = match to {
        Destination::Output => {
            return Ok(Box::new(io::BufWriter::new(io::stdout().lock())));
        }
        Destination::NewFile(path) => (path, fs::File::create_new(path)),
        Destination::File(path) => (path, fs::File::create(path)),
    };
    let file = file.map_err(|source| Error::Create {
        path: path.to_string_lossy().into_owned(),
        help: match source.kind() {
            io::ErrorKind::AlreadyExists => "; --force writes over it",
            _ => "",
        },
        source,
    })?;
    Ok(Box::new(io::BufWriter::new(file)))
}

type Out = io::BufWriter<io::StdoutLock<'static>>;

/// The comparison, once `form` has written it to standard output.
fn written(
    comparison: Comparison,
    form: impl FnOnce(&Comparison, &mut Out) -> io::Result<()>,
) -> Result<Comparison, Error> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    form(&comparison, &mut out)?;
    out.flush()?;
    Ok(comparison)
}
