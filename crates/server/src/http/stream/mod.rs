//! `GET /v1/stream`: what happens in some rooms, as server-sent events, for pages and programs that only listen.
//!
//! All rooms of a stream go forward together, so that one id, `epoch:seq`, says how far it is in all of them. Browsers send
//! the last one back by themselves when they reconnect, and get what they missed.

mod feed;

use std::{net::IpAddr, sync::Arc};

use axum::{
    body::Body,
    extract::{Extension, State},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse as _,
};
use serde::Deserialize;
use tokio::sync::Notify;
use utoipa::IntoParams;

use self::feed::EventStream;
use super::{
    AppState,
    credential::{Credential, Holder, Refused, Shown},
    origin,
    parameters::Parameters,
    problem::{FieldProblem, Problem},
};
use crate::{
    listener::Peer,
    live::{Follower, follow::Last},
    relay::channels::Stream,
};

/// A stream that ends at once, and asks to be opened again later.
const NO_ROOM: &str = "retry: 5000\n: the server has no room for this stream now\n\n";

/// What to listen to, from where, and by which right.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct StreamQuery {
    /// Rooms, separated by commas: `admin`, `vendor:<id>`, `order:<uid>`.
    #[param(example = "order:01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f")]
    rooms: String,
    /// An order's `link_token`, an API key or the token of a session, where no header can carry it.
    token: Option<String>,
    /// Only what came after this: a `seq`, or `epoch:seq`. `Last-Event-ID` goes first.
    after: Option<String>,
}

