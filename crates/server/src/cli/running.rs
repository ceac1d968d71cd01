//! Talking with the server that runs on a data folder, over the socket in it: telling it what a command has changed, and
//! asking it where it listens, because a flag may have said that and no setting tells.

use std::{
    io::{self, ErrorKind, Read as _, Write as _},
    net::SocketAddr,
    os::unix::net::UnixStream,
    path::Path,
    time::Duration,
};

use anyhow::Context as _;

use crate::{
    admin_socket::{NAME, WHEREABOUTS, Whereabouts},
    config::Config,
};

/// Far longer than an answer takes.
const PATIENCE: Duration = Duration::from_secs(10);

/// Has the server of the folder put changed apps and keys into effect; without a running server there is nothing to do.
pub(super) fn reload_apps(dir: &Path) -> anyhow::Result<()> {
    let answer = ask(dir, "POST", "/admin/reload-apps").with_context(
        || "the change is recorded, but the running server could not be told; it counts after a restart",
    )?;
    match answer.map(|(status, _)| status) {
        None | Some(204) => Ok(()),
        Some(status) => anyhow::bail!(
            "the change is recorded, but the running server answered {status} when it was told; see its log"
        ),
    }
}

/// Puts the address of the folder's running server in place of the settings' own, unless somebody has chosen one there.
/// Without a server, or with one that cannot be asked, the settings are all there is.
pub(super) fn follow_server(config: &mut Config, usual: SocketAddr) {
    let Some(Whereabouts { listen, public_url }) = whereabouts(&config.data) else { return };
    // Port 0 is any port, so it names none.
    if config.listen == usual || config.listen.port() == 0 {
        config.listen = listen;
    }
    if config.public_url.is_none() && config.listen == listen {
        config.public_url = public_url;
    }
}

fn whereabouts(dir: &Path) -> Option<Whereabouts> {
    match ask(dir, "GET", WHEREABOUTS) {
        Ok(Some((200, body))) => serde_json::from_slice(&body).ok(),
        _ => None,
    }
}

/// Sends a request without a body and returns the status and the body of the answer; `None` when no server runs.
fn ask(dir: &Path, method: &str, path: &str) -> io::Result<Option<(u16, Vec<u8>)>> {
    let mut stream = match UnixStream::connect(dir.join(NAME)) {
        Ok(stream) => stream,
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::ConnectionRefused) => {
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: orderbell\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let status = answer.get(9..12).and_then(|digits| std::str::from_utf8(digits).ok()?.parse().ok());
    let status: u16 =
        status.ok_or_else(|| io::Error::new(ErrorKind::InvalidData, "the answer is not HTTP"))?;
    let body = answer.windows(4).position(|four| four == b"\r\n\r\n").map_or(answer.len(), |end| end + 4);
    Ok(Some((status, answer.split_off(body))))
}
