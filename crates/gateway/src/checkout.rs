//! What a gateway is told of an order: how much, for what, by whom and until when.
//!
//! A gateway refuses a list whose lines do not add up to the amount. So what changes the sum has lines of its own, and an
//! order that cannot be told in whole rupiah line by line is told as one line.

use jiff::Timestamp;
use orderbell_orders::{Currency, Order};
use thiserror::Error;

/// Most lines that are told one by one.
const MAX_LINES: usize = 100;

/// Longest name of a line, in characters.
const MAX_NAME: usize = 50;

/// A payment to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// Our reference for it.
    pub reference: String,
    /// How much, in whole rupiah.
    pub amount: i64,
    /// What for; the sum is `amount`.
    pub lines: Vec<Line>,
    /// The customer's name.
    pub name: String,
    /// Their address for mail.
    pub email: Option<String>,
    /// Their phone.
    pub phone: Option<String>,
    /// Until when it can be made.
    pub expires_at: Timestamp,
}

/// One line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is, up to 50 characters.
    pub name: String,
    /// Price of one in whole rupiah; negative for what is taken off.
    pub price: i64,
    /// How many.
    pub qty: u32,
}

/// Why an order cannot be paid at this gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotPayable {
    /// Nothing is left to pay.
    #[error("nothing is left to pay")]
    Nothing,
    /// The gateway takes one currency only.
    #[error("midtrans takes rupiah only; the order is in {0}")]
    Currency(
        /// The order's.
        Currency,
    ),
    /// The gateway knows no sen.
    #[error("midtrans takes whole rupiah only; what is left to pay has a fraction")]
    Fraction,
}

impl Checkout {
    /// What is left to pay of an order.
    ///
    /// # Errors
    /// When the gateway cannot take it.
    pub fn of(order: &Order, reference: String, expires_at: Timestamp) -> Result<Self, NotPayable> {
        let due = order.outstanding();
        if due.currency() != Currency::IDR {
            return Err(NotPayable::Currency(due.currency()));
        }
        if due.is_zero() {
            return Err(NotPayable::Nothing);
        }
        let amount = whole(due.minor()).ok_or(NotPayable::Fraction)?;
        let sum = |lines: &[Line]| lines.iter().map(|line| line.price * i64::from(line.qty)).sum::<i64>();
        let lines = lines(order).filter(|lines| lines.len() <= MAX_LINES && sum(lines) == amount);
        Ok(Self {
            reference,
            amount,
            lines: lines.unwrap_or_else(|| vec![Line::new(&format!("Order {}", order.code), amount, 1)]),
            name: order.customer.name.clone(),
            email: order.customer.email.clone(),
            phone: order.customer.phone.clone(),
            expires_at,
        })
    }
}

impl Line {
    fn new(name: &str, price: i64, qty: u32) -> Self {
        // The bar separates fields on the way to some of the gateway's shops.
        let name = name.chars().map(|c| if c == '|' { '/' } else { c }).take(MAX_NAME).collect();
        Self { name, price, qty }
    }
}

/// All lines, if each is of whole rupiah.
fn lines(order: &Order) -> Option<Vec<Line>> {
    let mut lines = Vec::with_capacity(order.items.len());
    for item in &order.items {
        lines.push(match whole(item.unit_price) {
            Some(price) => Line::new(&item.name, price, item.qty),
            None => Line::new(&format!("{} x {}", item.qty, item.name), whole(item.total)?, 1),
        });
    }
    let paid = order.total - order.outstanding().minor();
    for (name, minor) in
        [("Shipping", order.shipping), ("Tax", order.tax), ("Discount", -order.discount), ("Paid", -paid)]
    {
        if minor != 0 {
            lines.push(Line::new(name, whole(minor)?, 1));
        }
    }
    Some(lines)
}

/// Minor units as whole rupiah, if they are.
fn whole(minor: i64) -> Option<i64> {
    let per_rupiah = Currency::IDR.minor_per_major();
    (minor % per_rupiah == 0).then_some(minor / per_rupiah)
}
