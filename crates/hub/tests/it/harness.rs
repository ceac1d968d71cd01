//! A listener that answers upgrades by hand, and a client with a deadline on everything it waits for.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream as StdStream};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{SinkExt as _, StreamExt as _};
use orderbell_hub::{App, AppKey, AppSettings, Hub, HubConfig, HubMetrics, Identity, Publication, Upgraded};
use orderbell_wire::auth::{subscription_signature, user_signature};
use orderbell_wire::channel::ChannelName;
use orderbell_wire::close::Disconnect;
use orderbell_wire::socket_id::SocketId;
use orderbell_wire::websocket::accept_key;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{WebSocketStream, client_async};

pub(crate) const APP: i64 = 7;
pub(crate) const KEY: &str = "278d425bdf160c739803";
pub(crate) const SECRET: &str = "7ad3773142a6692b25b8";
pub(crate) const SECOND_KEY: &str = "second-key";
pub(crate) const SECOND_SECRET: &str = "second-secret";

/// Far more than anything takes; only a failure waits so long.
const PATIENCE: Duration = Duration::from_secs(20);

/// The app of the tests as it is in some revision, with both of its keys.
pub(crate) fn app(revision: u64, settings: AppSettings) -> App {
    let key = |id, key: &str, secret: &str| {
        let secret = secret.to_owned().into();
        AppKey { id, key: key.to_owned(), secret }
    };
    let keys = vec![key(1, KEY, SECRET), key(2, SECOND_KEY, SECOND_SECRET)];
    App { id: APP, revision, enabled: true, keys, epoch: "e1".into(), settings }
}

pub(crate) struct Server {
    pub(crate) hub: Hub,
    address: SocketAddr,
}

pub(crate) fn server() -> Server {
    server_with(HubConfig { shards: 2, ..HubConfig::default() })
}

pub(crate) fn server_with(config: HubConfig) -> Server {
    server_for(config, AppSettings::default())
}

/// A server of two shards, for an app with other switches or limits than a new one has.
pub(crate) fn server_of(settings: AppSettings) -> Server {
    server_for(HubConfig { shards: 2, ..HubConfig::default() }, settings)
}

pub(crate) fn server_for(config: HubConfig, settings: AppSettings) -> Server {
    server_on(Hub::start(config).unwrap(), settings)
}

pub(crate) fn server_on(hub: Hub, settings: AppSettings) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let app = Arc::new(app(0, settings));
    let to = hub.clone();
    thread::spawn(move || {
        for stream in listener.incoming() {
            upgrade(&to, &app, stream.unwrap());
        }
    });
    Server { hub, address }
}

/// What the HTTP side does, by hand: read the request, answer 101, hand the socket over.
fn upgrade(hub: &Hub, app: &Arc<App>, mut stream: StdStream) {
    let mut request = Vec::new();
    let end = loop {
        if let Some(end) = request.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        let mut chunk = [0; 1024];
        match stream.read(&mut chunk) {
            Ok(count) if count > 0 => request.extend_from_slice(&chunk[..count]),
            _ => return,
        }
    };
    let head = String::from_utf8(request[..end].to_vec()).unwrap();
    let header = |name: &str| {
        head.lines()
            .filter_map(|line| line.split_once(": "))
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.to_owned())
    };
    let accept = accept_key(&header("Sec-WebSocket-Key").unwrap());
    let answer = format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"
    );
    stream.write_all(answer.as_bytes()).unwrap();
    let read_ahead = Bytes::copy_from_slice(&request[end..]);
    let key = head.split(['/', '?', ' ']).nth(3).unwrap();
    match app.keys.iter().find(|live| live.key == key) {
        Some(live) => {
            let peer = stream.peer_addr().unwrap();
            // Identities are numbers here; how they look in a request is not the hub's concern.
            let number = |name: &str| {
                let value = head.split(['?', '&', ' ']).find_map(|part| part.strip_prefix(name))?;
                Some([value.strip_prefix('=')?.parse::<u8>().unwrap(); 16])
            };
            let cookie = number("cookie");
            let identity = Identity {
                tab: number("tab"),
                cookie: cookie.or(number("new_cookie")),
                cookie_is_new: cookie.is_none(),
            };
            hub.attach(Upgraded {
                stream,
                read_ahead,
                app: Arc::clone(app),
                key: live.id,
                peer,
                identity,
                resume: head.contains("resume=1"),
                place: None,
            });
        }
        None => hub.refuse(stream, read_ahead, Disconnect::unknown_key(key)),
    }
}

