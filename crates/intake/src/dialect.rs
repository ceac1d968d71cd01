//! What a shop's own extensions add to the words of its system, told by whoever runs it.
//!
//! Only words that the system itself leaves open can be given a meaning: what `processing` means at WooCommerce is known
//! and stays so, while `wc-packing` means what the extension's author wanted it to mean.

use std::collections::BTreeMap;

use orderbell_orders::Status;

/// How a particular system speaks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dialect {
    /// Words for where an order is, in lower case, that the system does not define.
    pub statuses: BTreeMap<String, Status>,
    /// Types of messages that stand for one of ours, such as `invoice.settled` for `payment.paid`.
    pub types: BTreeMap<String, String>,
    /// Amounts that are decimal texts are in minor units.
    pub minor_units: bool,
}

impl Dialect {
    /// What a word for where an order is means here.
    pub(crate) fn status(&self, word: &str) -> Option<Status> {
        self.statuses.get(&word.to_lowercase()).copied()
    }

    /// The type that a message of this type is to be read as.
    pub(crate) fn kind<'a>(&'a self, kind: &'a str) -> &'a str {
        self.types.get(kind).map_or(kind, String::as_str)
    }
}
