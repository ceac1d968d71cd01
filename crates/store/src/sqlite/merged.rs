//! Order events and channel events as one log, in the order of their numbers. Each statement merges two walks along
//! indexes, so that a page costs what is on it, however much of the other kind lies between.

use rusqlite::{Connection, Row, params};

use crate::app::AppId;
use crate::channel_log::{LogEntry, LoggedChannel, PageLimit};
use crate::log::LogStream;

use super::columns::count;
use super::error::DbError;
use super::statement::{row, rows, while_wanted};
use super::{channel_events, events};

const TAIL: &str = "SELECT seq, id, actor, at, data,
        NULL AS channel, NULL AS event, NULL AS except_socket, NULL AS except_cursor
    FROM events WHERE app_id = ?1 AND seq > ?2
    UNION ALL
    SELECT seq, NULL, NULL, at, data, channel, event, except_socket, except_cursor
    FROM channel_events WHERE app_id = ?1 AND seq > ?2
    ORDER BY seq LIMIT ?3";

const CHANNEL: &str = "SELECT seq, at, data, channel, event, except_socket, except_cursor
    FROM channel_events WHERE app_id = ?1 AND channel = ?4 AND seq > ?2 ORDER BY seq LIMIT ?3";

const ADMINS: &str = "SELECT seq, id, actor, at, data,
        NULL AS channel, NULL AS event, NULL AS except_socket, NULL AS except_cursor
    FROM events WHERE app_id = ?1 AND seq > ?2 AND audience & 1
    UNION ALL
    SELECT seq, NULL, NULL, at, data, channel, event, except_socket, except_cursor
    FROM channel_events WHERE app_id = ?1 AND channel = ?4 AND seq > ?2
    ORDER BY seq LIMIT ?3";

const VENDORS: &str = "SELECT seq, id, actor, at, data,
        NULL AS channel, NULL AS event, NULL AS except_socket, NULL AS except_cursor
    FROM events WHERE app_id = ?1 AND vendor_id = ?5 AND seq > ?2 AND audience & 2
    UNION ALL
    SELECT seq, NULL, NULL, at, data, channel, event, except_socket, except_cursor
    FROM channel_events WHERE app_id = ?1 AND channel = ?4 AND seq > ?2
    ORDER BY seq LIMIT ?3";

const ORDERS: &str = "SELECT seq, id, actor, at, data,
        NULL AS channel, NULL AS event, NULL AS except_socket, NULL AS except_cursor
    FROM events WHERE app_id = ?1 AND order_id = ?5 AND seq > ?2 AND audience & 4
    UNION ALL
    SELECT seq, NULL, NULL, at, data, channel, event, except_socket, except_cursor
    FROM channel_events WHERE app_id = ?1 AND channel = ?4 AND seq > ?2
    ORDER BY seq LIMIT ?3";

const CHANNEL_BEFORE: &str = "SELECT seq FROM channel_events
    WHERE app_id = ?1 AND channel = ?2 AND seq < ?3 ORDER BY seq DESC LIMIT 1";

/// The entries after a position, whatever they are.
pub(crate) fn all_after(
    conn: &Connection,
    app: AppId,
    after: i64,
    limit: usize,
) -> Result<Vec<LogEntry>, DbError> {
    rows(conn, TAIL, params![app.0, after, count(limit)], |row| from_row(conn, row))
}

/// The entries of a channel after a position, and whether there are more than fit on the page.
pub(crate) fn of_channel_after(
    conn: &Connection,
    app: AppId,
    channel: &LoggedChannel,
    after: i64,
    limit: PageLimit,
) -> Result<(Vec<LogEntry>, bool), DbError> {
    let mut page = Page { limit, entries: Vec::new(), bytes: 0, has_more: false };
    let name = &channel.name;
    // One more than fits, to see whether there is one.
    let most = count(limit.events.saturating_add(1));
    let orders = |row: &Row<'_>| page.take(row, |row| from_row(conn, row));
    match &channel.orders {
        None => {
            let read =
                |row: &Row<'_>| page.take(row, |row| channel_events::from_row(row).map(LogEntry::Channel));
            while_wanted(conn, CHANNEL, params![app.0, after, most, name], read)
        }
        Some(LogStream::Admin) => while_wanted(conn, ADMINS, params![app.0, after, most, name], orders),
        Some(LogStream::Vendor(vendor)) => {
            while_wanted(conn, VENDORS, params![app.0, after, most, name, vendor], orders)
        }
        Some(LogStream::Order(order)) => {
            while_wanted(conn, ORDERS, params![app.0, after, most, name, order.0.as_bytes()], orders)
        }
    }?;
    Ok((page.entries, page.has_more))
}

