//! What a notification says, in our words. A fact is a claim about the world, not a command: whether it changes an order
//! depends on what is known already, and on whether it has been confirmed.

use jiff::Timestamp;
use orderbell_orders::{Draft, Money, PaymentState, ShipmentState, Status};

/// A genuine request, translated.
#[derive(Debug, Clone, PartialEq)]
pub struct Notification {
    /// Equal for two requests exactly when they report the same thing: repeats of it change nothing.
    pub dedupe_key: String,
    /// What it says; empty for what does not concern orders.
    pub facts: Vec<Fact>,
    /// The signature does not cover what is said: ask the gateway before money changes hands.
    pub unconfirmed: bool,
}

/// One claim.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// A payment is in a state.
    Payment(PaymentFact),
    /// Money goes or went back.
    Refund(RefundFact),
    /// The customer's bank took the customer's side.
    Dispute(DisputeFact),
    /// An order that lives elsewhere looks like this now.
    Order(Box<OrderFact>),
    /// An order that lives elsewhere is in a status now.
    Status(StatusFact),
    /// A parcel moved.
    Shipment(ShipmentFact),
    /// So much of a product is left.
    Stock(StockFact),
    /// A product is called so in the system that tells.
    Product(ProductFact),
    /// Somebody registered.
    User(UserFact),
}

/// How an order is named by somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OrderKey {
    /// The reference of one of its payments, as we gave it to the gateway.
    Payment(String),
    /// Its code.
    Code(String),
    /// Its id in another system.
    External {
        /// The system.
        source: String,
        /// The id there.
        ext_id: String,
    },
    /// The gateway's id of a payment that was reported before.
    Transaction(String),
}

/// A payment is in a state.
#[derive(Debug, Clone, PartialEq)]
pub struct PaymentFact {
    /// Whose it is.
    pub order: OrderKey,
    /// The gateway's id of the payment.
    pub transaction: String,
    /// Where it is.
    pub state: PaymentState,
    /// How much; `None` where the gateway does not say.
    pub amount: Option<Money>,
    /// For people, such as `BCA virtual account`.
    pub method: Option<String>,
    /// The gateway's time of this state, where it tells one.
    pub at: Option<Timestamp>,
}

/// Money goes or went back.
#[derive(Debug, Clone, PartialEq)]
pub struct RefundFact {
    /// Whose it is.
    pub order: OrderKey,
    /// The gateway's id of the refund, or of the payment where it has none.
    pub reference: String,
    /// All that has been given back of this payment until now, or this refund alone, as `cumulative` says.
    pub amount: Option<Money>,
    /// Whether `amount` counts earlier refunds in.
    pub cumulative: bool,
    /// What the customer or the shop said.
    pub reason: Option<String>,
}

/// How a dispute stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DisputeState {
    /// Evidence may be handed in.
    Open,
    /// The money stays.
    Won,
    /// The money is gone.
    Lost,
}

/// The customer's bank took the customer's side.
#[derive(Debug, Clone, PartialEq)]
pub struct DisputeFact {
    /// Whose it is.
    pub order: OrderKey,
    /// The gateway's id of the dispute.
    pub reference: String,
    /// How much.
    pub amount: Option<Money>,
    /// The gateway's word for why.
    pub reason: Option<String>,
    /// How it stands.
    pub state: DisputeState,
    /// Until when evidence is taken.
    pub due_at: Option<Timestamp>,
}

/// An order that lives elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct OrderFact {
    /// The order as it would be placed here, with `source` and `ext_id`. Not checked yet.
    pub draft: Draft,
    /// Where it is over there; `None` for an order that is not one yet, which is to be ignored.
    pub status: Option<Status>,
    /// Whether it has been paid.
    pub paid: bool,
    /// How it stands with the payment that the shop knows of.
    pub payment: Option<ShopPayment>,
    /// When it was last changed there: an older report than the last one is ignored.
    pub modified_at: Option<Timestamp>,
    /// Why it was called off.
    pub reason: Option<String>,
}

/// The payment of an order, as its shop tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopPayment {
    /// The id that the shop's gateway gave it.
    pub transaction: Option<String>,
    /// For people.
    pub method: Option<String>,
    /// Where it is.
    pub state: PaymentState,
    /// How much.
    pub amount: Money,
}

/// An order that lives elsewhere is in a status now, and nothing else is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusFact {
    /// Which one.
    pub order: OrderKey,
    /// Where it is.
    pub status: Status,
    /// Whether the status says that nothing is left to pay.
    pub paid: bool,
    /// Why, where the status is an exit.
    pub reason: Option<String>,
    /// Who brings it, where it was sent.
    pub courier: Option<String>,
    /// The courier's number.
    pub tracking_no: Option<String>,
    /// When it was changed there: an older report than the last one is ignored.
    pub modified_at: Option<Timestamp>,
}

/// A parcel moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShipmentFact {
    /// Whose it is; `None` when only the tracking number is known.
    pub order: Option<OrderKey>,
    /// Who brings it.
    pub courier: Option<String>,
    /// The courier's number.
    pub tracking_no: Option<String>,
    /// Where it is.
    pub state: ShipmentState,
    /// The courier's words.
    pub text: Option<String>,
}

/// So much of a product is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockFact {
    /// Which one.
    pub product: ProductKey,
    /// What it is called.
    pub name: Option<String>,
    /// How many are left; may be negative where the shop sells more than it has.
    pub stock: i64,
    /// When it was counted, or changed over there: an older report than the last one is ignored.
    pub counted_at: Option<Timestamp>,
}

/// How a product is named by somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ProductKey {
    /// The shop's number for it.
    Sku(String),
    /// Its id in the system that tells.
    External(String),
}

/// A product, as the system that tells calls it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductFact {
    /// The shop's number for it.
    pub sku: String,
    /// What it is called.
    pub name: String,
    /// Its id there, by which stock is told.
    pub ext_id: String,
    /// When it was changed there: an older report than the last one is ignored.
    pub told_at: Option<Timestamp>,
}

/// Somebody registered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserFact {
    /// Their id there.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// Their telephone.
    pub phone: Option<String>,
}
