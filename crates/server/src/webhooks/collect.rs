//! From events to deliveries: which webhooks want an event, and what goes into one request.
//!
//! An event is safe once it is in the ledger. It gets there at once, or, where a webhook wants events together, after a
//! quarter of a second at most. While the ledger takes nothing, events wait here and in the hub's bounded queue.

use std::{
    collections::{HashMap, hash_map::Entry},
    time::Duration,
};

use jiff::Timestamp;
use orderbell_hub::AppEvent;
use orderbell_store::{Cause, NewDelivery, WebhookId};
use orderbell_wire::{limits, webhook};
use tokio::{
    sync::{mpsc, watch},
    time::{Instant, sleep_until},
};

use super::{Counts, Target, lane, stopped};
use crate::http::AppState;

/// How long an event may wait for others of the same request.
const PATIENCE: Duration = Duration::from_millis(limits::WEBHOOK_BATCH_MILLISECONDS);

/// Events taken from the queue at once.
const AT_ONCE: usize = 256;

/// How often the table is read again, for what a command beside the server has changed.
const RELOAD: Duration = Duration::from_secs(3);

/// Pause after a write that failed.
const RETRY: Duration = Duration::from_millis(200);

/// The bodies that are being put together.
#[derive(Debug, Default)]
struct Bodies {
    open: HashMap<(WebhookId, u8), Body>,
    complete: Vec<NewDelivery>,
}

#[derive(Debug)]
struct Body {
    target: Target,
    events: Vec<String>,
    until: Instant,
}

/// Collects until told to stop; then what was collected is in the ledger.
pub async fn run(state: AppState, mut events: mpsc::Receiver<AppEvent>, mut stopping: watch::Receiver<bool>) {
    let mut bodies = Bodies::default();
    let mut received = Vec::with_capacity(AT_ONCE);
    let mut reload = tokio::time::interval(RELOAD);
    loop {
        let due = bodies.due();
        tokio::select! {
            // The events first: those that wait belong into the ledger before this ends.
            biased;
            count = events.recv_many(&mut received, AT_ONCE) => {
                if count == 0 {
                    break;
                }
            }
            () = sleep_until(due.unwrap_or_else(Instant::now)), if due.is_some() => {}
            () = stopped(&mut stopping) => break,
            _ = reload.tick() => {
                if let Err(error) = state.webhooks.reload(&state.store, &state.hub).await {
                    tracing::warn!(%error, "the webhooks cannot be read, those known before stay in force");
                }
            }
        }
        let (targets, now) = (state.webhooks.targets.load_full(), Instant::now());
        for AppEvent { app, event } in received.drain(..) {
            let Some(targets) = targets.get(&orderbell_store::AppId(app)) else { continue };
            for target in targets.iter().filter(|target| target.wants(&event)) {
                let lane = lane(event.channel.as_str(), state.config.webhooks.per_endpoint);
                bodies.add(target, lane, event.to_json(), now);
            }
        }
        bodies.complete_until(now);
        bodies.record(&state, &mut stopping).await;
    }
    bodies.complete_all();
    bodies.record(&state, &mut stopping).await;
}

impl Bodies {
    fn add(&mut self, target: &Target, lane: u8, event: String, now: Instant) {
        let full = match self.open.entry((target.id, lane)) {
            Entry::Occupied(mut entry) => {
                entry.get_mut().events.push(event);
                entry.get().events.len() >= limits::WEBHOOK_EVENTS
            }
            Entry::Vacant(entry) => {
                let body = Body { target: target.clone(), events: vec![event], until: now + PATIENCE };
                entry.insert(body);
                !target.batch
            }
        };
        if full {
            self.complete(target.id, lane);
        }
    }

    fn complete(&mut self, webhook: WebhookId, lane: u8) {
        let Some(Body { target, events, .. }) = self.open.remove(&(webhook, lane)) else { return };
        let time = Timestamp::now().as_millisecond();
        self.complete.push(NewDelivery {
            app: target.app,
            webhook,
            cause: Cause::Events,
            events: u32::try_from(events.len()).unwrap_or(u32::MAX),
            body: webhook::body(time, events.iter().map(String::as_str)),
            lane,
        });
    }

