//! What a core can write to sockets: ready-made frames, no parsing, no bookkeeping, no queue.
//!
//! The first connection is the publisher's and carries one byte for each event; the others are subscribers. With
//! `coalesce` above 1 the loop waits for so many events and gives each socket their frames in one write, as a server
//! can do that has a backlog.

use std::io::{ErrorKind, Read as _, Write};
use std::net::TcpListener;

use anyhow::Context as _;

use crate::frames::{FIRST, text};

/// Runs until the publisher hangs up.
///
/// # Errors
/// When a socket fails.
pub fn run(subscribers: usize, coalesce: usize, mut announce: impl Write) -> anyhow::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    writeln!(announce, "{}", listener.local_addr()?)?;
    announce.flush()?;
    let (mut publisher, _) = listener.accept()?;
    let mut sockets = Vec::with_capacity(subscribers);
    for _ in 0..subscribers {
        let (socket, _) = listener.accept()?;
        socket.set_nodelay(true)?;
        sockets.push(socket);
    }
    let mut due = vec![0; coalesce];
    let mut frames = Vec::new();
    let mut seq = FIRST;
    loop {
        match publisher.read_exact(&mut due) {
            Ok(()) => {}
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(()),
            Err(error) => return Err(error).context("the publisher's connection failed"),
        }
        frames.clear();
        for _ in 0..coalesce {
            let text = text(seq);
            seq += 1;
            frames.extend([0x81, 126]);
            frames.extend(u16::try_from(text.len())?.to_be_bytes());
            frames.extend(text.as_bytes());
        }
        for socket in &mut sockets {
            socket.write_all(&frames).context("a subscriber's connection failed")?;
        }
    }
}
