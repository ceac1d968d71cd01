//! `/v1/shipments`: parcels, whatever order they belong to.

use axum::{Json, extract::State};
use orderbell_orders::ShipmentState;
use orderbell_store::{ListedPart, Part};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Found, PartPaging, find, known};
use crate::{
    apps::AppEntry,
    http::{
        AppState, api::orders::filters::Errors, parameters::TwoParameters, principal::Principal,
        problem::Problem,
    },
    order_view::{OrderBrief, ShipmentView},
};

/// Which parcels.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct ShipmentFilters {
    /// Who carries them, exactly as it was reported.
    #[param(example = "JNE", max_length = 120)]
    courier: Option<String>,
    /// `packed`, `picked_up`, `in_transit`, `out_for_delivery`, `delivered`, `failed` or `returned`.
    #[param(example = "in_transit")]
    status: Option<String>,
}

/// A parcel with its order.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShipmentEntry {
    /// Who carries it.
    #[schema(example = "JNE")]
    pub courier: Option<String>,
    /// The courier's number.
    #[schema(example = "JP1234567890")]
    pub tracking_no: Option<String>,
    /// Where it is.
    pub shipment: ShipmentView,
    /// Its order.
    pub order: OrderBrief,
}

/// A page of parcels.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShipmentsPage {
    /// The log's epoch.
    pub epoch: String,
    /// The log's head when the parcels were read.
    pub seq: i64,
    /// Parcels, the last heard of first. A parcel that is heard of meanwhile moves to the front.
    pub shipments: Vec<ShipmentEntry>,
    /// Send it as `after` for the next page; `null` on the last one.
    pub next: Option<String>,
}

/// Parcels of all orders that the caller may see, the last heard of first.
#[utoipa::path(get, path = "/v1/shipments", operation_id = "list_shipments", tag = "shipments",
    params(ShipmentFilters, PartPaging),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = ShipmentsPage), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem, description = "There is no such order"), (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    TwoParameters(filters, paging): TwoParameters<ShipmentFilters, PartPaging>,
) -> Result<Json<ShipmentsPage>, Problem> {
    let mut errors = Errors::default();
    let courier = errors.name("courier", filters.courier);
    let states = ShipmentState::ALL.map(ShipmentState::as_str);
    let status = known(&mut errors, "status", filters.status.as_deref(), states);
    let Found { epoch, seq, parts, next } =
        find(&state, &principal, Part::Shipment, paging, errors, (courier, status)).await?;
    let shipments = parts.iter().filter_map(|part| entry(part, principal.app())).collect();
    Ok(Json(ShipmentsPage { epoch, seq, shipments, next }))
}

fn entry(part: &ListedPart, app: &AppEntry) -> Option<ShipmentEntry> {
    let order = &part.order;
    Some(ShipmentEntry {
        courier: order.courier.clone(),
        tracking_no: order.tracking_no.clone(),
        shipment: ShipmentView::new(order.shipment.as_ref()?, app.record.locale),
        order: OrderBrief::new(order, app),
    })
}
