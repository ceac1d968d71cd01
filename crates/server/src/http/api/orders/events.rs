//! `GET /v1/orders/{uid|code}/events`: what has happened to one order.

use axum::{Json, body::Body, extract::State, http::Response, response::IntoResponse as _};
use orderbell_orders::{RecordedEvent, View};
use orderbell_store::Scope;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{filters::Errors, viewer::Viewer};
use crate::{
    http::{
        AppState,
        api::events::EventsPage,
        parameters::{Beside, TwoParameters},
        path::Path,
        problem::Problem,
    },
    relay::envelope,
};

/// Most events on one page.
const MAX_LIMIT: usize = 500;

/// Where to start.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct TimelineQuery {
    /// Only events with a greater `seq`.
    after: i64,
    /// Events on the page, 1 to 500.
    #[param(minimum = 1, maximum = 500)]
    limit: usize,
}

impl Default for TimelineQuery {
    fn default() -> Self {
        Self { after: 0, limit: 100 }
    }
}

/// Where a customer's token may be; read by [`Viewer`].
#[derive(Debug, Deserialize, IntoParams)]
pub struct LinkToken {}

impl Beside for LinkToken {
    const NAMES: &'static [&'static str] = &["token", "t"];
}

/// The events of one order, in order, as far as the caller may see them. Those that are not kept any more are left out.
#[utoipa::path(get, path = "/v1/orders/{order}/events", operation_id = "list_order_events", tag = "orders",
    params(
        ("order" = String, Path, description = "uid or code", example = "ORD-261121-7K3Q"),
        TimelineQuery,
        ("token" = Option<String>, Query, description = "The order's `link_token`; also as `t`, or as a bearer token")
    ),
    security(("api_key" = []), ("session" = []), ("link" = [])),
    responses((status = 200, body = EventsPage), (status = 401, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    viewer: Viewer,
    Path(reference): Path<String>,
    TwoParameters(query, _): TwoParameters<TimelineQuery, LinkToken>,
) -> Result<Response<Body>, Problem> {
    let mut errors = Errors::default();
    if !(1..=MAX_LIMIT).contains(&query.limit) {
        errors.add("limit", format!("must be between 1 and {MAX_LIMIT}"));
    }
    errors.into_result(())?;
    let viewed = viewer.look(&state, &reference).await?;
    let (app, order) = (&viewed.app, viewed.order.value.id);
    let read =
        state.store.order_events(app.record.id, order, viewed.scope.clone(), query.after, query.limit).await;
    let read = read.map_err(|error| Problem::internal(&error))?;
    let events = read.value.events.iter();
    let page = EventsPage {
        seq: read.position.seq,
        events: events
            .map(|event| envelope::build_for(event, app, &read.position.epoch, view(event, &viewed.scope)))
            .collect(),
        has_more: read.value.has_more,
        epoch: read.position.epoch,
    };
    Ok(viewed.respond(Json(page).into_response()))
}

/// How much of the event a reader gets; the same as on the channel where they hear it.
fn view(event: &RecordedEvent, scope: &Scope) -> View {
    let audience = &event.audience;
    let view = match scope {
        Scope::All => Some(View::Full),
        Scope::Vendor(_) => audience.vendor.as_ref().map(|(_, view)| *view),
        Scope::Customer(_) => audience.order.as_ref().map(|(_, view)| *view),
    };
    view.unwrap_or(View::Reduced)
}
