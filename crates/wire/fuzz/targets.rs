// What must hold for any bytes whatever. Each function is a target of the coverage-guided fuzzer (`make fuzz`) and of the
// bounded run in `tests/fuzz.rs`, so it knows neither: it takes bytes and panics when something does not hold.

use orderbell_wire::auth::http::{HttpAuthError, SignedRequest, sign, verify};
use orderbell_wire::auth::{subscription_signature, user_signature, verify_subscription, verify_user};
use orderbell_wire::channel::{ChannelKind, ChannelName};
use orderbell_wire::event_name::EventName;
use orderbell_wire::member::Member;
use orderbell_wire::message::{self, ClientMessage};
use orderbell_wire::socket_id::SocketId;
use orderbell_wire::trigger::{Trigger, TriggerLimits};
use orderbell_wire::user::User;
use orderbell_wire::websocket::{Input, Reader, text_frame};
use orderbell_wire::{batch, frame, limits};
use serde_json::Value;

const KEY: &str = "278d425bdf160c739803";
const SECRET: &str = "7ad3773142a6692b25b8";
const LIMIT: usize = 2000;

/// A client's byte stream means the same however the network cuts it, and no stream takes more than it may.
pub(crate) fn frames(bytes: &[u8]) {
    // The first byte says how it is cut, the rest is the stream.
    let Some((cut, stream)) = bytes.split_first() else { return };
    let whole = read(std::iter::once(stream));
    assert_eq!(whole, read(stream.chunks(1)));
    assert_eq!(whole, read(stream.chunks(usize::from(*cut) + 2)));
    for said in &whole {
        assert!(said.len() <= 8 * LIMIT, "a message over the limit was let through");
    }
    // A frame as the writer makes it comes through the reader once it is masked.
    let text = String::from_utf8_lossy(&stream[..stream.len().min(LIMIT / 3)]);
    let server = text_frame(&text);
    let header = server.len() - text.len();
    let mask = [*cut, 2, 3, 4];
    let mut client = server[..header].to_vec();
    client[1] |= 0x80;
    client.extend(mask);
    client.extend(text.bytes().zip(mask.iter().cycle()).map(|(byte, mask)| byte ^ mask));
    assert_eq!(read(client.chunks(7)), [format!("Text({text:?})")]);
}

fn read<'a>(pieces: impl Iterator<Item = &'a [u8]>) -> Vec<String> {
    let mut reader = Reader::new();
    let mut said = Vec::new();
    for piece in pieces {
        let mut piece = piece.to_vec();
        let mut input = Input::new(&mut piece);
        loop {
            match reader.next(&mut input, LIMIT) {
                Ok(Some(message)) => said.push(format!("{message:?}")),
                Ok(None) => break,
                Err(violation) => {
                    assert!(matches!(violation.close_code(), 1002 | 1003 | 1007 | 1009));
                    said.push(format!("{violation:?}"));
                    return said;
                }
            }
        }
    }
    said
}

/// A name is what it was, within its limit and alphabet, and its kind follows from its prefix alone.
pub(crate) fn names(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    if let Ok(channel) = ChannelName::try_from(text) {
        assert_eq!(channel.as_str(), text);
        assert!(text.len() <= limits::CHANNEL_NAME && text.is_ascii() && !text.is_empty());
        let guarded = text.starts_with("private-") || text.starts_with("presence-");
        assert_eq!(channel.requires_auth(), guarded);
        assert_eq!(channel.kind() == ChannelKind::ServerToUser, text.starts_with('#'));
        assert_eq!(channel.user().is_some(), text.starts_with('#'));
        assert!(!channel.is_cache() || text.contains("cache-"));
        object(&frame::subscription_succeeded(&channel));
        object(&frame::cache_miss(&channel));
    }
    if let Ok(name) = EventName::try_from(text) {
        assert_eq!(name.as_str(), text);
        assert!((1..=limits::EVENT_NAME).contains(&text.chars().count()));
        assert!(!name.is_reserved() || !name.is_client());
    }
    if let Ok(id) = text.parse::<SocketId>() {
        assert_eq!(id.to_string().parse(), Ok(id));
    }
    object(&frame::error(Some(4009), text));
}

