//! How much a client may say.
//!
//! A message costs its parsing, a subscription work on several shards and perhaps a presence announcement to many. Both
//! are paid from an allowance that fills with time: a page may subscribe to everything at once when it opens, but not
//! go on like that. What is beyond is refused in words, and who does not listen to that is closed with 4100, which brings
//! a client back after a second and with an empty list.

use std::cell::Cell;
use std::rc::Rc;

use orderbell_wire::channel::ChannelName;
use orderbell_wire::close::{CLIENT_EVENT_RATE, Disconnect};
use orderbell_wire::{frame, limits};

use crate::config::HubConfig;
use crate::connection::Conn;
use crate::session::Refusal;
use crate::shard::Shard;
use crate::wheel::Tick;

/// An allowance holds what comes in so many seconds.
const SECONDS: f32 = 10.0;

/// A message costs one, and one more for each further piece of this many bytes.
const PIECE: usize = 4096;

/// A connection that was refused this often without a pause is closed.
const BREACHES: u16 = 100;

/// What a client has used. It drains at the rate of the settings.
#[derive(Debug, Default)]
struct Bucket {
    level: Cell<f32>,
    at: Cell<Tick>,
}

/// What one kind of bucket is made of. Times are ticks of the shard.
#[derive(Clone, Copy, Debug)]
struct Size {
    per_tick: f32,
    /// `None`: there is no limit.
    full: Option<f32>,
}

impl Size {
    fn new(config: &HubConfig, per_second: usize) -> Self {
        let rate = per_second as f32;
        let full = (per_second > 0).then_some(rate * SECONDS);
        Self { per_tick: rate * config.tick().as_secs_f32(), full }
    }

    /// At least `count` fit in, because no client is to be refused what another setting allows.
    fn at_least(self, count: usize) -> Self {
        Self { full: self.full.map(|full| full.max(count as f32)), ..self }
    }
}

impl Bucket {
    fn take(&self, now: Tick, cost: usize, size: Size) -> bool {
        let Some(full) = size.full else { return true };
        // The clock wraps, the difference does not: a bucket is empty long before.
        let ticks = now.wrapping_sub(self.at.replace(now)) as f32;
        let level = (self.level.get() - ticks * size.per_tick).max(0.0);
        let next = level + cost as f32;
        // The largest message must pass through the smallest bucket, once it is empty.
        let fits = next <= full || level == 0.0;
        self.level.set(if fits { next } else { level });
        fits
    }
}

/// The two buckets of a connection.
#[derive(Debug, Default)]
pub(crate) struct Allowance {
    messages: Bucket,
    subscriptions: Bucket,
    /// Refusals since the last pause.
    breaches: Cell<u16>,
    /// When the last one was.
    breached_at: Cell<Tick>,
}

/// The rates of a shard, worked out once.
#[derive(Debug)]
pub(crate) struct Rates {
    messages: Size,
    subscriptions: Size,
    /// A pause of so many ticks forgives what was.
    pause: Tick,
}

impl Rates {
    pub(crate) fn new(config: &HubConfig) -> Self {
        let ticks = SECONDS / config.tick().as_secs_f32();
        Self {
            messages: Size::new(config, config.messages_per_second),
            subscriptions: Size::new(config, config.subscriptions_per_second),
            pause: ticks as Tick,
        }
    }
}

/// A page may leave everything that it is subscribed to and subscribe anew at once.
fn all_channels(conn: &Conn) -> usize {
    2 * conn.app().map_or(limits::CHANNELS_PER_CONNECTION, |app| app.settings.max_channels)
}

impl Shard {
    /// Whether the client may send one more message of this size. If not, it has been told.
    pub(crate) fn may_speak(self: &Rc<Self>, conn: &Rc<Conn>, bytes: usize) -> bool {
        let cost = 1 + bytes / PIECE;
        let size = self.rates.messages.at_least(2 * all_channels(conn));
        if conn.allowance.messages.take(self.now(), cost, size) {
            return true;
        }
        let breaches = self.count_breach(conn);
        // Each further word costs as much as the message did, so they become rare.
        if breaches.is_power_of_two() {
            self.complain_of_rate(conn, "Message rejected - too many messages, the limit is per connection");
        }
        false
    }

    /// Whether the client may subscribe or unsubscribe once more. If not, it has been told.
    pub(crate) fn may_subscribe(self: &Rc<Self>, conn: &Rc<Conn>, channel: &ChannelName) -> bool {
        let size = self.rates.subscriptions.at_least(all_channels(conn));
        if conn.allowance.subscriptions.take(self.now(), 1, size) {
            return true;
        }
        self.count_breach(conn);
        let message = "Subscription rejected - too many in a short time, the limit is per connection";
        self.complain_of_rate(conn, message);
        self.refuse_subscription(conn, channel, Refusal::limit(message.to_owned()));
        false
    }

    fn complain_of_rate(&self, conn: &Rc<Conn>, message: &str) {
        self.reply(conn, Rc::new(frame::error(Some(CLIENT_EVENT_RATE), message)));
    }

    fn count_breach(self: &Rc<Self>, conn: &Rc<Conn>) -> u16 {
        let Allowance { breaches, breached_at, .. } = &conn.allowance;
        let since = self.now().wrapping_sub(breached_at.replace(self.now()));
        let count = if since >= self.rates.pause { 1 } else { breaches.get().saturating_add(1) };
        breaches.set(count);
        self.metrics.rate_refused.add(1);
        if count == BREACHES {
            tracing::info!(socket.id = %conn.socket_id, "the connection sends too much, closing it");
            self.close(conn, &Disconnect::TOO_FAST);
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(per_second: usize, at_once: usize) -> Size {
        Size::new(&HubConfig::default(), per_second).at_least(at_once)
    }

    /// How many of 1000 attempts at one time pass.
    fn pass(bucket: &Bucket, now: Tick, size: Size) -> usize {
        (0..1000).filter(|_| bucket.take(now, 1, size)).count()
    }

    #[test]
    fn ten_seconds_worth_may_come_at_once_and_then_the_rate_holds() {
        // The tick of the default settings is a quarter of a second.
        let (bucket, size) = (Bucket::default(), size(20, 0));
        assert_eq!(pass(&bucket, 7, size), 200);
        assert_eq!(pass(&bucket, 7, size), 0);
        assert_eq!(pass(&bucket, 11, size), 20);
        assert_eq!(pass(&bucket, Tick::MAX, size), 200);
        assert_eq!(pass(&bucket, 3, size), 20, "the clock has wrapped");
    }

    #[test]
    fn what_another_setting_allows_at_once_fits_in_and_nothing_means_no_limit() {
        assert_eq!(pass(&Bucket::default(), 0, size(1, 400)), 400);
        assert_eq!(pass(&Bucket::default(), 0, size(0, 1)), 1000);
    }

    #[test]
    fn a_message_larger_than_the_bucket_passes_when_that_is_empty() {
        let (bucket, size) = (Bucket::default(), size(1, 0));
        assert!(bucket.take(0, 17, size) && !bucket.take(4, 17, size));
        assert!(bucket.take(4 * 17, 17, size));
    }
}
