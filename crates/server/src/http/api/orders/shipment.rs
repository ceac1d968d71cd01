//! `POST /v1/orders/{uid|code}/shipment`: what the courier says.

use axum::{body::Body, extract::State, http::Response};
use orderbell_orders::{Command, ShipmentState, shipment::UnknownShipmentState};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    OrderChanged, invalid,
    perform::{Sender, perform},
};
use crate::http::{AppState, body::JsonBody, path::Path, problem::Problem};

/// News of a parcel.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"status": "in_transit", "courier": "JNE", "tracking_no": "JP1234567890"}))]
pub struct ShipmentBody {
    /// `packed`, `picked_up`, `in_transit`, `out_for_delivery`, `delivered`, `failed` or `returned`; the words of
    /// Indonesian couriers are understood too.
    status: String,
    /// Who carries it, up to 60 characters.
    #[serde(default)]
    courier: Option<String>,
    /// The courier's number, up to 60 characters.
    #[serde(default)]
    tracking_no: Option<String>,
    /// The courier's words, up to 200 characters.
    #[serde(default)]
    text: Option<String>,
}

/// Reports where the parcel is. What is on the road has been shipped; what was delivered is completed, unless the flow
/// leaves that to people. News that is older than what is known changes nothing.
#[utoipa::path(post, path = "/v1/orders/{order}/shipment", operation_id = "report_shipment", tag = "orders",
    request_body = ShipmentBody,
    params(
        ("order" = String, Path, description = "uid or code", example = "ORD-261121-7K3Q"),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")
    ),
    security(("api_key" = []), ("session" = [])),
    responses(
        (status = 200, body = OrderChanged),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "Another courier or number is noted already"),
        (status = 422, body = Problem),
        (status = 503, body = Problem, description = "Nothing was recorded; send the request again")
    ))]
pub async fn report(
    State(state): State<AppState>,
    sender: Sender,
    Path(order): Path<String>,
    JsonBody { value: body, raw }: JsonBody<ShipmentBody>,
) -> Result<Response<Body>, Problem> {
    let state_of = body.status.parse::<ShipmentState>();
    let command = Command::UpdateShipment {
        courier: body.courier,
        tracking_no: body.tracking_no,
        state: state_of.map_err(|error: UnknownShipmentState| invalid("status", &error.to_string()))?,
        text: body.text,
    };
    perform(&state, &sender, &order, &raw, None, command).await
}
