//! A WebSocket client on another implementation of RFC 6455 than the server's, with the words of the Pusher protocol.

use std::{
    net::TcpStream,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use tungstenite::{Message, WebSocket, client::IntoClientRequest as _, protocol::CloseFrame};

/// How long a test waits for something that must come.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connected client.
#[derive(Debug)]
pub struct Socket {
    inner: WebSocket<TcpStream>,
    cookie: Option<String>,
}

/// A frame of the protocol.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// Event name.
    pub event: String,
    /// Channel, where there is one.
    pub channel: Option<String>,
    /// `data` as it was on the wire: a string, mostly.
    pub data: Value,
    /// `seq` and `prev` beside it, for clients that follow positions.
    pub position: Option<(i64, i64)>,
}

impl Frame {
    /// `data` decoded once more, as clients do.
    ///
    /// # Panics
    /// When it is not a string of JSON.
    #[must_use]
    pub fn decoded(&self) -> Value {
        let text = self.data.as_str().expect("data is a string");
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

impl Socket {
    /// Opens `/app/{key}` on `host:port` and waits for the handshake to end.
    ///
    /// # Panics
    /// When the server does not take the connection.
    #[must_use]
    pub fn open(authority: &str, key: &str) -> (Self, String) {
        Self::greeted(Self::dial(authority, &format!("/app/{key}?protocol=7&client=test&version=1")))
    }

    /// The same as the page with this id.
    ///
    /// # Panics
    /// When the server does not take the connection.
    #[must_use]
    pub fn open_tab(authority: &str, tab: &str, key: &str) -> (Self, String) {
        Self::greeted(Self::dial(
            authority,
            &format!("/tab/{tab}/app/{key}?protocol=7&client=test&version=1"),
        ))
    }

    /// Waits for the server's first words.
    ///
    /// # Panics
    /// When it has others.
    #[must_use]
    pub fn greeted(mut socket: Self) -> (Self, String) {
        let frame = socket.expect("pusher:connection_established");
        let id = frame.decoded()["socket_id"].as_str().expect("a socket id").to_owned();
        (socket, id)
    }

    /// Opens any path and reads nothing.
    ///
    /// # Panics
    /// When there is no 101.
    #[must_use]
    pub fn dial(authority: &str, path: &str) -> Self {
        Self::dial_with(authority, path, &[])
    }

    /// The same with headers, as a proxy adds them.
    ///
    /// # Panics
    /// When there is no 101.
    #[must_use]
    pub fn dial_with(authority: &str, path: &str, headers: &[(&'static str, &str)]) -> Self {
        let stream = TcpStream::connect(authority).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
        let mut request = format!("ws://{authority}{path}").into_client_request().expect("a valid address");
        for (name, value) in headers {
            request.headers_mut().insert(*name, value.parse().expect("a valid header"));
        }
        let (inner, response) = tungstenite::client(request, stream).expect("the server upgrades");
        let set = response.headers().get("set-cookie");
        let cookie = set.map(|value| value.to_str().expect("a cookie is text").to_owned());
        Self { inner, cookie }
    }

    /// The cookie that the handshake's answer has set.
    #[must_use]
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    /// Loses the connection without a word, as when a network goes away.
    ///
    /// # Panics
    /// When the system does not let it.
    pub fn lose(self) {
        self.inner.get_ref().shutdown(std::net::Shutdown::Both).expect("an open socket can be shut down");
    }

    /// Sends a client event.
    ///
    /// # Panics
    /// When the connection is gone.
    pub fn send(&mut self, event: &str, data: &Value) {
        self.send_text(&json!({"event": event, "data": data}).to_string());
    }

    /// Sends text as it is.
    ///
    /// # Panics
    /// When the connection is gone.
    pub fn send_text(&mut self, text: &str) {
        self.inner.send(Message::text(text)).expect("the connection is open");
    }

    /// Subscribes and waits until it is in force.
    ///
    /// # Panics
    /// When it is refused.
    pub fn subscribe(&mut self, channel: &str, auth: &str) {
        self.send("pusher:subscribe", &json!({"auth": auth, "channel": channel}));
        let frame = self.expect("pusher_internal:subscription_succeeded");
        assert_eq!(frame.channel.as_deref(), Some(channel));
    }

    /// The next frame, which must have this event name.
    ///
    /// # Panics
    /// When another comes, or none.
    pub fn expect(&mut self, event: &str) -> Frame {
        let frame =
            self.next().unwrap_or_else(|close| panic!("closed with {close:?} while waiting for {event}"));
        assert_eq!(frame.event, event, "{frame:?}");
        frame
    }

    /// The next frame, or how the server closed.
    ///
    /// # Errors
    /// Code and reason of the close frame; `None` when the connection ended without one.
    ///
    /// # Panics
    /// When nothing comes in time.
    #[expect(clippy::should_implement_trait, reason = "an iterator could not say how the connection ended")]
    pub fn next(&mut self) -> Result<Frame, Option<(u16, String)>> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            assert!(Instant::now() < deadline, "nothing came in time");
            match self.inner.read() {
                Ok(Message::Text(text)) => return Ok(parse(&text)),
                Ok(Message::Close(frame)) => return Err(frame.as_ref().map(closed)),
                Ok(_) => {}
                Err(tungstenite::Error::Io(error)) if error.kind() == std::io::ErrorKind::WouldBlock => {
                    panic!("nothing came in time")
                }
                Err(_) => return Err(None),
            }
        }
    }
}

fn closed(frame: &CloseFrame) -> (u16, String) {
    (frame.code.into(), frame.reason.to_string())
}

fn parse(text: &str) -> Frame {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    Frame {
        event: value["event"].as_str().unwrap_or_else(|| panic!("a frame without event: {text}")).to_owned(),
        channel: value["channel"].as_str().map(str::to_owned),
        data: value["data"].clone(),
        position: value["seq"].as_i64().zip(value["prev"].as_i64()),
    }
}
