//! The table of slots: who may go on from where.
//!
//! A tab's slot is its own: the newest connection of the tab has it, whatever became of the one before. Slots under a
//! cookie or a user cannot be told apart when their pages come back. So whoever comes starts from the lowest of those
//! that are left, and takes away the *highest* of them: then the lowest is still there for the next, and after as many
//! have come as had gone, nobody has started later than where it was. For the same reason their numbers are given anew:
//! an event that was kept from its sender must not be kept from somebody else.
//!
//! A slot whose connection owes a receipt may belong to a connection that is dead without our knowing. A newcomer starts
//! from it too, and leaves it where it is.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use orderbell_wire::channel::ChannelName;
use orderbell_wire::socket_id::SocketId;
use rand::RngExt as _;

use super::{Cursor, CursorChanges, CursorRow};
use crate::exchange::Address;
use crate::identity::CursorIdentity;

/// Most slots under one identity and channel. Who is one of more than that is not recognized by it: an identity that so
/// many pages have, such as the id of a user who stands for all guests, says nothing, and every claim looks through its
/// slots.
const SLOTS_PER_OWNER: usize = 64;

#[derive(Debug)]
pub(super) struct Table {
    lifetime: i64,
    unproven_lifetime: i64,
    limit: usize,
    slots: HashMap<u64, Slot>,
    by_owner: HashMap<Owner, Vec<u64>>,
    /// Also of slots that were left, until somebody else claims them: an event may name the socket of a sender who has
    /// lost it a moment ago.
    by_socket: HashMap<SocketId, Vec<u64>>,
    /// Slots without a connection, by the time when they are to be forgotten.
    abandoned: BTreeSet<(i64, u64)>,
    changed: HashSet<u64>,
    /// When the rows of connections were last written whether they had changed or not.
    refreshed: i64,
    forgotten: Vec<u64>,
    /// Where the newest connection of each tab is.
    pub(super) tabs: HashMap<(i64, [u8; 16]), Address>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Owner {
    app: i64,
    channel: ChannelName,
    identity: CursorIdentity,
}

#[derive(Debug)]
struct Slot {
    cursor: Arc<Cursor>,
    app: i64,
    epoch: Arc<str>,
    channel: ChannelName,
    identities: Vec<CursorIdentity>,
    socket: Option<SocketId>,
    /// When it is forgotten, unless a connection has it.
    expires: Option<i64>,
    /// Its owner has shown its identity before.
    proven: bool,
    /// Nobody has had it under this number.
    renumbered: bool,
}

/// Somebody wants to listen.
#[derive(Debug)]
pub(crate) struct Claim<'a> {
    pub(crate) app: i64,
    pub(crate) epoch: &'a Arc<str>,
    pub(crate) channel: &'a ChannelName,
    /// By what the connection may be recognized; an exact one stands alone.
    pub(crate) identities: &'a [CursorIdentity],
    pub(crate) socket: SocketId,
    /// Where who was never here begins.
    pub(crate) head: i64,
    pub(crate) proven: bool,
}

/// A place to go on from.
#[derive(Debug)]
pub(crate) struct Claimed {
    pub(crate) cursor: Arc<Cursor>,
    /// Nobody was here before under this identity.
    pub(crate) is_new: bool,
}

impl Claim<'_> {
    fn owner(&self, identity: &CursorIdentity) -> Owner {
        Owner { app: self.app, channel: self.channel.clone(), identity: identity.clone() }
    }
}

