//! The order domain: what an order is, what may happen to it, who may do it, who hears of it and in which words.
//!
//! Everything here is a pure function of its arguments. The crate must not know of SQL, HTTP, sockets or the wall clock:
//! time and randomness are passed in, so that every rule can be tested without a server and every backend of the store
//! decides alike.
//!
//! The two verbs are [`decide()`] (state + command -> events, or a [`Refusal`]) and [`apply()`] (state + event -> state).
//! The rest is the nouns they speak of, in the order in which a reader meets them:
//!
//! - [`draft`]: what somebody wants to order, checked field by field into a [`NewOrder`];
//! - [`money`], [`currency`], [`code`], [`id`], [`locale`]: the values an order is made of;
//! - [`order`], [`status`], [`flow`], [`actor`]: the state, its life, how a kind of shop walks through it, and who acts;
//! - [`command`], [`event`], [`refusal`]: what is asked, what happened, why not;
//! - [`rights`]: who may do what;
//! - [`audience`], [`notice`], [`texts`]: who hears of an event, how loud, and in which words.

pub mod actor;
pub mod apply;
pub mod audience;
pub mod code;
pub mod command;
pub mod currency;
pub mod decide;
pub mod draft;
pub mod event;
pub mod flow;
pub mod id;
pub mod locale;
pub mod money;
pub mod notice;
pub mod order;
pub mod refusal;
pub mod rights;
pub mod status;
pub mod texts;

pub use actor::{Actor, ActorKind};
pub use apply::apply;
pub use audience::{Audience, View, audience};
pub use code::{OrderCode, order_code};
pub use command::{Action, Command};
pub use currency::Currency;
pub use decide::decide;
pub use draft::{Draft, DraftBooking, DraftDelivery, DraftItem, FieldError, NewOrder};
pub use event::{Event, RecordedEvent};
pub use flow::{Deadlines, Flow, Flows, Label};
pub use id::{OrderId, OrderRef};
pub use locale::Locale;
pub use money::{Money, MoneyError, MoneyInput};
pub use notice::{Kind, Notice, Severity, Sound};
pub use order::{Booking, Customer, Delivery, DeliveryKind, Item, Order, PaymentStatus};
pub use refusal::Refusal;
pub use status::{Counter, Phase, Status};
