//! Changing how the orders of an app go, without leaving any of them without its way.

use orderbell_orders::Flows;
use rusqlite::params;

use crate::app::{AppId, FlowsRefused};

use super::apps;
use super::columns::to_json;
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

const VERSION: &str = "SELECT flows_version FROM apps WHERE id = ?1";
const SET: &str = "UPDATE apps SET flows = ?2, flows_version = flows_version + 1 WHERE id = ?1";
const OPEN_BY_FLOW: &str = "SELECT flow, count(*) AS open FROM orders INDEXED BY orders_open
    WHERE app_id = ?1 AND closed_at IS NULL GROUP BY flow";

pub(crate) fn set(
    tx: &Tx<'_>,
    app: AppId,
    flows: &Flows,
    if_version: Option<i64>,
) -> Result<Result<i64, FlowsRefused>, DbError> {
    let version: i64 =
        row(tx.conn, VERSION, [app.0], |row| Ok(row.get(0)?))?.ok_or(DbError::UnknownApp(app))?;
    if if_version.is_some_and(|seen| seen != version) {
        return Ok(Err(FlowsRefused::Changed { version }));
    }
    let has = apps::rules(tx, app)?.flows;
    let gone: Vec<&str> =
        has.iter().map(|flow| flow.name.as_str()).filter(|name| flows.get(name).is_none()).collect();
    if !gone.is_empty() {
        let open = rows(tx.conn, OPEN_BY_FLOW, [app.0], |row| {
            Ok((row.get::<_, String>("flow")?, row.get::<_, i64>("open")?.unsigned_abs()))
        })?;
        let in_use: Vec<_> =
            gone.iter().filter_map(|name| open.iter().find(|(flow, _)| flow == name).cloned()).collect();
        if !in_use.is_empty() {
            return Ok(Err(FlowsRefused::InUse { flows: in_use }));
        }
    }
    execute(tx.conn, SET, params![app.0, to_json("flows", flows)?])?;
    apps::note_changed_rules(tx, app)?;
    Ok(Ok(version + 1))
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn only_open_orders_are_counted() {
        let plan = plan::of(OPEN_BY_FLOW).join("\n");
        assert!(plan.contains("USING INDEX orders_open (app_id=?)"), "{plan}");
    }
}
