//! When too much waits for clients that do not read, the slowest of them go.
//!
//! Each queue has its own bound; this is the bound of all together. Only sockets that the kernel takes nothing for count:
//! a queue that is about to be written is not a debt. They are added up when the clock ticks instead of being kept
//! account of, because a sum that many places change is a sum that is wrong one day.

use std::rc::Rc;

use crate::connection::{Conn, Phase};
use crate::hub::Hub;
use crate::shard::{Command, Shard};

/// Asked for relief, a shard closes this part of those who keep it waiting: the slowest one in a hundred.
const PART: usize = 100;

impl Shard {
    /// Closes the slowest clients until what waits is clearly within this shard's share of the budget.
    pub(crate) fn keep_within_budget(self: &Rc<Self>) {
        let blocked = self.blocked();
        let waiting: usize = blocked.iter().map(|(bytes, _)| bytes).sum();
        if waiting <= self.outbound_budget {
            return;
        }
        // Not to the brim, or the next event would start it again.
        let mut excess = waiting - self.outbound_budget / 10 * 9;
        self.close_slowest(blocked, |bytes| {
            let go_on = excess > 0;
            excess = excess.saturating_sub(bytes);
            go_on
        });
    }

    /// Closes the slowest clients whatever the budget says, because the memory is needed.
    pub(crate) fn relieve(self: &Rc<Self>) {
        let blocked = self.blocked();
        let mut left = blocked.len().div_ceil(PART);
        self.close_slowest(blocked, |_| {
            let go_on = left > 0;
            left = left.saturating_sub(1);
            go_on
        });
    }

    /// Open connections whose kernel takes no more, with the bytes that wait for them.
    fn blocked(&self) -> Vec<(usize, Rc<Conn>)> {
        let connections = self.connections.borrow();
        let blocked = connections.iter().filter(|(_, conn)| conn.blocked.get() && conn.is_open());
        blocked.map(|(_, conn)| (conn.outbound.borrow().bytes(), Rc::clone(conn))).collect()
    }

    fn close_slowest(
        self: &Rc<Self>,
        mut blocked: Vec<(usize, Rc<Conn>)>,
        mut this_too: impl FnMut(usize) -> bool,
    ) {
        blocked.sort_unstable_by_key(|(bytes, _)| std::cmp::Reverse(*bytes));
        for (bytes, conn) in blocked {
            if !this_too(bytes) {
                break;
            }
            conn.phase.set(Phase::Overflowed);
            self.overflowed.borrow_mut().push(conn);
        }
        self.close_overflowed();
    }
}

impl Hub {
    /// Closes the slowest clients (4100), the one in a hundred for whom most is waiting, and gives their queues back.
    /// Returns at once; nothing happens when nobody is slow.
    pub fn relieve(&self) {
        for shard in 0..self.exchange().shards().len() {
            if !self.exchange().send(shard, Command::Relieve) {
                tracing::debug!("the hub has stopped, there is nothing to give back");
            }
        }
    }
}
