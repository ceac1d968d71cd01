//! Receipts with their effect, and the receipts that wait for an order, inside the writer's transaction.

use jiff::Timestamp;
use orderbell_orders::{Actor, Order, OrderId};
use rusqlite::params;

use crate::app::AppId;
use crate::desk::OrderKey;
use crate::fault;
use crate::job::{JobEnd, NewJob, Standing};
use crate::receipt::{Receipt, ReceiptId, ReceiptState};
use crate::receiving::{BegunReceipt, NewReceipt, Plan, Received};
use crate::source::SourceId;

use super::columns::{micros, to_json};
use super::effect::Effect;
use super::error::DbError;
use super::jobs;
use super::order_keys::{self, Key};
use super::products::Work;
use super::receipts;
use super::sources;
use super::statement::{execute, row, rows};
use super::writer::Tx;

/// The kind of the jobs; the payload of one, and its name, is the number of its receipt.
pub(crate) const KIND: &str = "receipt";

/// How often somebody may begin to look at a receipt without coming to an end: one that brings the process down each
/// time must not do so for ever.
const MOST_ATTEMPTS: u32 = 100;

const WAITS: &str = "SELECT 1 FROM receipt_waits WHERE app_id = ?1 LIMIT 1";

const WAITING: &str =
    "SELECT receipt_id FROM receipt_waits WHERE app_id = ?1 AND kind = ?2 AND key = ?3 ORDER BY receipt_id";

pub(crate) fn receive(
    tx: &Tx<'_>,
    new: &NewReceipt,
    plan: &Plan,
    actor: &Actor,
    now: Timestamp,
) -> Result<Received, DbError> {
    const KNOWN: &str = "SELECT * FROM receipts WHERE source_id = ?1 AND dedupe_key = ?2";
    const REPEAT: &str = "UPDATE receipts SET repeats = repeats + 1, repeated_at = ?2 WHERE id = ?1";
    const INSERT: &str = "INSERT INTO receipts
        (source_id, dedupe_key, received_at, headers, body, money, outcome, detail)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'ignored', '')";
    let known = row(tx.conn, KNOWN, params![new.source.0, new.dedupe_key], receipts::from_row)?;
    if let Some(known) = known {
        execute(tx.conn, REPEAT, params![known.id.0, now.as_microsecond()])?;
        return match known.state {
            ReceiptState::Unmatched | ReceiptState::Failed => {
                let settled = settle(tx, new.app, known.id, plan, actor, now)?;
                Ok(Received { repeated: true, ..settled })
            }
            state => {
                Ok(Received { id: known.id, state, detail: known.detail, order: known.order, repeated: true })
            }
        };
    }
    let values = params![
        new.source.0,
        new.dedupe_key,
        now.as_microsecond(),
        to_json("headers", &new.headers)?,
        new.body,
        new.money,
    ];
    execute(tx.conn, INSERT, values).map_err(|error| {
        if error.is_dangling() { DbError::Broken("a receipt without its source") } else { error }
    })?;
    let id = ReceiptId(tx.conn.last_insert_rowid());
    fault::point("written");
    carry_out(tx, new.app, id, plan, actor, now)
}

pub(crate) fn begin(tx: &Tx<'_>, limit: usize, now: Timestamp) -> Result<Vec<BegunReceipt>, DbError> {
    const RECEIPT: &str = "SELECT * FROM receipts WHERE id = ?1";
    const SOURCE: &str = "SELECT * FROM sources WHERE id = ?1 AND app_id = ?2";
    let mut begun = Vec::new();
    for job in jobs::claim(tx, KIND, limit, now)? {
        let id: Option<i64> = job.payload.parse().ok();
        let receipt = row(tx.conn, RECEIPT, [id], receipts::from_row)?;
        let source = match &receipt {
            Some(receipt) => row(tx.conn, SOURCE, params![receipt.source.0, job.app.0], sources::from_row)?,
            None => None,
        };
        match receipt.zip(source) {
            Some((receipt, _)) if job.attempts > MOST_ATTEMPTS => {
                let error = format!("given up after {MOST_ATTEMPTS} attempts");
                write_down(tx, receipt.id, ReceiptState::Failed, &error, receipt.order, now)?;
                jobs::finish(tx, job.claim, &JobEnd::Done, now)?;
            }
            Some((receipt, source)) => {
                begun.push(BegunReceipt { claim: job.claim, attempts: job.attempts, receipt, source });
            }
            // It was forgotten, or its source was deleted, under the job.
            None => {
                jobs::finish(tx, job.claim, &JobEnd::Done, now)?;
            }
        }
    }
    Ok(begun)
}

pub(crate) fn settle_begun(
    tx: &Tx<'_>,
    begun: &BegunReceipt,
    plan: &Plan,
    actor: &Actor,
    now: Timestamp,
) -> Result<Option<Received>, DbError> {
    // Ended first, so that a job which the changes or the plan add for this receipt is another one.
    if !jobs::finish(tx, begun.claim, &JobEnd::Done, now)? {
        return Ok(None);
    }
    fault::point("job ended");
    let current = receipts::one(tx.conn, begun.source.app, begun.source.id, begun.receipt.id)?;
    let Some(current) = current else { return Ok(None) };
    // The sender was faster: a repeat of it has been applied while the job was being done.
    if matches!(current.state, ReceiptState::Applied | ReceiptState::Ignored) {
        let Receipt { id, state, detail, order, .. } = current;
        return Ok(Some(Received { id, state, detail, order, repeated: true }));
    }
    settle(tx, begun.source.app, begun.receipt.id, plan, actor, now).map(Some)
}

