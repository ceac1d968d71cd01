//! Holds statements to their query plan: that a screen costs what it shows is a promise, and a promise about an index
//! breaks silently.

use rusqlite::Connection;

use super::schema;

/// A database with the schema and nothing in it, which is how SQLite plans without statistics, as it does in use.
pub(super) fn database() -> (tempfile::TempDir, Connection) {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("plan.db");
    std::fs::File::create(&file).unwrap();
    let connection = schema::open_writer(dir.path(), &file, true).unwrap();
    (dir, connection)
}

/// The steps of the plan.
pub(super) fn of(sql: &str) -> Vec<String> {
    let (_dir, connection) = database();
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let mut rows = statement.raw_query();
    let mut steps = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        steps.push(row.get::<_, String>("detail").unwrap());
    }
    steps
}

/// Asserts that the statement searches by this index and by nothing else.
pub(super) fn assert_searches(sql: &str, index: &str, by: &str) {
    let steps = of(sql);
    let [step] = &steps[..] else { panic!("more than one step for {sql}: {steps:?}") };
    assert!(
        step.starts_with("SEARCH") && step.contains(&format!("INDEX {index} ")) && step.ends_with(by),
        "{step} for {sql}"
    );
}
