//! What a core can write to SQLite: the rows of orders, with full durability, without HTTP, rules or anybody who waits.
//!
//! The rows are those that the server made of an order, with new keys: the same columns, indexes and lengths. Keys are
//! spread as the server's are, ids by time and codes at random, because where a row lands in an index is what it costs.

use std::path::Path;
use std::time::{Duration, Instant, SystemTime};

use anyhow::Context as _;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::template::{Rows, Template};

const TAKE_SEQ: &str = "UPDATE apps SET last_seq = last_seq + 1 WHERE id = ?1";

const TAKEN_SEQ: &str = "SELECT last_seq FROM apps WHERE id = ?1";

const HAS_CODE: &str = "SELECT 1 FROM orders WHERE app_id = ?1 AND code = ?2";

const COUNT: &str = "INSERT INTO order_counts (app_id, vendor_id, status, n) VALUES (?1, ?2, ?3, 1)
    ON CONFLICT (app_id, vendor_id, status) DO UPDATE SET n = n + 1";

/// Orders come into the index of searches together, as the server's do.
const TOGETHER: u64 = 512;

const SEARCHED: &str = "INSERT INTO order_search (rowid, search)
    SELECT search_no, search FROM orders WHERE search_no > ?1 AND search_no <= ?2";

/// Most codes that [`Writer::code`] makes.
const CODES: u64 = 1 << 20;

struct Writer {
    db: Connection,
    template: Template,
    app: Value,
    written: u64,
}

/// Writes orders for a while, `batch` of them per commit, into a new database in `folder`. Returns orders per second.
///
/// # Errors
/// When the server's database has become another than this loop knows, or SQLite fails.
pub fn run(source: &Path, key: &str, folder: &Path, batch: u32, duration: Duration) -> anyhow::Result<f64> {
    let template = Template::read(source, key).context("the rows of the server's order cannot be read")?;
    let folder = tempfile::Builder::new().prefix("orderbell-bench-").tempdir_in(folder)?;
    let mut writer = Writer::open(&folder.path().join("floor.db"), template)?;
    let start = Instant::now();
    while start.elapsed() < duration {
        writer.commit(batch)?;
    }
    Ok(writer.written as f64 / start.elapsed().as_secs_f64())
}

impl Writer {
    /// A new database with the server's schema, and its writer's settings.
    fn open(file: &Path, template: Template) -> anyhow::Result<Self> {
        let db = Connection::open(file)?;
        db.set_prepared_statement_cache_capacity(64);
        db.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.pragma_update(None, "cache_size", -16 * 1024)?;
        // Without it the pages that a savepoint keeps go to a file, which the server spares itself too.
        db.pragma_update(None, "temp_store", "MEMORY")?;
        for statement in &template.schema {
            db.execute(statement, [])?;
        }
        for row in &template.apps.rows {
            db.execute(&template.apps.insert, rusqlite::params_from_iter(row))?;
        }
        let app = template.orders.rows[0][template.orders.column("app_id")?].clone();
        Ok(Self { db, template, app, written: 0 })
    }

    fn commit(&mut self, batch: u32) -> anyhow::Result<()> {
        self.execute("BEGIN IMMEDIATE")?;
        for _ in 0..batch {
            self.execute("SAVEPOINT command")?;
            self.order()?;
            self.execute("RELEASE command")?;
            self.written += 1;
        }
        self.execute("COMMIT")
    }

    fn order(&mut self) -> anyhow::Result<()> {
        self.db.prepare_cached(TAKE_SEQ)?.execute([&self.app])?;
        let seq: i64 = self.db.prepare_cached(TAKEN_SEQ)?.query_row([&self.app], |row| row.get(0))?;
        let code = self.code()?;
        let id = uuid(self.written)?;
        let Template { orders, items, events, idempotency, counts, jobs, .. } = &mut self.template;
        self.db.prepare_cached(HAS_CODE)?.exists(rusqlite::params![self.app, code])?;
        let number = Value::Integer(self.written as i64 + 1);
        for (column, value) in [("id", &id), ("code", &code), ("search_no", &number)] {
            orders.set(column, value)?;
        }
        items.set("order_id", &id)?;
        for (column, value) in
            [("seq", &Value::Integer(seq)), ("id", &uuid(self.written + CODES)?), ("order_id", &id)]
        {
            events.set(column, value)?;
        }
        idempotency.set("key", &Value::Text(format!("floor-{:010}", self.written)))?;
        let uid = in_text(&id);
        let payload = format!(r#"{{"order":"{uid}"}}"#);
        // Jobs are numbered by the database.
        for (column, value) in
            [("id", Value::Null), ("name", Value::Text(uid)), ("payload", Value::Text(payload))]
        {
            jobs.set(column, &value)?;
        }
        for rows in [orders, items] {
            rows.write(&self.db)?;
        }
        let last = self.written + 1;
        if last.is_multiple_of(TOGETHER) {
            let range = rusqlite::params![(last - TOGETHER) as i64, last as i64];
            self.db.prepare_cached(SEARCHED)?.execute(range)?;
        }
        let (vendor, status) = (counts.column("vendor_id")?, counts.column("status")?);
        for row in &counts.rows {
            let key = rusqlite::params![self.app, row[vendor], row[status]];
            self.db.prepare_cached(COUNT)?.execute(key)?;
        }
        for rows in [jobs, events, idempotency] {
            rows.write(&self.db)?;
        }
        Ok(())
    }

    /// A code that was not used yet, of the length of the server's, in no order.
    fn code(&self) -> anyhow::Result<Value> {
        const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let day = self.written / CODES;
        // An odd factor permutes the numbers below a power of two.
        let shuffled = (self.written.wrapping_mul(0x9E37_79B1) & (CODES - 1)) as usize;
        let tail: String = (0..4).map(|digit| char::from(ALPHABET[shuffled >> (5 * digit) & 31])).collect();
        Ok(Value::Text(format!("ORD-{:06}-{tail}", 261_101 + day)))
    }

    fn execute(&self, sql: &str) -> anyhow::Result<()> {
        self.db.prepare_cached(sql)?.execute([])?;
        Ok(())
    }
}

impl Rows {
    fn set(&mut self, column: &str, value: &Value) -> anyhow::Result<()> {
        let index = self.column(column)?;
        for row in &mut self.rows {
            row[index].clone_from(value);
        }
        Ok(())
    }

    fn write(&self, db: &Connection) -> anyhow::Result<()> {
        let mut statement = db.prepare_cached(&self.insert)?;
        for row in &self.rows {
            statement.execute(rusqlite::params_from_iter(row))?;
        }
        Ok(())
    }
}

/// Sixteen bytes that sort by time, as a version 7 UUID does; the rest is as good as random.
fn uuid(number: u64) -> anyhow::Result<Value> {
    let millis = SystemTime::UNIX_EPOCH.elapsed()?.as_millis() as u64;
    let mut bytes = (millis << 16).to_be_bytes().to_vec();
    bytes.extend(number.wrapping_mul(0x9E37_79B9_7F4A_7C15).to_be_bytes());
    Ok(Value::Blob(bytes))
}

/// An id as it names jobs: 36 characters.
fn in_text(id: &Value) -> String {
    let Value::Blob(bytes) = id else { unreachable!("ids are bytes") };
    let digits =
        |from: usize, to: usize| bytes[from..to].iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    [(0, 4), (4, 6), (6, 8), (8, 10), (10, 16)].map(|(from, to)| digits(from, to)).join("-")
}
