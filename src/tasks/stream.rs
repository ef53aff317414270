//! Policies one after the other, each by itself: memory holds those at work and no more, however many there are.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::io::{self, Write};
use std::sync::mpsc;

use clausewise::error::{Error, Exit};
use clausewise::profile::profile;
use clausewise::source::{self, Source, Unread};
use clausewise::{Options, Progress, report};

use super::output;
use super::progress::Meter;
use super::say;
use crate::cli::Destination;

/// Policies at work for each thread: enough that none waits while a long policy holds up the line.
const AHEAD: usize = 4;

/// Writes a line to `to` for each policy of `inputs`, in their order, and reports at once what can't be read.
pub(super) fn run(
    inputs: &[OsString],
    limit: u64,
    options: &Options,
    to: &Destination,
    meter: &Meter,
) -> Result<Exit, Error> {
    let mut stdin = io::stdin().lock();
    let found = source::find(inputs);
    let of = found.len();
    let found = found.into_iter();
    let sources = found.map(|input| input?.read(limit, &mut stdin));
    let work = |source: Result<Source, Unread>| line(&source?, options);
    let (mut out, mut done, mut exit) = (None, 0, Exit::Done);
    in_order(
        sources,
        AHEAD * rayon::current_num_threads(),
        work,
        |line| {
            match line {
                Ok(line) => {
                    let out = match &mut out {
                        Some(out) => out,
                        None => out.insert(output::opened(to)?),
                    };
                    out.write_all(&line)?;
                }
                Err(unread) => {
                    meter.beside(|| say(&unread.why));
                    if unread.why.is_fault() {
                        exit = Exit::Fault;
                    }
                }
            }
            done += 1;
            meter.tell(Progress::Reading { done, of });
            Ok::<_, Error>(())
        },
    )?;
    let Some(mut out) = out else {
        let reasons = Vec::new();
        return Err(Error::NothingToCompare { reasons });
    };
    out.flush()?;
    Ok(exit)
}

/// What a policy says, as the line that is written.
fn line(source: &Source, options: &Options) -> Result<Vec<u8>, Unread> {
    let profile = profile(source, options)?;
    let mut line = Vec::new();
    let written = report::ndjson(&profile, &mut line);
    written.map_err(|source| Unread {
        path: profile.policy.origin.path.clone(),
        why: Error::Write { source },
    })?;
    Ok(line)
}

/// Gives what `work` makes of each of `items` to `take`, in their order, while as many as fit into `window` are worked on by
/// all threads; no item is asked for before there is room for it.
///
/// # Errors
/// Those of `take`; then nothing more is asked for.
fn in_order<T: Send, R: Send, E>(
    items: impl Iterator<Item = T>,
    window: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let work = &work;
    rayon::in_place_scope(|scope| {
        let mut at_work: VecDeque<mpsc::Receiver<R>> = VecDeque::new();
        // A worker that panics sends nothing; the scope passes the panic on when it ends.
        let mut take_next = |at_work: &mut VecDeque<mpsc::Receiver<R>>| match at_work
            .pop_front()
            .map(|next| next.recv())
        {
            Some(Ok(made)) => take(made),
            Some(Err(_)) | None => Ok(()),
        };
        for item in items {
            let (sender, receiver) = mpsc::sync_channel(1);
            scope.spawn(move |_| {
                // Nobody waits any more where taking has failed.
                let _ = sender.send(work(item));
            });
            at_work.push_back(receiver);
            if at_work.len() >= window {
                take_next(&mut at_work)?;
            }
        }
        while !at_work.is_empty() {
            take_next(&mut at_work)?;
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::thread;
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_is_made_is_taken_in_order_and_no_more_is_asked_for_than_there_is_room_for() {
        const WINDOW: u64 = 5;
        let (asked, taken) = (Cell::new(0_u64), Cell::new(0_u64));
        let items = (0..100_u64).inspect(|_| {
            asked.set(asked.get() + 1);
            assert!(asked.get() - taken.get() <= WINDOW);
        });
        // The first of each ten takes longest.
        let work = |item: u64| {
            thread::sleep(Duration::from_micros(900 - 100 * (item % 10)));
            item
        };
        let result = in_order(items, usize::try_from(WINDOW).unwrap(), work, |item| {
            assert_eq!(item, taken.get());
            taken.set(taken.get() + 1);
            Ok::<_, ()>(())
        });
        assert_eq!((result, taken.get()), (Ok(()), 100));
    }

    #[test]
    fn nothing_more_is_asked_for_when_taking_fails() {
        let asked = Cell::new(0);
        let items = (0..100).inspect(|_| asked.set(asked.get() + 1));
        let result = in_order(
            items,
            3,
            |item| item,
            |item| if item == 4 { Err("full") } else { Ok(()) },
        );
        assert_eq!(result, Err("full"));
        assert!(asked.get() < 10, "{}", asked.get());
    }
}