    fn complete_until(&mut self, now: Instant) {
        let due: Vec<_> =
            self.open.iter().filter(|(_, body)| body.until <= now).map(|(key, _)| *key).collect();
        for (webhook, lane) in due {
            self.complete(webhook, lane);
        }
    }

    fn complete_all(&mut self) {
        for (webhook, lane) in self.open.keys().copied().collect::<Vec<_>>() {
            self.complete(webhook, lane);
        }
    }

    /// When the first of them has waited long enough.
    fn due(&self) -> Option<Instant> {
        self.open.values().map(|body| body.until).min()
    }

    /// Puts the complete ones into the ledger, however long that takes, unless the server stops.
    async fn record(&mut self, state: &AppState, stopping: &mut watch::Receiver<bool>) {
        if self.complete.is_empty() {
            return;
        }
        let deliveries = std::mem::take(&mut self.complete);
        let mut warned = false;
        loop {
            let added =
                state.store.add_deliveries(deliveries.clone(), state.config.webhooks.queue, Timestamp::now());
            match added.await {
                Ok(queued) => {
                    if queued.dropped > 0 {
                        Counts::add(&state.webhooks.counts.dropped, queued.dropped);
                        tracing::warn!(
                            deliveries.dropped = queued.dropped,
                            "too many deliveries wait for a webhook, new ones are dropped"
                        );
                    }
                    return;
                }
                Err(error) => {
                    if !warned {
                        tracing::error!(%error, "channel events cannot be recorded, trying again");
                        warned = true;
                    }
                    if *stopping.borrow() {
                        tracing::error!(deliveries.lost = deliveries.len(), "the server stops without them");
                        return;
                    }
                    tokio::time::sleep(RETRY).await;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use orderbell_store::AppId;
    use orderbell_wire::webhook::EventKind;

    use super::*;

    fn target(batch: bool) -> Target {
        let kinds = EventKind::ALL.into_iter().collect();
        Target { id: WebhookId(1), app: AppId(1), kinds, prefix: String::new(), batch }
    }

    fn sizes(bodies: &Bodies) -> Vec<u32> {
        bodies.complete.iter().map(|delivery| delivery.events).collect()
    }

    #[test]
    fn check_147_fifty_events_at_once_are_three_bodies_in_order_or_fifty() {
        for (batch, expected) in [(true, vec![20, 20, 10]), (false, vec![1; 50])] {
            let mut bodies = Bodies::default();
            for number in 0..50 {
                bodies.add(&target(batch), 0, format!(r#"{{"n":{number}}}"#), Instant::now());
            }
            bodies.complete_all();
            assert_eq!(sizes(&bodies), expected);
            let numbers = bodies.complete.iter().flat_map(|delivery| {
                let body: serde_json::Value = serde_json::from_str(&delivery.body).unwrap();
                body["events"].as_array().unwrap().clone()
            });
            let numbers: Vec<_> = numbers.map(|event| event["n"].as_i64().unwrap()).collect();
            assert_eq!(numbers, (0..50).collect::<Vec<_>>());
        }
    }

    #[test]
    fn check_147_a_lone_event_waits_a_quarter_of_a_second() {
        let (mut bodies, now) = (Bodies::default(), Instant::now());
        bodies.add(&target(true), 0, "{}".into(), now);
        bodies.add(&target(true), 0, "{}".into(), now + Duration::from_millis(100));
        let due = now + Duration::from_millis(250);
        assert_eq!(bodies.due(), Some(due));
        bodies.complete_until(due - Duration::from_millis(1));
        assert_eq!(sizes(&bodies), [0; 0]);
        bodies.complete_until(due);
        assert_eq!((sizes(&bodies), bodies.due()), (vec![2], None));
    }

    #[test]
    fn a_channel_stays_in_its_lane() {
        assert_eq!(lane("a", 4), lane("a", 4));
        assert!((0..100).all(|n| lane(&format!("channel-{n}"), 4) < 4));
        assert_eq!(lane("a", 1), 0);
    }
}
