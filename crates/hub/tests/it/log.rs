//! A log in memory, and a server whose hub can ask it: what a database is to the real one.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::Duration;

use orderbell_hub::{
    AppSettings, Cursors, History, HistoryEntry, HistoryPage, HistoryRequest, Hub, HubConfig, HubError,
    Logged, Publication, TrackedChannels,
};
use orderbell_wire::channel::ChannelName;
use orderbell_wire::event_name::EventName;
use orderbell_wire::socket_id::SocketId;
use tokio::sync::mpsc;

use crate::harness::{APP, Server, publication, server_on};

/// What a test may change while the server runs.
#[derive(Debug, Default)]
pub(crate) struct Log {
    entries: Mutex<Vec<(ChannelName, HistoryEntry)>>,
    /// Everything up to here is deleted.
    pruned: Mutex<i64>,
    /// So many of the next requests fail, every other one by not being answered at all.
    failing: AtomicUsize,
    /// Requests wait while this is true.
    held: Mutex<bool>,
    released: Condvar,
    requests: AtomicUsize,
}

/// Keeps the log from answering.
pub(crate) struct Held(Arc<Log>);

impl Drop for Held {
    fn drop(&mut self) {
        *self.0.held.lock().unwrap() = false;
        self.0.released.notify_all();
    }
}

pub(crate) struct Tracked {
    pub(crate) server: Server,
    pub(crate) log: Arc<Log>,
    pub(crate) cursors: Arc<Cursors>,
}

impl Log {
    fn answer(&self, request: HistoryRequest) {
        self.requests.fetch_add(1, Ordering::Relaxed);
        drop(self.released.wait_while(self.held.lock().unwrap(), |held| *held).unwrap());
        if let Ok(left) =
            self.failing.try_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1))
        {
            return if left % 2 == 0 { request.reply.failed() } else { drop(request) };
        }
        let HistoryRequest { app, channel, after, max_entries, max_bytes, reply } = request;
        assert_eq!(app, APP);
        let (all, pruned) = (self.entries.lock().unwrap(), *self.pruned.lock().unwrap());
        let mut page = HistoryPage {
            head: head(&all),
            complete: true,
            oldest_missing: after < pruned,
            ..HistoryPage::default()
        };
        let mut bytes = 0;
        for (on, entry) in all.iter().filter(|(_, entry)| entry.seq > after.max(pruned)) {
            if *on != channel {
                continue;
            }
            if page.entries.len() == max_entries || bytes >= max_bytes {
                page.complete = false;
                break;
            }
            bytes += entry.data.len();
            page.entries.push(entry.clone());
        }
        drop(all);
        reply.send(page);
    }

    pub(crate) fn fail_next(&self, count: usize) {
        self.failing.store(count, Ordering::Relaxed);
    }

    pub(crate) fn prune(&self, up_to: i64) {
        *self.pruned.lock().unwrap() = up_to;
    }

    /// Keeps requests waiting until what is returned is dropped.
    pub(crate) fn hold(self: &Arc<Self>) -> Held {
        *self.held.lock().unwrap() = true;
        Held(Arc::clone(self))
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::Relaxed)
    }

    pub(crate) fn head(&self) -> i64 {
        head(&self.entries.lock().unwrap())
    }

    /// What is on a channel after a position, as far as a client may have it.
    pub(crate) fn data_after(&self, channel: &str, after: i64) -> Vec<String> {
        let all = self.entries.lock().unwrap();
        let wanted = all.iter().filter(|(on, entry)| on.as_str() == channel && entry.seq > after);
        wanted.map(|(_, entry)| entry.data.clone()).collect()
    }
}

fn head(entries: &[(ChannelName, HistoryEntry)]) -> i64 {
    entries.last().map_or(0, |(_, entry)| entry.seq)
}

pub(crate) fn tracked() -> Tracked {
    tracked_with(HubConfig { shards: 2, ..HubConfig::default() }, &AppSettings::default())
}

pub(crate) fn tracked_with(config: HubConfig, settings: &AppSettings) -> Tracked {
    restarted(config, settings, Arc::default(), Arc::new(Cursors::new(Duration::from_secs(3600), 10_000)))
}

/// A server on a log that is there already.
pub(crate) fn restarted(
    config: HubConfig,
    settings: &AppSettings,
    log: Arc<Log>,
    cursors: Arc<Cursors>,
) -> Tracked {
    let (requests, mut asked) = mpsc::unbounded_channel();
    let hub = Hub::with_history(config, History { requests, cursors: Arc::clone(&cursors) }).unwrap();
    hub.reached(APP, log.head());
    let reader = Arc::clone(&log);
    thread::spawn(move || {
        while let Some(request) = asked.blocking_recv() {
            reader.answer(request);
        }
    });
    let replay = TrackedChannels::parse(["log*", "private-log*", "presence-log*", "cache-log*"]).unwrap();
    let server = server_on(hub, AppSettings { replay, ..settings.clone() });
    Tracked { server, log, cursors }
}

impl Tracked {
    /// Writes an event to the log only, as if the server had stopped before the relay came to it.
    pub(crate) fn record(&self, channel: &str, data: &str, except: Option<SocketId>) -> Publication {
        self.record_as(channel, data, &[], except)
    }

    /// The same, under other names as well.
    fn record_as(&self, channel: &str, data: &str, also: &[&str], except: Option<SocketId>) -> Publication {
        let also: Vec<EventName> = also.iter().map(|name| name.parse().unwrap()).collect();
        let mut all = self.log.entries.lock().unwrap();
        let name: ChannelName = channel.parse().unwrap();
        let before = all.iter().rev().find(|(on, _)| *on == name);
        let (seq, prev) = (head(&all) + 1, before.map_or(0, |(_, entry)| entry.seq));
        let except_cursor = except.and_then(|socket| self.server.hub.cursor_of(APP, socket, &name));
        let entry = HistoryEntry {
            seq,
            prev,
            event: "e".parse().unwrap(),
            also: also.clone(),
            data: data.to_owned(),
            except_socket: except,
            except_cursor,
        };
        all.push((name, entry));
        let logged = Some(Logged { seq, prev, except_cursor });
        Publication { logged, also, ..publication(&[channel], "e", data, except) }
    }

    /// As after a restart: what was only recorded will never be published.
    pub(crate) fn begin_at_head(&self) {
        self.server.hub.reached(APP, self.log.head());
    }

    /// Writes an event to the log and publishes it. Returns its number.
    pub(crate) fn log_event(&self, channel: &str, data: &str) -> i64 {
        self.log_event_except(channel, data, None)
    }

    pub(crate) fn log_event_except(&self, channel: &str, data: &str, except: Option<SocketId>) -> i64 {
        let publication = self.record(channel, data, except);
        let seq = publication.logged.unwrap().seq;
        loop {
            match self.server.hub.publish(publication.clone()) {
                Ok(()) => return seq,
                Err(HubError::Overloaded { .. }) => thread::yield_now(),
                Err(error) => panic!("{error}"),
            }
        }
    }

    /// The same, under other names as well.
    pub(crate) fn log_event_as(&self, channel: &str, data: &str, also: &[&str]) {
        self.server.hub.publish(self.record_as(channel, data, also, None)).unwrap();
    }

    /// Waits until nobody owes a receipt, by their number.
    pub(crate) async fn receipts(&self, count: u64) {
        self.server.until(|metrics| metrics.receipts >= count).await;
    }
}
