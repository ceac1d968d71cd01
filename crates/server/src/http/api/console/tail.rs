//! `GET /v1/console/tail`: what is recorded and published, line by line, for as long as somebody reads.
//!
//! Two sources are put together. The log has order events and what is triggered on tracked channels, so these can be read
//! from the past and none is missed. Everything else passes once, through a tap of the hub; a reader who is too slow for it
//! is told how much went by. Within a source the order is exact, between the two it is that of arrival.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use orderbell_hub::{Tap, Tapped};
use orderbell_orders::RecordedEvent;
use orderbell_store::{AppId, ChannelEvent, LogEntry, ReadError, Store};
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use utoipa::{IntoParams, ToSchema};

use super::{developer, wrong};
use crate::{
    apps::AppEntry,
    http::{AppState, parameters::Parameters, principal::Principal, problem::Problem},
    live::Stop,
    order_view::time,
    relay::{
        channels::Stream,
        envelope::{self, Envelope},
    },
};

/// Entries of the log read at once.
const PAGE: usize = 200;

/// A line comes at least so often, by which the reader knows that nothing happens and not that nobody is there.
const ALIVE_EVERY: Duration = Duration::from_secs(15);

/// Lines that wait for a slow reader before the log and the tap wait as well.
const LINES: usize = 256;

/// What to follow.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct TailQuery {
    /// Begin after this position of the log; without it and `since`, with what happens from now on.
    after: Option<i64>,
    /// Begin with what was recorded since this moment, such as 2026-11-21T08:00:00Z.
    #[param(value_type = Option<String>)]
    since: Option<Timestamp>,
    /// Only channels of this name; `*` stands for any characters.
    channel: Option<String>,
    /// Only events of this name; `*` stands for any characters.
    event: Option<String>,
    /// Only these kinds, joined by commas: `order` (events of orders, products and users), `event` (what programs trigger), `client` (what
    /// clients send to each other), `internal` (what the server itself tells subscribers). All but the last if absent.
    #[serde(rename = "type")]
    kinds: Option<String>,
    /// Only events of the order with this code or uid.
    order: Option<String>,
}

/// A line: a JSON object and a line feed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum TailLine {
    /// Something happened to an order, a product or a user.
    Order {
        /// Position in the log.
        seq: i64,
        /// When.
        at: String,
        /// The event's name.
        event: String,
        /// The channels that carry it.
        channels: Vec<String>,
        /// The event.
        data: Box<Envelope>,
    },
    /// A program has triggered something.
    Event(ChannelLine),
    /// A client has sent something to the others.
    Client(ChannelLine),
    /// The server told the subscribers of a channel something.
    Internal(ChannelLine),
    /// Everything that was recorded before the request has been shown.
    CaughtUp {
        /// The log's head.
        seq: i64,
    },
    /// The reader was too slow.
    Skipped {
        /// Publications that went by, of all apps together.
        count: u64,
    },
    /// Nothing happens.
    Alive {
        /// The server's clock.
        at: String,
    },
}

/// Something on a channel.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChannelLine {
    /// Position in the log, on tracked channels.
    #[serde(skip_serializing_if = "Option::is_none")]
    seq: Option<i64>,
    /// When.
    at: String,
    /// The channel.
    channel: String,
    /// The event's name.
    event: String,
    /// The payload, as it was given: a string, mostly of JSON.
    data: String,
    /// The user who sent it, on presence channels.
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<String>,
    /// The connection that does not get it.
    #[serde(skip_serializing_if = "Option::is_none")]
    except: Option<String>,
}

/// Follows the log and what is published. The answer does not end by itself.
#[utoipa::path(get, path = "/v1/console/tail", operation_id = "tail", tag = "console", params(TailQuery),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = TailLine, content_type = "application/x-ndjson"), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub async fn follow(
    State(state): State<AppState>,
    principal: Principal,
    query: Result<Parameters<TailQuery>, Problem>,
) -> Result<Response, Problem> {
    let app = Arc::clone(developer(&principal)?);
    let Parameters(query) = query?;
    let filter = Filter::new(&query)?;
    let id = app.record.id;
    let tap = state.hub.tap(id.0).ok_or_else(|| Problem::too_many("too many follow already", 10))?;
    let after = start(&state.store, id, &query).await.map_err(|error| Problem::internal(&error))?;
    let (lines, receiver) = mpsc::channel(LINES);
    tokio::spawn(Follow { state, app, filter, after, lines }.run(tap));
    let stream = futures_util::stream::unfold(receiver, async |mut receiver| {
        let line: Bytes = receiver.recv().await?;
        Some((Ok::<_, Infallible>(line), receiver))
    });
    let headers = [(header::CONTENT_TYPE, "application/x-ndjson"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, Body::from_stream(stream)).into_response())
}

