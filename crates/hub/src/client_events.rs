//! What clients send to each other, without the app in between.
//!
//! An event goes to everybody on the channel but its sender. Who sent it is told on presence channels only, and only as
//! the app has vouched for it: nothing that the message itself claims is passed on. Whatever is refused is said in a
//! `pusher:error`, and the connection stays.

use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use orderbell_wire::channel::{ChannelKind, ChannelName};
use orderbell_wire::close::CLIENT_EVENT_RATE;
use orderbell_wire::event_name::EventName;
use orderbell_wire::frame;
use orderbell_wire::webhook::{EventKind, Occurrence};

use crate::connection::Conn;
use crate::publication::Encoded;
use crate::shard::Shard;

const SWITCHED_OFF: &str =
    "To send client events, you must enable this feature in the Settings page of your dashboard.";
const WRONG_KIND: &str = "Client event rejected - only supported on private and presence channels";
pub(crate) const WRONG_PREFIX: &str = "Client event rejected - client events must be prefixed by 'client-'";

/// When a connection last sent client events.
///
/// The times of the latest ones are kept instead of a count per second: a count lets twice as many through around the
/// turn of a second.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    accepted: VecDeque<Instant>,
}

impl Pace {
    /// Whether one more event may pass now, where `limit` may within a second; if so it counts.
    fn accept(&mut self, now: Instant, limit: usize) -> bool {
        const WINDOW: Duration = Duration::from_secs(1);
        while self.accepted.front().is_some_and(|first| now.duration_since(*first) >= WINDOW) {
            self.accepted.pop_front();
        }
        let accepted = self.accepted.len() < limit;
        if accepted {
            self.accepted.push_back(now);
        }
        accepted
    }
}

impl Shard {
    /// Passes an event of a client on to the others.
    pub(crate) fn relay(&self, conn: &Rc<Conn>, event: &EventName, channel: ChannelName, data: &str) {
        let Some(app) = conn.app() else { return };
        if !app.settings.client_events {
            return self.complain(conn, SWITCHED_OFF);
        }
        let kind = channel.kind();
        if !matches!(kind, ChannelKind::Private | ChannelKind::Encrypted | ChannelKind::Presence) {
            return self.complain(conn, WRONG_KIND);
        }
        if !self.listens(conn, &channel) {
            let message =
                format!("Cannot broadcast client event (connection not subscribed to channel {channel})");
            return self.complain(conn, &message);
        }
        let limit = app.settings.client_event_data;
        if data.len() > limit {
            let message =
                format!("Client event rejected - data may have {limit} bytes, this has {}", data.len());
            return self.complain(conn, &message);
        }
        let limit = app.settings.client_events_per_second;
        if !conn.rare().pace.borrow_mut().accept(Instant::now(), limit) {
            let message = format!("Client event rejected - at most {limit} per second and connection");
            return self.reply(conn, Rc::new(frame::error(Some(CLIENT_EVENT_RATE), &message)));
        }
        let user = self.user_on(conn, &channel);
        let frame = frame::client_event(event, &channel, data, user.as_deref());
        let Some(exchange) = self.exchange() else { return };
        let wanted = self.is_wanted(app.id, EventKind::ClientEvent).then(|| channel.clone());
        let publication = Encoded::live(app.id, channel, frame, Some(conn.socket_id));
        if let Err(error) = exchange.publish(&[Arc::new(publication)]) {
            return self.complain(conn, &format!("Client event rejected - {error}"));
        }
        if let Some(channel) = wanted {
            let (event, data, socket) = (event.clone(), data.to_owned(), conn.socket_id);
            self.report_event(app.id, &channel, Occurrence::ClientEvent { event, data, socket, user });
        }
    }
}

#[cfg(test)]
mod tests {
    use orderbell_wire::limits::CLIENT_EVENTS_PER_SECOND;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn check_68_no_second_has_more_than_the_limit_and_none_is_wasted(
            gaps in prop::collection::vec(0_u64..400, 0..200),
        ) {
            let (start, mut at, mut pace) = (Instant::now(), 0, Pace::default());
            let mut accepted: Vec<u64> = Vec::new();
            for gap in gaps {
                at += gap;
                let within = accepted.iter().filter(|time| at - **time < 1000).count();
                let expected = within < CLIENT_EVENTS_PER_SECOND;
                let now = start + Duration::from_millis(at);
                prop_assert_eq!(pace.accept(now, CLIENT_EVENTS_PER_SECOND), expected);
                if expected {
                    accepted.push(at);
                }
            }
        }
    }
}
