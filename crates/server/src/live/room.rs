//! The last events of one room, once for all who follow it.
//!
//! A room forgets what everybody has seen, and in a crowd what is old, and knows up to where it has forgotten. Whoever is
//! not as far as that reads the log.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::Notify;

use super::message::LiveEvent;

/// Events that a room remembers.
const EVENTS: usize = 64;

/// Bytes of events that a room remembers, unless a single one is larger.
const BYTES: usize = 256 << 10;

/// Events that are older are forgotten when the next one comes.
const AGE: Duration = Duration::from_secs(10);

/// Up to so many followers it is looked up after each step whether all have seen an event. In a crowd that would cost
/// more than the memory is worth.
const FEW: usize = 8;

/// A room that somebody follows.
#[derive(Debug, Default)]
pub(super) struct Room {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    events: VecDeque<(Instant, Arc<LiveEvent>)>,
    bytes: usize,
    /// The newest event that is not remembered any more.
    forgotten: i64,
    followers: HashMap<u64, Seat>,
}

#[derive(Debug)]
struct Seat {
    wake: Arc<Notify>,
    at: i64,
}

/// What a room knows of the events after a position.
#[derive(Debug)]
pub(super) enum Tail {
    /// These are all, or the first of all.
    Events(Vec<Arc<LiveEvent>>),
    /// More has happened than it remembers.
    Behind,
}

impl Room {
    pub(super) fn enter(&self, id: u64, wake: Arc<Notify>, at: i64) {
        self.lock().followers.insert(id, Seat { wake, at });
    }

    /// Returns how many are left.
    pub(super) fn leave(&self, id: u64) -> usize {
        let mut inner = self.lock();
        inner.followers.remove(&id);
        inner.forget_what_all_have_seen();
        inner.followers.len()
    }

    pub(super) fn push(&self, event: LiveEvent) {
        let now = Instant::now();
        let mut inner = self.lock();
        while let Some((since, _)) = inner.events.front()
            && (inner.events.len() >= EVENTS
                || inner.bytes + event.size() > BYTES
                || now.duration_since(*since) > AGE)
        {
            inner.forget_oldest();
        }
        inner.bytes += event.size();
        inner.events.push_back((now, Arc::new(event)));
    }

    /// Wakes all who follow the room.
    pub(super) fn wake(&self) {
        for seat in self.lock().followers.values() {
            seat.wake.notify_one();
        }
    }

    /// What follows `at`, which the follower has seen, up to `until`; at most `limit` events.
    pub(super) fn after(&self, id: u64, at: i64, until: i64, limit: usize) -> Tail {
        let mut inner = self.lock();
        if let Some(seat) = inner.followers.get_mut(&id) {
            seat.at = at;
        }
        inner.forget_what_all_have_seen();
        if at < inner.forgotten {
            return Tail::Behind;
        }
        let start = inner.events.partition_point(|(_, event)| event.seq <= at);
        let events = inner.events.iter().skip(start).map(|(_, event)| event);
        Tail::Events(events.take_while(|event| event.seq <= until).take(limit).cloned().collect())
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn forget_what_all_have_seen(&mut self) {
        if self.events.is_empty() || self.followers.len() > FEW {
            return;
        }
        let seen = self.followers.values().map(|seat| seat.at).min().unwrap_or(i64::MAX);
        while let Some((_, event)) = self.events.front()
            && event.seq <= seen
        {
            self.forget_oldest();
        }
    }

    fn forget_oldest(&mut self) {
        if let Some((_, event)) = self.events.pop_front() {
            self.bytes -= event.size();
            self.forgotten = event.seq;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(seq: i64) -> LiveEvent {
        LiveEvent::encode("admin", "order.created", seq, "{}")
    }

    fn seqs(tail: Tail) -> Option<Vec<i64>> {
        match tail {
            Tail::Events(events) => Some(events.iter().map(|event| event.seq).collect()),
            Tail::Behind => None,
        }
    }

    #[test]
    fn a_follower_gets_what_follows_its_position() {
        let room = Room::default();
        room.enter(1, Arc::default(), 4);
        assert_eq!(seqs(room.after(1, 4, 100, 9)), Some(vec![]));
        for seq in [5, 8, 9] {
            room.push(event(seq));
        }
        assert_eq!(seqs(room.after(1, 4, 100, 9)), Some(vec![5, 8, 9]));
        assert_eq!(seqs(room.after(1, 4, 8, 9)), Some(vec![5, 8]), "only what the relay has told whole");
        assert_eq!(seqs(room.after(1, 4, 100, 1)), Some(vec![5]));
        assert_eq!(seqs(room.after(1, 6, 100, 9)), Some(vec![8, 9]), "in between is nothing of the room");
        assert_eq!(seqs(room.after(1, 9, 100, 9)), Some(vec![]));
        assert_eq!(seqs(room.after(1, 8, 100, 9)), None, "5 to 9 are forgotten by now, which is noticed");
    }

    #[test]
    fn what_all_have_seen_is_forgotten_and_nothing_else() {
        let room = Room::default();
        room.enter(1, Arc::default(), 0);
        room.enter(2, Arc::default(), 0);
        for seq in 1..=3 {
            room.push(event(seq));
        }
        assert_eq!(seqs(room.after(1, 3, 100, 9)), Some(vec![]));
        assert_eq!(seqs(room.after(2, 0, 100, 9)), Some(vec![1, 2, 3]));
        assert_eq!(seqs(room.after(2, 3, 100, 9)), Some(vec![]));
        assert_eq!(room.lock().bytes, 0);
        assert_eq!(room.leave(1), 1);
        assert_eq!(room.leave(2), 0);
    }

    #[test]
    fn a_room_stays_small_and_notices_who_fell_behind() {
        let room = Room::default();
        room.enter(1, Arc::default(), 0);
        for seq in 1..=(EVENTS as i64 + 3) {
            room.push(event(seq));
        }
        assert_eq!(seqs(room.after(1, 0, 1000, 9)), None);
        assert_eq!(seqs(room.after(1, 3, 1000, 2)), Some(vec![4, 5]));
        room.push(LiveEvent::encode("admin", "x", 500, &"y".repeat(BYTES)));
        assert_eq!(room.lock().events.len(), 1, "the newest is kept, however large");
        assert_eq!(seqs(room.after(1, 67, 1000, 9)), Some(vec![500]));
    }
}