impl Server {
    /// A client that has not read anything yet.
    pub(crate) async fn dial(&self, key: &str) -> Client {
        self.dial_with(key, "client=js&version=8.6.0&flash=false").await
    }

    async fn dial_with(&self, key: &str, query: &str) -> Client {
        let stream = TcpStream::connect(self.address).await.unwrap();
        let url = format!("ws://{}/app/{key}?protocol=7&{query}", self.address);
        let (socket, _) = client_async(url, stream).await.unwrap();
        Client { socket, id: None }
    }

    /// A client that knows its socket id.
    pub(crate) async fn connect(&self) -> Client {
        self.connect_with(KEY).await
    }

    pub(crate) async fn connect_with(&self, key: &str) -> Client {
        self.greet(self.dial(key).await).await
    }

    /// A client that brings along who it is: `tab=1`, `cookie=1`, or that it follows positions: `resume=1`.
    pub(crate) async fn connect_as(&self, query: &str) -> Client {
        self.greet(self.dial_with(KEY, query).await).await
    }

    async fn greet(&self, mut client: Client) -> Client {
        let hello = client.receive().await;
        assert_eq!(hello["event"], "pusher:connection_established");
        let data: Value = serde_json::from_str(hello["data"].as_str().unwrap()).unwrap();
        client.id = Some(data["socket_id"].as_str().unwrap().parse().unwrap());
        client
    }

