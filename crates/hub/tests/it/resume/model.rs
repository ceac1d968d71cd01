//! Random histories of publishing, cutting, coming back and failing reads: whatever happens, a client with a tab id has
//! the whole log in the end, in order, and sees again only what no receipt had covered; and a client that follows
//! positions has it exactly once.

use std::time::Duration;

use orderbell_hub::{AppSettings, HubConfig};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

use crate::harness::Client;
use crate::log::{Tracked, tracked_with};

const CLIENTS: usize = 3;
const CHANNELS: [&str; 2] = ["log-a", "log-b"];

#[derive(Clone, Debug)]
enum Step {
    Publish {
        channel: usize,
        count: usize,
    },
    /// Reads some messages, which is what sends receipts.
    Read {
        client: usize,
        messages: usize,
    },
    Cut {
        client: usize,
    },
    Connect {
        client: usize,
    },
    /// A new connection while the old one still looks alive.
    Replace {
        client: usize,
    },
    Fail {
        pages: usize,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let client = 0..CLIENTS;
    prop_oneof![
        4 => (0..CHANNELS.len(), 1..40_usize).prop_map(|(channel, count)| Step::Publish { channel, count }),
        4 => (client.clone(), 1..40_usize).prop_map(|(client, messages)| Step::Read { client, messages }),
        2 => client.clone().prop_map(|client| Step::Cut { client }),
        4 => client.clone().prop_map(|client| Step::Connect { client }),
        1 => client.prop_map(|client| Step::Replace { client }),
        1 => (1..4_usize).prop_map(|pages| Step::Fail { pages }),
    ]
}

/// A page: what it has seen, whatever connections it has had.
struct Page {
    client: Option<Client>,
    number: usize,
    /// The numbers of the events received on each channel, repeats included.
    seen: [Vec<i64>; CHANNELS.len()],
    /// Where it begins: when it first subscribed.
    began: [Option<i64>; CHANNELS.len()],
    positions: bool,
}

impl Page {
    async fn connect(&mut self, tracked: &Tracked) {
        let query = format!("tab={}{}", self.number, if self.positions { "&resume=1" } else { "" });
        let mut client = tracked.server.connect_as(&query).await;
        for (index, channel) in CHANNELS.iter().enumerate() {
            let mut data = json!({"channel": channel});
            if self.positions && self.began[index].is_some() {
                data["after"] = self.last(index).into();
                data["epoch"] = "e1".into();
            }
            client.send(&json!({"event": "pusher:subscribe", "data": data})).await;
        }
        self.client = Some(client);
    }

    fn last(&self, channel: usize) -> i64 {
        self.seen[channel].last().copied().or(self.began[channel]).unwrap()
    }

    /// Takes one message; false when nothing comes for a while.
    async fn read(&mut self, patience: Duration) -> bool {
        let Some(client) = &mut self.client else { return false };
        let Ok(message) = tokio::time::timeout(patience, client.next()).await else { return false };
        let Some(message) = message else {
            self.client = None;
            return false;
        };
        if let Message::Text(text) = message {
            let frame: Value = serde_json::from_str(&text).unwrap();
            let index = CHANNELS.iter().position(|channel| frame["channel"] == *channel);
            match (frame["event"].as_str().unwrap(), index) {
                ("e", Some(index)) => self.take(index, &frame),
                ("pusher_internal:subscription_succeeded", Some(index)) => {
                    let data: Value = serde_json::from_str(frame["data"].as_str().unwrap()).unwrap();
                    if self.positions && self.began[index].is_none() {
                        self.began[index] = data["resume"]["seq"].as_i64();
                    } else if self.positions {
                        assert_eq!(data["resume"]["recovered"], true, "{data}");
                    }
                }
                _ => {}
            }
        }
        true
    }

    fn take(&mut self, index: usize, frame: &Value) {
        let seq: i64 = frame["data"].as_str().unwrap().parse().unwrap();
        if self.positions {
            assert_eq!(frame["seq"], seq);
            assert!(frame["prev"].as_i64().unwrap() <= self.last(index), "a gap before {seq}");
            assert!(seq > self.last(index), "{seq} came twice");
        }
        self.seen[index].push(seq);
    }

    fn is_complete(&self, tracked: &Tracked) -> bool {
        CHANNELS.iter().enumerate().all(|(index, channel)| {
            let last = tracked.log.data_after(channel, 0).pop();
            last.is_none_or(|last| self.seen[index].last() == Some(&last.parse().unwrap()))
        })
    }

    /// Has every event since it began, first in order, and no wonder in between.
    fn check(&self, tracked: &Tracked) {
        for (index, channel) in CHANNELS.iter().enumerate() {
            let Some(&first) = self.seen[index].first() else { continue };
            let after = self.began[index].unwrap_or(first - 1);
            let expected: Vec<i64> =
                tracked.log.data_after(channel, after).iter().map(|data| data.parse().unwrap()).collect();
            let mut unique: Vec<i64> = Vec::new();
            for &seq in &self.seen[index] {
                // A repeat goes back, and comes forward again event by event.
                if unique.last().is_none_or(|last| seq > *last) {
                    unique.push(seq);
                }
            }
            assert_eq!(unique, expected, "client {} on {channel}", self.number);
        }
    }
}

async fn run(steps: Vec<Step>) {
    let config = HubConfig {
        shards: 2,
        page_entries: 7,
        page_retry: Duration::from_millis(5),
        // It sets the pace of the clock.
        close_timeout: Duration::from_millis(80),
        ..HubConfig::default()
    };
    let tracked = tracked_with(config, &AppSettings::default());
    let mut pages: Vec<Page> = (0..CLIENTS)
        .map(|number| Page {
            client: None,
            number,
            seen: Default::default(),
            began: Default::default(),
            positions: number == 0,
        })
        .collect();
    for page in &mut pages {
        page.connect(&tracked).await;
        while page.read(Duration::from_millis(1)).await {}
        // It has to have begun before anything is published, or nobody could say what it should have.
        tracked.server.until(|metrics| metrics.subscriptions >= 2 * (page.number as u64 + 1)).await;
    }
    for step in steps {
        match step {
            Step::Publish { channel, count } => {
                for _ in 0..count {
                    let next = tracked.log.head() + 1;
                    tracked.log_event(CHANNELS[channel], &next.to_string());
                }
            }
            Step::Read { client, messages } => {
                for _ in 0..messages {
                    if !pages[client].read(Duration::from_millis(2)).await {
                        break;
                    }
                }
            }
            Step::Cut { client } => {
                if let Some(client) = pages[client].client.take() {
                    client.cut();
                }
            }
            Step::Connect { client } if pages[client].client.is_none() => {
                pages[client].connect(&tracked).await;
            }
            Step::Connect { .. } => {}
            Step::Replace { client } => {
                let before = pages[client].client.take();
                pages[client].connect(&tracked).await;
                drop(before);
            }
            Step::Fail { pages } => tracked.log.fail_next(pages),
        }
    }
    for page in &mut pages {
        if page.client.is_none() {
            page.connect(&tracked).await;
        }
        while !page.is_complete(&tracked) {
            if !page.read(Duration::from_secs(20)).await {
                page.check(&tracked);
            }
        }
        while page.read(Duration::from_millis(5)).await {}
        page.check(&tracked);
    }
}

#[test]
fn every_client_has_the_log_in_the_end() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut runner = TestRunner::new(ProptestConfig { cases: 32, ..ProptestConfig::default() });
    runner
        .run(&prop::collection::vec(step(), 1..50), |steps| {
            runtime.block_on(run(steps));
            Ok(())
        })
        .unwrap();
}
