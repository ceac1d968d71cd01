//! Lists and searches over a ledger of a million orders: how long a page takes, by each filter.
//!
//! The orders are written into the server's own database while it is stopped, as rows of the one order that it has
//! recorded itself, with other names, numbers, statuses and times: through HTTP they would take minutes and measure
//! something else.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use rusqlite::Connection as Database;

use crate::http::Connection;
use crate::orders::Orders;
use crate::saturation::Load as _;
use crate::server::Server;
use crate::statistics::p50_p99;

/// Requests for each figure.
const REQUESTS: usize = 300;

/// What is asked, and what it is called.
const QUERIES: [(&str, &str); 16] = [
    ("newest 50", ""),
    ("oldest 50", "sort=oldest"),
    ("phase new", "phase=new"),
    ("status, three of ten", "status=declined,expired,preparing"),
    ("vendor", "vendor=17"),
    ("vendor and status", "vendor=17&status=completed"),
    ("source, one in a thousand", "source=rare"),
    ("payment status, none there", "payment_status=disputed"),
    ("nobody has seen it", "needs_ack=true"),
    ("a day", "from=2026-03-03&to=2026-03-03"),
    ("two filters that exclude each other", "status=declined&source=web"),
    ("search: a code", "q=ORD-0777777"),
    ("search: a telephone number", "q=0812-0777777"),
    ("search: a name that many have", "q=wayan"),
    ("search: two letters", "q=wa"),
    ("search: nothing to find", "q=zzzqqq"),
];

/// One line of the result: what was asked, and the median and 99th percentile in milliseconds.
#[derive(Debug)]
pub struct Measured {
    /// What was asked.
    pub name: &'static str,
    /// Milliseconds, median.
    pub p50: f64,
    /// Milliseconds, 99th percentile.
    pub p99: f64,
}

/// Measures all queries over so many orders.
///
/// # Errors
/// When the server does not start, the rows cannot be written, or an answer is not 200.
pub async fn run(
    binary: &Path,
    folder: &Path,
    orders: u32,
    cpu: Option<usize>,
    mut tell: impl FnMut(&str),
) -> anyhow::Result<Vec<Measured>> {
    let server = Server::start(binary, folder, cpu).await?;
    Orders::new(&server).send(&mut Connection::open(&server.authority).await?).await?;
    tell(&format!("writing {orders} orders"));
    let server = server.stopped(binary, cpu, |database| fill(database, orders)).await?;
    let authorization = format!("Authorization: Bearer {}\r\n", server.credentials.api_key);
    let mut connection = Connection::open(&server.authority).await?;
    let mut measured = Vec::with_capacity(QUERIES.len());
    for (name, query) in QUERIES {
        tell(name);
        let target = format!("/v1/orders?{query}");
        let mut latencies = Vec::with_capacity(REQUESTS);
        for _ in 0..REQUESTS {
            let sent = Instant::now();
            connection.get(&target, &authorization).await.with_context(|| name.to_owned())?;
            latencies.push(sent.elapsed());
        }
        let (p50, p99) = p50_p99(latencies);
        measured.push(Measured { name, p50, p99 });
    }
    Ok(measured)
}

/// Writes orders that differ in everything that a list goes by.
fn fill(file: &Path, orders: u32) -> anyhow::Result<()> {
    let db = Database::open(file)?;
    db.pragma_update(None, "synchronous", "OFF")?;
    db.pragma_update(None, "cache_size", -256 * 1024)?;
    let columns: Vec<String> = db
        .prepare("SELECT name FROM pragma_table_info('orders')")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let values: Vec<&str> = columns.iter().map(|column| value_of(column)).collect();
    // Only our own constants and the names of our own columns.
    let insert = format!(
        "WITH RECURSIVE n (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM n WHERE n <= ?1),
            names (i, name) AS (VALUES (0, 'Wayan'), (1, 'Made'), (2, 'Budi'), (3, 'Siti'), (4, 'Dewi'), (5, 'Agus'),
                (6, 'Putri'), (7, 'Rina'), (8, 'Joko'), (9, 'Sari'), (10, 'Ketut'), (11, 'Adi'), (12, 'Nyoman'))
         INSERT INTO orders ({}) SELECT {} FROM n JOIN names ON names.i = n.n % 13
            CROSS JOIN (SELECT * FROM orders WHERE search_no = 1) AS o",
        columns.join(", "),
        values.join(", "),
    );
    let written = db.execute(&insert, [orders])?;
    ensure!(written == orders as usize, "{written} orders were written");
    db.execute(
        "INSERT INTO order_search (rowid, search) SELECT search_no, search FROM orders
         WHERE search_no <= (SELECT max(search_no) / 512 * 512 FROM orders)",
        [],
    )?;
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

/// What stands in a column of the order with the number `n.n`: most are finished, a few wait.
fn value_of(column: &str) -> &str {
    match column {
        "id" => "randomblob(16)",
        "code" => "printf('ORD-%07d', n.n)",
        "ext_id" => "NULL",
        "search_no" => "n.n",
        "source" => "iif(n.n % 1000 = 7, 'rare', iif(n.n % 3 = 0, 'shopify', 'web'))",
        "vendor_id" => "CAST(n.n % 40 AS TEXT)",
        "status" => {
            "CASE WHEN n.n % 5000 = 3 THEN 'placed' WHEN n.n % 3 = 0 AND n.n % 12 = 6 THEN 'declined' \
             WHEN n.n % 700 = 1 THEN 'preparing' ELSE 'completed' END"
        }
        "rings_at" => "iif(n.n % 5000 = 3, 1, NULL)",
        "payment_status" => "iif(n.n % 9 = 1, 'unpaid', 'paid')",
        "customer_name" => "names.name || ' ' || n.n",
        "created_at" => "1767225600000000 + n.n * 28000000",
        "search" => {
            "printf('ord-%07d', n.n) || char(10) || lower(names.name) || ' ' || n.n || char(10) \
             || printf('+62812%07d', n.n) || char(10) || printf('812%07d', n.n) || char(10)"
        }
        "link_hash" => "NULL",
        // The pattern's own: nothing else in the statement has columns of an order.
        _ => column,
    }
}
