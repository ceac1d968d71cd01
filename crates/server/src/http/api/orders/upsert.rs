//! `PUT /v1/orders/by-ext/{source}/{ext_id}`: an order that lives in another system, as it is there now. One line in that
//! system, wherever an order is saved, keeps the two alike; sent twice or too late, it does no harm.

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, Method, Response, StatusCode, Uri},
};
use jiff::Timestamp;
use orderbell_orders::{Aliases, Draft, Status};
use orderbell_store::{ActRefused, ActResult, Idempotency, Outcome, Reported, Upsert, WriteError};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    OrderChanged,
    draft_body::{OrderBody, body_path},
    idempotency, invalid, parse_time, respond, write_failed,
};
use crate::{
    auth::token::Token,
    http::{
        AppState,
        body::JsonBody,
        path::Path,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
};

/// An order that lives in another system.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "order": {
        "flow": "shop",
        "paid": true,
        "customer": {"name": "Budi", "phone": "+628123456789"},
        "items": [{"name": "Kopi Gayo 250 g", "sku": "KG-250", "qty": 2, "unit_price": "85000"}]
    },
    "status": "preparing",
    "updated_at": "2026-11-21T10:04:05+07:00"
}))]
pub struct UpsertBody {
    /// The whole order, every time. `source` and `ext_id` are those of the path and may be left out.
    order: OrderBody,
    /// Where the order is there: Orderbell's words, the app's, and those that mean the same everywhere, such as
    /// `delivered`. It only moves forward, unless `version` or `updated_at` says that this is newer than
    /// what was told before.
    #[serde(default)]
    #[schema(example = "preparing")]
    status: Option<String>,
    /// A number that rises with every change there. A report with a lower one than before is ignored. Send either this or
    /// `updated_at`, and of one order always the same one: after one `updated_at`, versions are older for ever.
    #[serde(default)]
    version: Option<i64>,
    /// Instead of `version`: when the order was last changed there, RFC 3339. Of one order always the same one of the two.
    #[serde(default)]
    #[schema(example = "2026-11-21T10:04:05+07:00")]
    updated_at: Option<String>,
    /// Why it was declined or cancelled.
    #[serde(default)]
    reason: Option<String>,
}

/// Records an order of another system, or what has become of it there. Send the whole order whenever it changes: what is
/// the same as before makes no event, and a report that comes too late is answered with `ignored`.
#[utoipa::path(put, path = "/v1/orders/by-ext/{source}/{ext_id}", operation_id = "put_order", tag = "orders",
    request_body = UpsertBody,
    params(
        ("source" = String, Path, description = "the other system, 1 to 40 letters, digits, `-`, `_`, `.`", example = "toko"),
        ("ext_id" = String, Path, description = "the order's id there, 1 to 120 characters", example = "1042"),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")
    ),
    security(("api_key" = []), ("session" = [])),
    responses(
        (status = 200, body = OrderChanged, description = "The order was known; `seq` is null if this changed nothing"),
        (status = 201, body = OrderChanged, description = "The order is new"),
        (status = 400, body = Problem, description = "Not JSON"),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem, description = "The order is not one that this key or person may see"),
        (status = 409, body = Problem, description = "The code belongs to another order"),
        (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 422, body = Problem, description = "A field is wrong, or the key was used for another request"),
        (status = 503, body = Problem, description = "Nothing was recorded; send the request again")
    ))]
pub async fn put(
    State(state): State<AppState>,
    principal: Principal,
    Path((source, ext_id)): Path<(String, String)>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    JsonBody { value: body, raw }: JsonBody<UpsertBody>,
) -> Result<Response<Body>, Problem> {
    let app = principal.app().clone();
    let key = idempotency::key(&headers)?;
    let link = Token::for_link();
    let reported = reported(&body, &app.record.words.aliases)?;
    let mut draft = Draft::from(body.order);
    for (field, told, of_path) in [("source", &draft.source, &source), ("ext_id", &draft.ext_id, &ext_id)] {
        if told.as_ref().is_some_and(|told| told != of_path) {
            return Err(invalid(
                &format!("order.{field}"),
                &format!("must be that of the path, {of_path:?}"),
            ));
        }
    }
    (draft.source, draft.ext_id) = (Some(source), Some(ext_id));
    let order = draft.validate(&app.record.flows, app.record.currency).map_err(|errors| {
        let path = |field: String| match &*field {
            // These two are in the path.
            "source" | "ext_id" => field,
            _ => format!("order.{}", body_path(field)),
        };
        Problem::validation(
            errors
                .into_iter()
                .map(|error| FieldProblem { field: path(error.field), message: error.message })
                .collect(),
        )
    })?;
    let upsert = Upsert { reported, order, link_hash: Some(link.hash()) };
    let idempotency = key.map(|key| {
        let (app, link) = (app.clone(), link.clone());
        Idempotency {
            key,
            fingerprint: idempotency::fingerprint(&principal, &method, uri.path(), &raw),
            render: Box::new(move |result| {
                let (success, link) = success(result, &link);
                let reply = super::reply(result, success, &app, link);
                (reply.status, reply.body)
            }),
        }
    });
    let put = state
        .store
        .upsert_order(app.record.id, upsert, principal.actor(), idempotency, Timestamp::now())
        .await;
    match put {
        Ok(ActResult::Fresh(fresh)) => {
            let (success, link) = success(&fresh.result, &link);
            Ok(respond(*fresh, success, &app, link))
        }
        Ok(ActResult::Replayed(reply)) => Ok(idempotency::replayed(reply)),
        Err(WriteError::KeyReused) => Err(idempotency::reused()),
        Err(error) => Err(write_failed(error)),
    }
}

/// A new order has a link; one that is known has kept its own.
fn success<'a>(result: &Result<Outcome, ActRefused>, link: &'a Token) -> (StatusCode, Option<&'a Token>) {
    match result {
        Ok(outcome) if outcome.created() => (StatusCode::CREATED, Some(link)),
        _ => (StatusCode::OK, None),
    }
}

fn reported(body: &UpsertBody, words: &Aliases) -> Result<Reported, Problem> {
    let read = |word: &str| {
        let known = Status::ALL.map(Status::as_str).join(", ");
        words.read(word).ok_or_else(|| {
            invalid("status", &format!("is not known; known are {known}, and the app's own words for them"))
        })
    };
    let status = body.status.as_deref().map(read).transpose()?;
    let updated_at = parse_time("updated_at", body.updated_at.as_deref())?;
    if body.version.is_some() && updated_at.is_some() {
        return Err(invalid("version", "and updated_at say the same: send one of them, always the same one"));
    }
    Ok(Reported {
        status,
        paid: body.order.paid(),
        payment: None,
        revision: body.version.or(updated_at.map(Timestamp::as_microsecond)),
        reason: body.reason.clone(),
    })
}
