//! `GET /v1/channels/{channel}/events`: what was published on a tracked channel, page by page.

use axum::{Json, extract::State, http::StatusCode};
use orderbell_store::PageLimit;
use orderbell_wire::channel::ChannelName;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    http::{
        AppState,
        parameters::Parameters,
        path::Path,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
    relay::{channels, page},
};

/// Most events on one page.
const MAX_LIMIT: usize = 500;

/// About how many bytes of payload a page has at most.
const MAX_BYTES: usize = 1 << 20;

/// Where to start.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ChannelEventsQuery {
    /// Only events with a greater `seq`.
    #[serde(default)]
    after: i64,
    /// Events on the page, 1 to 500. There may be fewer when they are large; `has_more` tells.
    #[serde(default = "default_limit")]
    #[param(minimum = 1, maximum = 500)]
    limit: usize,
}

/// A page of a channel's events.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChannelEventsPage {
    /// The log's epoch. Positions of another epoch are void.
    pub epoch: String,
    /// The log's head when the page was read: without `has_more` the reader has seen everything on this channel up to it.
    pub head: i64,
    /// Events in order.
    pub events: Vec<PublishedEvent>,
    /// Whether there are more after the last one.
    pub has_more: bool,
}

/// An event as the channel's subscribers got it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublishedEvent {
    /// Position in the app's log.
    pub seq: i64,
    /// `seq` of the channel's event before this one; 0 if there was none, or none that is kept.
    pub prev: i64,
    /// Name of the event.
    #[schema(example = "order.created")]
    pub event: String,
    /// The payload, byte for byte: text, which mostly is JSON.
    pub data: String,
}

/// What was published on a tracked channel after a position: order events, and what the app has triggered there.
///
/// Programs and admins may read every tracked channel, other people the order channels that they may subscribe to.
#[utoipa::path(get, path = "/v1/channels/{channel}/events", operation_id = "list_channel_events", tag = "events",
    params(("channel" = String, Path, description = "Name of the channel"), ChannelEventsQuery),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = ChannelEventsPage), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 410, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    Path(name): Path<String>,
    query: Result<Parameters<ChannelEventsQuery>, Problem>,
) -> Result<Json<ChannelEventsPage>, Problem> {
    let Parameters(ChannelEventsQuery { after, limit }) = query?;
    let channel: ChannelName = name.parse().map_err(|error| wrong("channel", format!("{error}")))?;
    if after < 0 {
        return Err(wrong("after", "must not be negative".to_owned()));
    }
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(wrong("limit", format!("must be between 1 and {MAX_LIMIT}")));
    }
    let app = principal.app();
    if !principal.may_read(&state, &channel).await.map_err(|error| Problem::internal(&error))? {
        return Err(Problem::forbidden(format!("you may not read {}", channel.as_str())));
    }
    if !app.hub.settings.replay.contains(&channel) {
        return Err(Problem::not_found(format!(
            "no log is kept of {}: list it, or a prefix of it, under `replay`",
            channel.as_str()
        )));
    }
    let limit = PageLimit { events: limit, bytes: MAX_BYTES };
    let read = state.store.channel_page(app.record.id, channels::logged(&channel), after, limit).await;
    let read = read.map_err(|error| Problem::internal(&error))?;
    let epoch = read.position.epoch;
    if after < read.pruned_seq {
        return Err(Problem::new(
            StatusCode::GONE,
            "events_pruned",
            "These events are not kept any more",
            format!(
                "events up to {pruned} may be missing: load what you show anew and go on from there, or read what is left \
                 with after={pruned}",
                pruned = read.pruned_seq
            ),
        )
        .with_epoch(epoch));
    }
    let events = page::on_channel(read.entries, app, &channel).into_iter().map(|entry| PublishedEvent {
        seq: entry.seq,
        prev: entry.prev,
        event: entry.event.as_str().to_owned(),
        data: entry.data,
    });
    Ok(Json(ChannelEventsPage {
        head: read.position.seq,
        events: events.collect(),
        has_more: read.has_more,
        epoch,
    }))
}

fn wrong(field: &str, message: String) -> Problem {
    Problem::validation(vec![FieldProblem { field: field.to_owned(), message }])
}

fn default_limit() -> usize {
    100
}
