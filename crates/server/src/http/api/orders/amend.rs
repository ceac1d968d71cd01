//! `PATCH /v1/orders/{uid|code}`: staff correct what the sender of an order has written. What happens to the order is
//! not written here; for that there are actions.

use axum::{
    body::Body,
    extract::State,
    http::{Response, StatusCode, header},
};
use orderbell_orders::{Command, Details, Draft, DraftItem, Order};
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

use super::{
    OrderChanged,
    draft_body::{BookingBody, DeliveryBody, ItemBody, MoneyBody, body_path},
    parse_time,
    perform::{Sender, perform},
    show::parse_reference,
};
use crate::http::{
    AppState,
    body::JsonBody,
    path::Path,
    principal::Principal,
    problem::{FieldProblem, Problem},
};

/// What is to be written anew. What is left out stays; `null` empties what may be empty.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"note": "ring the bell twice", "customer": {"phone": "+628123456789"}}))]
pub struct AmendBody {
    /// Who orders.
    #[serde(default)]
    customer: CustomerChange,
    /// All lines of the order, 1 to 200.
    #[serde(default)]
    items: Option<Vec<ItemBody>>,
    /// Taken off.
    #[serde(default)]
    discount: Option<MoneyBody>,
    /// Added for shipping.
    #[serde(default)]
    shipping: Option<MoneyBody>,
    /// Added for tax.
    #[serde(default)]
    tax: Option<MoneyBody>,
    /// A note for the people who make the order.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    note: Option<Option<String>>,
    /// What is booked.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<BookingBody>)]
    booking: Option<Option<BookingBody>>,
    /// How it reaches the customer.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<DeliveryBody>)]
    delivery: Option<Option<DeliveryBody>>,
    /// The app's own data, whole.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Object>)]
    meta: Option<Option<serde_json::Map<String, serde_json::Value>>>,
    /// When it will be ready, RFC 3339.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    eta: Option<Option<String>>,
    /// Until when an unpaid order must be paid, RFC 3339.
    #[serde(default)]
    expires_at: Option<String>,
}

/// What changes about who orders.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CustomerChange {
    /// 1 to 120 characters.
    #[serde(default)]
    name: Option<String>,
    /// Telephone number.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    phone: Option<Option<String>>,
    /// E-mail address.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    email: Option<Option<String>>,
}

/// Writes details of an order anew. Send the `ETag` of what you have seen as `If-Match`: if somebody was faster, the
/// answer is 412 with the order as it is, and nothing is lost.
#[utoipa::path(patch, path = "/v1/orders/{order}", operation_id = "amend_order", tag = "orders",
    request_body = AmendBody,
    params(
        ("order" = String, Path, description = "uid or code", example = "ORD-261121-7K3Q"),
        ("If-Match" = String, Header, description = "the order's ETag", example = "\"5\""),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")
    ),
    security(("api_key" = []), ("session" = [])),
    responses(
        (status = 200, body = OrderChanged),
        (status = 400, body = Problem, description = "Not JSON"),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "Not possible any more; `order` is the order as it is"),
        (status = 412, body = Problem, description = "The order has another version; `order` is the order as it is"),
        (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 422, body = Problem),
        (status = 428, body = Problem, description = "If-Match is missing"),
        (status = 503, body = Problem, description = "Nothing was recorded; send the request again")
    ))]
pub async fn amend(
    State(state): State<AppState>,
    sender: Sender,
    Path(reference): Path<String>,
    JsonBody { value: body, raw }: JsonBody<AmendBody>,
) -> Result<Response<Body>, Problem> {
    if !sender.headers.contains_key(header::IF_MATCH) {
        return Err(Problem::new(
            StatusCode::PRECONDITION_REQUIRED,
            "precondition_required",
            "Say which version you have seen",
            "send the order's ETag as If-Match, so that nobody's change is overwritten unseen",
        ));
    }
    let principal = &sender.principal;
    let app = principal.app();
    // Read before it is written: if it changes in between, the version does not match any more.
    let found = state.store.order(app.record.id, &parse_reference(&reference)?, principal.scope()).await;
    let found = found.map_err(|error| Problem::internal(&error))?;
    let known = found.ok_or_else(|| Problem::not_found(format!("there is no order {reference}")))?.value;
    let details = details(body, &known, principal)?;
    perform(&state, &sender, &reference, &raw, None, Command::Amend(Box::new(details))).await
}

/// The details as they are to be, checked as those of a new order are.
fn details(body: AmendBody, known: &Order, principal: &Principal) -> Result<Details, Problem> {
    let app = principal.app();
    let eta = match body.eta {
        Some(eta) => parse_time("eta", eta.as_deref())?,
        None => known.eta,
    };
    let mut draft = Draft::of(known);
    let customer = body.customer;
    replace(&mut draft.customer_name, customer.name.map(Some));
    replace(&mut draft.customer_phone, customer.phone);
    replace(&mut draft.customer_email, customer.email);
    if let Some(items) = body.items {
        draft.items = items.into_iter().map(DraftItem::from).collect();
    }
    replace(&mut draft.discount, body.discount.map(|MoneyBody(amount)| Some(amount)));
    replace(&mut draft.shipping, body.shipping.map(|MoneyBody(amount)| Some(amount)));
    replace(&mut draft.tax, body.tax.map(|MoneyBody(amount)| Some(amount)));
    replace(&mut draft.note, body.note);
    replace(&mut draft.booking, body.booking.map(|booking| booking.map(Into::into)));
    replace(&mut draft.delivery, body.delivery.map(|delivery| delivery.map(Into::into)));
    replace(&mut draft.meta, body.meta);
    replace(&mut draft.expires_at, body.expires_at.map(Some));
    let checked = draft.validate(&app.record.flows, known.currency).map_err(|errors| {
        let problem = |error: orderbell_orders::FieldError| FieldProblem {
            field: body_path(error.field),
            message: error.message,
        };
        Problem::validation(errors.into_iter().map(problem).collect())
    })?;
    Ok(Details { eta, ..Details::told_again(&checked, known) })
}

fn replace<T>(slot: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *slot = value;
    }
}

/// Tells `null` from nothing.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}
