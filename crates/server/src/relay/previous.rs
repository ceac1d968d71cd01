//! For each frame, the `seq` of the frame before it on the same channel, by which a client notices a gap.
//!
//! The answer is in the log; the last few thousand channels are remembered so that a busy one is not looked up for
//! every event.

use std::collections::HashMap;

use orderbell_store::{AppId, ReadError, Store};
use orderbell_wire::channel::ChannelName;

use super::channels;

/// Channels remembered before all are forgotten. Forgetting costs one indexed look-up per channel, nothing else.
const CAPACITY: usize = 10_000;

/// Remembers each channel's newest `seq`, and the one before.
#[derive(Debug, Default)]
pub(super) struct PreviousSeqs {
    newest: HashMap<(AppId, ChannelName), Link>,
}

#[derive(Debug, Clone, Copy)]
struct Link {
    seq: i64,
    prev: i64,
}

impl PreviousSeqs {
    /// The `seq` before `seq` on the channel, 0 if there is none; `seq` is the newest from now on. Asked again for the
    /// newest, after a failure further on, it says the same again.
    pub(super) async fn take(
        &mut self,
        store: &Store,
        app: AppId,
        channel: &ChannelName,
        seq: i64,
    ) -> Result<i64, ReadError> {
        let key = (app, channel.clone());
        if let Some(link) = self.newest.get_mut(&key) {
            if link.seq != seq {
                *link = Link { seq, prev: link.seq };
            }
            return Ok(link.prev);
        }
        let prev = store.previous_seq(app, channels::logged(channel), seq).await?.unwrap_or(0);
        self.remember(key, Link { seq, prev });
        Ok(prev)
    }

    /// The same for the first event of a channel, without a look at the log. Every order has such a channel, and the look
    /// took longer than all else that is done to publish one.
    pub(super) fn begin(&mut self, app: AppId, channel: &ChannelName, seq: i64) -> i64 {
        self.remember((app, channel.clone()), Link { seq, prev: 0 });
        0
    }

    fn remember(&mut self, key: (AppId, ChannelName), link: Link) {
        if self.newest.len() >= CAPACITY {
            self.newest.clear();
        }
        self.newest.insert(key, link);
    }
}
