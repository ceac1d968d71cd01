//! What a search finds: orders by any part of their code, external id, customer and booked resource.
//!
//! `orders.search` holds the text of an order in lower case. `order_search` knows for every three characters in a row
//! which orders have them, so that a search reads the orders it finds instead of all there are. Only hits are compared
//! with the text itself: the index keeps no positions, which halves it.
//!
//! An order is in the index once 512 have come: FTS5 writes out what it has gathered at each savepoint, and every order
//! has one, so that indexing them one by one cost 75 to 145 microseconds each, which is a quarter to half of recording an
//! order; by the 512 it is 17 (November 2026). Orders that are not in it yet are looked through.

use orderbell_orders::Order;
use rusqlite::{Connection, params};

use crate::query::SearchTerm;

use super::columns::{count, to_json};
use super::error::DbError;
use super::statement::{execute, row, rows};
use super::writer::Tx;

/// Orders that come into the index together. The migration that made the index knows the number too.
const TOGETHER: i64 = 512;

/// A search that finds more has to be answered by a walk: whatever is common is met soon on any walk.
const MOST_HITS: usize = 2_000;

const NEWEST_NO: &str = "SELECT coalesce(max(search_no), 0) FROM orders";

const NO_OF: &str = "SELECT search_no FROM orders WHERE id = ?1";

const INDEX: &str = "INSERT INTO order_search (rowid, search)
    SELECT search_no, search FROM orders WHERE search_no > ?1 AND search_no <= ?2";

const FORGET: &str = "DELETE FROM order_search WHERE rowid = ?1";

const HITS: &str = "SELECT rowid FROM order_search WHERE order_search MATCH ?1 LIMIT ?2";

/// What a search looks through: whatever people read out or type, in lower case, one per line.
pub(super) fn text(order: &Order) -> String {
    let resource = order.booking.as_ref();
    let phone = order.customer.phone.as_deref();
    let digits = phone.map(SearchTerm::bare_digits);
    let parts = [
        Some(order.code.as_str()),
        order.ext_id.as_deref(),
        Some(&order.customer.name),
        phone,
        resource.map(|booking| booking.resource_name.as_str()),
        resource.and_then(|booking| booking.resource_id.as_deref()),
        order.customer.email.as_deref(),
        digits.as_deref(),
    ];
    let mut text = String::new();
    for part in parts.into_iter().flatten() {
        text.push_str(&part.to_lowercase());
        text.push('\n');
    }
    text
}

/// The number of the next order.
pub(super) fn next_no(tx: &Tx<'_>) -> Result<i64, DbError> {
    Ok(newest_no(tx.conn)? + 1)
}

/// An order with this number is there: brings in those that have gathered, if it is the last of them.
pub(super) fn added(tx: &Tx<'_>, no: i64) -> Result<(), DbError> {
    if no % TOGETHER == 0 {
        execute(tx.conn, INDEX, params![no - TOGETHER, no])?;
    }
    Ok(())
}

/// The text of an order has changed and is written already.
pub(super) fn changed(tx: &Tx<'_>, order: &Order) -> Result<(), DbError> {
    let no = row(tx.conn, NO_OF, params![order.id.0.as_bytes()], |row| Ok(row.get::<_, i64>(0)?))?;
    let no = no.ok_or(DbError::Broken("an order that changed is not there"))?;
    if no <= indexed(newest_no(tx.conn)?) {
        execute(tx.conn, FORGET, params![no])?;
        execute(tx.conn, INDEX, params![no - 1, no])?;
    }
    Ok(())
}

/// The numbers of all orders that may have the text in them, as a JSON array: those which the index finds, and those which
/// it does not know yet. `None` if the index cannot tell, or if there are so many that a walk meets them soon.
pub(super) fn candidates(conn: &Connection, term: &SearchTerm) -> Result<Option<String>, DbError> {
    let Some(expression) = expression(term) else { return Ok(None) };
    let mut numbers =
        rows(conn, HITS, params![expression, count(MOST_HITS + 1)], |row| Ok(row.get::<_, i64>(0)?))?;
    if numbers.len() > MOST_HITS {
        return Ok(None);
    }
    let newest = newest_no(conn)?;
    numbers.extend(indexed(newest) + 1..=newest);
    to_json("search", &numbers).map(Some)
}

fn newest_no(conn: &Connection) -> Result<i64, DbError> {
    let newest = row(conn, NEWEST_NO, [], |row| Ok(row.get::<_, i64>(0)?))?;
    newest.ok_or(DbError::Broken("a maximum has no row"))
}

/// The last order in the index.
fn indexed(newest: i64) -> i64 {
    newest / TOGETHER * TOGETHER
}

/// The trigrams of the text, or those of its other form. `None` if one of them has none.
fn expression(term: &SearchTerm) -> Option<String> {
    let mut expression = all_of(&term.text)?;
    if let Some(otherwise) = &term.otherwise {
        let otherwise = all_of(otherwise)?;
        expression = format!("({expression}) OR ({otherwise})");
    }
    Some(expression)
}

fn all_of(text: &str) -> Option<String> {
    let characters: Vec<char> = text.chars().collect();
    let last = characters.len().checked_sub(3)?;
    let mut expression = String::new();
    // Every third and the last cover the text. Those in between would let through a few hits less, and cost as much again.
    for at in (0..last).step_by(3).chain([last]) {
        let trigram = &characters[at..at + 3];
        if !expression.is_empty() {
            expression.push_str(" AND ");
        }
        expression.push('"');
        for character in trigram {
            expression.extend((*character == '"').then_some('"'));
            expression.push(*character);
        }
        expression.push('"');
    }
    Some(expression)
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    #[test]
    fn a_text_is_its_trigrams_and_nothing_in_it_is_syntax() {
        let term = |text: &str| expression(&SearchTerm::new(text).unwrap());
        assert_eq!(term("Budi").unwrap(), r#""bud" AND "udi""#);
        assert_eq!(term("a\"b*").unwrap(), r#""a""b" AND """b*""#);
        assert_eq!(term("OR 1").unwrap(), r#""or " AND "r 1""#);
        assert_eq!(term("0812-3").unwrap(), r#"("081" AND "2-3") OR ("812" AND "123")"#);
        assert_eq!(term("V/2026").unwrap(), r#"("v/2" AND "026") OR ("v-2" AND "026")"#);
        assert_eq!(term("ab"), None);
    }

    #[test]
    fn numbers_are_found_by_their_index() {
        assert!(plan::of(NEWEST_NO)[0].contains("orders_by_search_no"), "{:?}", plan::of(NEWEST_NO));
        plan::assert_searches(INDEX, "orders_by_search_no", "(search_no>? AND search_no<?)");
        plan::assert_searches(NO_OF, "sqlite_autoindex_orders_1", "(id=?)");
    }
}