/// Whatever a client says is understood or refused in words, and what goes on to others is well-formed.
pub(crate) fn messages(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    match message::parse(text) {
        Ok(ClientMessage::ClientEvent { event, channel, data }) => {
            assert!(event.is_client());
            let relayed = object(&frame::client_event(&event, &channel, &data, Some(text)));
            assert_eq!((&relayed["data"], &relayed["user_id"]), (&Value::from(&*data), &Value::from(text)));
            let published = frame::channel_event(&event, &channel, &data);
            assert_eq!(object(&published)["data"], *data);
            assert_eq!(frame::data_of(&published), Some(data));
        }
        Ok(ClientMessage::Subscribe { channel, auth, channel_data, .. }) => {
            let (auth, data) = (auth.as_deref(), channel_data.as_deref());
            let id = SocketId::new(1234, 1234);
            let secret_of = |key: &str| (key == KEY).then_some(SECRET);
            if verify_subscription(auth, id, &channel, data, secret_of).is_ok() {
                let signature = subscription_signature(SECRET, id, &channel, data);
                assert_eq!(auth, Some(&*format!("{KEY}:{signature}")));
            }
        }
        Ok(ClientMessage::Signin { auth, user_data }) => {
            let id = SocketId::new(1234, 1234);
            let secret_of = |key: &str| (key == KEY).then_some(SECRET);
            if verify_user(&auth, id, &user_data, secret_of).is_ok() {
                assert_eq!(auth, format!("{KEY}:{}", user_signature(SECRET, id, &user_data)));
            }
            object(&frame::signin_success(&user_data));
        }
        Ok(_) => {}
        Err(error) => drop(object(&frame::error(None, &error.to_string()))),
    }
    if let Ok(member) = Member::parse(text) {
        assert!(!member.id.is_empty() && member.id.chars().count() <= limits::USER_ID);
        let channel = "presence-a".parse().expect("a channel name");
        let added = inner(&frame::member_added(&channel, &member.id, member.info.as_deref()));
        assert_eq!(added["user_id"], *member.id);
        assert_eq!(inner(&frame::member_removed(&channel, &member.id))["user_id"], *member.id);
    }
    if let Ok(user) = User::parse(text) {
        assert!(ChannelName::of_user(&user.id).is_ok());
        assert!(user.watchlist.len() <= limits::WATCHLIST);
        object(&frame::watchlist_events(&user.watchlist, &[]));
    }
}

/// A request is accepted only with the signature over what it says, and one that an SDK signs always is.
pub(crate) fn signatures(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.splitn(4, '\n');
    let mut line = || lines.next().unwrap_or("");
    let (method, path, raw_query, body) = (line(), line(), line(), line().as_bytes());
    let now = 1_353_088_179;
    let lookup = |key: &str| (key == KEY).then_some(((), SECRET));
    let request = SignedRequest { method, path, raw_query, body };
    match verify(&request, lookup, now) {
        Ok(verified) => {
            assert!(verified.query.is_sorted_by(|a, b| a.0 <= b.0) && verified.param("auth_key") == Some(KEY))
        }
        Err(error) => assert_eq!((error.status(), error.to_string().is_empty()), (401, false)),
    }

    let mut params: Vec<(&str, &str)> = Vec::new();
    for pair in raw_query.split('&') {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let lower = name.to_lowercase();
        let own = lower.is_empty() || lower.starts_with("auth_") || lower == "body_md5";
        if !own && !params.iter().any(|(other, _)| other.to_lowercase() == lower) {
            params.push((name, value));
        }
    }
    let signed = sign(KEY, SECRET, method, path, &params, body, now - 1);
    let request = SignedRequest { method, path, raw_query: &signed, body };
    let verified = verify(&request, lookup, now).expect("what was signed is accepted");
    for (name, value) in params {
        assert_eq!(verified.param(&name.to_lowercase()), Some(value));
    }
    let other = [body, b"x"].concat();
    let altered = verify(&SignedRequest { body: &other, ..request }, lookup, now);
    assert!(matches!(altered, Err(HttpAuthError::BodyDigest | HttpAuthError::BodyDigestMissing)));
    let elsewhere = format!("{path}x");
    let altered = verify(&SignedRequest { path: &elsewhere, ..request }, lookup, now);
    assert!(matches!(altered, Err(HttpAuthError::Signature { .. })));
}

/// What an app publishes is taken whole, within every limit, or refused with a status.
pub(crate) fn triggers(bytes: &[u8]) {
    match Trigger::parse(bytes, TriggerLimits::default()) {
        Ok(trigger) => publish(&trigger),
        Err(error) => assert!(matches!(error.status(), 400 | 413) && !error.to_string().is_empty()),
    }
    match batch::parse(bytes, TriggerLimits::default()) {
        Ok(batch) => {
            assert!(batch.len() <= limits::EVENTS_PER_BATCH);
            batch.iter().for_each(publish);
        }
        Err(error) => assert!(matches!(error.status(), 400 | 413) && !error.to_string().is_empty()),
    }
}

fn publish(trigger: &Trigger) {
    assert!((1..=limits::CHANNELS_PER_EVENT).contains(&trigger.channels.len()));
    assert!(trigger.data.len() <= limits::EVENT_DATA && !trigger.name.is_reserved());
    for channel in &trigger.channels {
        let frame = object(&frame::channel_event(&trigger.name, channel, &trigger.data));
        assert_eq!(frame["data"], *trigger.data);
        assert_eq!(frame["event"], trigger.name.as_str());
        assert_eq!(frame["channel"], channel.as_str());
    }
}

/// The message of a server's frame, which has an event and data.
fn object(frame: &[u8]) -> Value {
    let header = match frame[1] {
        126 => 4,
        127 => 10,
        _ => 2,
    };
    assert_eq!(frame[0], 0x81);
    let value: Value = serde_json::from_slice(&frame[header..]).expect("a frame is JSON");
    assert!(value["event"].is_string() && value.get("data").is_some(), "{value}");
    value
}

/// The document inside the string that is the data.
fn inner(frame: &[u8]) -> Value {
    let value = object(frame);
    serde_json::from_str(value["data"].as_str().expect("data is a string")).expect("data is JSON")
}
