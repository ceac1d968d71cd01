//! Doing what an app's events say, with a row of `mapping_log` for each.

use jiff::Timestamp;
use orderbell_orders::{Order, OrderId};
use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::mapping::{Interpretation, MAX_LOG, MappingId, MappingLogEntry, MappingOutcome};
use crate::place::{ActRefused, Ignored};
use crate::query::Scope;
use crate::report::{ReportOutcome, ReportRefused};

use super::columns::{count, micros, time, uuid};
use super::error::DbError;
use super::products::Work;
use super::statement::{execute, rows};
use super::writer::Tx;
use super::{mappings, report};

const NEWEST: &str = "SELECT * FROM mapping_log WHERE app_id = ?1 ORDER BY id DESC LIMIT ?2";

const FORGET: &str = "DELETE FROM mapping_log WHERE app_id = ?1 AND id <=
    (SELECT id FROM mapping_log WHERE app_id = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)";

/// What is to be written of one event.
struct Entry {
    outcome: MappingOutcome,
    detail: Option<String>,
    order: Option<(OrderId, String)>,
}

pub(crate) fn interpret(
    tx: &Tx<'_>,
    app: AppId,
    events: &[Interpretation],
    now: Timestamp,
) -> Result<Vec<MappingOutcome>, DbError> {
    let mut outcomes = Vec::with_capacity(events.len());
    for event in events {
        let entry = match &event.says {
            Err(problem) => {
                Entry { outcome: MappingOutcome::Failed, detail: Some(problem.clone()), order: None }
            }
            Ok(reports) => {
                let mut entry = Entry { outcome: MappingOutcome::Unchanged, detail: None, order: None };
                let work = Work { app, actor: event.actor.clone(), scope: Scope::All, now: micros(now) };
                for report in reports {
                    entry = entry.and(&report::one(tx, &work, report)?);
                }
                if entry.outcome == MappingOutcome::Applied {
                    entry.detail.clone_from(&event.note);
                }
                entry
            }
        };
        let kept = (entry.outcome == MappingOutcome::Failed).then_some(event.data.as_str());
        let (id, code) = entry.order.unzip();
        let values = params![
            app.0,
            event.mapping.0,
            now.as_microsecond(),
            event.channel,
            event.event,
            entry.outcome.as_str(),
            entry.detail,
            id.map(|id| id.0.into_bytes()),
            code,
            kept,
        ];
        execute(
            tx.conn,
            "INSERT INTO mapping_log
                (app_id, mapping_id, at, channel, event, outcome, detail, order_id, order_code, data)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            values,
        )?;
        mappings::count_outcome(tx, event.mapping, entry.outcome)?;
        outcomes.push(entry.outcome);
    }
    execute(tx.conn, FORGET, params![app.0, count(MAX_LOG)])?;
    Ok(outcomes)
}

pub(crate) fn interpret_again(
    tx: &Tx<'_>,
    app: AppId,
    entry: i64,
    events: &[Interpretation],
    now: Timestamp,
) -> Result<Vec<MappingOutcome>, DbError> {
    let outcomes = interpret(tx, app, events, now)?;
    if outcomes.iter().all(|outcome| *outcome != MappingOutcome::Failed) {
        execute(tx.conn, "DELETE FROM mapping_log WHERE app_id = ?1 AND id = ?2", params![app.0, entry])?;
    }
    Ok(outcomes)
}

pub(crate) fn newest(conn: &Connection, app: AppId) -> Result<Vec<MappingLogEntry>, DbError> {
    rows(conn, NEWEST, params![app.0, count(MAX_LOG)], from_row)
}

impl Entry {
    /// With one more change: what failed weighs more than what was done, and that more than what was known.
    fn and(self, result: &Result<ReportOutcome, ReportRefused>) -> Self {
        let next = match result {
            Ok(ReportOutcome::Order(outcome)) => Self {
                outcome: match outcome.ignored {
                    Some(_) => MappingOutcome::Ignored,
                    None if outcome.events.is_empty() => MappingOutcome::Unchanged,
                    None => MappingOutcome::Applied,
                },
                detail: outcome.ignored.map(why),
                order: Some((outcome.order.id, outcome.order.code.to_string())),
            },
            Ok(other) => Self {
                outcome: if other.changed() { MappingOutcome::Applied } else { MappingOutcome::Unchanged },
                detail: None,
                order: None,
            },
            Err(refused) => Self {
                outcome: MappingOutcome::Failed,
                detail: Some(refused.to_string()),
                order: match refused {
                    ReportRefused::Order(refused) => {
                        known(refused).map(|order| (order.id, order.code.to_string()))
                    }
                    ReportRefused::Product(_) => None,
                },
            },
        };
        let weight = |outcome| match outcome {
            MappingOutcome::Failed => 3,
            MappingOutcome::Applied => 2,
            MappingOutcome::Ignored => 1,
            MappingOutcome::Unchanged => 0,
        };
        let order = self.order.clone().or_else(|| next.order.clone());
        if weight(next.outcome) > weight(self.outcome) {
            Self { order, ..next }
        } else {
            Self { order, ..self }
        }
    }
}

/// The order that was asked for, where the refusal shows it.
fn known(refused: &ActRefused) -> Option<&Order> {
    match refused {
        ActRefused::NotFound => None,
        ActRefused::Refused { order, .. } => order.as_deref(),
        ActRefused::VersionMismatch { order }
        | ActRefused::DuplicateExternalId { order }
        | ActRefused::CodeTaken { order } => Some(order),
    }
}

fn why(ignored: Ignored) -> String {
    match ignored {
        Ignored::Older => "a newer report came before it".to_owned(),
        Ignored::GoesBack { from, to } => {
            format!("the order is {from} already, and nothing says that {to} is newer")
        }
    }
}

fn from_row(row: &Row<'_>) -> Result<MappingLogEntry, DbError> {
    let named: String = row.get("outcome")?;
    let outcome = MappingOutcome::ALL.into_iter().find(|outcome| outcome.as_str() == named);
    let code: Option<String> = row.get("order_code")?;
    Ok(MappingLogEntry {
        id: row.get("id")?,
        mapping: MappingId(row.get("mapping_id")?),
        at: time(row, "at")?,
        channel: row.get("channel")?,
        event: row.get("event")?,
        outcome: outcome.ok_or(DbError::Broken("an interpreted event has an unknown outcome"))?,
        detail: row.get("detail")?,
        order: match code {
            Some(code) => Some((OrderId(uuid(row, "order_id")?), code)),
            None => None,
        },
        data: row.get("data")?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn the_log_is_searched_by_index_only() {
        plan::assert_searches(NEWEST, "mapping_log_newest", "(app_id=?)");
    }
}
