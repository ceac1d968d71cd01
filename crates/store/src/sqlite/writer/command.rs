//! A command in the queue: a closure of any type, made uniform, with the way back to whoever waits for it.

use tokio::sync::oneshot;

use crate::app::CreateAppError;
use crate::app_keys::KeyError;
use crate::error::{Defect, Outage, WriteError};
use crate::people::{CreateUserError, RedeemError};

use super::Tx;

/// What the batch sees of a command.
pub(super) trait Command: Send {
    /// Does the work.
    fn run(&mut self, tx: &Tx<'_>) -> Verdict;

    /// Tells the caller, after the commit or after it has failed.
    fn answer(self: Box<Self>, committed: Result<(), WriteError>);
}

/// What is to become of what a command wrote.
pub(super) enum Verdict {
    /// It stays.
    Keep,
    /// It goes, and with it an outage if that was the reason.
    Undo(Option<Outage>),
}

/// An error with which a command may end.
pub(crate) trait Failure: From<WriteError> + Send + 'static {
    /// The outage behind it, if one is.
    fn outage(&self) -> Option<&Outage>;
}

/// A closure and what came of it.
pub(super) struct Call<F, T, E> {
    work: Option<F>,
    result: Option<Result<T, E>>,
    caller: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Call<F, T, E> {
    pub(super) fn new(work: F) -> (Self, oneshot::Receiver<Result<T, E>>) {
        let (caller, answer) = oneshot::channel();
        (Self { work: Some(work), result: None, caller }, answer)
    }
}

impl<F, T, E> Command for Call<F, T, E>
where
    T: Send,
    E: Failure,
    F: FnOnce(&Tx<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &Tx<'_>) -> Verdict {
        let work = self.work.take().expect("a command is in one batch and run once");
        let result = work(tx);
        let verdict = match &result {
            Ok(_) => Verdict::Keep,
            Err(error) => Verdict::Undo(error.outage().cloned()),
        };
        self.result = Some(result);
        verdict
    }

    fn answer(self: Box<Self>, committed: Result<(), WriteError>) {
        let result = match committed {
            Ok(()) => {
                self.result.unwrap_or_else(|| Err(WriteError::from(Defect::new("a command panicked")).into()))
            }
            Err(error) => Err(error.into()),
        };
        if self.caller.send(result).is_err() {
            tracing::debug!("a caller did not wait for its answer");
        }
    }
}

impl Failure for WriteError {
    fn outage(&self) -> Option<&Outage> {
        match self {
            Self::Unavailable(outage) => Some(outage),
            Self::Busy | Self::KeyReused | Self::UnknownApp(_) | Self::Defect(_) => None,
        }
    }
}

impl Failure for CreateAppError {
    fn outage(&self) -> Option<&Outage> {
        match self {
            Self::Write(error) => error.outage(),
            Self::Taken => None,
        }
    }
}

impl Failure for KeyError {
    fn outage(&self) -> Option<&Outage> {
        match self {
            Self::Write(error) => error.outage(),
            Self::Taken | Self::TooMany | Self::Unknown | Self::Last => None,
        }
    }
}

impl Failure for CreateUserError {
    fn outage(&self) -> Option<&Outage> {
        match self {
            Self::Write(error) => error.outage(),
            Self::EmailTaken => None,
        }
    }
}

impl Failure for RedeemError {
    fn outage(&self) -> Option<&Outage> {
        match self {
            Self::Write(error) => error.outage(),
            Self::Unknown | Self::Expired | Self::Used | Self::EmailTaken => None,
        }
    }
}
