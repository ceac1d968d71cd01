//! The deliberate ways to end a connection.
//!
//! A close code is an instruction to the client, so each code says what pusher-js 8 does about it. Two rules
//! follow from that table: 4000 is never sent, because it moves a client to TLS for good, and nothing from 4300
//! upwards is ever sent, because clients then stay away for ever.

use std::borrow::Cow;

/// 1000: the work is done. pusher-js reconnects after 1 s and raises no error.
pub const NORMAL: u16 = 1000;
/// 1001: the page is gone. Only clients say it.
pub const GOING_AWAY: u16 = 1001;
/// 1002: the peer broke RFC 6455. pusher-js raises an error and reconnects after 1 s.
pub const PROTOCOL_ERROR: u16 = 1002;
/// 1003: the peer sent a binary message. pusher-js raises an error and reconnects after 1 s.
pub const UNSUPPORTED_DATA: u16 = 1003;
/// 1007: the peer sent text that is not UTF-8. pusher-js raises an error and reconnects after 1 s.
pub const INVALID_TEXT: u16 = 1007;
/// 1009: the peer sent a message over the limit. pusher-js raises an error and reconnects after 1 s.
pub const TOO_BIG: u16 = 1009;
/// 1011: the server failed. pusher-js raises an error and reconnects after 1 s.
pub const INTERNAL: u16 = 1011;

/// 4001: no app has this key. pusher-js goes to `disconnected` and stays there, which is right: the page's
/// configuration is wrong and retrying cannot mend it.
pub const UNKNOWN_KEY: u16 = 4001;
/// 4003: the app is switched off. pusher-js stays `disconnected`.
pub const APP_DISABLED: u16 = 4003;
/// 4007: the client speaks a protocol version that we do not. pusher-js stays `disconnected`.
pub const UNSUPPORTED_PROTOCOL: u16 = 4007;
/// 4008: the client did not say which protocol it speaks. pusher-js stays `disconnected`.
pub const NO_PROTOCOL: u16 = 4008;
/// 4009: a foreign origin, a revoked key, nothing that shows who this is, or terminated by the app. pusher-js stays `disconnected`.
pub const UNAUTHORIZED: u16 = 4009;
/// 4100: no room for this connection now. pusher-js raises an error and reconnects after 1 s, again and again;
/// the same code serves a full server, an app over its quota, and a client that reads too slowly.
pub const OVER_CAPACITY: u16 = 4100;
/// 4100: the client reads too slowly. The same number as [`OVER_CAPACITY`], on purpose: wait, then come back.
pub const SLOW: u16 = 4100;
/// 4200: come back at once. pusher-js reconnects without any delay and without limit, so the server must spread
/// such closes itself.
pub const RECONNECT: u16 = 4200;
/// 4201: the client did not answer a ping. pusher-js reconnects without delay.
pub const NO_PONG: u16 = 4201;

/// 4301: a client event was over the rate limit. For `pusher:error` frames only, where pusher-js does nothing about
/// it; as a close code it would keep clients away for ever.
pub const CLIENT_EVENT_RATE: u16 = 4301;

/// 4302: a watchlist was longer than allowed. For `pusher:error` frames only.
pub const WATCHLIST_TOO_LONG: u16 = 4302;

/// A deliberate close: the code and the text that go into the `pusher:error` and into the close frame.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disconnect {
    /// The WebSocket close code.
    pub code: u16,
    /// A sentence for the person who reads the client's log. Close frames carry its first 123 bytes.
    pub message: Cow<'static, str>,
}

/// How much of a foreign text (a key from a URL) is repeated in a message.
const QUOTED: usize = 40;

