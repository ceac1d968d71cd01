//! Where the events of a trigger go: by way of the log to tracked channels, straight to the hub otherwise.
//!
//! The log comes first. Once it has the events they will reach everybody, so the answer tells the truth even if the
//! process ends right after it; and a full queue turns the whole request away before anybody has heard of it. What an
//! event means to orders ([`crate::interpreting`]) is on disk before the answer too.

use std::sync::Arc;

use jiff::Timestamp;
use orderbell_hub::{HubError, Publication};
use orderbell_store::{NewChannelEvent, WriteError};
use orderbell_wire::{channel::ChannelName, trigger::Trigger};

use super::signed::Refused;
use crate::{apps::AppEntry, http::AppState};

/// Publishes triggers in their order.
pub(super) async fn publish(state: &AppState, app: &AppEntry, triggers: Vec<Trigger>) -> Result<(), Refused> {
    let broadcasts = state.interpreting.wanted(app, &triggers);
    let mut logged = Vec::new();
    let mut direct = Vec::with_capacity(triggers.len());
    for trigger in triggers {
        let Trigger { name, data, channels, except, .. } = trigger;
        let (tracked, untracked): (Vec<_>, Vec<_>) =
            channels.into_iter().partition(|channel| app.hub.settings.replay.contains(channel));
        if !tracked.is_empty() {
            let (event, data): (Arc<str>, Arc<str>) = (name.as_str().into(), data.as_str().into());
            logged.extend(tracked.iter().map(|channel: &ChannelName| NewChannelEvent {
                channel: channel.as_str().to_owned(),
                event: Arc::clone(&event),
                data: Arc::clone(&data),
                except_socket: except.map(|socket| socket.to_string()),
                // The socket may be gone when its client asks for what it missed; its position is not.
                except_cursor:
                    except.and_then(|socket| state.hub.cursor_of(app.record.id.0, socket, channel)),
            }));
        }
        if !untracked.is_empty() {
            direct.push(Publication {
                app: app.record.id.0,
                channels: untracked,
                event: name,
                also: Vec::new(),
                data,
                except,
                logged: None,
            });
        }
    }
    if !logged.is_empty() {
        let recorded = state.store.record_channel_events(app.record.id, logged, Timestamp::now());
        recorded.await.map_err(|error| unrecorded(&error))?;
    }
    if !direct.is_empty() {
        state.hub.publish_all(direct).map_err(|error| overloaded(&error))?;
    }
    // Last, so that nobody waits for it who only wants to see the event.
    if !broadcasts.is_empty() {
        let interpreted = state.interpreting.interpret(&state.store, app, broadcasts);
        interpreted.await.map_err(|error| unrecorded(&error))?;
    }
    Ok(())
}

fn overloaded(error: &HubError) -> Refused {
    Refused::unavailable(error.to_string())
}

fn unrecorded(error: &WriteError) -> Refused {
    match error {
        WriteError::Busy => Refused::unavailable(error.to_string()),
        WriteError::Unavailable(_) => {
            tracing::error!(%error, "a triggered event was not recorded");
            Refused::unavailable(error.to_string())
        }
        _ => {
            tracing::error!(%error, "a triggered event was not recorded");
            Refused::new(500, "the event was not recorded; the cause is in the server's log")
        }
    }
}
