//! A client of our own: it opens a WebSocket through our own listener, stays, and hears what is published to it.
//!
//! It takes every step that a client takes, so that when it hears nothing, clients hear nothing either. Its app has a
//! random key for each process, and no row in the database.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use futures_util::{SinkExt as _, StreamExt as _};
use orderbell_hub::Publication;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio_tungstenite::{WebSocketStream, tungstenite::Message};

use super::{CANARY, own_address};
use crate::http::AppState;

const CHANNEL: &str = "canary";

/// The client; reconnects when it has to.
#[derive(Debug)]
pub(super) struct Canary {
    address: SocketAddr,
    socket: Option<WebSocketStream<TcpStream>>,
    sent: u64,
}

impl Canary {
    pub(super) fn new(bound: SocketAddr) -> Self {
        Self { address: own_address(bound), socket: None, sent: 0 }
    }

    /// Publishes an event and waits for it. The time is from the publication to the reception.
    ///
    /// Between two rounds nobody reads here, so a server that is set to be impatient may have closed the connection for
    /// its silence meanwhile. That says nothing about what clients meet, so then a new one is what counts.
    pub(super) async fn round_trip(&mut self, state: &AppState) -> Result<Duration, String> {
        // Taken out, so that a socket on which something went wrong, or that was given up on, is not used again.
        if let Some(kept) = self.socket.take()
            && let Ok(took) = self.hear(kept, state).await
        {
            return Ok(took);
        }
        let socket = self.connect(state).await?;
        self.hear(socket, state).await
    }

    async fn hear(
        &mut self,
        mut socket: WebSocketStream<TcpStream>,
        state: &AppState,
    ) -> Result<Duration, String> {
        self.sent += 1;
        let number = self.sent.to_string();
        let began = Instant::now();
        let publication = Publication {
            app: CANARY,
            channels: vec![CHANNEL.parse().expect("a valid channel name")],
            event: CHANNEL.parse().expect("a valid event name"),
            also: Vec::new(),
            data: number.clone(),
            except: None,
            logged: None,
        };
        state.hub.publish(publication).map_err(|error| format!("publishing failed: {error}"))?;
        loop {
            let frame = next(&mut socket).await?;
            if frame["event"] == CHANNEL && frame["data"] == *number {
                self.socket = Some(socket);
                return Ok(began.elapsed());
            }
        }
    }

    async fn connect(&self, state: &AppState) -> Result<WebSocketStream<TcpStream>, String> {
        let stream = TcpStream::connect(self.address)
            .await
            .map_err(|error| format!("our own listener {} does not accept: {error}", self.address))?;
        let url = format!("ws://{}/app/{}?protocol=7&client=canary", self.address, state.health.canary_key);
        let (mut socket, _) = tokio_tungstenite::client_async(url, stream)
            .await
            .map_err(|error| format!("our own listener refuses a WebSocket: {error}"))?;
        expect(&mut socket, "pusher:connection_established").await?;
        let subscribe = format!(r#"{{"event":"pusher:subscribe","data":{{"channel":"{CHANNEL}"}}}}"#);
        socket.send(Message::text(subscribe)).await.map_err(|error| error.to_string())?;
        expect(&mut socket, "pusher_internal:subscription_succeeded").await?;
        Ok(socket)
    }
}

async fn expect(socket: &mut WebSocketStream<TcpStream>, event: &str) -> Result<(), String> {
    let frame = next(socket).await?;
    if frame["event"] == event { Ok(()) } else { Err(format!("expected {event}, got {frame}")) }
}

async fn next(socket: &mut WebSocketStream<TcpStream>) -> Result<Value, String> {
    loop {
        match socket.next().await {
            Some(Ok(Message::Text(text))) => {
                return serde_json::from_str(&text).map_err(|error| error.to_string());
            }
            Some(Ok(Message::Close(frame))) => {
                let why = frame.map(|frame| format!("{} {}", frame.code, frame.reason));
                return Err(format!("the hub closed the connection: {}", why.unwrap_or_default()));
            }
            // Pings are answered by the library with the next read or write.
            Some(Ok(_)) => {}
            Some(Err(error)) => return Err(format!("the connection broke: {error}")),
            None => return Err("the connection ended".to_owned()),
        }
    }
}
