//! The socket of a raw connection: messages in, frames out, and an end that arrives.

use std::{
    collections::VecDeque,
    io::{self, ErrorKind},
    net::TcpStream as StdStream,
    time::Duration,
};

use bytes::Bytes;
use orderbell_wire::websocket::{Input, Message, Reader, Violation, close_frame};
use socket2::SockRef;
use tokio::{io::AsyncWriteExt as _, net::TcpStream, time::timeout};

/// What the kernel holds for a client that does not read; the rest stays in the log.
const SEND_BUFFER: usize = 128 << 10;

/// How long the kernel keeps trying to deliver to a peer that does not acknowledge.
const USER_TIMEOUT: Duration = Duration::from_secs(30);

/// A client that takes nothing for this long is cut off. It finds what it missed in the log.
const STALL: Duration = Duration::from_secs(10);

/// How long a client may take to answer a close.
const GOODBYE: Duration = Duration::from_secs(2);

/// Bytes read at once. On the stack of a function that does not wait, so that an idle connection holds none.
const SCRATCH: usize = 4 << 10;

/// Something that a client sent.
#[derive(Debug)]
pub(super) enum Incoming {
    Text(String),
    Ping(Vec<u8>),
    Pong,
    Close(Option<u16>),
    Binary,
    Violation(Violation),
}

/// The connection is over, or has to be: there is nothing more to say on it.
#[derive(Debug)]
pub(super) struct Gone;

/// An open socket.
#[derive(Debug)]
pub(super) struct Socket {
    stream: TcpStream,
    reader: Reader,
    /// Messages that were read and not yet taken; of one read at most.
    inbox: VecDeque<Incoming>,
    limit: usize,
}

impl Socket {
    /// Takes over a socket; `limit` is the largest message, in bytes.
    pub(super) fn new(stream: StdStream, mut read_ahead: Vec<u8>, limit: usize) -> io::Result<Self> {
        stream.set_nonblocking(true)?;
        let socket = SockRef::from(&stream);
        socket.set_tcp_nodelay(true)?;
        socket.set_tcp_user_timeout(Some(USER_TIMEOUT))?;
        socket.set_send_buffer_size(SEND_BUFFER)?;
        let stream = TcpStream::from_std(stream)?;
        let mut socket = Self { stream, reader: Reader::new(), inbox: VecDeque::new(), limit };
        socket.parse(&mut read_ahead);
        Ok(socket)
    }

    /// Whether a message waits to be taken.
    pub(super) fn has_mail(&self) -> bool {
        !self.inbox.is_empty()
    }

    pub(super) fn next(&mut self) -> Option<Incoming> {
        let next = self.inbox.pop_front();
        if self.inbox.is_empty() {
            self.inbox = VecDeque::new();
        }
        next
    }

    /// Waits until there is something to read, which `read` then takes.
    pub(super) async fn readable(&self) -> io::Result<()> {
        self.stream.readable().await
    }

    /// Reads once, if there is something.
    pub(super) fn read(&mut self) -> Result<(), Gone> {
        let mut scratch = [0; SCRATCH];
        match self.stream.try_read(&mut scratch) {
            Ok(0) => Err(Gone),
            Ok(read) => {
                self.parse(&mut scratch[..read]);
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::WouldBlock => Ok(()),
            Err(_) => Err(Gone),
        }
    }

    fn parse(&mut self, bytes: &mut [u8]) {
        let mut input = Input::new(bytes);
        loop {
            let incoming = match self.reader.next(&mut input, self.limit) {
                Ok(None) => return,
                Ok(Some(Message::Text(text))) => Incoming::Text(text.to_owned()),
                Ok(Some(Message::Ping(payload))) => Incoming::Ping(payload.to_owned()),
                Ok(Some(Message::Pong(_))) => Incoming::Pong,
                Ok(Some(Message::Binary(_))) => Incoming::Binary,
                Ok(Some(Message::Close { code, .. })) => Incoming::Close(code),
                Err(violation) => Incoming::Violation(violation),
            };
            let last = matches!(incoming, Incoming::Close(_) | Incoming::Binary | Incoming::Violation(_));
            self.inbox.push_back(incoming);
            if last {
                return;
            }
        }
    }

    /// Writes frames with one call to the kernel, mostly.
    pub(super) async fn write(&mut self, frames: &[Bytes]) -> Result<(), Gone> {
        let joined;
        let bytes: &[u8] = match frames {
            [] => return Ok(()),
            [one] => one,
            many => {
                joined = many.concat();
                &joined
            }
        };
        match timeout(STALL, self.stream.write_all(bytes)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(Gone),
            Err(_) => {
                // A frame may be half written, so there is nothing that could still be said.
                if let Err(error) = SockRef::from(&self.stream).set_linger(Some(Duration::ZERO)) {
                    tracing::trace!(%error, "the socket is broken already");
                }
                Err(Gone)
            }
        }
    }

    /// Closes so that the reason arrives: the kernel discards what was sent last when a socket is closed while the
    /// client still sends, so the client's own close is waited for.
    pub(super) async fn close(mut self, code: u16, reason: &str) {
        if self.write(&[close_frame(code, reason)]).await.is_err() || self.stream.shutdown().await.is_err() {
            return;
        }
        let until_hung_up = async {
            let mut scratch = [0; 512];
            while self.stream.readable().await.is_ok() {
                match self.stream.try_read(&mut scratch) {
                    Ok(0) => return,
                    Ok(_) => {}
                    Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                    Err(_) => return,
                }
            }
        };
        // Running out of patience is as good an end as any.
        timeout(GOODBYE, until_hung_up).await.unwrap_or(());
    }
}
