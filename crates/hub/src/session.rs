//! What a client's message does.
//!
//! Messages of one connection are handled strictly in order, each to its end. Whatever is wrong with one is said
//! in a `pusher:error`, and the connection stays: a page with one bad subscription keeps its good ones. A refused
//! subscription is also reported to its channel, because that is where clients listen.

use std::rc::Rc;

use orderbell_wire::auth::fault::SubscriptionFault;
use orderbell_wire::auth::verify_subscription;
use orderbell_wire::channel::{ChannelKind, ChannelName};
use orderbell_wire::frame;
use orderbell_wire::limits;
use orderbell_wire::member::Member;
use orderbell_wire::message::{self, ClientMessage, Position};
use orderbell_wire::webhook::Occurrence;

use crate::client_events::WRONG_PREFIX;
use crate::connection::Conn;
use crate::outbound::Frame;
use crate::resume::{LastEvent, Recovery};
use crate::shard::Shard;
use crate::subscriptions::Left;

/// Why a subscription is refused.
#[derive(Debug)]
pub(crate) struct Refusal {
    /// The `type` of the error, by which clients tell them apart.
    pub(crate) kind: &'static str,
    pub(crate) message: String,
    /// In the manner of HTTP.
    status: u16,
    /// What exactly is wrong, where that was found out; for developers, never for the client.
    pub(crate) fault: Option<SubscriptionFault>,
}

impl Refusal {
    /// Nothing shows that the client may be there.
    pub(crate) fn unauthorized(message: impl Into<String>) -> Self {
        Self { kind: "AuthError", message: message.into(), status: 401, fault: None }
    }

    /// There is no room.
    pub(crate) fn limit(message: String) -> Self {
        Self { kind: "LimitReached", message, status: 429, fault: None }
    }
}

impl Shard {
    pub(crate) fn hear(self: &Rc<Self>, conn: &Rc<Conn>, text: &str) {
        match message::parse(text) {
            Ok(ClientMessage::Ping) => self.reply(conn, Rc::clone(&self.fixed.pong)),
            Ok(ClientMessage::Pong) => {}
            Ok(ClientMessage::Subscribe { channel, .. } | ClientMessage::Unsubscribe { channel })
                if !self.may_subscribe(conn, &channel) => {}
            Ok(ClientMessage::Subscribe { channel, auth, channel_data, from }) => {
                self.subscribe(conn, channel, auth.as_deref(), channel_data.as_deref(), from);
            }
            Ok(ClientMessage::Unsubscribe { channel }) => self.unsubscribe(conn, &channel),
            Ok(ClientMessage::ClientEvent { event, channel, data }) => {
                self.relay(conn, &event, channel, &data);
            }
            Ok(ClientMessage::Unprefixed) => self.complain(conn, WRONG_PREFIX),
            Ok(ClientMessage::Signin { auth, user_data }) => self.sign_in(conn, &auth, &user_data),
            Ok(ClientMessage::Unknown { event }) => {
                let event = &event[..event.floor_char_boundary(limits::EVENT_NAME)];
                self.complain(conn, &format!("Unsupported event received on socket: '{event}'"));
            }
            Err(error) => self.complain(conn, &error.to_string()),
        }
    }

    /// Whether there was room makes no difference to an answer: without it the connection is closed, which is the
    /// answer.
    pub(crate) fn reply(&self, conn: &Rc<Conn>, frame: Frame) {
        self.send(conn, frame);
    }

    pub(crate) fn complain(&self, conn: &Rc<Conn>, message: &str) {
        self.reply(conn, Rc::new(frame::error(None, message)));
    }

    fn subscribe(
        self: &Rc<Self>,
        conn: &Rc<Conn>,
        channel: ChannelName,
        auth: Option<&str>,
        data: Option<&str>,
        from: Option<Position>,
    ) {
        let awaited = self.awaits_seat(conn, &channel) || self.awaits_page(conn, &channel);
        if awaited || self.listens(conn, &channel) {
            return self.complain(conn, &format!("Existing subscription to channel {channel}"));
        }
        match self.authorize(conn, &channel, auth, data) {
            Ok(member) => self.welcome_subscriber(conn, channel, member, from),
            Err(refusal) => self.refuse_subscription(conn, &channel, refusal),
        }
    }

    pub(crate) fn listens(&self, conn: &Conn, channel: &ChannelName) -> bool {
        conn.memberships.borrow().iter().any(|entry| entry.channel.name == *channel)
    }