impl Disconnect {
    /// The server is full; pusher-js comes back after a second.
    pub const OVER_CAPACITY: Self = Self::fixed(OVER_CAPACITY, "Over capacity, please try again shortly");
    /// The app has as many connections as it may have; pusher-js comes back after a second.
    pub const OVER_QUOTA: Self = Self::fixed(OVER_CAPACITY, "The app is over its connection quota");
    /// The connection's queue is full; pusher-js comes back after a second.
    pub const SLOW: Self = Self::fixed(SLOW, "The connection reads too slowly, its queue is full");
    /// A newer connection has the same tab id, so this one is dead or somebody uses the id twice. pusher-js comes back after
    /// a second; without that pause two pages with one id would drive each other out as fast as they can.
    pub const REPLACED: Self =
        Self::fixed(OVER_CAPACITY, "A newer connection with the same tab id has taken over");
    /// The client goes on sending more than it may; pusher-js comes back after a second.
    pub const TOO_FAST: Self = Self::fixed(OVER_CAPACITY, "Too many messages, please slow down");
    /// Too many connections come from one address; pusher-js comes back after a second.
    pub const CROWDED_ADDRESS: Self =
        Self::fixed(OVER_CAPACITY, "Too many connections from this address, please try again later");
    /// The origin or key may not connect; pusher-js stays away.
    pub const UNAUTHORIZED: Self = Self::fixed(UNAUTHORIZED, "Connection not authorized");
    /// The key was revoked; pusher-js stays away.
    pub const KEY_REVOKED: Self = Self::fixed(UNAUTHORIZED, "The app key was revoked");
    /// The page's origin is not on the app's list; pusher-js stays away.
    pub const FOREIGN_ORIGIN: Self =
        Self::fixed(UNAUTHORIZED, "The origin of this page is not allowed by the app");
    /// The app wants to know who connects, and the client did not show it in time; pusher-js stays away.
    pub const NOT_AUTHORIZED_IN_TIME: Self =
        Self::fixed(UNAUTHORIZED, "Connection not authorized within timeout");
    /// The app is switched off; pusher-js stays away.
    pub const APP_DISABLED: Self = Self::fixed(APP_DISABLED, "The app is disabled");
    /// No `protocol` in the query; pusher-js stays away.
    pub const NO_PROTOCOL: Self =
        Self::fixed(NO_PROTOCOL, "No protocol version supplied, the query needs protocol=7");
    /// Shutdown or deployment; pusher-js reconnects at once.
    pub const RECONNECT: Self = Self::fixed(RECONNECT, "Please reconnect immediately");
    /// No sign of life after a ping; pusher-js reconnects at once.
    pub const NO_PONG: Self = Self::fixed(NO_PONG, "Pong reply not received in time");

    const fn fixed(code: u16, message: &'static str) -> Self {
        Self { code, message: Cow::Borrowed(message) }
    }

    /// The app ends the connections of a user; what pusher-js does depends on the code.
    pub const fn terminated(code: u16) -> Self {
        Self::fixed(code, "You got disconnected by the app.")
    }

    /// No app has the key of the URL; pusher-js stays away. The wording is Pusher's own, clients match on it.
    pub fn unknown_key(key: &str) -> Self {
        let message =
            format!("App key {} not in this cluster. Did you forget to specify the cluster?", shorten(key));
        Self { code: UNKNOWN_KEY, message: message.into() }
    }

    /// The query asks for a protocol version that we do not speak; pusher-js stays away.
    pub fn unsupported_protocol(version: &str) -> Self {
        let message = format!("Unsupported protocol version {}, use protocol=7", shorten(version));
        Self { code: UNSUPPORTED_PROTOCOL, message: message.into() }
    }
}

fn shorten(text: &str) -> &str {
    &text[..text.floor_char_boundary(QUOTED)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_text_is_cut_at_a_character() {
        let long = "é".repeat(100);
        let message = Disconnect::unknown_key(&long).message;
        assert!(message.len() <= crate::limits::CLOSE_REASON, "{message}");
        assert!(message.contains(&"é".repeat(20)) && !message.contains(&"é".repeat(21)));
        assert!(Disconnect::unsupported_protocol("99").message.contains("99"));
    }

    #[test]
    fn check_155_no_code_sends_a_client_away_by_accident() {
        let codes = [
            NORMAL,
            PROTOCOL_ERROR,
            UNSUPPORTED_DATA,
            INVALID_TEXT,
            TOO_BIG,
            INTERNAL,
            UNKNOWN_KEY,
            APP_DISABLED,
            UNSUPPORTED_PROTOCOL,
            NO_PROTOCOL,
            UNAUTHORIZED,
            OVER_CAPACITY,
            SLOW,
            RECONNECT,
            NO_PONG,
        ];
        assert!(codes.iter().all(|code| *code != 4000 && *code < 4300));
    }
}