/// The entry of a channel before a position.
pub(crate) fn previous_seq(
    conn: &Connection,
    app: AppId,
    channel: &LoggedChannel,
    before: i64,
) -> Result<Option<i64>, DbError> {
    let triggered =
        row(conn, CHANNEL_BEFORE, params![app.0, channel.name, before], |row| Ok(row.get::<_, i64>(0)?))?;
    let of_order = match &channel.orders {
        Some(stream) => events::previous_seq(conn, app, stream, before)?,
        None => None,
    };
    Ok(triggered.max(of_order))
}

fn from_row(conn: &Connection, row: &Row<'_>) -> Result<LogEntry, DbError> {
    match row.get_ref("channel")? {
        rusqlite::types::ValueRef::Null => Ok(LogEntry::Order(Box::new(events::from_row(conn, row)?))),
        _ => Ok(LogEntry::Channel(channel_events::from_row(row)?)),
    }
}

/// A page that is being filled.
struct Page {
    limit: PageLimit,
    entries: Vec<LogEntry>,
    bytes: usize,
    has_more: bool,
}

impl Page {
    /// Takes a row if there is room for it; says whether another one is wanted.
    fn take(
        &mut self,
        row: &Row<'_>,
        read: impl FnOnce(&Row<'_>) -> Result<LogEntry, DbError>,
    ) -> Result<bool, DbError> {
        let size = row.get_ref("data")?.as_bytes().map_err(rusqlite::Error::from)?.len();
        let is_full =
            self.entries.len() >= self.limit.events || self.bytes.saturating_add(size) > self.limit.bytes;
        if is_full && !self.entries.is_empty() {
            self.has_more = true;
            return Ok(false);
        }
        self.bytes = self.bytes.saturating_add(size);
        self.entries.push(read(row)?);
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;

    /// Two walks along indexes, merged as they go: nothing is collected and sorted.
    fn assert_merges(sql: &str, orders: &str, channels: &str) {
        let steps = plan::of(sql);
        assert_eq!(steps.first().map(String::as_str), Some("MERGE (UNION ALL)"), "{steps:?}");
        assert!(
            steps.iter().all(|step| !step.contains("TEMP B-TREE") && !step.contains("SCAN")),
            "{steps:?}"
        );
        let searches: Vec<_> = steps.iter().filter(|step| step.starts_with("SEARCH")).collect();
        let [first, second] = searches[..] else { panic!("{steps:?}") };
        assert!(first.contains(&format!("events USING INDEX {orders} ")), "{first}");
        assert!(second.contains(&format!("channel_events USING INDEX {channels} ")), "{second}");
    }

    #[test]
    fn both_kinds_are_merged_along_their_indexes() {
        assert_merges(TAIL, "sqlite_autoindex_events_1", "sqlite_autoindex_channel_events_1");
        assert_merges(ADMINS, "sqlite_autoindex_events_1", "channel_events_of_channel");
        assert_merges(VENDORS, "events_of_vendor", "channel_events_of_channel");
        assert_merges(ORDERS, "events_of_order", "channel_events_of_channel");
        plan::assert_searches(CHANNEL, "channel_events_of_channel", "(app_id=? AND channel=? AND seq>?)");
        plan::assert_searches(
            CHANNEL_BEFORE,
            "channel_events_of_channel",
            "(app_id=? AND channel=? AND seq<?)",
        );
    }
}
