//! Telling a running server what a command has changed, over the socket in its data folder.

use std::{
    io::{self, ErrorKind, Read as _, Write as _},
    os::unix::net::UnixStream,
    path::Path,
    time::Duration,
};

use anyhow::Context as _;

use crate::admin_socket::NAME;

/// Far longer than an answer takes.
const PATIENCE: Duration = Duration::from_secs(10);

/// Has the server of the folder put changed apps and keys into effect; without a running server there is nothing to do.
pub(super) fn reload_apps(dir: &Path) -> anyhow::Result<()> {
    let status = post(dir, "/admin/reload-apps").with_context(
        || "the change is recorded, but the running server could not be told; it counts after a restart",
    )?;
    match status {
        None | Some(204) => Ok(()),
        Some(status) => anyhow::bail!(
            "the change is recorded, but the running server answered {status} when it was told; see its log"
        ),
    }
}

/// Sends a request without a body and returns the status of the answer; `None` when no server runs.
fn post(dir: &Path, path: &str) -> io::Result<Option<u16>> {
    let mut stream = match UnixStream::connect(dir.join(NAME)) {
        Ok(stream) => stream,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::ConnectionRefused) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let head =
        format!("POST {path} HTTP/1.1\r\nHost: orderbell\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let status = answer.get(9..12).and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    status.map(Some).ok_or_else(|| io::Error::new(ErrorKind::InvalidData, "the answer is not HTTP"))
}
