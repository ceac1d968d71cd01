//! Somebody who fulfils orders, where the app has told more of them than an id. Everything here is optional comfort: an
//! order may name a vendor that nobody has described.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

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
    /// How many seconds it takes to make an order; what is accepted by itself is promised for then.
    pub prep_s: Option<u32>,
    /// Until when customers cannot order.
    pub paused_until: Option<Timestamp>,
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
}

impl Vendor {
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
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }

    /// Whether it has deadlines of its own for taking an order.
    pub fn has_deadlines(&self) -> bool {
        self.accept_warn_s.is_some() || self.accept_limit_s.is_some()
    }

    /// The flow as this vendor's orders go by it.
    #[must_use]
    pub fn paced(&self, flow: &Flow) -> Flow {
        let mut flow = flow.clone();
        let deadlines = &mut flow.deadlines;
        deadlines.accept_warn_seconds = self.accept_warn_s.or(deadlines.accept_warn_seconds);
        deadlines.accept_limit_seconds = self.accept_limit_s.or(deadlines.accept_limit_seconds);
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
        } = edit;
        set(&mut self.ext_id, ext_id.as_ref());
        set(&mut self.name, name.as_ref());
        set(&mut self.flow, flow.as_ref());
        set(&mut self.auto_accept, auto_accept.as_ref());
        set(&mut self.accept_warn_s, accept_warn_s.as_ref());
        set(&mut self.accept_limit_s, accept_limit_s.as_ref());
        set(&mut self.prep_s, prep_s.as_ref());
        set(&mut self.paused_until, paused_until.as_ref());
        *self != before
    }
}

/// Puts in what is given.
pub(crate) fn set<T: Clone>(slot: &mut T, given: Option<&T>) {
    if let Some(value) = given {
        slot.clone_from(value);
    }
}
