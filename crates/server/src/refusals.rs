//! Who was turned away lately, and what exactly was wrong, for the developer who wonders.
//!
//! The client is told in the words of the protocol, which say little; the reason in full is for the app's own developers.
//! The lists are short and in memory. Whoever floods the server with wrong signatures fills them, but makes it explain only
//! a few a second. No secret, no signature and no whole address gets in.

use std::{
    borrow::Cow,
    collections::{HashMap, VecDeque},
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use jiff::Timestamp;
use orderbell_store::AppId;
use orderbell_wire::{
    auth::{
        fault::{Credential, explain_request},
        http::{HttpAuthError, SignedRequest},
    },
    close::Disconnect,
};
use secrecy::ExposeSecret as _;

use crate::http::AppState;

/// Entries kept per app.
const KEPT: usize = 100;

/// Apps of which entries are kept.
const APPS: usize = 1000;

/// Requests that are explained within a second.
const PER_SECOND: u32 = 20;

/// Longest reason, in bytes; it may repeat what was sent.
const REASON: usize = 600;

/// What was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A WebSocket.
    Connection,
    /// A request of the signed HTTP API.
    Request,
}

/// Somebody was turned away.
#[derive(Debug, Clone)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// What was refused.
    pub kind: Kind,
    /// A stable name of the reason.
    pub code: Cow<'static, str>,
    /// The reason, and what to change.
    pub reason: String,
    /// Where it came from, see [`mask`].
    pub peer: Option<String>,
}

/// The latest entries of each app, and of nobody's.
#[derive(Debug, Default)]
pub struct Refusals(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    apps: HashMap<Option<AppId>, VecDeque<Entry>>,
    second: Option<(Instant, u32)>,
}

impl Refusals {
    /// A WebSocket was refused. `app` is the one of its key, if the key is known.
    pub fn connection(&self, app: Option<AppId>, peer: IpAddr, why: &Disconnect) {
        let code = format!("close_{}", why.code).into();
        self.keep(app, Kind::Connection, code, why.message.to_string(), Some(peer));
    }

    /// A request's signature did not hold.
    pub fn request(
        &self,
        state: &AppState,
        app_id: Option<&str>,
        request: &SignedRequest<'_>,
        peer: Option<IpAddr>,
        error: &HttpAuthError,
    ) {
        let app = app_id.and_then(|id| state.apps.by_public_id(id));
        let id = app.as_ref().map(|app| app.record.id);
        let Some(app) = app else {
            return self.keep(id, Kind::Request, "app_unknown".into(), error.to_string(), peer);
        };
        if !self.may_explain() {
            return;
        }
        let live: Vec<Credential<'_>> = app
            .hub
            .keys
            .iter()
            .map(|live| Credential { key: &live.key, secret: live.secret.expose_secret() })
            .collect();
        let faults = explain_request(request, &live, Timestamp::now().as_second());
        let reasons: Vec<String> = faults.iter().map(ToString::to_string).collect();
        let target = format!("{} {}: {}", request.method, request.path, reasons.join("; "));
        self.keep(id, Kind::Request, "signature".into(), target, peer);
    }

    /// The latest of an app, the newest first. `None`: those that belong to no app.
    #[must_use]
    pub fn latest(&self, app: Option<AppId>) -> Vec<Entry> {
        self.locked().apps.get(&app).into_iter().flatten().rev().cloned().collect()
    }

    fn may_explain(&self) -> bool {
        let mut kept = self.locked();
        let now = Instant::now();
        match &mut kept.second {
            Some((began, count)) if now.duration_since(*began) < Duration::from_secs(1) => {
                *count += 1;
                *count <= PER_SECOND
            }
            second => {
                *second = Some((now, 1));
                true
            }
        }
    }

    fn keep(
        &self,
        app: Option<AppId>,
        kind: Kind,
        code: Cow<'static, str>,
        mut reason: String,
        peer: Option<IpAddr>,
    ) {
        reason.truncate(reason.floor_char_boundary(REASON));
        let entry = Entry { at: Timestamp::now(), kind, code, reason, peer: peer.map(mask) };
        let mut kept = self.locked();
        if kept.apps.len() >= APPS && !kept.apps.contains_key(&app) {
            return;
        }
        let entries = kept.apps.entry(app).or_default();
        if entries.len() == KEPT {
            entries.pop_front();
        }
        entries.push_back(entry);
    }

    fn locked(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An address without what tells one person from their neighbours: enough to know whether it is the office, the proxy or
/// a mobile network. Addresses of private networks point at nobody and stay whole.
#[must_use]
pub fn mask(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) if v4.is_loopback() || v4.is_private() || v4.is_link_local() => v4.to_string(),
        IpAddr::V6(v6) if v6.is_loopback() || v6.is_unique_local() => v6.to_string(),
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{}/24", Ipv4Addr::new(a, b, c, 0))
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            format!("{}/48", Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_address_tells_the_network_only() {
        for (address, masked) in [
            ("203.0.113.77", "203.0.113.0/24"),
            ("::ffff:203.0.113.77", "203.0.113.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
            ("127.0.0.1", "127.0.0.1"),
            ("192.168.1.20", "192.168.1.20"),
            ("::1", "::1"),
        ] {
            assert_eq!(mask(address.parse().unwrap()), masked);
        }
    }

    #[test]
    fn the_lists_are_short_and_apart() {
        let refusals = Refusals::default();
        let peer = "203.0.113.77".parse().unwrap();
        for n in 0..2 * KEPT {
            refusals.connection(Some(AppId(1)), peer, &Disconnect::unknown_key(&format!("k{n}")));
        }
        refusals.connection(None, peer, &Disconnect::NO_PROTOCOL);
        let latest = refusals.latest(Some(AppId(1)));
        assert_eq!(latest.len(), KEPT);
        assert!(latest[0].reason.contains(&format!("k{}", 2 * KEPT - 1)), "the newest comes first");
        assert_eq!(refusals.latest(None).len(), 1);
        assert!(refusals.latest(Some(AppId(2))).is_empty());
    }
}
