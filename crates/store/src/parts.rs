//! Lists of what orders have: refunds and disputes, payments, parcels. What each of them says is in its order; here they
//! are found by what they are, where they stand and when they began.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use orderbell_orders::{Order, OrderId};

use crate::app::AppId;
use crate::error::ReadError;
use crate::query::{CursorError, Scope, Stamped};
use crate::sqlite::{order_parts, positions};
use crate::store::Store;

/// What an order can have several of, and its parcel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// A refund or a dispute; its kind is which of the two, its key the code.
    Case,
    /// An attempt to pay; its kind is the provider, its key our reference there.
    Payment,
    /// A parcel; its kind is the courier, empty as long as there is none, its key is empty.
    Shipment,
}

/// Which parts to list, newest first. All filters that are set must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartQuery {
    /// Whose.
    pub scope: Scope,
    /// What.
    pub part: Part,
    /// Only those of this vendor's orders.
    pub vendor: Option<String>,
    /// Only those of this order.
    pub order: Option<OrderId>,
    /// Only those of this kind.
    pub kind: Option<String>,
    /// Only those with this key.
    pub key: Option<String>,
    /// Only those in this state.
    pub state: Option<String>,
    /// Most on a page, 1 to [`PartQuery::MAX_LIMIT`]; what is outside is moved to the nearest.
    pub limit: usize,
    /// Only those that come after this one, with which the page before ended.
    pub after: Option<PartCursor>,
}

/// One of a list, with its order.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedPart {
    /// The order, which says everything about it.
    pub order: Order,
    /// Its kind.
    pub kind: String,
    /// Its key.
    pub key: String,
}

/// A page of parts. As with orders, it may hold fewer than asked for and not be the last.
#[derive(Debug, Clone, PartialEq)]
pub struct PartPage {
    /// What is on it.
    pub parts: Vec<ListedPart>,
    /// Where the next page starts; `None` on the last.
    pub next: Option<PartCursor>,
}

/// A place in a list of parts. Its text form is for URLs and means nothing to anybody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartCursor {
    pub(crate) at: Timestamp,
    pub(crate) order: OrderId,
    pub(crate) key: String,
}

impl Part {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Payment => "payment",
            Self::Shipment => "shipment",
        }
    }
}

impl PartQuery {
    /// Most parts on a page.
    pub const MAX_LIMIT: usize = 100;

    /// The newest 50 of a scope.
    pub fn new(scope: Scope, part: Part) -> Self {
        Self {
            scope,
            part,
            vendor: None,
            order: None,
            kind: None,
            key: None,
            state: None,
            limit: 50,
            after: None,
        }
    }
}

impl fmt::Display for PartCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}_", self.at.as_microsecond(), self.order.0.simple())?;
        self.key.bytes().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for PartCursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, '_');
        let mut next = || parts.next().ok_or(CursorError);
        let (at, order, key) = (next()?, next()?, next()?);
        let micros = at.parse().map_err(|_| CursorError)?;
        let bytes = key.as_bytes().chunks(2).map(|pair| {
            let pair = std::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2);
            pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()).ok_or(CursorError)
        });
        Ok(Self {
            at: Timestamp::from_microsecond(micros).map_err(|_| CursorError)?,
            order: OrderId(uuid::Uuid::try_parse(order).map_err(|_| CursorError)?),
            key: String::from_utf8(bytes.collect::<Result<_, _>>()?).map_err(|_| CursorError)?,
        })
    }
}

impl Store {
    /// A page of parts, newest first.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn parts(&self, app: AppId, query: PartQuery) -> Result<Stamped<PartPage>, ReadError> {
        self.db
            .read(move |conn| {
                let position = positions::position(conn, app)?;
                Ok(Stamped { position, value: order_parts::page(conn, app, &query)? })
            })
            .await
    }
}