/// The position to begin after.
async fn start(store: &Store, app: AppId, query: &TailQuery) -> Result<i64, ReadError> {
    let head = store.position(app).await?.seq;
    match (query.after, query.since) {
        (Some(after), _) => Ok(after.clamp(0, head)),
        (None, None) => Ok(head),
        (None, Some(since)) => {
            // Times rise along the log, so halving finds the place with a few reads.
            let (mut before, mut at) = (0, head);
            while before < at {
                let middle = before + (at - before) / 2;
                let first = store.log_since(app, middle, 1).await?.into_iter().next();
                match first {
                    Some(entry) if recorded_at(&entry) < since => before = middle + 1,
                    Some(_) | None => at = middle,
                }
            }
            Ok(at)
        }
    }
}

fn recorded_at(entry: &LogEntry) -> Timestamp {
    match entry {
        LogEntry::Order(event) => event.at,
        LogEntry::Channel(event) => event.at,
    }
}

/// Somebody who reads.
struct Follow {
    state: AppState,
    app: Arc<AppEntry>,
    filter: Filter,
    after: i64,
    lines: mpsc::Sender<Bytes>,
}

/// The reader has gone, or the server stops.
struct Gone;

impl Follow {
    async fn run(mut self, mut tap: Tap) {
        let mut stopping = self.state.live.stopping();
        let mut head = self.state.store.head();
        let follow = async {
            self.catch_up().await?;
            self.send(&TailLine::CaughtUp { seq: self.after }).await?;
            loop {
                tokio::select! {
                    changed = head.changed() => match changed {
                        Ok(()) => self.catch_up().await?,
                        Err(_) => return Err(Gone),
                    },
                    tapped = tap.next() => match tapped {
                        Ok(Some(published)) => self.pass_on(published).await?,
                        Ok(None) => return Err(Gone),
                        Err(count) => self.send(&TailLine::Skipped { count }).await?,
                    },
                    () = tokio::time::sleep(ALIVE_EVERY) => {
                        self.send(&TailLine::Alive { at: time(Timestamp::now()) }).await?;
                    }
                }
            }
        };
        tokio::select! {
            Err::<(), Gone>(Gone) = follow => {}
            _ = stopping.wait_for(|stop| *stop != Stop::No) => {}
        }
    }

    async fn catch_up(&mut self) -> Result<(), Gone> {
        loop {
            let read = self.state.store.log_since(self.app.record.id, self.after, PAGE).await;
            let entries = read.map_err(|error| {
                tracing::warn!(%error, "the log cannot be followed");
                Gone
            })?;
            let count = entries.len();
            for entry in entries {
                self.after = entry.seq();
                let line = match entry {
                    LogEntry::Order(event) => self.order(&event),
                    LogEntry::Channel(event) => self.filter.line(recorded(event)),
                };
                if let Some(line) = line {
                    self.send(&line).await?;
                }
            }
            if count < PAGE {
                return Ok(());
            }
        }
    }

    fn order(&self, event: &RecordedEvent) -> Option<TailLine> {
        let name = event.event.name();
        let streams = Stream::of(&event.audience).into_iter();
        let channels: Vec<String> =
            streams.filter_map(|(stream, _)| Some(stream.channel()?.to_string())).collect();
        let wanted = self.filter.kinds.order
            && matches(self.filter.event.as_deref(), name)
            && (self.filter.channel.is_none()
                || channels.iter().any(|channel| matches(self.filter.channel.as_deref(), channel)))
            && self.filter.order.as_ref().is_none_or(|wanted| {
                event.order().is_some_and(|order| {
                    order.code.to_string().eq_ignore_ascii_case(wanted) || order.id.to_string() == *wanted
                })
            });
        wanted.then(|| TailLine::Order {
            seq: event.seq,
            at: time(event.at),
            event: name.to_owned(),
            channels,
            data: Box::new(envelope::build(event, &self.app, &self.app.record.epoch)),
        })
    }