impl Table {
    pub(super) fn new(lifetime: i64, unproven_lifetime: i64, limit: usize) -> Self {
        Self {
            lifetime,
            unproven_lifetime,
            limit,
            slots: HashMap::new(),
            by_owner: HashMap::new(),
            by_socket: HashMap::new(),
            abandoned: BTreeSet::new(),
            changed: HashSet::new(),
            refreshed: 0,
            forgotten: Vec::new(),
            tabs: HashMap::new(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn restore(&mut self, row: CursorRow) {
        let CursorRow { app, epoch, identity, channel, slot, seq, at } = row;
        if let Some(known) = self.slots.get_mut(&slot) {
            // Its other identity. Both rows are written together, but nothing is lost by believing the lower one.
            known.cursor.seq.fetch_min(seq, Ordering::Relaxed);
            return self.link(slot, identity);
        }
        let expires = at.saturating_add(self.lifetime);
        let cursor = Arc::new(Cursor::new(slot, seq));
        let identities = Vec::with_capacity(1);
        self.slots.insert(
            slot,
            Slot {
                cursor,
                app,
                epoch,
                channel,
                identities,
                socket: None,
                expires: Some(expires),
                proven: true,
                renumbered: false,
            },
        );
        self.abandoned.insert((expires, slot));
        self.link(slot, identity);
    }

    /// `None` when too many have this identity to tell one from the other.
    pub(super) fn claim(&mut self, claim: &Claim<'_>, now: i64) -> Option<Claimed> {
        self.expire(now);
        let (exact, candidates) = (claim.identities.iter().any(CursorIdentity::is_exact), self.known(claim));
        let is_new = candidates.is_empty();
        let slot = match (&candidates[..], exact) {
            ([], _) => self.open(claim, claim.head, now),
            // The connection before is dead, or is about to be closed.
            (&[slot, ..], true) => Some(self.take_over(slot, claim)),
            (&[slot], false) if self.slots[&slot].expires.is_some() => Some(self.take_over(slot, claim)),
            (several, false) => self.start_from_lowest(several, claim, now),
        };
        Some(Claimed { cursor: Arc::clone(&self.slots[&slot?].cursor), is_new })
    }

    /// The slots that may belong to whoever claims, the lowest first.
    fn known(&mut self, claim: &Claim<'_>) -> Vec<u64> {
        let mut found = BTreeSet::new();
        for identity in claim.identities {
            found.extend(self.by_owner.get(&claim.owner(identity)).into_iter().flatten().copied());
        }
        let mut candidates = Vec::new();
        for slot in found {
            let known = &self.slots[&slot];
            let free = known.expires.is_some();
            if free && known.epoch != *claim.epoch {
                // Its number means something else in this log.
                self.forget(slot);
            } else if free
                || known.cursor.unanswered.load(Ordering::Relaxed)
                || known.identities.iter().any(CursorIdentity::is_exact)
            {
                candidates.push((known.cursor.seq(), slot));
            }
        }
        candidates.sort_unstable();
        candidates.into_iter().map(|(_, slot)| slot).collect()
    }

    /// A slot that nobody had before.
    fn open(&mut self, claim: &Claim<'_>, seq: i64, now: i64) -> Option<u64> {
        let mut owners = claim.identities.iter().map(|identity| claim.owner(identity));
        if owners.any(|owner| self.by_owner.get(&owner).is_some_and(|slots| slots.len() >= SLOTS_PER_OWNER)) {
            return None;
        }
        self.make_room();
        let slot = self.unused();
        self.slots.insert(
            slot,
            Slot {
                cursor: Arc::new(Cursor::new(slot, seq)),
                app: claim.app,
                epoch: Arc::clone(claim.epoch),
                channel: claim.channel.clone(),
                identities: Vec::with_capacity(claim.identities.len()),
                socket: None,
                expires: Some(now),
                proven: claim.proven,
                renumbered: false,
            },
        );
        Some(self.take_over(slot, claim))
    }

    /// Gives a slot to a connection. The one that had it before, if any, holds a cursor that is no longer the slot's.
    fn take_over(&mut self, slot: u64, claim: &Claim<'_>) -> u64 {
        let taken = self.slots.get_mut(&slot).expect("the caller has found it");
        if let Some(expires) = taken.expires.take() {
            self.abandoned.remove(&(expires, slot));
        }
        taken.cursor = Arc::new(Cursor::new(slot, taken.cursor.seq()));
        // A slot of another epoch can only be a tab's own, which starts afresh in the new log.
        if taken.epoch != *claim.epoch {
            taken.epoch = Arc::clone(claim.epoch);
            taken.cursor = Arc::new(Cursor::new(slot, claim.head));
        }
        taken.proven |= claim.proven;
        taken.renumbered = false;
        let before = taken.socket.replace(claim.socket);
        self.unlink_socket(before, slot);
        self.by_socket.entry(claim.socket).or_default().push(slot);
        for identity in claim.identities {
            self.link(slot, identity.clone());
        }
        self.changed.insert(slot);
        slot
    }

    fn start_from_lowest(&mut self, candidates: &[u64], claim: &Claim<'_>, now: i64) -> Option<u64> {
        let lowest = self.slots[&candidates[0]].cursor.seq();
        let mut free: Vec<u64> =
            candidates.iter().copied().filter(|slot| self.slots[slot].expires.is_some()).collect();
        if let Some(highest) = free.pop() {
            self.forget(highest);
        }
        for slot in free {
            if !self.slots[&slot].renumbered {
                self.renumber(slot);
            }
        }
        self.open(claim, lowest, now)
    }

    /// Gives an abandoned slot another number.
    fn renumber(&mut self, slot: u64) {
        let known = &self.slots[&slot];
        let (expires, new) = (known.expires.expect("only abandoned slots are renumbered"), self.unused());
        let renumbered = Slot {
            cursor: Arc::new(Cursor::new(new, known.cursor.seq())),
            app: known.app,
            epoch: Arc::clone(&known.epoch),
            channel: known.channel.clone(),
            identities: Vec::with_capacity(known.identities.len()),
            socket: None,
            expires: Some(expires),
            proven: known.proven,
            renumbered: true,
        };
        let identities = known.identities.clone();
        self.forget(slot);
        self.slots.insert(new, renumbered);
        self.abandoned.insert((expires, new));
        for identity in identities {
            self.link(new, identity);
        }
        self.changed.insert(new);
    }

    /// Makes a slot findable by one more identity.
    fn link(&mut self, slot: u64, identity: CursorIdentity) {
        let known = self.slots.get_mut(&slot).expect("the caller has found it");
        if known.identities.contains(&identity) {
            return;
        }
        known.identities.push(identity.clone());
        let owner = Owner { app: known.app, channel: known.channel.clone(), identity };
        self.by_owner.entry(owner).or_default().push(slot);
    }

    pub(super) fn leave(&mut self, cursor: &Arc<Cursor>, now: i64) {
        let Some(known) = self.held(cursor) else { return };
        let lifetime = if known.proven { self.lifetime } else { self.unproven_lifetime };
        let (expires, slot) = (now.saturating_add(lifetime), cursor.slot);
        let known = self.slots.get_mut(&slot).expect("it is held");
        known.expires = Some(expires);
        self.abandoned.insert((expires, slot));
        self.changed.insert(slot);
    }

    pub(super) fn forget_claimed(&mut self, cursor: &Arc<Cursor>) {
        if self.held(cursor).is_some() {
            self.forget(cursor.slot);
        }
    }

    pub(super) fn forget_shared(&mut self, cursor: &Arc<Cursor>) {
        if self.held(cursor).is_some_and(|known| !known.identities.iter().any(CursorIdentity::is_exact)) {
            self.forget(cursor.slot);
        }
    }

    /// The slot, if the cursor is still the one that it was claimed with.
    fn held(&self, cursor: &Arc<Cursor>) -> Option<&Slot> {
        self.slots
            .get(&cursor.slot)
            .filter(|known| Arc::ptr_eq(&known.cursor, cursor) && known.expires.is_none())
    }

    fn forget(&mut self, slot: u64) {
        let Some(known) = self.slots.remove(&slot) else { return };
        if let Some(expires) = known.expires {
            self.abandoned.remove(&(expires, slot));
        }
        self.unlink_socket(known.socket, slot);
        for identity in known.identities {
            let owner = Owner { app: known.app, channel: known.channel.clone(), identity };
            remove_from(&mut self.by_owner, &owner, slot);
        }
        self.changed.remove(&slot);
        self.forgotten.push(slot);
    }

    fn unlink_socket(&mut self, socket: Option<SocketId>, slot: u64) {
        if let Some(socket) = socket {
            remove_from(&mut self.by_socket, &socket, slot);
        }
    }

    pub(super) fn expire(&mut self, now: i64) {
        while let Some(&(expires, slot)) = self.abandoned.first()
            && expires <= now
        {
            self.forget(slot);
        }
    }

    fn make_room(&mut self) {
        while self.slots.len() >= self.limit
            && let Some(&(_, slot)) = self.abandoned.first()
        {
            self.forget(slot);
        }
    }

    pub(super) fn moved(&mut self, slots: &[u64]) {
        self.changed.extend(slots.iter().filter(|slot| self.slots.contains_key(slot)));
    }

    pub(super) fn changes(&mut self, now: i64) -> CursorChanges {
        self.expire(now);
        // A connection may be quiet for longer than what it leaves behind is kept: its rows must not look abandoned
        // after a crash.
        if now.saturating_sub(self.refreshed) > self.lifetime / 4 {
            self.refreshed = now;
            let held = self.slots.iter().filter(|(_, slot)| slot.expires.is_none());
            self.changed.extend(held.map(|(slot, _)| *slot));
        }
        let mut written = Vec::with_capacity(self.changed.len());
        for slot in std::mem::take(&mut self.changed) {
            let Some(known) = self.slots.get(&slot) else { continue };
            known.cursor.moved.store(false, Ordering::Release);
            let seq = known.cursor.seq();
            // What an unproven owner left behind is not worth a longer life after a restart.
            let at = known.expires.map_or(now, |expires| expires.saturating_sub(self.lifetime));
            written.extend(known.identities.iter().map(|identity| CursorRow {
                app: known.app,
                epoch: Arc::clone(&known.epoch),
                identity: identity.clone(),
                channel: known.channel.clone(),
                slot,
                seq,
                at,
            }));
        }
        CursorChanges { written, forgotten: std::mem::take(&mut self.forgotten) }
    }

    pub(super) fn put_back(&mut self, changes: CursorChanges) {
        self.changed
            .extend(changes.written.iter().map(|row| row.slot).filter(|slot| self.slots.contains_key(slot)));
        self.forgotten.extend(changes.forgotten);
    }

    pub(super) fn slot_of(&self, app: i64, socket: SocketId, channel: &ChannelName) -> Option<u64> {
        self.by_socket.get(&socket)?.iter().copied().find(|slot| {
            let known = &self.slots[slot];
            known.app == app && known.channel == *channel
        })
    }

    /// A number that nobody has, and that no event of a log can name.
    fn unused(&self) -> u64 {
        let mut random = rand::rng();
        loop {
            let slot = random.random_range(1..i64::MAX as u64);
            if !self.slots.contains_key(&slot) {
                return slot;
            }
        }
    }
}

fn remove_from<K: std::hash::Hash + Eq>(lists: &mut HashMap<K, Vec<u64>>, key: &K, slot: u64) {
    if let Some(list) = lists.get_mut(key) {
        list.retain(|listed| *listed != slot);
        if list.is_empty() {
            lists.remove(key);
        }
    }
}

#[cfg(test)]
mod tests;
