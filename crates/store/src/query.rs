//! Reading orders, counters and positions. Each read sees one moment of the ledger and says which one, so that a
//! screen can take a snapshot and go on from there with the events that came after it, without a gap and without doubt.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use orderbell_orders::{Order, OrderCode, OrderId, OrderRef, PaymentStatus, Phase, Status};
use thiserror::Error;

use crate::app::AppId;
use crate::error::ReadError;
use crate::sqlite::{counts, listing, order_rows, orders, positions};
use crate::store::Store;

/// A moment of an app's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// Names the log; positions of different epochs have nothing to do with each other.
    pub epoch: String,
    /// The newest event at that moment, 0 before the first.
    pub seq: i64,
}

/// Something that was read, with the moment at which it was so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamped<T> {
    /// When, in terms of the log.
    pub position: Position,
    /// What.
    pub value: T,
}

/// Whose orders a reader may see.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All of the app.
    All,
    /// Those of a vendor.
    Vendor(String),
    /// Those of a customer's account, [`orderbell_orders::Customer::user_id`].
    Customer(String),
}

/// What the link of an order was made of, to compare with what somebody shows.
#[derive(Clone, Copy)]
pub struct OrderLink {
    /// The app that the order belongs to.
    pub app: AppId,
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
}

impl fmt::Debug for OrderLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OrderLink").field("app", &self.app).finish_non_exhaustive()
    }
}

/// Which orders to list. All filters that are set must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderQuery {
    /// Whose.
    pub scope: Scope,
    /// Only those of this vendor; a vendor who asks for another's gets none.
    pub vendor: Option<String>,
    /// Only those in one of these; empty means any.
    pub status: Vec<Status>,
    /// Only those in this phase.
    pub phase: Option<Phase>,
    /// Only those whose [`Order::payment_status`] is one of these; empty means any.
    pub payment_status: Vec<PaymentStatus>,
    /// Only those from this system.
    pub source: Option<String>,
    /// Only those that walk this flow.
    pub flow: Option<String>,
    /// Only those that ring or will ring, that is whose [`Order::rings_at`] is not `None`.
    pub ringing: bool,
    /// Only those that nobody has seen, see [`Order::needs_ack`].
    pub needs_ack: bool,
    /// Only those that are late, see [`Order::late`].
    pub late: bool,
    /// Only those made at this time or later.
    pub from: Option<Timestamp>,
    /// Only those made before this time.
    pub to: Option<Timestamp>,
    /// Only those that have this in them, see [`SearchTerm`]. Blank means any.
    pub q: Option<String>,
    /// In which order.
    pub sort: Sort,
    /// Orders on a page, 1 to [`OrderQuery::MAX_LIMIT`]; what is outside is moved to the nearest.
    pub limit: usize,
    /// Only those that come after this one, with which the page before ended.
    pub after: Option<Cursor>,
}

/// In which order orders are listed: by when they were made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// The latest first.
    #[default]
    Newest,
    /// The earliest first.
    Oldest,
}

/// What is searched for: a part of an order's code, external id, customer's name, telephone number or e-mail address, or
/// of what was booked, whatever its case. A telephone number is found however it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchTerm {
    /// In lower case, without blanks around it.
    pub(crate) text: String,
    /// The same written otherwise. Of what may be a part of a telephone number the digits alone, without the zero or the
    /// country code of Indonesia, because one person writes 0812 and the next one +62 812; of another system's number,
    /// such as INV/2026/7, the code that stands for it.
    pub(crate) otherwise: Option<String>,
}

/// A page of orders. It may hold fewer than asked for, and even none, and not be the last: a list whose filters let little
/// through is looked through step by step.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T, C = Cursor> {
    /// What is on it.
    pub items: Vec<T>,
    /// Where the next page starts; `None` on the last.
    pub next: Option<C>,
}

/// A place in a list of orders. Its text form is for URLs and means nothing to anybody else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub(crate) created_at: Timestamp,
    pub(crate) id: OrderId,
}

/// The text is not a cursor that a page came with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("is not a cursor that came with a page of orders")]
pub struct CursorError;

/// How many orders wait, are worked on, are done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stats {
    /// Waiting for payment.
    pub unpaid: i64,
    /// Placed, to be accepted or begun.
    pub pending: i64,
    /// Accepted up to shipped.
    pub confirmed: i64,
    /// With the customer.
    pub completed: i64,
    /// Expired, declined or cancelled.
    pub closed: i64,
    /// All of them.
    pub total: i64,
    /// Since when the oldest of the pending ones waits.
    pub oldest_pending_at: Option<Timestamp>,
}

