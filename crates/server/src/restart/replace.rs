//! Becoming the next version: the process stops serving and then executes the program file again, which may be another
//! one by now, with the listening sockets.
//!
//! Not two processes side by side, as web servers do it: only one can have the database open, so the old one has to
//! finish first in any case. With one process the number stays the same, and no service manager or container notices.

use std::{
    convert::Infallible,
    ffi::OsString,
    io,
    net::TcpListener,
    os::unix::process::CommandExt as _,
    process::{Command, Stdio},
    time::Duration,
};

use super::inherited;

/// How long the next version may take to look at its settings.
const CHECK: Duration = Duration::from_secs(10);

/// Why the next version is not started. The server goes on.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// There is no such program, or it cannot be run here.
    #[error("the program {program:?} cannot be started")]
    Start {
        /// Its path as this process was started.
        program: OsString,
        /// What the system said.
        source: io::Error,
    },
    /// It does not accept its settings, and has said why on standard error.
    #[error("the program {program:?} does not accept the settings, see above")]
    Refused {
        /// Its path as this process was started.
        program: OsString,
    },
    /// It did not answer.
    #[error("the program {program:?} did not check its settings within {} s", CHECK.as_secs())]
    TimedOut {
        /// Its path as this process was started.
        program: OsString,
    },
}

/// The program and the arguments of this process: by path as it was given, so that a new file or a changed symbolic link
/// is followed.
#[must_use]
pub fn own_command() -> Command {
    let mut arguments = std::env::args_os();
    let program = arguments.next().unwrap_or_else(|| "orderbell".into());
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

/// Lets the next version look at its settings, while this one still serves.
///
/// # Errors
/// [`CheckError`]; the next version must not be started then.
pub async fn check() -> Result<(), CheckError> {
    let mut command = own_command();
    command.arg("--check").stdin(Stdio::null()).stdout(Stdio::null());
    let program = command.get_program().to_owned();
    let mut child = match tokio::process::Command::from(command).kill_on_drop(true).spawn() {
        Ok(child) => child,
        Err(source) => return Err(CheckError::Start { program, source }),
    };
    match tokio::time::timeout(CHECK, child.wait()).await {
        Ok(Ok(status)) if status.success() => Ok(()),
        Ok(Ok(_)) => Err(CheckError::Refused { program }),
        Ok(Err(source)) => Err(CheckError::Start { program, source }),
        Err(_) => Err(CheckError::TimedOut { program }),
    }
}

/// Executes the program again with the listening sockets. Comes back only when that fails, and then nothing is served
/// any more. Call it when no other thread runs: descriptors are moved about.
///
/// # Errors
/// What the system said.
pub fn execute(sockets: &[TcpListener]) -> io::Result<Infallible> {
    let mut command = own_command();
    inherited::pass(&mut command, sockets)?;
    Err(command.exec())
}
