//! The comparison at work in a thread of its own, as the screen waits for it.

use std::cell::Cell;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crate::error::Error;
use crate::{Comparison, Enough, Preview, Progress};

/// What makes the comparison, and what is heard of it.
pub(crate) struct Work {
    progress: Receiver<Progress>,
    /// What was heard last.
    last: Cell<Progress>,
    early: Option<Receiver<Comparison>>,
    done: Receiver<Result<Comparison, Error>>,
    enough: Enough,
    worker: JoinHandle<()>,
}

/// What has come of the work.
pub(crate) enum Come {
    /// Nothing yet.
    Nothing,
    /// A comparison of the first policies; the others are still read.
    Early(Box<Comparison>),
    Done(Box<Result<Comparison, Error>>),
    /// The thread is gone without a result: it panicked.
    Lost,
}

impl Work {
    pub(crate) fn start<L>(load: L, preview: Preview) -> Self
    where
        L: FnOnce(&(dyn Fn(Progress) + Sync)) -> Result<Comparison, Error> + Send + 'static,
    {
        let (say, progress) = channel();
        let (hand_over, done) = channel();
        let worker = thread::spawn(move || {
            // Nobody listens any more where the user has quit.
            let loaded = load(&|progress| _ = say.send(progress));
            _ = hand_over.send(loaded);
        });
        Self {
            progress,
            last: Cell::default(),
            early: preview.early,
            done,
            enough: preview.enough,
            worker,
        }
    }

    /// What comes within `time`.
    pub(crate) fn within(&self, time: Duration) -> Come {
        match self.done.recv_timeout(time) {
            Ok(loaded) => Come::Done(Box::new(loaded)),
            Err(RecvTimeoutError::Disconnected) => Come::Lost,
            Err(RecvTimeoutError::Timeout) => Come::Nothing,
        }
    }

    /// What has come by now.
    pub(crate) fn come(&self) -> Come {
        match self.done.try_recv() {
            Ok(loaded) => return Come::Done(Box::new(loaded)),
            Err(TryRecvError::Disconnected) => return Come::Lost,
            Err(TryRecvError::Empty) => {}
        }
        let early = self.early.as_ref().and_then(|early| early.try_recv().ok());
        early.map_or(Come::Nothing, |first| Come::Early(Box::new(first)))
    }

    /// How far it is.
    pub(crate) fn progress(&self) -> Progress {
        if let Some(now) = self.progress.try_iter().last() {
            self.last.set(now);
        }
        self.last.get()
    }

    /// Asks for what is read by now.
    pub(crate) fn enough(&self) {
        self.enough.say();
    }

    /// Goes on with the panic that ended the work.
    pub(crate) fn fail(self) {
        if let Err(panic) = self.worker.join() {
            std::panic::resume_unwind(panic);
        }
    }
}