impl Scope {
    /// Whether a reader with this scope may see the order.
    pub fn sees(&self, order: &Order) -> bool {
        match self {
            Self::All => true,
            Self::Vendor(vendor) => order.vendor_id.as_ref() == Some(vendor),
            Self::Customer(user) => order.customer.user_id.as_ref() == Some(user),
        }
    }
}

impl OrderQuery {
    /// Most orders on a page.
    pub const MAX_LIMIT: usize = 100;

    /// The newest 50 orders of a scope.
    pub fn new(scope: Scope) -> Self {
        Self {
            scope,
            vendor: None,
            status: Vec::new(),
            phase: None,
            payment_status: Vec::new(),
            source: None,
            flow: None,
            ringing: false,
            needs_ack: false,
            late: false,
            from: None,
            to: None,
            q: None,
            sort: Sort::Newest,
            limit: 50,
            after: None,
        }
    }
}

impl SearchTerm {
    /// The term that somebody typed; `None` for blanks.
    pub fn new(typed: &str) -> Option<Self> {
        let text = typed.trim().to_lowercase();
        if text.is_empty() {
            return None;
        }
        let may_be_phone = text.chars().all(|c| c.is_ascii_digit() || " +-().".contains(c));
        let digits = Some(Self::bare_digits(&text)).filter(|digits| may_be_phone && digits.len() >= 3);
        let may_be_number = text.contains(['/', '\\', '#']) && text.bytes().any(|byte| byte.is_ascii_digit());
        let code = OrderCode::standing_for(&text).filter(|_| may_be_number);
        let otherwise = digits.or_else(|| code.map(|code| code.as_str().to_lowercase()));
        Some(Self { text, otherwise })
    }

    /// The digits of a telephone number without what comes before the subscriber's in Indonesia.
    pub(crate) fn bare_digits(phone: &str) -> String {
        let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
        digits.strip_prefix("62").unwrap_or_else(|| digits.trim_start_matches('0')).to_owned()
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.created_at.as_microsecond(), self.id.0.simple())
    }
}

impl FromStr for Cursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (created_at, id) = text.split_once('_').ok_or(CursorError)?;
        let micros = created_at.parse().map_err(|_| CursorError)?;
        Ok(Self {
            created_at: Timestamp::from_microsecond(micros).map_err(|_| CursorError)?,
            id: OrderId(uuid::Uuid::try_parse(id).map_err(|_| CursorError)?),
        })
    }
}

impl Store {
    /// Where an app's log is now.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn position(&self, app: AppId) -> Result<Position, ReadError> {
        self.db.read(move |conn| positions::position(conn, app)).await
    }

    /// One order, if the app has it and the scope covers it.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn order(
        &self,
        app: AppId,
        order: &OrderRef,
        scope: Scope,
    ) -> Result<Option<Stamped<Order>>, ReadError> {
        let order = order.clone();
        self.db
            .read(move |conn| {
                let position = positions::position(conn, app)?;
                let found = orders::find(conn, app, &order)?.filter(|order| scope.sees(order));
                Ok(found.map(|value| Stamped { position, value }))
            })
            .await
    }

    /// The link of an order, whichever app it belongs to: a customer who has one knows nothing of apps. `None` if there
    /// is no such order, or it has no link.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn order_link(&self, order: OrderId) -> Result<Option<OrderLink>, ReadError> {
        self.db.read(move |conn| Ok(order_rows::link(conn, order)?)).await
    }

    /// A page of orders.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn orders(&self, app: AppId, query: OrderQuery) -> Result<Stamped<Page<Order>>, ReadError> {
        self.db
            .read(move |conn| {
                let position = positions::position(conn, app)?;
                Ok(Stamped { position, value: listing::page(conn, app, &query)? })
            })
            .await
    }

    /// The counters of a scope. Read from counts that are kept as orders change; only a customer's own orders are
    /// counted one by one.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn stats(&self, app: AppId, scope: Scope) -> Result<Stamped<Stats>, ReadError> {
        self.db
            .read(move |conn| {
                let position = positions::position(conn, app)?;
                Ok(Stamped { position, value: counts::stats(conn, app, &scope)? })
            })
            .await
    }
}
