//! From the log to the sockets: reads what was committed and hands it to the hub, in order, once.
//!
//! The relay reads the log, order events and what apps trigger on tracked channels alike, never the request that wrote
//! to it. So an event reaches screens only after it is durable, in the order of the log, and whatever way it came in. The
//! writer's `head` wakes it; what it reads is decided by its own cursor, so a lost or doubled wake-up changes nothing.
//!
//! It starts at the head: sockets do not outlive the process, so after a start nobody is connected who could have missed
//! an older event; whoever comes back is given pages of the log ([`crate::resume`]), in the words of [`page`].

pub mod channels;
pub mod envelope;
pub mod legacy;
pub mod page;
mod previous;
mod progress;

use std::{collections::HashMap, sync::Arc, time::Duration};

use orderbell_hub::{HubError, Logged, Publication};
use orderbell_orders::{Event, RecordedEvent};
use orderbell_store::{AppId, ChannelEvent, LogEntry, ReadError};
use orderbell_wire::channel::ChannelName;

pub use self::progress::Relayed;
use self::{channels::Stream, previous::PreviousSeqs};
use crate::{apps::AppEntry, http::AppState, live::LiveEvent};

/// Events read at once. Large enough that a burst costs few reads, small enough to keep latency even.
const PAGE: usize = 256;

/// Pause after a failed read, so that a broken disk is not hammered.
const RETRY: Duration = Duration::from_millis(200);

/// Pause while the hub has more to deliver than it may queue.
const OVERLOADED: Duration = Duration::from_millis(2);

/// Follows the logs of all apps.
#[derive(Debug)]
pub struct Relay {
    state: AppState,
    cursors: HashMap<AppId, i64>,
    previous: PreviousSeqs,
}

impl Relay {
    /// A relay that starts at the present head of every app's log.
    ///
    /// # Errors
    /// Whatever the store reports.
    pub async fn new(state: AppState) -> Result<Self, ReadError> {
        let mut cursors = HashMap::new();
        for app in state.apps.all() {
            let head = state.store.position(app.record.id).await?.seq;
            state.hub.reached(app.record.id.0, head);
            state.live.feed.told(app.record.id, head);
            cursors.insert(app.record.id, head);
            state.relayed.set(app.record.id, head);
        }
        Ok(Self { state, cursors, previous: PreviousSeqs::default() })
    }

    /// Relays until the store closes.
    pub async fn run(mut self) {
        let mut head = self.state.store.head();
        loop {
            // Marked as seen before reading: a commit that comes in between wakes the loop once more.
            head.mark_unchanged();
            while let Err(error) = self.catch_up().await {
                tracing::error!(%error, "events cannot be read for fan-out, trying again");
                tokio::time::sleep(RETRY).await;
            }
            if head.changed().await.is_err() {
                return;
            }
        }
    }

    async fn catch_up(&mut self) -> Result<(), ReadError> {
        for app in self.state.apps.all() {
            loop {
                let after = self.cursors.get(&app.record.id).copied().unwrap_or(0);
                let entries = self.state.store.log_since(app.record.id, after, PAGE).await?;
                let count = entries.len();
                for entry in entries {
                    let seq = entry.seq();
                    match entry {
                        LogEntry::Order(event) => self.relay_order(&app, &event).await?,
                        LogEntry::Channel(event) => self.relay_triggered(&app, event).await?,
                    }
                    self.state.live.feed.told(app.record.id, seq);
                    self.cursors.insert(app.record.id, seq);
                    self.state.relayed.set(app.record.id, seq);
                }
                if count < PAGE {
                    break;
                }
            }
        }
        Ok(())
    }

    async fn relay_order(&mut self, app: &Arc<AppEntry>, event: &RecordedEvent) -> Result<(), ReadError> {
        for (stream, view) in Stream::of(&event.audience) {
            let Some(channel) = stream.channel() else { continue };
            let prev = match (&stream, &event.event) {
                // Nobody knew the name of an order before it was made, so its channel has nothing older to be read for.
                (Stream::Order(_), Event::OrderCreated { .. }) => {
                    self.previous.begin(app.record.id, &channel, event.seq)
                }
                _ => self.previous.take(&self.state.store, app.record.id, &channel, event.seq).await?,
            };
            let data = envelope::frame_data(event, app, view, prev);
            let live = |room: &str| LiveEvent::new(event, app, room, view);
            self.state.live.feed.tell(app.record.id, &stream, live);
            let public = legacy::public_channel(&stream, event, app);
            let publication = Publication {
                app: app.record.id.0,
                channels: vec![channel],
                event: envelope::event_name(event),
                also: legacy::other_names(event, app),
                data,
                except: None,
                logged: Some(Logged { seq: event.seq, prev, except_cursor: None }),
            };
            if let Some(public) = public {
                // Nothing is kept of a public channel: who was away looks at the order's own.
                let data = envelope::message_data(event, app, view);
                let on_public =
                    Publication { channels: vec![public], data, logged: None, ..publication.clone() };
                self.publish(on_public, event.seq).await;
            }
            self.publish(publication, event.seq).await;
        }
        Ok(())
    }

    async fn relay_triggered(&mut self, app: &Arc<AppEntry>, event: ChannelEvent) -> Result<(), ReadError> {
        let Ok(channel) = event.channel.parse::<ChannelName>() else {
            // Names are checked before they are recorded; one that is not valid any more must not stop all others.
            tracing::error!(
                event.seq,
                channel.name = event.channel,
                "a recorded event is of no valid channel"
            );
            return Ok(());
        };
        let prev = self.previous.take(&self.state.store, app.record.id, &channel, event.seq).await?;
        let Some(entry) = page::triggered(event, prev) else { return Ok(()) };
        let publication = Publication {
            app: app.record.id.0,
            channels: vec![channel],
            event: entry.event,
            also: entry.also,
            data: entry.data,
            except: entry.except_socket,
            logged: Some(Logged { seq: entry.seq, prev, except_cursor: entry.except_cursor }),
        };
        self.publish(publication, entry.seq).await;
        Ok(())
    }

    /// Waits while the hub is full: the log can wait, and a frame that is left out would be a gap on every screen.
    async fn publish(&self, publication: Publication, seq: i64) {
        loop {
            match self.state.hub.publish(publication.clone()) {
                Ok(()) => return,
                Err(HubError::Overloaded { .. }) => tokio::time::sleep(OVERLOADED).await,
                Err(error) => {
                    // Only while the server stops; clients find the event in the log when they come back.
                    tracing::warn!(%error, event.seq = seq, "an event was not fanned out");
                    return;
                }
            }
        }
    }
}
