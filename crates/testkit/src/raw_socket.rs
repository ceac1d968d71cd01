//! A plain WebSocket client, such as `new WebSocket(...)` makes, that speaks JSON messages.

use std::{
    net::TcpStream,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tungstenite::{
    Message, WebSocket,
    client::IntoClientRequest as _,
    http::{HeaderName, HeaderValue},
};

/// How long a test waits for something that must come.
const PATIENCE: Duration = Duration::from_secs(15);

/// A connected client.
#[derive(Debug)]
pub struct RawSocket {
    inner: WebSocket<TcpStream>,
}

impl RawSocket {
    /// Opens `/ws` on `host:port`.
    ///
    /// # Panics
    /// When the server does not take the connection.
    #[must_use]
    pub fn open(authority: &str) -> Self {
        Self::open_with(authority, &[])
    }

    /// The same with headers on the request.
    ///
    /// # Panics
    /// When the server does not take the connection.
    #[must_use]
    pub fn open_with(authority: &str, headers: &[(&str, &str)]) -> Self {
        let stream = TcpStream::connect(authority).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
        let mut request = format!("ws://{authority}/ws").into_client_request().expect("a valid address");
        for (name, value) in headers {
            let name: HeaderName = name.parse().expect("a header's name");
            let value: HeaderValue = value.parse().expect("a header's value");
            request.headers_mut().insert(name, value);
        }
        let (inner, _) = tungstenite::client(request, stream).expect("the server upgrades");
        Self { inner }
    }

    /// Joins a room from now on; the answer.
    ///
    /// # Panics
    /// When the connection is gone.
    pub fn join(&mut self, room: &str, token: &str) -> Value {
        self.ask(&json!({"type": "join", "room": room, "token": token}))
    }

    /// Joins a room after a position; the answer.
    ///
    /// # Panics
    /// When the connection is gone.
    pub fn rejoin(&mut self, room: &str, token: &str, after: i64) -> Value {
        self.ask(&json!({"type": "join", "room": room, "token": token, "after": after}))
    }

    /// Sends a message; the next that comes.
    ///
    /// # Panics
    /// When the connection is gone.
    pub fn ask(&mut self, message: &Value) -> Value {
        self.send(Message::text(message.to_string()));
        self.next().unwrap_or_else(|close| panic!("closed with {close:?} after {message}"))
    }

    /// Sends any message.
    ///
    /// # Panics
    /// When the connection is gone.
    pub fn send(&mut self, message: Message) {
        self.inner.send(message).expect("the connection is open");
    }

    /// The next message, which must be of this type.
    ///
    /// # Panics
    /// When another comes, or none.
    pub fn expect(&mut self, kind: &str) -> Value {
        let message =
            self.next().unwrap_or_else(|close| panic!("closed with {close:?} while waiting for {kind}"));
        assert_eq!(message["type"], kind, "{message}");
        message
    }

    /// The next message (text that is not JSON as a string), or how the server closed.
    ///
    /// # Errors
    /// Code and reason of the close frame; `None` when the connection ended without one.
    ///
    /// # Panics
    /// When nothing comes in time.
    #[expect(clippy::should_implement_trait, reason = "an iterator could not say how the connection ended")]
    pub fn next(&mut self) -> Result<Value, Option<(u16, String)>> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            assert!(Instant::now() < deadline, "nothing came in time");
            match self.inner.read() {
                Ok(Message::Text(text)) => {
                    return Ok(serde_json::from_str(&text).unwrap_or_else(|_| json!(text.as_str())));
                }
                Ok(Message::Close(frame)) => {
                    return Err(frame.map(|frame| (frame.code.into(), frame.reason.to_string())));
                }
                Ok(_) => {}
                Err(tungstenite::Error::Io(error)) if error.kind() == std::io::ErrorKind::WouldBlock => {
                    panic!("nothing came in time")
                }
                Err(_) => return Err(None),
            }
        }
    }

    /// Sends nothing and reads nothing for good: what a client does that has lost its network.
    #[must_use]
    pub fn into_stream(self) -> TcpStream {
        self.inner.get_ref().try_clone().expect("a socket can be cloned")
    }
}
