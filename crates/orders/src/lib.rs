//! The order domain: what an order is, what may happen to it, who may do it, who hears of it and in which words.
//!
//! Everything here is a pure function of its arguments. The crate must not know of SQL, HTTP, sockets or the wall clock:
//! time and randomness are passed in, so that every rule can be tested without a server and every backend of the store
//! decides alike.
//!
//! The two verbs are [`decide()`] (state + command -> events, or a [`Refusal`]) and [`apply()`] (state + event -> state).
//!
//! ```
//! use orderbell_orders::*;
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let (flows, now) = (Flows::default(), "2026-11-21T03:04:05Z".parse()?);
//! let draft = Draft {
//!     customer_name: Some("Budi".into()),
//!     items: vec![DraftItem {
//!         name: Some("Nasi goreng".into()),
//!         qty: Some(2),
//!         unit_price: Some(MoneyInput::Major("25000".into())),
//!         ..DraftItem::default()
//!     }],
//!     pay_later: true,
//!     ..Draft::default()
//! };
//! let order = Box::new(draft.validate(&flows, Currency::IDR).map_err(|errors| errors[0].to_string())?);
//! let flow = flows.get(order.flow()).expect("checked against these flows");
//! let create =
//!     Command::Create { id: OrderId(uuid::Uuid::from_u128(1)), code: "ORD-261121-7K3Q".parse()?, order };
//!
//! let mut order = None;
//! for event in decide(order.as_ref(), &create, &Actor::api(None), flow, now)? {
//!     order = Some(apply(order, &event, &Actor::api(None), now));
//! }
//! let order = order.expect("created");
//! assert_eq!(order.status, Status::Placed);
//! assert_eq!(order.rings_at(flow), Some(now));
//! assert_eq!(order.money(order.total).display(Locale::Id), "Rp\u{a0}50.000");
//! # Ok(())
//! # }
//! ```
//!
//! The rest is the nouns they speak of, in the order in which a reader meets them:
//!
//! - [`draft`]: what somebody wants to order, checked field by field into a [`NewOrder`];
//! - [`money`], [`currency`], [`code`], [`id`], [`locale`]: the values an order is made of;
//! - [`order`], [`status`], [`flow`], [`actor`]: the state, its life, how a kind of shop walks through it, and who acts;
//! - [`payment`], [`case`], [`shipment`]: what has a life of its own beside the order's status;
//! - [`details`]: the part of an order that its sender writes, and may write anew;
//! - [`holding`]: which of two bookings has the villa;
//! - [`product`], [`vendor`], [`user`], [`custom`], [`subject`]: what else there is to tell of;
//! - [`command`], [`event`], [`refusal`]: what is asked, what happened, why not;
//! - [`rights`]: who may do what;
//! - [`timer`]: what happens when nobody does anything;
//! - [`words`]: what others call our statuses;
//! - [`mod@audience`], [`mod@notice`], [`texts`]: who hears of an event, how loud, and in which words.

pub mod actor;
pub mod apply;
pub mod audience;
pub mod case;
pub mod code;
pub mod command;
pub mod currency;
pub mod custom;
pub mod decide;
pub mod details;
pub mod draft;
pub mod event;
pub mod flow;
pub mod holding;
pub mod id;
pub mod locale;
pub mod money;
pub mod notice;
pub mod order;
pub mod payment;
pub mod product;
pub mod refusal;
pub mod rights;
pub mod shipment;
pub mod status;
pub mod subject;
pub mod texts;
pub mod timer;
pub mod user;
pub mod vendor;
pub mod words;

pub use actor::{Actor, ActorKind};
pub use apply::apply;
pub use audience::{Audience, View, audience};
pub use case::{Case, CaseKind, CaseState};
pub use code::{OrderCode, order_code};
pub use command::{Action, CaseReport, Command};
pub use currency::Currency;
pub use custom::CustomEvent;
pub use decide::decide;
pub use details::{Detail, Details};
pub use draft::{
    CustomDraft, Draft, DraftBooking, DraftDelivery, DraftItem, FieldError, NewOrder, ProductDraft,
    UserDraft, VendorDraft,
};
pub use event::{Event, PaymentChange, RecordedEvent};
pub use flow::{Deadlines, Flow, Flows, Label};
pub use id::{OrderId, OrderRef};
pub use locale::Locale;
pub use money::{Money, MoneyError, MoneyInput};
pub use notice::{Kind, Notice, Severity, Sound, notice};
pub use order::{Booking, Customer, Delivery, DeliveryKind, Item, Late, Order, PaymentStatus};
pub use payment::{Payment, PaymentReport, PaymentSource, PaymentState};
pub use product::{Product, ProductEdit, StockChange, StockError};
pub use refusal::Refusal;
pub use shipment::{Shipment, ShipmentState};
pub use status::{Counter, Phase, Status};
pub use subject::{Subject, SubjectRef};
pub use timer::Timer;
pub use user::{RegisteredUser, UserReport};
pub use vendor::{Vendor, VendorEdit};
pub use words::Aliases;
