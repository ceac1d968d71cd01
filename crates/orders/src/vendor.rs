//! Somebody who fulfils orders, where the app has told more of them than an id. Everything here is optional comfort: an
//! order may name a vendor that nobody has described.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::event::Event;
use crate::flow::Flow;

/// A vendor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vendor {
    /// As it stands in the names of channels and on orders.
    pub id: String,
    /// Its id in the system that it comes from.
    pub ext_id: Option<String>,
    /// What it is called.
    pub name: String,
    /// Name of the flow of its orders that name none; `None` for the app's first.
    pub flow: Option<String>,
    /// Whether its orders are accepted as soon as they are placed.
    pub auto_accept: bool,
    /// After how many seconds without an answer its staff are warned; `None` as the flow says.
    pub accept_warn_s: Option<u32>,
    /// After how many seconds without an answer it is too late; `None` as the flow says.
    pub accept_limit_s: Option<u32>,
    /// How many seconds it takes to make an order: what is accepted by itself is promised for then, and what is not ready
    /// by then is late; `None` as the flow says.
    pub prep_s: Option<u32>,
    /// Until when customers cannot order.
    pub paused_until: Option<Timestamp>,
    /// After how many orders in a row that were declined because nobody answered them it is paused; 0 for never.
    pub pause_after_misses: u32,
    /// For how many seconds it is paused then.
    pub pause_s: u32,
    /// How many there have been since somebody last answered. Counted, not told, so it is no change of the vendor.
    pub misses: u32,
    /// From 1, up by one for each change.
    pub version: i64,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// What is to be known of a vendor from now on; `None` leaves a detail as it is, or as it is by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VendorEdit {
    /// See [`Vendor::ext_id`].
    pub ext_id: Option<Option<String>>,
    /// See [`Vendor::name`]; a new vendor needs one.
    pub name: Option<String>,
    /// See [`Vendor::flow`].
    pub flow: Option<Option<String>>,
    /// See [`Vendor::auto_accept`].
    pub auto_accept: Option<bool>,
    /// See [`Vendor::accept_warn_s`].
    pub accept_warn_s: Option<Option<u32>>,
    /// See [`Vendor::accept_limit_s`].
    pub accept_limit_s: Option<Option<u32>>,
    /// See [`Vendor::prep_s`].
    pub prep_s: Option<Option<u32>>,
    /// See [`Vendor::paused_until`].
    pub paused_until: Option<Option<Timestamp>>,
    /// See [`Vendor::pause_after_misses`].
    pub pause_after_misses: Option<u32>,
    /// See [`Vendor::pause_s`].
    pub pause_s: Option<u32>,
}

impl Vendor {
    /// [`Vendor::pause_after_misses`] of a vendor that says nothing of it. Only orders of flows that decline by themselves
    /// are ever missed, which is off until somebody wants it, so this can be on.
    pub const PAUSE_AFTER_MISSES: u32 = 3;

    /// [`Vendor::pause_s`] of a vendor that says nothing of it: half an hour.
    pub const PAUSE_S: u32 = 30 * 60;

    /// A vendor of whom nothing but the name is known.
    pub fn new(id: String, name: String, now: Timestamp) -> Self {
        Self {
            id,
            ext_id: None,
            name,
            flow: None,
            auto_accept: false,
            accept_warn_s: None,
            accept_limit_s: None,
            prep_s: None,
            paused_until: None,
            pause_after_misses: Self::PAUSE_AFTER_MISSES,
            pause_s: Self::PAUSE_S,
            misses: 0,
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }

    /// Whether it has deadlines of its own.
    pub fn has_deadlines(&self) -> bool {
        self.deadlines() != (None, None, None)
    }

    /// What it says of its deadlines, to notice when it says something else.
    pub fn deadlines(&self) -> (Option<u32>, Option<u32>, Option<u32>) {
        (self.accept_warn_s, self.accept_limit_s, self.prep_s)
    }

    /// Notes that somebody answered an order.
    pub fn answered(&mut self) {
        self.misses = 0;
    }

    /// Notes that an order was declined because nobody answered it. With as many in a row as it was told, the vendor is
    /// paused, and the row begins anew.
    pub fn missed(&mut self, now: Timestamp) -> Option<Event> {
        if self.pause_after_misses == 0 {
            return None;
        }
        self.misses += 1;
        if self.misses < self.pause_after_misses {
            return None;
        }
        let pause = SignedDuration::from_secs(self.pause_s.into());
        let over = now.checked_add(pause).unwrap_or(Timestamp::MAX);
        // Somebody may have paused it for longer.
        let until = self.paused_until.map_or(over, |until| until.max(over));
        self.paused_until = Some(until);
        Some(Event::VendorPaused { misses: std::mem::take(&mut self.misses), until })
    }

    /// What is to be told of a pause, when somebody has made this vendor of what it was before. The same pause once more is
    /// no news; one that ends at another time is, because whoever shows it to customers shows until when.
    pub fn pause_told(&self, before: Option<&Self>, now: Timestamp) -> Option<Event> {
        match (before.and_then(|before| before.paused(now)), self.paused(now)) {
            (before, Some(until)) if before != Some(until) => Some(Event::VendorPaused { misses: 0, until }),
            (Some(_), None) => Some(Event::VendorResumed),
            _ => None,
        }
    }

    /// The flow as this vendor's orders go by it.
    #[must_use]
    pub fn paced(&self, flow: &Flow) -> Flow {
        let mut flow = flow.clone();
        let deadlines = &mut flow.deadlines;
        deadlines.accept_warn_seconds = self.accept_warn_s.or(deadlines.accept_warn_seconds);
        deadlines.accept_limit_seconds = self.accept_limit_s.or(deadlines.accept_limit_seconds);
        deadlines.ready_seconds = self.prep_s.or(deadlines.ready_seconds);
        flow
    }

    /// Until when customers cannot order, if they cannot now.
    pub fn paused(&self, now: Timestamp) -> Option<Timestamp> {
        self.paused_until.filter(|until| *until > now)
    }

    /// Takes over what is told; says whether anything is another now.
    pub fn edit(&mut self, edit: &VendorEdit) -> bool {
        let before = self.clone();
        let VendorEdit {
            ext_id,
            name,
            flow,
            auto_accept,
            accept_warn_s,
            accept_limit_s,
            prep_s,
            paused_until,
            pause_after_misses,
            pause_s,
        } = edit;
        set(&mut self.ext_id, ext_id.as_ref());
        set(&mut self.name, name.as_ref());
        set(&mut self.flow, flow.as_ref());
        set(&mut self.auto_accept, auto_accept.as_ref());
        set(&mut self.accept_warn_s, accept_warn_s.as_ref());
        set(&mut self.accept_limit_s, accept_limit_s.as_ref());
        set(&mut self.prep_s, prep_s.as_ref());
        set(&mut self.paused_until, paused_until.as_ref());
        set(&mut self.pause_after_misses, pause_after_misses.as_ref());
        set(&mut self.pause_s, pause_s.as_ref());
        if self.pause_after_misses == 0 {
            self.misses = 0;
        }
        *self != before
    }
}

/// Puts in what is given.
pub(crate) fn set<T: Clone>(slot: &mut T, given: Option<&T>) {
    if let Some(value) = given {
        slot.clone_from(value);
    }
}
