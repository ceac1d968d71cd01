//! The reading and writing of the hub as an echo server, for a conformance suite of RFC 6455 to talk to.
//!
//! Everything between the 101 and the end of a connection is what clients of the product meet: the shard's read loop,
//! the reader, the bounded queue, the vectored writer, the closing handshake. Only what a message means is replaced. The
//! answer to the upgrade is written by hand, because HTTP is not the hub's.
//!
//! Prints its address and serves until it is killed.

use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use orderbell_hub::{App, AppKey, AppSettings, Hub, HubConfig, Identity, Upgraded};
use orderbell_wire::websocket::accept_key;

/// The largest message of the suites has 16 MiB.
const LARGEST: usize = 16 * 1024 * 1024;

/// The id of the key that all clients come with.
const KEY: i64 = 1;

fn main() -> io::Result<()> {
    let config = HubConfig {
        shards: 2,
        // Some cases send hundreds of messages before they read anything.
        queue_limit: 4 * LARGEST,
        activity_timeout: Duration::from_secs(3600),
        messages_per_second: 0,
        ..HubConfig::default()
    };
    let hub = Hub::start(config).map_err(io::Error::other)?;
    let settings = AppSettings { echo: true, max_message: LARGEST, ..AppSettings::default() };
    let key = AppKey { id: KEY, key: String::new(), secret: String::new().into() };
    let app =
        Arc::new(App { id: 1, revision: 0, enabled: true, keys: vec![key], epoch: "".into(), settings });
    let listener = TcpListener::bind("127.0.0.1:0")?;
    writeln!(io::stdout(), "{}", listener.local_addr()?)?;
    for stream in listener.incoming() {
        // A client that gives up during its handshake is not the end of the run.
        if let Err(error) = upgrade(&hub, &app, stream?) {
            writeln!(io::stderr(), "a handshake failed: {error}")?;
        }
    }
    Ok(())
}

fn upgrade(hub: &Hub, app: &Arc<App>, stream: TcpStream) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut key = None;
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("sec-websocket-key")
        {
            key = Some(value.trim().to_owned());
        }
    }
    let key = key.ok_or_else(|| io::Error::other("no Sec-WebSocket-Key"))?;
    let read_ahead = Bytes::copy_from_slice(reader.buffer());
    let accept = accept_key(&key);
    write!(
        &stream,
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Sec-WebSocket-Accept: {accept}\r\n\r\n"
    )?;
    stream.set_read_timeout(None)?;
    let peer = stream.peer_addr()?;
    let identity = Identity::default();
    hub.attach(Upgraded {
        stream,
        read_ahead,
        app: Arc::clone(app),
        key: KEY,
        peer,
        identity,
        resume: false,
        place: None,
    });
    Ok(())
}
