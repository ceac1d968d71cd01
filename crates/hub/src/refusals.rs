//! The latest refused subscriptions of each app, with what was wrong.
//!
//! A page learns only that it was refused, and its developer needs to know why. So the reason is worked out where all of
//! its parts are at hand. That costs some digests, and whoever guesses signatures must not make a shard spend its time on
//! them: after [`PER_SECOND`] in a second, refusals are counted only. No entry contains a secret, a signature or what
//! somebody wrote about themselves.

use std::collections::{HashMap, VecDeque};
use std::rc::Rc;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use orderbell_wire::auth::SubscriptionAuthError;
use orderbell_wire::auth::fault::{Credential, explain_subscription};
use orderbell_wire::channel::ChannelName;
use orderbell_wire::socket_id::SocketId;
use secrecy::ExposeSecret as _;

use crate::connection::Conn;
use crate::hub::Hub;
use crate::session::Refusal;
use crate::shard::Shard;

/// Entries kept per app.
const KEPT: usize = 100;

/// Apps of which entries are kept.
const APPS: usize = 1000;

/// Refusals that are explained and kept, over all shards.
const PER_SECOND: u32 = 50;

/// A subscription that was refused.
#[derive(Clone, Debug)]
pub struct RefusedSubscription {
    /// When.
    pub at: SystemTime,
    /// The connection.
    pub socket_id: SocketId,
    /// The channel that it asked for.
    pub channel: ChannelName,
    /// A stable name of the reason.
    pub code: &'static str,
    /// The reason in words, and what to change.
    pub reason: String,
}

#[derive(Debug, Default)]
pub(crate) struct Refusals(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    apps: HashMap<i64, VecDeque<RefusedSubscription>>,
    /// The second that is being counted, and how many there were in it.
    second: Option<(Instant, u32)>,
    left_out: u64,
}

impl Refusals {
    fn locked(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether another one may be explained now.
    fn may_explain(&self) -> bool {
        let mut kept = self.locked();
        let now = Instant::now();
        match &mut kept.second {
            Some((began, count)) if now.duration_since(*began) < Duration::from_secs(1) => {
                *count += 1;
                if *count > PER_SECOND {
                    kept.left_out += 1;
                    return false;
                }
            }
            second => *second = Some((now, 1)),
        }
        true
    }

    fn keep(&self, app: i64, refused: RefusedSubscription) {
        let mut kept = self.locked();
        if kept.apps.len() >= APPS && !kept.apps.contains_key(&app) {
            return;
        }
        let entries = kept.apps.entry(app).or_default();
        if entries.len() == KEPT {
            entries.pop_front();
        }
        entries.push_back(refused);
    }
}

impl Shard {
    /// Says what is wrong with an `auth`, unless that was done too often just now.
    pub(crate) fn explained(
        &self,
        conn: &Conn,
        channel: &ChannelName,
        auth: Option<&str>,
        data: Option<&str>,
        error: &SubscriptionAuthError,
    ) -> Refusal {
        let mut refusal = Refusal::unauthorized(error.to_string());
        let (Some(app), Some(exchange)) = (conn.app(), self.exchange()) else { return refusal };
        if exchange.refusals.may_explain() {
            let live: Vec<Credential<'_>> = app
                .keys
                .iter()
                .map(|live| Credential { key: &live.key, secret: live.secret.expose_secret() })
                .collect();
            refusal.fault = explain_subscription(auth, conn.socket_id, channel, data, &live);
        }
        refusal
    }

    pub(crate) fn note_refusal(&self, conn: &Rc<Conn>, channel: &ChannelName, refusal: &Refusal) {
        let (Some(app), Some(exchange)) = (&conn.tenant, self.exchange()) else { return };
        let (code, reason) = match &refusal.fault {
            Some(fault) => (fault.code(), fault.to_string()),
            // A wrong signature without an explanation is one of too many.
            None if refusal.message.starts_with("Invalid signature") => return,
            None => {
                let code = if refusal.kind == "LimitReached" { "limit_reached" } else { "not_authorized" };
                (code, refusal.message.clone())
            }
        };
        let refused = RefusedSubscription {
            at: SystemTime::now(),
            socket_id: conn.socket_id,
            channel: channel.clone(),
            code,
            reason,
        };
        exchange.refusals.keep(app.id, refused);
    }
}

impl Hub {
    /// The latest refused subscriptions of an app, the newest first; at most a hundred.
    pub fn refused_subscriptions(&self, app: i64) -> Vec<RefusedSubscription> {
        let kept = self.exchange().refusals.locked();
        kept.apps.get(&app).into_iter().flatten().rev().cloned().collect()
    }

    /// Refused subscriptions that are not in any list, because there were too many at a time.
    pub fn unexplained_refusals(&self) -> u64 {
        self.exchange().refusals.locked().left_out
    }
}
