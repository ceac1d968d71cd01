//! Rows of `payment_links`, and the pending payments that go with them.

use jiff::Timestamp;
use orderbell_orders::rights::{in_scope, may};
use orderbell_orders::{
    Action, Actor, Command, Order, OrderRef, PaymentReport, PaymentSource, PaymentState, Refusal, Status,
};
use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::error::WriteError;
use crate::payment_link::{LinkPage, LinkRefused, LinkWish, PaymentLink, Wished};
use crate::place::{ActRefused, ActResult, Conditions};

use super::columns::{micros, time};
use super::error::DbError;
use super::orders;
use super::statement::{execute, row, rows};
use super::writer::Tx;

const OF_ORDER: &str = "SELECT * FROM payment_links
    WHERE app_id = ?1 AND order_id = ?2 AND provider = ?3 ORDER BY created_at, rowid";

const RESERVE: &str = "INSERT INTO payment_links
        (app_id, provider, reference, order_id, amount, state, expires_at, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, 'reserved', ?6, ?7)";

const RENEW: &str = "UPDATE payment_links SET amount = ?4, expires_at = ?5
    WHERE app_id = ?1 AND provider = ?2 AND reference = ?3 AND state = 'reserved'";

const OPENED: &str = "UPDATE payment_links SET state = 'open', url = ?4, token = ?5
    WHERE app_id = ?1 AND provider = ?2 AND reference = ?3 AND state = 'reserved'";

const LOST: &str = "UPDATE payment_links SET state = 'lost'
    WHERE app_id = ?1 AND provider = ?2 AND reference = ?3 AND state = 'reserved'";

const KNOWN: &str = "SELECT 1 FROM payment_links WHERE app_id = ?1 AND provider = ?2 AND reference = ?3";

pub(crate) fn wish(
    tx: &Tx<'_>,
    app: AppId,
    order: &OrderRef,
    wish: &LinkWish,
    now: Timestamp,
) -> Result<Wished, WriteError> {
    let now = micros(now);
    let refused = |refusal| Ok(Wished::Refused(refusal));
    let Some(order) = orders::find(tx.conn, app, order)? else {
        return refused(ActRefused::NotFound.into());
    };
    if wish.actor.as_ref().is_some_and(|actor| !in_scope(actor, &order)) {
        return refused(ActRefused::Refused { refusal: Refusal::OutOfScope, order: None }.into());
    }
    if let Some(refusal) = unpayable(&order, now) {
        return refused(refusal);
    }
    let mut order = order;
    if let Some(lost) = &wish.instead_of {
        execute(tx.conn, LOST, params![app.0, wish.provider, lost])?;
        // Nobody was ever given this page. If it is paid all the same, the report of it counts.
        if let Err(refusal) = report(tx, app, wish, &mut order, lost, PaymentState::Cancelled, now)? {
            return refused(refusal.into());
        }
    }
    let latest = now.checked_add(wish.life).unwrap_or(Timestamp::MAX);
    let expires_at = order.expires_at.map_or(latest, |at| at.min(latest));
    let due = order.outstanding().minor();
    for (link, state) in of_order(tx.conn, app, &order, &wish.provider)? {
        if !is_live(&order, &link) {
            continue;
        }
        match state.as_str() {
            "open" if link.amount == due && link.expires_at > now => return Ok(Wished::Open(link)),
            "open" if link.expires_at > now && !wish.despite.contains(&link.reference) => {
                return Ok(Wished::Outdated(link));
            }
            "reserved" => {
                let values = params![app.0, wish.provider, link.reference, due, expires_at.as_microsecond()];
                execute(tx.conn, RENEW, values)?;
                let link = PaymentLink { amount: due, expires_at, ..link };
                return Ok(Wished::Reserved { link, order: Box::new(order) });
            }
            _ => {}
        }
    }
    let reference = free_reference(tx.conn, app, &order, &wish.provider)?;
    if let Err(refusal) = report(tx, app, wish, &mut order, &reference, PaymentState::Pending, now)? {
        return refused(refusal.into());
    }
    let values = params![
        app.0,
        wish.provider,
        reference,
        order.id.0.as_bytes(),
        due,
        expires_at.as_microsecond(),
        now.as_microsecond()
    ];
    execute(tx.conn, RESERVE, values)?;
    let provider = wish.provider.clone();
    let link = PaymentLink { provider, reference, amount: due, page: None, expires_at, created_at: now };
    Ok(Wished::Reserved { link, order: Box::new(order) })
}

