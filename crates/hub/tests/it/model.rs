//! Random histories of subscribing, unsubscribing, publishing and leaving, compared with a model in which every
//! channel is a set.

use std::collections::{BTreeMap, BTreeSet};

use orderbell_hub::HubConfig;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use crate::harness::{Client, Server, server_with};

const CLIENTS: usize = 5;
const CHANNELS: [&str; 3] = ["a", "b", "private-c"];

#[derive(Clone, Copy, Debug)]
enum Step {
    Toggle { client: usize, channel: usize },
    Publish { channel: usize, except: Option<usize> },
    Reconnect { client: usize, politely: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let client = 0..CLIENTS;
    let channel = 0..CHANNELS.len();
    prop_oneof![
        3 => (client.clone(), channel.clone()).prop_map(|(client, channel)| Step::Toggle { client, channel }),
        3 => (channel, prop::option::weighted(0.3, client.clone()))
            .prop_map(|(channel, except)| Step::Publish { channel, except }),
        1 => (client, any::<bool>()).prop_map(|(client, politely)| Step::Reconnect { client, politely }),
    ]
}

#[derive(Default)]
struct Model {
    subscribers: BTreeMap<usize, BTreeSet<usize>>,
    /// What each client has to receive before its next answer.
    expected: BTreeMap<usize, Vec<String>>,
}

async fn run(steps: Vec<Step>) {
    let server = server_with(HubConfig { shards: 2, ..HubConfig::default() });
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        clients.push(server.connect().await);
    }
    let mut model = Model::default();
    for (number, step) in steps.into_iter().enumerate() {
        match step {
            Step::Toggle { client, channel } => {
                take_expected(&mut model, client, &mut clients[client]).await;
                let subscribers = model.subscribers.entry(channel).or_default();
                if subscribers.remove(&client) {
                    clients[client].unsubscribe(CHANNELS[channel]).await;
                    clients[client].expect_nothing().await;
                } else {
                    subscribers.insert(client);
                    clients[client].subscribe(CHANNELS[channel]).await;
                }
            }
            Step::Publish { channel, except } => {
                let data = number.to_string();
                let id = except.map(|client| clients[client].id());
                server.publish_except(&[CHANNELS[channel]], "e", &data, id);
                let subscribers = model.subscribers.entry(channel).or_default();
                // The count passes through the same inbox, so the event is queued when it is answered.
                assert_eq!(server.count(CHANNELS[channel]).await, subscribers.len());
                for client in subscribers.iter().filter(|client| Some(**client) != except) {
                    model.expected.entry(*client).or_default().push(data.clone());
                }
            }
            Step::Reconnect { client, politely } => {
                take_expected(&mut model, client, &mut clients[client]).await;
                reconnect(&server, &mut clients[client], politely).await;
                for subscribers in model.subscribers.values_mut() {
                    subscribers.remove(&client);
                }
                let left: usize = model.subscribers.values().map(BTreeSet::len).sum();
                server.until(|metrics| metrics.subscriptions == left as u64).await;
            }
        }
    }
    for (index, client) in clients.iter_mut().enumerate() {
        take_expected(&mut model, index, client).await;
        client.expect_nothing().await;
    }
}

async fn take_expected(model: &mut Model, index: usize, client: &mut Client) {
    for data in model.expected.remove(&index).unwrap_or_default() {
        let frame: Value = client.receive().await;
        assert_eq!(frame["data"], data);
    }
}

async fn reconnect(server: &Server, client: &mut Client, politely: bool) {
    let before = std::mem::replace(client, server.connect().await);
    if politely {
        let mut before = before;
        before.socket.close(None).await.unwrap();
        before.read_to_close().await;
    }
}

#[test]
fn random_histories_match_the_model() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut runner = TestRunner::new(ProptestConfig { cases: 24, ..ProptestConfig::default() });
    runner
        .run(&prop::collection::vec(step(), 1..60), |steps| {
            runtime.block_on(run(steps));
            Ok(())
        })
        .unwrap();
}
