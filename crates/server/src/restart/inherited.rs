//! Listening sockets that were opened by whoever started this process.
//!
//! The convention is systemd's: `LISTEN_FDS` says how many, the first is descriptor 3. `LISTEN_PID` may be missing,
//! because a parent that is not systemd cannot always know the number beforehand.

use std::{
    io,
    net::TcpListener,
    os::fd::{OwnedFd, RawFd},
    process::Command,
};

use command_fds::{CommandFdExt as _, FdMapping};
use listenfd::ListenFd;

/// The first descriptor that is handed over, by convention.
const FIRST: RawFd = 3;

/// Takes over the sockets, if there are any. Call it once, before any thread runs: it clears the environment variables,
/// so that no child process takes them for its own.
///
/// # Errors
/// When a descriptor that is announced is not a listening TCP socket.
pub fn take() -> io::Result<Vec<TcpListener>> {
    let mut announced = ListenFd::from_env();
    let mut sockets = Vec::with_capacity(announced.len());
    for index in 0..announced.len() {
        sockets.extend(announced.take_tcp_listener(index)?);
    }
    for socket in &sockets {
        socket.set_nonblocking(true)?;
    }
    Ok(sockets)
}

/// Hands sockets over to the process that `command` starts.
///
/// # Errors
/// When a descriptor cannot be duplicated.
pub fn pass(command: &mut Command, sockets: &[TcpListener]) -> io::Result<()> {
    let mappings = (FIRST..)
        .zip(sockets)
        .map(|(child_fd, socket)| Ok(FdMapping { parent_fd: OwnedFd::from(socket.try_clone()?), child_fd }))
        .collect::<io::Result<Vec<_>>>()?;
    command
        .env_remove("LISTEN_PID")
        .env_remove("LISTEN_FDNAMES")
        .env("LISTEN_FDS", sockets.len().to_string());
    command.fd_mappings(mappings).expect("each is mapped to a number of its own");
    Ok(())
}