    /// What the log has is not taken from the tap.
    async fn pass_on(&self, published: Vec<Tapped>) -> Result<(), Gone> {
        for tapped in published.into_iter().filter(|tapped| tapped.seq.is_none()) {
            let line = ChannelLine {
                seq: None,
                at: time(Timestamp::now()),
                channel: tapped.channel.to_string(),
                event: tapped.event,
                data: tapped.data,
                user_id: tapped.user_id,
                except: tapped.except.map(|socket| socket.to_string()),
            };
            if let Some(line) = self.filter.line(line) {
                self.send(&line).await?;
            }
        }
        Ok(())
    }

    async fn send(&self, line: &TailLine) -> Result<(), Gone> {
        let mut text = serde_json::to_vec(line).expect("a line has string keys only");
        text.push(b'\n');
        self.lines.send(text.into()).await.map_err(|_| Gone)
    }
}

fn recorded(event: ChannelEvent) -> ChannelLine {
    ChannelLine {
        seq: Some(event.seq),
        at: time(event.at),
        channel: event.channel,
        event: event.event,
        data: event.data,
        user_id: None,
        except: event.except_socket,
    }
}

/// What the reader wants to see.
#[derive(Debug)]
struct Filter {
    channel: Option<String>,
    event: Option<String>,
    order: Option<String>,
    kinds: Kinds,
}

#[derive(Debug, Default)]
struct Kinds {
    order: bool,
    event: bool,
    client: bool,
    internal: bool,
}

impl Filter {
    fn new(query: &TailQuery) -> Result<Self, Problem> {
        if query.after.is_some() && query.since.is_some() {
            return Err(wrong("since", "cannot be given together with after".to_owned()));
        }
        let mut kinds = Kinds::default();
        for kind in query.kinds.as_deref().unwrap_or("order,event,client").split(',') {
            match kind.trim() {
                "order" => kinds.order = true,
                "event" => kinds.event = true,
                "client" => kinds.client = true,
                "internal" => kinds.internal = true,
                _ => return Err(wrong("type", "must be order, event, client or internal".to_owned())),
            }
        }
        let Kinds { order, .. } = kinds;
        // Whoever asks for one order does not want to see everybody else's triggers.
        let kinds = if query.order.is_some() { Kinds { order, ..Kinds::default() } } else { kinds };
        Ok(Self {
            channel: query.channel.clone(),
            event: query.event.clone(),
            order: query.order.clone(),
            kinds,
        })
    }

    fn line(&self, line: ChannelLine) -> Option<TailLine> {
        let (wanted, make): (bool, fn(ChannelLine) -> TailLine) = if line.event.starts_with("client-") {
            (self.kinds.client, TailLine::Client)
        } else if is_internal(&line.event) {
            (self.kinds.internal, TailLine::Internal)
        } else {
            (self.kinds.event, TailLine::Event)
        };
        let fits = wanted
            && matches(self.channel.as_deref(), &line.channel)
            && matches(self.event.as_deref(), &line.event);
        fits.then(|| make(line))
    }
}

fn is_internal(event: &str) -> bool {
    event.starts_with("pusher:") || event.starts_with("pusher_internal:")
}

/// Whether a name fits a pattern in which `*` stands for any characters.
fn matches(pattern: Option<&str>, name: &str) -> bool {
    let Some(pattern) = pattern else { return true };
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| name.strip_prefix(first)) else { return false };
    let mut last = None;
    for part in parts {
        if let Some(between) = last.replace(part) {
            match rest.find(between) {
                Some(at) => rest = &rest[at + between.len()..],
                None => return false,
            }
        }
    }
    last.map_or(rest.is_empty(), |last| rest.ends_with(last))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_any_characters() {
        for (pattern, name, fits) in [
            ("private-*", "private-a", true),
            ("private-*", "presence-a", false),
            ("*", "", true),
            ("*.created", "order.created", true),
            ("*.created", "order.created.x", false),
            ("a*b*c", "a1b2c", true),
            ("a*b*c", "acb", false),
            ("a*a", "a", false),
            ("exact", "exact", true),
            ("exact", "exactly", false),
        ] {
            assert_eq!(matches(Some(pattern), name), fits, "{pattern} {name}");
        }
        assert!(matches(None, "anything"));
    }
}
