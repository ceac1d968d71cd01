//! Who may do what. Two questions, asked in this order: is the order in the actor's scope at all, and may their role do
//! this now. Both fail closed: a vendor without a vendor id, or a customer without an account, reaches nothing.

use crate::actor::{Actor, ActorKind};
use crate::command::Action;
use crate::order::Order;
use crate::status::Status;

/// Whether the order is the actor's to act on.
pub fn in_scope(actor: &Actor, order: &Order) -> bool {
    reaches(actor, order.vendor_id.as_deref(), order.customer.user_id.as_deref())
}

/// The same question for an order that does not exist yet.
pub(crate) fn reaches(actor: &Actor, vendor_id: Option<&str>, customer: Option<&str>) -> bool {
    match actor.kind {
        ActorKind::Admin | ActorKind::System => true,
        ActorKind::Api => actor.vendor_id.is_none() || actor.vendor_id.as_deref() == vendor_id,
        ActorKind::Vendor | ActorKind::Cashier => {
            actor.vendor_id.is_some() && actor.vendor_id.as_deref() == vendor_id
        }
        ActorKind::Customer => actor.id.is_some() && actor.id.as_deref() == customer,
    }
}

/// Whether the role may ever do this. An API key speaks for the app itself and may do what an admin may.
pub fn may(kind: ActorKind, action: Action) -> bool {
    use ActorKind::{Admin, Api, Cashier, Customer, System, Vendor};
    match action {
        Action::Create => matches!(kind, Customer | Cashier | Admin | Api | System),
        Action::Acknowledge | Action::Start | Action::Ready => matches!(kind, Vendor | Cashier | Admin | Api),
        Action::Accept => matches!(kind, Vendor | Cashier | Admin | Api | System),
        Action::Decline => matches!(kind, Vendor | Admin | Api | System),
        Action::Ship => matches!(kind, Vendor | Admin | Api),
        Action::Complete => true,
        Action::Cancel => matches!(kind, Customer | Vendor | Admin | Api),
        Action::Expire => matches!(kind, Admin | Api | System),
        Action::MarkPaid => matches!(kind, Cashier | Admin | Api | System),
        Action::Reopen => matches!(kind, Admin | Api),
        Action::ReportPayment | Action::MoveCase => matches!(kind, Admin | Api | System),
        Action::OpenCase => matches!(kind, Customer | Vendor | Admin | Api | System),
        Action::UpdateShipment => matches!(kind, Vendor | Admin | Api | System),
        Action::Lapse => kind == System,
        Action::Amend => matches!(kind, Cashier | Vendor | Admin | Api | System),
        Action::Follow => matches!(kind, Admin | Api | System),
    }
}

/// Whether the role may do this while the order is in `status`: a customer can take back an order that nobody has taken
/// and confirm one that is on its way to them, a vendor can cancel until the goods have left.
pub fn may_now(kind: ActorKind, action: Action, status: Status) -> bool {
    may(kind, action)
        && match (kind, action) {
            (ActorKind::Customer, Action::Cancel) => {
                matches!(status, Status::PendingPayment | Status::Placed)
            }
            (ActorKind::Customer, Action::Complete) => matches!(status, Status::Ready | Status::Shipped),
            (ActorKind::Vendor, Action::Cancel) => status != Status::Shipped,
            _ => true,
        }
}
