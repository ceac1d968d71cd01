//! What one order leaves in the server's database: the schema, and the order's rows in every table.
//!
//! Nothing about columns is repeated here but the names of keys, which must differ from order to order. A table that an
//! order writes to and that is not known here is an error: the loop would write less than the server and flatter it.

use std::path::Path;

use anyhow::{Context as _, ensure};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Params, params};
use serde_json::Value as Json;

/// Tables that an order writes to.
const WRITTEN: [&str; 7] = ["apps", "orders", "order_items", "order_counts", "events", "idempotency", "jobs"];

// The index of searches, `order_search`, makes tables of its own, with rows from the start; it is written by the statement
// that the loop has for it.

/// Tables that have rows before the first order.
const SET_UP: [&str; 7] =
    ["api_keys", "app_keys", "sealing", "users", "invitations", "sessions", "refinery_schema_history"];

/// Rows of one table.
#[derive(Debug)]
pub(super) struct Rows {
    /// A statement that inserts one.
    pub(super) insert: String,
    columns: Vec<String>,
    /// The values of each.
    pub(super) rows: Vec<Vec<Value>>,
}

/// An order as rows.
#[derive(Debug)]
pub(super) struct Template {
    /// Statements that make the schema.
    pub(super) schema: Vec<String>,
    /// The apps, which the other tables refer to.
    pub(super) apps: Rows,
    /// Counters.
    pub(super) counts: Rows,
    pub(super) orders: Rows,
    pub(super) items: Rows,
    pub(super) events: Rows,
    pub(super) idempotency: Rows,
    /// What will be done about the order when nobody looks at it in time, named by its id.
    pub(super) jobs: Rows,
}

impl Rows {
    fn read(db: &Connection, table: &str, condition: &str, key: impl Params) -> anyhow::Result<Self> {
        // The names are those of our own tables, not input.
        let mut statement = db.prepare(&format!("SELECT * FROM {table} {condition}"))?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let width = columns.len();
        let rows = statement
            .query_map(key, |row| (0..width).map(|index| row.get(index)).collect())?
            .collect::<Result<Vec<Vec<Value>>, _>>()?;
        ensure!(!rows.is_empty(), "an order left nothing in the table {table}");
        let places = vec!["?"; width].join(", ");
        let insert = format!("INSERT INTO {table} ({}) VALUES ({places})", columns.join(", "));
        Ok(Self { insert, columns, rows })
    }

    /// Where a column is.
    pub(super) fn column(&self, name: &str) -> anyhow::Result<usize> {
        let found = self.columns.iter().position(|column| column == name);
        found.with_context(|| format!("there is no column {name} any more"))
    }
}

impl Template {
    /// Reads the rows of the order that was placed with an idempotency key.
    pub(super) fn read(file: &Path, key: &str) -> anyhow::Result<Self> {
        let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let schema = texts(
            &db,
            "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'order_search_%'
             ORDER BY type <> 'table'",
        )?;
        for table in texts(
            &db,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'order_search%'",
        )? {
            let empty = !db.prepare(&format!("SELECT 1 FROM {table}"))?.exists([])?;
            let known = WRITTEN.contains(&&*table) || SET_UP.contains(&&*table);
            ensure!(known || empty, "the server also writes to {table}; the bare loop must be taught to");
        }
        let idempotency = Rows::read(&db, "idempotency", "WHERE key = ?1", [key])?;
        let answer = &idempotency.rows[0][idempotency.column("body")?];
        let Value::Text(answer) = answer else { anyhow::bail!("a stored answer is not text") };
        let answer: Json = serde_json::from_str(answer)?;
        let code = answer["order"]["code"].as_str().context("an answer has no code")?;
        let uid = answer["order"]["uid"].as_str().context("an answer has no id")?;
        let orders = Rows::read(&db, "orders", "WHERE code = ?1", [code])?;
        let id = orders.rows[0][orders.column("id")?].clone();
        let status = orders.rows[0][orders.column("status")?].clone();
        Ok(Self {
            schema,
            apps: Rows::read(&db, "apps", "", [])?,
            // The order has no vendor, so that only the app's own counter moves.
            counts: Rows::read(&db, "order_counts", "WHERE vendor_id = '' AND status = ?1", params![status])?,
            items: Rows::read(&db, "order_items", "WHERE order_id = ?1", params![id])?,
            events: Rows::read(&db, "events", "WHERE order_id = ?1", params![id])?,
            jobs: Rows::read(&db, "jobs", "WHERE name = ?1", [uid])?,
            orders,
            idempotency,
        })
    }
}

fn texts(db: &Connection, sql: &str) -> anyhow::Result<Vec<String>> {
    let mut statement = db.prepare(sql)?;
    let texts = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    Ok(texts)
}