    /// A plain TCP connection whose upgrade request, and what follows it in the same packet, is up to the test.
    pub(crate) async fn raw(&self, after_the_request: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        let request =
            format!("GET /app/{KEY} HTTP/1.1\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
        stream.write_all(&[request.as_bytes(), after_the_request].concat()).await.unwrap();
        stream
    }

    pub(crate) fn publish(&self, channels: &[&str], event: &str, data: &str) {
        self.publish_except(channels, event, data, None);
    }

    pub(crate) fn publish_except(
        &self,
        channels: &[&str],
        event: &str,
        data: &str,
        except: Option<SocketId>,
    ) {
        self.hub.publish(publication(channels, event, data, except)).unwrap();
    }

    pub(crate) async fn count(&self, channel: &str) -> usize {
        self.hub.subscription_count(APP, &channel.parse().unwrap()).await
    }

    /// Waits until the counters satisfy a condition.
    pub(crate) async fn until(&self, reached: impl Fn(&HubMetrics) -> bool) {
        let wait = async {
            while !reached(&self.hub.metrics()) {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        if timeout(PATIENCE, wait).await.is_err() {
            panic!("not reached: {:?}", self.hub.metrics());
        }
    }
}

pub(crate) fn publication(
    channels: &[&str],
    event: &str,
    data: &str,
    except: Option<SocketId>,
) -> Publication {
    Publication {
        app: APP,
        channels: channels.iter().map(|name| name.parse().unwrap()).collect(),
        event: event.parse().unwrap(),
        also: Vec::new(),
        data: data.to_owned(),
        except,
        logged: None,
    }
}

pub(crate) struct Client {
    pub(crate) socket: WebSocketStream<TcpStream>,
    id: Option<SocketId>,
}

impl Client {
    pub(crate) fn id(&self) -> SocketId {
        self.id.unwrap()
    }

    /// The next thing that arrives, whatever it is; `None` at the end or when the connection breaks.
    pub(crate) async fn next(&mut self) -> Option<Message> {
        let next = timeout(PATIENCE, self.socket.next()).await.expect("something arrives in time");
        next.and_then(Result::ok)
    }

    /// The next text message. Every message of the server has `event` and `data`.
    pub(crate) async fn receive(&mut self) -> Value {
        loop {
            match self.next().await {
                Some(Message::Text(text)) => {
                    let frame: Value = serde_json::from_str(&text).unwrap();
                    assert!(frame["event"].is_string() && frame.get("data").is_some(), "{frame}");
                    if frame["event"] == "pusher:error" {
                        assert_error_shape(&frame);
                    }
                    return frame;
                }
                Some(Message::Ping(_)) => {}
                other => panic!("expected text, got {other:?}"),
            }
        }
    }

    /// The payload of the next pong frame.
    pub(crate) async fn receive_pong(&mut self) -> Vec<u8> {
        match self.next().await {
            Some(Message::Pong(payload)) => payload.to_vec(),
            other => panic!("expected a pong, got {other:?}"),
        }
    }

    pub(crate) async fn send_text(&mut self, text: &str) {
        self.socket.send(Message::text(text)).await.unwrap();
    }

    pub(crate) async fn send(&mut self, message: &Value) {
        self.send_text(&message.to_string()).await;
    }

    /// Writes bytes past the WebSocket library.
    pub(crate) async fn send_bytes(&mut self, bytes: &[u8]) {
        self.socket.get_mut().write_all(bytes).await.unwrap();
    }

    pub(crate) async fn ask_to_subscribe(&mut self, channel: &str, auth: Option<&str>, data: Option<&str>) {
        self.send(&subscribe(channel, auth, data)).await;
    }

    /// Subscribes and takes the confirmation.
    pub(crate) async fn subscribe(&mut self, channel: &str) {
        let auth = self.auth(channel, None);
        self.ask_to_subscribe(channel, Some(&auth), None).await;
        self.expect_subscribed(channel).await;
    }

    pub(crate) async fn expect_subscribed(&mut self, channel: &str) {
        let expected =
            json!({"event": "pusher_internal:subscription_succeeded", "channel": channel, "data": "{}"});
        assert_eq!(self.receive().await, expected);
    }

    /// The connection breaks: what is on its way in either direction is lost.
    pub(crate) fn cut(self) {
        self.socket.get_ref().set_zero_linger().unwrap();
    }

    pub(crate) async fn unsubscribe(&mut self, channel: &str) {
        self.send(&json!({"event": "pusher:unsubscribe", "data": {"channel": channel}})).await;
    }

    pub(crate) fn auth(&self, channel: &str, data: Option<&str>) -> String {
        let name: ChannelName = channel.parse().unwrap();
        format!("{KEY}:{}", subscription_signature(SECRET, self.id(), &name, data))
    }

    pub(crate) fn auth_by_second_key(&self, channel: &str) -> String {
        let name: ChannelName = channel.parse().unwrap();
        format!("{SECOND_KEY}:{}", subscription_signature(SECOND_SECRET, self.id(), &name, None))
    }

    pub(crate) fn user_auth(&self, user_data: &str) -> String {
        format!("{KEY}:{}", user_signature(SECRET, self.id(), user_data))
    }

    pub(crate) async fn ask_to_sign_in(&mut self, auth: &str, user_data: &str) {
        let data = json!({"auth": auth, "user_data": user_data});
        self.send(&json!({"event": "pusher:signin", "data": data})).await;
    }

    /// Signs in and takes the confirmation.
    pub(crate) async fn sign_in(&mut self, user_data: &str) {
        let auth = self.user_auth(user_data);
        self.ask_to_sign_in(&auth, user_data).await;
        let expected = json!({"event": "pusher:signin_success", "data": {"user_data": user_data}});
        assert_eq!(self.receive().await, expected);
    }

    pub(crate) async fn expect_event(&mut self, channel: &str, event: &str, data: &str) {
        assert_eq!(self.receive().await, json!({"event": event, "channel": channel, "data": data}));
    }

    pub(crate) async fn expect_error(&mut self, message: &str) {
        let expected = json!({"event": "pusher:error", "data": {"code": null, "message": message}});
        assert_eq!(self.receive().await, expected);
    }

    pub(crate) async fn expect_refusal(&mut self, channel: &str, kind: &str, status: u16, message: &str) {
        self.expect_error(message).await;
        let expected = json!({
            "event": "pusher:subscription_error",
            "channel": channel,
            "data": {"type": kind, "error": message, "status": status},
        });
        assert_eq!(self.receive().await, expected);
    }

    /// Asks to join a presence channel with signed `channel_data`.
    pub(crate) async fn ask_to_join(&mut self, channel: &str, data: &str) {
        let auth = self.auth(channel, Some(data));
        self.ask_to_subscribe(channel, Some(&auth), Some(data)).await;
    }

    /// Joins a presence channel and returns the list of its members.
    pub(crate) async fn join(&mut self, channel: &str, data: &str) -> Value {
        self.ask_to_join(channel, data).await;
        self.expect_members(channel).await
    }

    pub(crate) async fn expect_members(&mut self, channel: &str) -> Value {
        let data = self.expect_data("pusher_internal:subscription_succeeded", channel).await;
        let list = &data["presence"];
        assert_eq!(list["ids"].as_array().unwrap().len() as u64, list["count"], "{list}");
        assert_eq!(list["hash"].as_object().unwrap().len() as u64, list["count"], "{list}");
        list.clone()
    }

    /// The decoded data of the next message, which must be this event on this channel.
    pub(crate) async fn expect_data(&mut self, event: &str, channel: &str) -> Value {
        let frame = self.receive().await;
        assert_eq!((&frame["event"], &frame["channel"]), (&json!(event), &json!(channel)), "{frame}");
        serde_json::from_str(frame["data"].as_str().unwrap()).unwrap()
    }

    /// Proves that nothing has been sent since the last message that was taken: the answer to a ping comes next.
    pub(crate) async fn expect_nothing(&mut self) {
        self.send(&json!({"event": "pusher:ping", "data": {}})).await;
        assert_eq!(self.receive().await, json!({"event": "pusher:pong", "data": "{}"}));
    }

    /// Reads to the end. Returns the close code and reason, and the texts before it.
    pub(crate) async fn read_to_close(&mut self) -> (Option<(u16, String)>, Vec<String>) {
        let mut texts = Vec::new();
        let mut close = None;
        while let Some(message) = self.next().await {
            match message {
                Message::Text(text) => texts.push(text.as_str().to_owned()),
                Message::Close(frame) => {
                    close = frame.map(|frame| (u16::from(frame.code), frame.reason.as_str().to_owned()));
                }
                _ => {}
            }
        }
        if let Some((code, _)) = &close {
            assert!(matches!(code, 1000..=1011 | 4001..=4299), "check 155: {code}");
        }
        (close, texts)
    }

    pub(crate) async fn expect_close(&mut self, code: u16) -> Vec<String> {
        let (close, texts) = self.read_to_close().await;
        assert_eq!(close.map(|(code, _)| code), Some(code));
        texts
    }
}

/// Check 154.
fn assert_error_shape(frame: &Value) {
    let data = frame["data"].as_object().unwrap();
    assert!(data["message"].is_string(), "{frame}");
    assert!(data["code"].is_null() || data["code"].is_u64(), "{frame}");
}

pub(crate) fn subscribe(channel: &str, auth: Option<&str>, data: Option<&str>) -> Value {
    json!({"event": "pusher:subscribe", "data": {"channel": channel, "auth": auth, "channel_data": data}})
}

/// A frame as a client sends it, with any first byte.
pub(crate) fn masked(first: u8, payload: &[u8]) -> Vec<u8> {
    const MASK: [u8; 4] = [0x12, 0x34, 0x56, 0x78];
    let mut frame = vec![first];
    if let Ok(length @ ..=125) = u8::try_from(payload.len()) {
        frame.push(0x80 | length);
    } else {
        frame.push(0x80 | 127);
        frame.extend((payload.len() as u64).to_be_bytes());
    }
    frame.extend(MASK);
    frame.extend(payload.iter().zip(MASK.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    frame
}
