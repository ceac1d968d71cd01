//! Giving a publication to those of a shard who listen, and remembering how far the log has come through here.

use std::rc::Rc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use crate::publication::Encoded;
use crate::shard::{Reached, Shard};

impl Shard {
    pub(crate) fn deliver(&self, publication: &Encoded) {
        self.load.queued.fetch_sub(publication.size(), Ordering::Relaxed);
        if publication.kept {
            self.keep_last(publication);
        }
        if let Some(logged) = publication.logged {
            self.reach(publication.app, logged.seq);
        }
        let subscriptions = self.subscriptions.borrow();
        let mut deliveries = 0;
        for (index, (name, bytes)) in publication.frames.iter().enumerate() {
            let Some(channel) = subscriptions.channel(publication.app, name) else { continue };
            let frame = Rc::new(publication.renamed.get(index).unwrap_or(bytes).clone());
            for conn in channel.subscribers.borrow().iter() {
                if publication.except != Some(conn.socket_id) && self.send_later(conn, &frame) {
                    deliveries += 1;
                }
            }
            if !channel.followers.borrow().is_empty() {
                deliveries += self.pass_to_followers(publication, channel, &frame, bytes);
            }
        }
        self.metrics.deliveries.add(deliveries);
    }

    fn reach(&self, app: i64, seq: i64) {
        let mut reached = self.reached.borrow_mut();
        let Reached { newest, settled } = reached.entry(app).or_default();
        if seq > *newest {
            *settled = std::mem::replace(newest, seq);
        }
    }

    /// The newest event of an app's log that has come through here.
    pub(crate) fn reached(&self, app: i64) -> i64 {
        self.reached.borrow().get(&app).map_or(0, |reached| reached.newest)
    }

    /// Up to here every event of an app's log has come through, on all its channels.
    pub(crate) fn settled(&self, app: i64) -> i64 {
        self.reached.borrow().get(&app).map_or(0, |reached| reached.settled)
    }

    fn keep_last(&self, publication: &Encoded) {
        let mut last_events = self.last_events.borrow_mut();
        for (name, frame) in publication.frames.iter().filter(|(name, _)| name.is_cache()) {
            last_events.keep(publication.app, name, frame, publication.logged, Instant::now());
        }
    }
}
