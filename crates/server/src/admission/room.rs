//! Descriptors: how many sockets there can be, so that some are left for requests and for the database.

use nix::sys::resource::{Resource, getrlimit, setrlimit};

/// What the process itself needs: database files, event queues, standard streams.
const OWN: usize = 64;

/// Descriptors of this process.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// How many it may have.
    all: usize,
    /// How many of them sockets leave alone.
    reserved: usize,
}

impl Room {
    /// Raises the limit as far as the system lets us, and asks what it is then.
    pub(super) fn of_this_process(reserved: usize) -> Self {
        let all = match getrlimit(Resource::RLIMIT_NOFILE) {
            Ok((soft, hard)) if soft < hard && setrlimit(Resource::RLIMIT_NOFILE, hard, hard).is_ok() => hard,
            Ok((soft, _)) => soft,
            Err(_) => u64::MAX,
        };
        Self::new(usize::try_from(all).unwrap_or(usize::MAX), reserved)
    }

    /// With very few descriptors half of them is a fair share.
    fn new(all: usize, reserved: usize) -> Self {
        Self { all, reserved: reserved.min(all / 2) }
    }

    pub(super) fn descriptors(self) -> usize {
        self.all
    }

    pub(super) fn for_sockets(self) -> usize {
        self.all - self.reserved
    }

    /// Whether so many connections of any kind leave too little. Half of the reserve is for this to be noticed in time.
    pub(super) fn is_crowded(self, connections: usize) -> bool {
        connections + (self.reserved / 2).max(OWN.min(self.all / 4)) >= self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sockets_leave_the_reserve_alone() {
        let room = Room::new(20_000, 256);
        assert_eq!(room.for_sockets(), 19_744);
        assert!(!room.is_crowded(19_744) && room.is_crowded(19_900));
        let small = Room::new(200, 256);
        assert_eq!(small.for_sockets(), 100);
        assert!(!small.is_crowded(100) && small.is_crowded(150));
        assert!(!Room::new(usize::MAX, 256).is_crowded(1 << 40));
    }
}