pub(crate) fn reconsider(
    tx: &Tx<'_>,
    app: AppId,
    source: SourceId,
    id: ReceiptId,
    now: Timestamp,
) -> Result<bool, DbError> {
    let Some(receipt) = receipts::one(tx.conn, app, source, id)? else { return Ok(false) };
    write_down(tx, id, ReceiptState::Pending, "is applied again", receipt.order, now)?;
    add_job(tx, app, id, now, now)?;
    Ok(true)
}

/// Has those looked at again that wait for an order which has names from now on that it had not before. Called by
/// whatever changes an order; most of the time nobody waits for anything.
pub(super) fn order_named(
    tx: &Tx<'_>,
    app: AppId,
    before: Option<&Order>,
    order: &Order,
    added: &[Key],
    now: Timestamp,
) -> Result<(), DbError> {
    let new = if before.is_none() { order_keys::of_new(order) } else { Vec::new() };
    if added.is_empty() && new.is_empty() || row(tx.conn, WAITS, [app.0], |_| Ok(()))?.is_none() {
        return Ok(());
    }
    for (kind, key) in added.iter().chain(&new) {
        let waiting = rows(tx.conn, WAITING, params![app.0, kind, key], |row| Ok(ReceiptId(row.get(0)?)))?;
        for receipt in waiting {
            add_job(tx, app, receipt, now, now)?;
            // The next change of the order is no reason to look again.
            wait_no_more(tx, receipt)?;
        }
    }
    Ok(())
}

/// Does what is planned for a receipt that may wait for something.
fn settle(
    tx: &Tx<'_>,
    app: AppId,
    id: ReceiptId,
    plan: &Plan,
    actor: &Actor,
    now: Timestamp,
) -> Result<Received, DbError> {
    wait_no_more(tx, id)?;
    carry_out(tx, app, id, plan, actor, now)
}

/// Does what is planned, and writes down what came of it.
fn carry_out(
    tx: &Tx<'_>,
    app: AppId,
    id: ReceiptId,
    plan: &Plan,
    actor: &Actor,
    now: Timestamp,
) -> Result<Received, DbError> {
    let (state, detail, order) = match plan {
        Plan::Apply { steps, scope, note } => {
            let work = Work { app, actor: actor.clone(), scope: scope.clone(), now: micros(now) };
            let effect = Effect::of(tx, &work, steps)?;
            for key in &effect.missing {
                wait_for(tx, app, id, key)?;
            }
            effect.verdict(note)
        }
        Plan::Ignore(reason) => (ReceiptState::Ignored, reason.clone(), None),
        Plan::Later { due_at, detail } => {
            add_job(tx, app, id, *due_at, now)?;
            (ReceiptState::Pending, detail.clone(), None)
        }
        Plan::Fail(reason) => (ReceiptState::Failed, reason.clone(), None),
    };
    fault::point("applied");
    write_down(tx, id, state, &detail, order, now)?;
    Ok(Received { id, state, detail, order, repeated: false })
}

fn add_job(
    tx: &Tx<'_>,
    app: AppId,
    receipt: ReceiptId,
    due_at: Timestamp,
    now: Timestamp,
) -> Result<(), DbError> {
    let standing = Standing::Named(receipt.to_string());
    let job = NewJob { app, kind: KIND, standing, due_at, payload: receipt.to_string() };
    jobs::add(tx, &job, now)?;
    Ok(())
}

fn wait_for(tx: &Tx<'_>, app: AppId, receipt: ReceiptId, key: &OrderKey) -> Result<(), DbError> {
    const INSERT: &str =
        "INSERT OR IGNORE INTO receipt_waits (app_id, kind, key, receipt_id) VALUES (?1, ?2, ?3, ?4)";
    let (kind, key) = order_keys::awaited(key);
    execute(tx.conn, INSERT, params![app.0, kind, key, receipt.0])?;
    Ok(())
}

fn wait_no_more(tx: &Tx<'_>, receipt: ReceiptId) -> Result<(), DbError> {
    execute(tx.conn, "DELETE FROM receipt_waits WHERE receipt_id = ?1", [receipt.0])?;
    Ok(())
}

fn write_down(
    tx: &Tx<'_>,
    id: ReceiptId,
    state: ReceiptState,
    detail: &str,
    order: Option<OrderId>,
    now: Timestamp,
) -> Result<(), DbError> {
    const UPDATE: &str = "UPDATE receipts SET outcome = ?2, detail = ?3, settled_at = ?4,
        order_id = coalesce(?5, order_id) WHERE id = ?1";
    let order = order.map(|order| *order.0.as_bytes());
    execute(tx.conn, UPDATE, params![id.0, state.as_str(), detail, now.as_microsecond(), order])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn looking_whether_somebody_waits_for_an_order_costs_one_step() {
        for (sql, by) in [(WAITS, "(app_id=?)"), (WAITING, "(app_id=? AND kind=? AND key=?)")] {
            let steps = plan::of(sql);
            assert_eq!(steps, [format!("SEARCH receipt_waits USING PRIMARY KEY {by}")]);
        }
    }
}
