//! One transaction for many commands.
//!
//! A command that fails is undone alone. But a full disk or an I/O error can make SQLite roll the whole transaction back
//! by itself, in the middle of a batch; the commands that come after would then be written one by one, outside any
//! transaction, and those before be lost although they succeeded. So after every step the transaction is checked, and
//! when it is gone the whole batch has failed.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::Connection;

use crate::error::{Outage, OutageKind, WriteError};

use super::super::apps::FlowsCache;
use super::super::statement::execute;
use super::Tx;
use super::command::{Command, Verdict};

/// Runs and commits the commands; says whether events were written. After an error nothing of any of them is there.
pub(super) fn run(
    conn: &Connection,
    flows: &FlowsCache,
    commands: &mut [Box<dyn Command>],
) -> Result<bool, WriteError> {
    let result = attempt(conn, flows, commands);
    if result.is_err() && !conn.is_autocommit() {
        // After this fails as well the connection is of no use; the next BEGIN reports it.
        if let Err(error) = execute(conn, "ROLLBACK", []) {
            tracing::error!(%error, "a failed batch was not rolled back");
        }
    }
    result
}

fn attempt(
    conn: &Connection,
    flows: &FlowsCache,
    commands: &mut [Box<dyn Command>],
) -> Result<bool, WriteError> {
    let tx = Tx { conn, flows, wrote_events: Cell::new(false) };
    execute(conn, "BEGIN IMMEDIATE", []).map_err(WriteError::from)?;
    for command in commands {
        execute(conn, "SAVEPOINT command", []).map_err(WriteError::from)?;
        let verdict = catch_unwind(AssertUnwindSafe(|| command.run(&tx))).unwrap_or_else(|_| {
            tracing::error!("a command panicked and was undone");
            Verdict::Undo(None)
        });
        let undo = match verdict {
            Verdict::Keep => None,
            Verdict::Undo(outage) => Some(outage),
        };
        if conn.is_autocommit() {
            let lost = || Outage { kind: OutageKind::Io, source: None };
            return Err(undo.flatten().unwrap_or_else(lost).into());
        }
        if undo.is_some() {
            execute(conn, "ROLLBACK TO command", []).map_err(WriteError::from)?;
        }
        execute(conn, "RELEASE command", []).map_err(WriteError::from)?;
    }
    execute(conn, "COMMIT", []).map_err(WriteError::from)?;
    Ok(tx.wrote_events.get())
}
