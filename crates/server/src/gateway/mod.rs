//! Asking a payment gateway about a payment, whichever gateway it is.
//!
//! What a gateway tells us by itself may come late or never, so before an order expires for lack of money, and from time
//! to time while a payment is pending, the gateway is asked. Here is what can be asked and what the answers mean; a
//! gateway's own protocol belongs to its implementation, and what an answer does to an order is decided in
//! `orderbell-orders`.

pub mod midtrans;

use std::{collections::BTreeMap, fmt, pin::Pin, sync::Arc};

use arc_swap::ArcSwap;
use orderbell_orders::{Money, PaymentReport};
use orderbell_store::AppId;

/// An answer that is on its way.
pub type Asking<'a> = Pin<Box<dyn Future<Output = GatewayAnswer> + Send + 'a>>;

/// What a gateway says about one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GatewayAnswer {
    /// It knows the payment, and this is how it stands.
    Known(Box<Standing>),
    /// It has nothing under this reference yet: the customer has not chosen how to pay. No failure, and no end either.
    NotYet,
    /// Nobody can be asked: the app has no account at this gateway, or the gateway will never know this reference.
    Unknown,
    /// There was no usable answer. Why, in words for whoever reads the log of jobs; without any secret.
    Unavailable(String),
}

/// How a payment stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Where it is; money that went back, or is fought about, had come in. Whoever asked says why they did: the source is
    /// set by them.
    pub payment: PaymentReport,
    /// All that has gone back of it until now, if anything has.
    pub refunded: Option<Money>,
    /// Whether the customer's bank has taken the customer's side.
    pub disputed: bool,
}

/// A payment gateway. An implementation bounds its own time: an answer comes within a few seconds, or is
/// [`GatewayAnswer::Unavailable`].
pub trait PaymentGateway: fmt::Debug + Send + Sync {
    /// How the payment stands. Asking changes nothing.
    fn status<'a>(&'a self, app: AppId, reference: &'a str) -> Asking<'a>;

    /// Ends the payment, so that nobody can pay it later, and says how it stands then: a payment that came in meanwhile
    /// is answered as paid. Asking for it again changes nothing.
    fn expire<'a>(&'a self, app: AppId, reference: &'a str) -> Asking<'a>;
}

/// The gateways that this server can talk to, by the provider's name in payments (`midtrans`).
#[derive(Debug, Default)]
pub struct Gateways(ArcSwap<BTreeMap<&'static str, Arc<dyn PaymentGateway>>>);

impl Gateways {
    /// Adds a gateway, or puts it into the place of the one with this name.
    pub fn add(&self, provider: &'static str, gateway: &Arc<dyn PaymentGateway>) {
        self.0.rcu(|known| {
            let mut known = BTreeMap::clone(known);
            known.insert(provider, Arc::clone(gateway));
            known
        });
    }

    /// See [`PaymentGateway::status`]. A provider that this server cannot talk to is [`GatewayAnswer::Unknown`].
    pub async fn status(&self, app: AppId, provider: &str, reference: &str) -> GatewayAnswer {
        match self.get(provider) {
            Some(gateway) => gateway.status(app, reference).await,
            None => GatewayAnswer::Unknown,
        }
    }

    /// See [`PaymentGateway::expire`]. A provider that this server cannot talk to is [`GatewayAnswer::Unknown`].
    pub async fn expire(&self, app: AppId, provider: &str, reference: &str) -> GatewayAnswer {
        match self.get(provider) {
            Some(gateway) => gateway.expire(app, reference).await,
            None => GatewayAnswer::Unknown,
        }
    }

    fn get(&self, provider: &str) -> Option<Arc<dyn PaymentGateway>> {
        self.0.load().get(provider).cloned()
    }
}
