//! The fields that each kind of event may have: the one list that checks, reads, guesses and shows them.

use super::Kind;

/// What is expected of a field's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldKind {
    /// A text, or a whole number taken as one.
    Text,
    /// An amount in the mapping's unit.
    Amount,
    /// A whole number.
    Whole,
    /// A day; a time is taken for the day in the app's zone.
    Date,
    /// A time, or a version that rises.
    Time,
    /// A truth value, or a word such as `paid`.
    Flag,
    /// A word of `status_map`.
    Word,
    /// A list of objects.
    List,
}

impl FieldKind {
    /// The name, for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Amount => "amount",
            Self::Whole => "whole",
            Self::Date => "date",
            Self::Time => "time",
            Self::Flag => "flag",
            Self::Word => "word",
            Self::List => "list",
        }
    }
}

const ORDER: &[(&str, FieldKind)] = &[
    ("ext_id", FieldKind::Text),
    ("code", FieldKind::Text),
    ("status", FieldKind::Word),
    ("customer_name", FieldKind::Text),
    ("customer_phone", FieldKind::Text),
    ("customer_email", FieldKind::Text),
    ("customer_user_id", FieldKind::Text),
    ("total", FieldKind::Amount),
    ("currency", FieldKind::Text),
    ("discount", FieldKind::Amount),
    ("shipping", FieldKind::Amount),
    ("tax", FieldKind::Amount),
    ("paid", FieldKind::Flag),
    ("vendor_id", FieldKind::Text),
    ("flow", FieldKind::Text),
    ("note", FieldKind::Text),
    ("reason", FieldKind::Text),
    ("booking.resource_id", FieldKind::Text),
    ("booking.resource_name", FieldKind::Text),
    ("booking.check_in", FieldKind::Date),
    ("booking.check_out", FieldKind::Date),
    ("booking.guests", FieldKind::Whole),
    ("delivery.type", FieldKind::Text),
    ("delivery.address", FieldKind::Text),
    ("items", FieldKind::List),
    ("item.name", FieldKind::Text),
    ("item.qty", FieldKind::Whole),
    ("item.unit_price", FieldKind::Amount),
    ("item.total", FieldKind::Amount),
    ("item.sku", FieldKind::Text),
    ("item.options", FieldKind::Text),
    ("modified_at", FieldKind::Time),
];

const STATUS: &[(&str, FieldKind)] = &[
    ("ext_id", FieldKind::Text),
    ("code", FieldKind::Text),
    ("to", FieldKind::Word),
    ("reason", FieldKind::Text),
    ("courier", FieldKind::Text),
    ("tracking_no", FieldKind::Text),
    ("modified_at", FieldKind::Time),
];

const PAYMENT: &[(&str, FieldKind)] = &[
    ("ext_id", FieldKind::Text),
    ("code", FieldKind::Text),
    ("payment_ref", FieldKind::Text),
    ("transaction_id", FieldKind::Text),
    ("state", FieldKind::Word),
    ("amount", FieldKind::Amount),
    ("currency", FieldKind::Text),
    ("method", FieldKind::Text),
    ("at", FieldKind::Time),
];

const SHIPMENT: &[(&str, FieldKind)] = &[
    ("ext_id", FieldKind::Text),
    ("code", FieldKind::Text),
    ("tracking_no", FieldKind::Text),
    ("state", FieldKind::Word),
    ("courier", FieldKind::Text),
    ("text", FieldKind::Text),
];

const STOCK: &[(&str, FieldKind)] = &[
    ("sku", FieldKind::Text),
    ("name", FieldKind::Text),
    ("stock", FieldKind::Whole),
    ("modified_at", FieldKind::Time),
];

const USER: &[(&str, FieldKind)] =
    &[("id", FieldKind::Text), ("name", FieldKind::Text), ("email", FieldKind::Text)];

/// The fields of a kind, in the order in which people look at them.
#[must_use]
pub fn fields(kind: Kind) -> &'static [(&'static str, FieldKind)] {
    match kind {
        Kind::Order => ORDER,
        Kind::Status => STATUS,
        Kind::Payment => PAYMENT,
        Kind::Shipment => SHIPMENT,
        Kind::Stock => STOCK,
        Kind::User => USER,
    }
}

/// Of each of these sets one field has to be there.
pub(super) fn needed(kind: Kind) -> &'static [&'static [&'static str]] {
    match kind {
        // A whole order without a number of its own would be another order each time.
        Kind::Order => &[&["ext_id"], &["total", "items"]],
        Kind::Status => &[&["ext_id", "code"], &["to"]],
        Kind::Payment => &[&["ext_id", "code", "payment_ref"], &["state"]],
        Kind::Shipment => &[&["ext_id", "code", "tracking_no"], &["state"]],
        Kind::Stock => &[&["sku"], &["stock"]],
        Kind::User => &[&["id"], &["name"]],
    }
}

/// What is expected of a field; `None` for one that the kind does not have.
pub(super) fn kind_of(kind: Kind, field: &str) -> Option<FieldKind> {
    fields(kind).iter().find(|(name, _)| *name == field).map(|(_, expected)| *expected)
}
