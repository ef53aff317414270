//! Policies one after the other, each by itself: memory holds those at work and no more, however many there are.

use std::ffi::OsString;
use std::io::{self, Write};
use std::sync::mpsc;
use std::thread;

use clausewise::error::{Error, Exit};
use clausewise::policy::{Copies, Diagnostic};
use clausewise::profile::profile;
use clausewise::source::{self, Source, Unread};
use clausewise::{Options, Progress, report};

use super::output::Output;
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
    let mut stdin = io::stdin();
    let mut copies = Copies::default();
    let found = source::find(inputs);
    let of = found.len();
    let sources = found.into_iter().map(move |input| {
        let source = input?.read(limit, &mut stdin)?;
        let copy = copies.seen(&source);
        Ok((source, copy))
    });
    let work = |read: Result<(Source, Option<Diagnostic>), Unread>| {
        let (source, copy) = read?;
        line(&source, copy, options)
    };
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
                        None => out.insert(Output::opened(to)?),
                    };
                    out.write_all(&line)?;
                    // Who reads the lines works on each while the next is made.
                    out.flush()?;
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
    let Some(out) = out else {
        let reasons = Vec::new();
        return Err(Error::NothingToCompare { reasons });
    };
    out.finish()?;
    Ok(exit)
}

/// What a policy says, as the line that is written; `copy` tells where it is the same as one before it.
fn line(source: &Source, copy: Option<Diagnostic>, options: &Options) -> Result<Vec<u8>, Unread> {
    let mut profile = profile(source, options)?;
    profile.policy.diagnostics.extend(copy);
    let mut line = Vec::new();
    let written = report::ndjson(&profile, &mut line);
    written.map_err(|source| Unread {
        path: profile.policy.origin.path.clone(),
        why: Error::Write { source },
    })?;
    Ok(line)
}

/// Gives what `work` makes of each of `items` to `take`, in their order and as soon as it is made, while as many as fit into
/// `window` are worked on by all threads; no item is asked for before there is room for it, and nothing waits for an item
/// that is long in coming but those behind it.
///
/// # Errors
/// Those of `take`; then nothing more is asked for.
fn in_order<T: Send, R: Send, E>(
    items: impl Iterator<Item = T> + Send,
    window: usize,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E> {
    let work = &work;
    rayon::in_place_scope(|scope| {
        thread::scope(|threads| {
            let (leave, room) = mpsc::sync_channel(window);
            let (begin, begun) = mpsc::channel::<mpsc::Receiver<R>>();
            let ask = move || {
                let mut items = items;
                while room.recv().is_ok() {
                    let Some(item) = items.next() else { break };
                    let (sender, receiver) = mpsc::sync_channel(1);
                    scope.spawn(move |_| {
                        // Nobody waits any more where taking has failed.
                        let _ = sender.send(work(item));
                    });
                    if begin.send(receiver).is_err() {
                        break;
                    }
                }
            };
            // Who asks may have come to the end.
            let one_more = || _ = leave.try_send(());
            (0..window).for_each(|_| one_more());
            threads.spawn(ask);
            for next in begun {
                // A worker that panics sends nothing; the scope passes the panic on when it ends.
                if let Ok(made) = next.recv() {
                    take(made)?;
                }
                one_more();
            }
            Ok(())
        })
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_is_made_is_taken_in_order_and_no_more_is_asked_for_than_there_is_room_for() {
        const WINDOW: u64 = 5;
        let (asked, taken) = (AtomicU64::new(0), AtomicU64::new(0));
        let items = (0..100_u64).inspect(|_| {
            let asked = asked.fetch_add(1, Ordering::SeqCst) + 1;
            assert!(asked - taken.load(Ordering::SeqCst) <= WINDOW);
        });
        // The first of each ten takes longest.
        let work = |item: u64| {
            thread::sleep(Duration::from_micros(900 - 100 * (item % 10)));
            item
        };
        let result = in_order(items, usize::try_from(WINDOW).unwrap(), work, |item| {
            assert_eq!(item, taken.fetch_add(1, Ordering::SeqCst));
            Ok::<_, ()>(())
        });
        assert_eq!((result, taken.into_inner()), (Ok(()), 100));
    }

    #[test]
    fn nothing_more_is_asked_for_when_taking_fails() {
        let asked = AtomicU64::new(0);
        let items = (0..100).inspect(|_| _ = asked.fetch_add(1, Ordering::SeqCst));
        let result = in_order(
            items,
            3,
            |item| item,
            |item| if item == 4 { Err("full") } else { Ok(()) },
        );
        assert_eq!(result, Err("full"));
        assert!(asked.into_inner() < 10);
    }

    #[test]
    fn what_is_made_is_taken_while_the_next_item_is_long_in_coming() {
        let (sender, receiver) = mpsc::channel();
        let is_taken = Cell::new(false);
        // The second item comes when the first has been taken.
        let items = (0..2).inspect(move |item| {
            if *item == 1 {
                receiver.recv_timeout(Duration::from_secs(60)).unwrap();
            }
        });
        let result = in_order(
            items,
            4,
            |item| item,
            |_| {
                if !is_taken.replace(true) {
                    sender.send(()).unwrap();
                }
                Ok::<_, ()>(())
            },
        );
        assert_eq!(result, Ok(()));
    }
}
