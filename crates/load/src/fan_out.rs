//! The load of fan-out: events published over HTTP, one channel, many subscribers.

use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};
use orderbell_wire::auth::http::sign;
use orderbell_wire::auth::subscription_signature;
use orderbell_wire::channel::ChannelName;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::frames::{CHANNEL, EVENT, Message, data, split};
use crate::http::{Connection, parse_head};
use crate::server::{Credentials, Server};
use crate::subscribers::{Subscribers, masked};

/// How long a step of connecting may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Whatever turns a number into an event for all subscribers.
#[derive(Debug)]
pub enum Publisher {
    /// Signed requests to the server, one after the other on one connection, as server SDKs send them.
    Http {
        /// The connection.
        connection: Connection,
        /// The app's credentials.
        credentials: Credentials,
    },
    /// The bare loop: a byte for each event.
    Floor(TcpStream),
}

/// A connection to the server that is not subscribed yet.
#[derive(Debug)]
pub struct Client {
    stream: TcpStream,
    rest: Vec<u8>,
    socket_id: String,
}

impl Publisher {
    /// A publisher of the server.
    ///
    /// # Errors
    /// When it cannot connect.
    pub async fn http(server: &Server) -> anyhow::Result<Self> {
        let connection = Connection::open(&server.authority).await?;
        Ok(Self::Http { connection, credentials: server.credentials.clone() })
    }

    async fn publish(&mut self, seq: u64) -> anyhow::Result<()> {
        match self {
            Self::Http { connection, credentials } => {
                let path = format!("/apps/{}/events", credentials.app_id);
                let body = json!({"name": EVENT, "channel": CHANNEL, "data": data(seq)}).to_string();
                let now = std::time::SystemTime::UNIX_EPOCH.elapsed()?.as_secs();
                let (key, secret) = (&credentials.key, &credentials.secret);
                let query = sign(key, secret, "POST", &path, &[], body.as_bytes(), i64::try_from(now)?);
                connection
                    .post(&format!("{path}?{query}"), "", &body)
                    .await
                    .context("an event was refused")?;
            }
            Self::Floor(control) => control.write_all(&[1]).await?,
        }
        Ok(())
    }
}

/// Keeps `window` events on their way for a while: the next is sent when the oldest has reached everybody. Returns
/// deliveries and seconds.
///
/// # Errors
/// When an event is refused or a delivery fails.
pub async fn saturate(
    publisher: &mut Publisher,
    subscribers: &Subscribers,
    window: usize,
    duration: Duration,
) -> anyhow::Result<(u64, f64)> {
    let start = Instant::now();
    let mut events = 0;
    while start.elapsed() < duration {
        subscribers.fewer_than(window).await?;
        publisher.publish(subscribers.send_next()).await?;
        events += 1;
    }
    // The bare loop sends several at once and would wait for ever for the rest of the last lot.
    if matches!(publisher, Publisher::Floor(_)) {
        while events % window as u64 != 0 {
            subscribers.fewer_than(window).await?;
            publisher.publish(subscribers.send_next()).await?;
            events += 1;
        }
    }
    subscribers.fewer_than(1).await?;
    Ok((events * subscribers.count() as u64, start.elapsed().as_secs_f64()))
}

/// Connects to the server, once, and waits for its greeting.
///
/// # Errors
/// When the server does not take the connection.
pub async fn connect(server: &Server) -> anyhow::Result<Client> {
    let mut stream = TcpStream::connect(&server.authority).await?;
    stream.set_nodelay(true)?;
    let (authority, key) = (&server.authority, &server.credentials.key);
    let request = format!(
        "GET /app/{key}?protocol=7&client=orderbell-load&version=1 HTTP/1.1\r\nHost: {authority}\r\n\
         Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: b3JkZXJiZWxsLWxvYWQuLg==\r\n\r\n"
    );
    stream.write_all(request.as_bytes()).await?;
    let mut rest = Vec::new();
    let head = loop {
        if let Some(head) = parse_head(&rest)? {
            break head;
        }
        more(&mut stream, &mut rest).await?;
    };
    ensure!(head.status == 101, "the upgrade was answered with {}", head.status);
    rest.drain(..head.length);
    let mut client = Client { stream, rest, socket_id: String::new() };
    let greeting = client.text().await?;
    ensure!(greeting["event"] == "pusher:connection_established", "the server greeted with {greeting}");
    let inner: Value = serde_json::from_str(greeting["data"].as_str().unwrap_or(""))?;
    client.socket_id = inner["socket_id"].as_str().context("the greeting has no socket id")?.to_owned();
    Ok(client)
}

impl Client {
    /// Subscribes to the measured channel and returns the socket for [`Subscribers::listen`].
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn subscribe(mut self, credentials: &Credentials) -> anyhow::Result<(TcpStream, Vec<u8>)> {
        let channel: ChannelName = CHANNEL.parse()?;
        let signature = subscription_signature(&credentials.secret, self.socket_id.parse()?, &channel, None);
        let auth = format!("{}:{signature}", credentials.key);
        let subscribe = json!({"event": "pusher:subscribe", "data": {"channel": CHANNEL, "auth": auth}});
        self.stream.write_all(&masked(0x81, subscribe.to_string().as_bytes())).await?;
        let answer = self.text().await?;
        ensure!(
            answer["event"] == "pusher_internal:subscription_succeeded",
            "a subscription was answered with {answer}"
        );
        Ok((self.stream, self.rest))
    }

    /// The next text message.
    async fn text(&mut self) -> anyhow::Result<Value> {
        loop {
            if let Some((message, length)) = split(&self.rest)? {
                let Message::Text(payload) = message else { bail!("the server sent {message:?}") };
                let value = serde_json::from_slice(payload)?;
                self.rest.drain(..length);
                return Ok(value);
            }
            more(&mut self.stream, &mut self.rest).await?;
        }
    }
}

async fn more(stream: &mut TcpStream, rest: &mut Vec<u8>) -> anyhow::Result<()> {
    let read = timeout(PATIENCE, stream.read_buf(rest)).await.context("the server does not answer")??;
    ensure!(read > 0, "the server closed the connection");
    Ok(())
}