/// Events of some rooms as they happen, one JSON object each (`type`, `room`, `seq`, `data`), in the order of the log.
///
/// The id of an event is `epoch:seq`; send the last one as `Last-Event-ID`, as browsers do, to get what came after it. An
/// event named `reset` says that this is not possible: fetch what you show again, and go on. An event named `joined`
/// comes first. Lines that begin with a colon are signs of life.
#[utoipa::path(get, path = "/v1/stream", operation_id = "stream_events", tag = "events",
    params(StreamQuery, ("Last-Event-ID" = Option<String>, Header, description = "The id of the last event seen")),
    security(("api_key" = []), ("session" = []), ("link" = [])),
    responses((status = 200, content_type = "text/event-stream", body = String),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn open(
    State(state): State<AppState>,
    Extension(Peer(peer)): Extension<Peer>,
    headers: HeaderMap,
    query: Result<Parameters<StreamQuery>, Problem>,
) -> Response<Body> {
    let by_cookie = !headers.contains_key(header::AUTHORIZATION)
        && !query.as_ref().is_ok_and(|Parameters(query)| query.token.is_some());
    let response = match listen(state, peer.ip(), &headers, query).await {
        Ok(body) => {
            let headers = [
                (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store, no-transform")),
                // nginx gathers answers before it passes them on, unless it is asked not to.
                (header::HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
            ];
            (headers, body).into_response()
        }
        Err(problem) => problem.into_response(),
    };
    if by_cookie { response } else { origin::readable_by_all(response) }
}

async fn listen(
    state: AppState,
    address: IpAddr,
    headers: &HeaderMap,
    query: Result<Parameters<StreamQuery>, Problem>,
) -> Result<Body, Problem> {
    let Parameters(query) = query?;
    let limits = state.config.live;
    let rooms = rooms(&query.rooms, limits.max_rooms)?;
    let from = last(headers, query.after.as_deref())?;
    let credential = credential(&state, headers, query.token.as_deref())?;
    let mut holder: Option<Holder> = None;
    for room in &rooms {
        let admitted = credential.admit(&state, room).await.map_err(|why| refused(&why, room))?;
        holder = Some(admitted);
    }
    let holder = holder.ok_or_else(|| wrong("rooms", "is required"))?;

    let place = match state.admission.enter(address).await {
        Ok(place) if state.live.connections() < limits.max_connections => place,
        // Browsers never come back after an error.
        _ => return Ok(Body::from(NO_ROOM)),
    };
    let wake = Arc::new(Notify::new());
    let pass = state.live.passes.issue(credential, &holder, Arc::clone(&wake));
    let mut followers = Vec::with_capacity(rooms.len());
    let mut start = None;
    for room in rooms {
        let entered = Follower::enter(&state, holder.app(), room, Arc::clone(&wake), from.as_ref()).await;
        let (follower, its_start) = entered.map_err(|error| Problem::internal(&error))?;
        followers.push(follower);
        // Whoever begins now begins in all rooms where the first was entered: together they have one position.
        start.get_or_insert(its_start);
    }
    let start = start.ok_or_else(|| wrong("rooms", "is required"))?;
    Follower::align(&mut followers, &start);
    Ok(Body::new(EventStream::start(state, followers, (pass, place), wake, &start)))
}

fn rooms(text: &str, most: usize) -> Result<Vec<Stream>, Problem> {
    let mut rooms = Vec::new();
    for name in text.split(',').map(str::trim) {
        let room = Stream::from_room(name).ok_or_else(|| {
            let name: String = name.chars().take(64).collect();
            wrong("rooms", format!("{name:?} is no room; rooms are admin, vendor:<id> and order:<uid>"))
        })?;
        if !rooms.contains(&room) {
            rooms.push(room);
        }
        if rooms.len() > most {
            let message = format!("a stream may follow {most} rooms (setting live.max_rooms)");
            return Err(wrong("rooms", message));
        }
    }
    Ok(rooms)
}

/// Where the client was. What a browser sends by itself goes before what the page put into the address, which stays the
/// same however often the browser reconnects.
fn last(headers: &HeaderMap, after: Option<&str>) -> Result<Option<Last>, Problem> {
    if let Some(id) = headers.get("last-event-id").filter(|id| !id.is_empty()) {
        // An id that is not ours is one of another log: answered by a reset, for a browser would give up on an error.
        let last = id.to_str().ok().and_then(position);
        return Ok(Some(last.unwrap_or(Last { epoch: Some(String::new()), seq: 0 })));
    }
    let wrong = || wrong("after", "must be a seq, or epoch:seq as in the ids of events");
    after.map(|after| position(after).ok_or_else(wrong)).transpose()
}

fn position(text: &str) -> Option<Last> {
    let (epoch, seq) = match text.rsplit_once(':') {
        Some((epoch, seq)) => (Some(epoch.to_owned()), seq),
        None => (None, text),
    };
    let seq = seq.parse().ok().filter(|seq: &i64| *seq >= 0)?;
    Some(Last { epoch, seq })
}

fn credential(
    state: &AppState,
    headers: &HeaderMap,
    token: Option<&str>,
) -> Result<Arc<Credential>, Problem> {
    if let Some(token) = token {
        return Ok(Arc::new(Credential::from_token(token)));
    }
    let shown = Shown::from_headers(headers, state);
    match (shown.credential, shown.foreign_page) {
        (Some(credential), _) => Ok(credential),
        (None, Some(detail)) => Err(Problem::forbidden(detail)),
        (None, None) => Err(Problem::unauthorized(
            "signed_out",
            "sign in, send the header Authorization: Bearer <API key>, or the parameter token",
        )),
    }
}

fn refused(why: &Refused, room: &Stream) -> Problem {
    match why {
        Refused::Unknown => Problem::unauthorized("wrong_token", why.to_string()),
        Refused::Forbidden | Refused::Disabled => Problem::new(
            StatusCode::FORBIDDEN,
            "forbidden",
            "You may not listen here",
            format!("{}: {why}", room.room()),
        ),
        Refused::Read(error) => Problem::internal(error),
    }
}

fn wrong(field: &str, message: impl Into<String>) -> Problem {
    Problem::validation(vec![FieldProblem { field: field.to_owned(), message: message.into() }])
}