pub(crate) fn opened(
    tx: &Tx<'_>,
    app: AppId,
    provider: &str,
    reference: &str,
    page: &LinkPage,
) -> Result<bool, DbError> {
    Ok(execute(tx.conn, OPENED, params![app.0, provider, reference, page.url, page.token])? == 1)
}

/// Why nothing can be paid for an order now.
fn unpayable(order: &Order, now: Timestamp) -> Option<LinkRefused> {
    let boxed = || Box::new(order.clone());
    let overdue = order.status == Status::PendingPayment && order.expires_at.is_some_and(|at| at <= now);
    if order.status.is_exit() || overdue {
        Some(LinkRefused::Closed { order: boxed() })
    } else if order.outstanding().is_zero() {
        Some(LinkRefused::Paid { order: boxed() })
    } else if order.payments.iter().any(|payment| payment.state == PaymentState::Review) {
        Some(LinkRefused::Review { order: boxed() })
    } else {
        None
    }
}

/// Whether the payment of a link still waits.
fn is_live(order: &Order, link: &PaymentLink) -> bool {
    order
        .payment(&link.provider, &link.reference, None)
        .is_some_and(|payment| payment.state == PaymentState::Pending)
}

/// The first number that neither a payment nor a link has.
fn free_reference(conn: &Connection, app: AppId, order: &Order, provider: &str) -> Result<String, DbError> {
    // Payments of an order are bounded, and so are its links.
    for number in 1..=u32::MAX {
        let reference = format!("{}-{number}", order.code);
        let known = row(conn, KNOWN, params![app.0, provider, reference], |_| Ok(()))?.is_some();
        if !known && order.payment(provider, &reference, None).is_none() {
            return Ok(reference);
        }
    }
    Err(DbError::Broken("all references of the order are in use"))
}

/// Writes the payment of a link down. Whoever may not report payments may still ask for a link, and it is Orderbell that
/// notes it then.
fn report(
    tx: &Tx<'_>,
    app: AppId,
    wish: &LinkWish,
    order: &mut Order,
    reference: &str,
    state: PaymentState,
    now: Timestamp,
) -> Result<Result<(), ActRefused>, WriteError> {
    let report = PaymentReport {
        provider: wish.provider.clone(),
        reference: reference.to_owned(),
        transaction: None,
        method: None,
        state,
        amount: None,
        source: PaymentSource::Staff,
    };
    let actor = wish.actor.clone().filter(|actor| may(actor.kind, Action::ReportPayment));
    let actor = actor.unwrap_or_else(Actor::system);
    let command = Command::ReportPayment(Box::new(report));
    let id = OrderRef::Id(order.id);
    let acted = orders::act(tx, app, &id, &command, &actor, Conditions::default(), None, now)?;
    let ActResult::Fresh(fresh) = acted else {
        return Err(DbError::Broken("a command without a key was a repetition").into());
    };
    Ok(fresh.result.map(|outcome| *order = outcome.order))
}

fn of_order(
    conn: &Connection,
    app: AppId,
    order: &Order,
    provider: &str,
) -> Result<Vec<(PaymentLink, String)>, DbError> {
    rows(conn, OF_ORDER, params![app.0, order.id.0.as_bytes(), provider], |row| {
        Ok((from_row(row)?, row.get("state")?))
    })
}

fn from_row(row: &Row<'_>) -> Result<PaymentLink, DbError> {
    let (url, token): (Option<String>, Option<String>) = (row.get("url")?, row.get("token")?);
    Ok(PaymentLink {
        provider: row.get("provider")?,
        reference: row.get("reference")?,
        amount: row.get("amount")?,
        page: url.zip(token).map(|(url, token)| LinkPage { url, token }),
        expires_at: time(row, "expires_at")?,
        created_at: time(row, "created_at")?,
    })
}