    pub(crate) fn refuse_subscription(&self, conn: &Rc<Conn>, channel: &ChannelName, refusal: Refusal) {
        self.note_refusal(conn, channel, &refusal);
        let Refusal { kind, message, status, fault: _ } = refusal;
        self.complain(conn, &message);
        self.reply(conn, Rc::new(frame::subscription_error(channel, kind, &message, status)));
    }

    /// Whether the connection may join a channel, and as whom if that matters there.
    fn authorize(
        &self,
        conn: &Conn,
        channel: &ChannelName,
        auth: Option<&str>,
        data: Option<&str>,
    ) -> Result<Option<Member>, Refusal> {
        let Some(app) = conn.app() else { return Ok(None) };
        let limit = app.settings.max_channels;
        if conn.memberships.borrow().len() + self.awaited_seats(conn) + self.awaited_pages(conn) >= limit {
            let message = format!("A connection may be subscribed to at most {limit} channels");
            return Err(Refusal::limit(message));
        }
        if channel.requires_auth() {
            let secret_of = |key: &str| app.secret_of(key);
            verify_subscription(auth, conn.socket_id, channel, data, secret_of)
                .map_err(|error| self.explained(conn, channel, auth, data, &error))?;
        }
        match channel.kind() {
            ChannelKind::Public | ChannelKind::Private | ChannelKind::Encrypted => Ok(None),
            ChannelKind::Presence => {
                let member = match data {
                    Some(data) => Member::parse(data),
                    None => self.signed_in_member(conn).ok_or_else(|| {
                        let needs = "channel_data, or a sign-in before it, is required to subscribe to";
                        Refusal::unauthorized(format!("{needs} {channel}"))
                    })?,
                };
                member.map(Some).map_err(|error| Refusal::unauthorized(error.to_string()))
            }
            ChannelKind::ServerToUser if channel.user().is_some_and(|user| self.is_user(conn, user)) => {
                Ok(None)
            }
            ChannelKind::ServerToUser => Err(Refusal::unauthorized(format!(
                "The connection is not signed in as the user of {channel}"
            ))),
        }
    }

    /// Makes the connection a subscriber, right after its confirmation.
    pub(crate) fn join(
        self: &Rc<Self>,
        conn: &Rc<Conn>,
        channel: &ChannelName,
        recovery: Option<Box<Recovery>>,
    ) {
        let Some(app) = &conn.tenant else { return };
        if channel.requires_auth() {
            conn.authorized.set(true);
        }
        let start = self.start_of(conn, channel, recovery.as_deref());
        let mut missed = false;
        if channel.is_cache() {
            match self.last_event_for(app.id, channel, start.as_ref()) {
                LastEvent::Frame(frame) => self.reply(conn, Rc::new(frame)),
                LastEvent::InTheLog => {}
                LastEvent::None => {
                    missed = true;
                    self.reply(conn, Rc::new(frame::cache_miss(channel)));
                }
            }
        }
        let follower = self.subscriptions.borrow_mut().join(app.id, channel.clone(), conn, start);
        self.metrics.subscriptions.add(1);
        self.note_subscriber(app.id, channel);
        if missed {
            self.report_event(app.id, channel, Occurrence::CacheMiss);
        }
        self.report_subscription(conn, channel, true);
        if let Some(follower) = follower {
            self.begin(&follower, recovery);
        }
    }

    fn unsubscribe(&self, conn: &Rc<Conn>, channel: &ChannelName) {
        let membership = self.subscriptions.borrow_mut().leave(channel, conn);
        let left = membership.is_some();
        if let Some(Left { follower }) = membership {
            if let Some(follower) = follower {
                self.stop_following(&follower);
                self.forget_cursor(&follower);
            }
            self.metrics.subscriptions.subtract(1);
            self.report_subscription(conn, channel, false);
            self.note_subscriber_gone(conn, channel);
        }
        let gave_up = self.give_up_seat(conn, channel) | self.give_up_newcomer(conn, channel);
        if !left && !gave_up {
            self.complain(
                conn,
                &format!("No current subscription to channel {channel}, or subscription in progress"),
            );
        }
    }

    pub(crate) fn leave_all(&self, conn: &Conn) {
        if conn.app().is_some_and(|app| app.settings.subscription_counts) {
            for membership in conn.memberships.borrow().iter() {
                self.report_subscription(conn, &membership.channel.name, false);
            }
        }
        let noted = self.noted_channels(conn);
        let (left, followers) = self.subscriptions.borrow_mut().leave_all(conn);
        self.stop_all(conn, &followers);
        for channel in &noted {
            self.note_subscriber_gone(conn, channel);
        }
        self.metrics.subscriptions.subtract(left as u64);
    }
}
