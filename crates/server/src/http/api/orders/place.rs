//! `POST /v1/orders`: records an order. A 201 means that it is on disk; whoever should hear of it does at once.

use axum::{
    body::Body,
    extract::State,
    http::{Response, StatusCode},
};
use jiff::Timestamp;
use orderbell_orders::Draft;
use orderbell_store::{ActResult, Idempotency, Placement, WriteError};

use super::{
    OrderChanged,
    draft_body::{OrderBody, body_path},
    idempotency,
    perform::Sender,
    respond, write_failed,
};
use crate::{
    auth::token::Token,
    http::{
        AppState,
        body::JsonBody,
        problem::{FieldProblem, Problem},
    },
};

/// Records an order. Send an `Idempotency-Key` with every order, the same one when you repeat a request: a repetition
/// gets the first answer again and makes no second order.
#[utoipa::path(post, path = "/v1/orders", operation_id = "place_order", tag = "orders", request_body = OrderBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")),
    security(("api_key" = []), ("session" = [])),
    responses(
        (status = 201, body = OrderChanged),
        (status = 400, body = Problem, description = "Not JSON"),
        (status = 401, body = Problem),
        (status = 409, body = Problem,
            description = "There is an order with this source and ext_id, or this code; or the vendor takes no orders"),
        (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 422, body = Problem, description = "A field is wrong, or the key was used for another request"),
        (status = 503, body = Problem, description = "Nothing was recorded; send the request again")
    ))]
pub async fn place(
    State(state): State<AppState>,
    sender: Sender,
    JsonBody { value: body, raw }: JsonBody<OrderBody>,
) -> Result<Response<Body>, Problem> {
    let app = sender.principal.app().clone();
    let key = sender.idempotency(&raw)?;
    let mut draft = Draft::from(body);
    if draft.flow.as_ref().is_none_or(|flow| flow.trim().is_empty()) {
        // A flow that was taken out of the configuration holds nobody up: the app's first then, as for every order.
        let vendor = draft.vendor_id.as_deref().and_then(|id| app.vendors.get(id));
        let flow = vendor.and_then(|vendor| vendor.flow.clone());
        draft.flow = flow.filter(|flow| app.record.flows.get(flow).is_some());
    }
    let new_order = draft.validate(&app.record.flows, app.record.currency).map_err(|errors| {
        Problem::validation(
            errors
                .into_iter()
                .map(|error| FieldProblem { field: body_path(error.field), message: error.message })
                .collect(),
        )
    })?;
    let link = Token::for_link();
    let placement = Placement { order: new_order, link_hash: Some(link.hash()) };
    let idempotency = key.map(|(key, fingerprint)| {
        let (app, link) = (app.clone(), link.clone());
        Idempotency {
            key,
            fingerprint,
            render: Box::new(move |result| {
                let reply = super::reply(result, StatusCode::CREATED, &app, Some(&link));
                (reply.status, reply.body)
            }),
        }
    });
    let placed = state
        .store
        .place_order(app.record.id, placement, sender.principal.actor(), idempotency, Timestamp::now())
        .await;
    match placed {
        Ok(ActResult::Fresh(fresh)) => Ok(respond(*fresh, StatusCode::CREATED, &app, Some(&link))),
        Ok(ActResult::Replayed(reply)) => Ok(idempotency::replayed(reply)),
        Err(WriteError::KeyReused) => Err(idempotency::reused()),
        Err(error) => Err(write_failed(error)),
    }
}
