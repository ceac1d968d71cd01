//! `/v1/vendors`: what is known of those who fulfil orders. Orders may name vendors that are not here.

use axum::{
    Json,
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode, header},
};
use jiff::Timestamp;
use orderbell_orders::VendorEdit;
use orderbell_orders::draft::{VendorDraft, check_vendor_id};
use orderbell_store::{MAX_VENDORS, Scope, VendorRefused, VendorWrite};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Head, admins_only, etag, given, invalid, wrong};
use crate::{
    catalog_view::VendorView,
    http::{
        AppState,
        api::orders::{perform::if_match, write_failed},
        body::JsonBody,
        path::Path,
        principal::Principal,
        problem::Problem,
    },
};

/// What is told of a vendor. What is left out stays as it is; of a new vendor it is empty.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({"id": "7", "name": "Warung Sari", "flow": "restaurant", "prep_s": 900}))]
pub struct VendorBody {
    /// As it stands on orders and in the names of channels: 1 to 64 letters, digits and `_-=@,.;`. Required where it does
    /// not stand in the path.
    id: Option<String>,
    /// What it is called, 1 to 120 characters; required for a new vendor.
    name: Option<String>,
    /// Its id in the system that it comes from, up to 120 characters.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    ext_id: Option<Option<String>>,
    /// Flow of its orders that name none.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    flow: Option<Option<String>>,
    /// Whether its orders are accepted as soon as they are placed.
    auto_accept: Option<bool>,
    /// After how many seconds without an answer its staff are warned.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    accept_warn_s: Option<Option<i64>>,
    /// After how many seconds without an answer it is too late.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    accept_limit_s: Option<Option<i64>>,
    /// How many seconds it takes to make an order, after which it is late.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    prep_s: Option<Option<i64>>,
    /// Until when customers cannot order, RFC 3339; `null` ends the pause.
    #[serde(deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    paused_until: Option<Option<String>>,
    /// After how many orders in a row that were declined because nobody answered them it is paused, 0 to 100; 0: never. 3
    /// where nothing is said.
    pause_after_misses: Option<i64>,
    /// For how many seconds it is paused then, 60 to 2592000. 1800 where nothing is said.
    pause_s: Option<i64>,
}

/// The vendors of an app.
#[derive(Debug, Serialize, ToSchema)]
pub struct VendorList {
    /// In the order of their ids.
    pub vendors: Vec<VendorView>,
}

type Tagged = (StatusCode, [(HeaderName, HeaderValue); 1], Json<VendorView>);

/// The vendors that the caller may see: all of them, or their own.
#[utoipa::path(get, path = "/v1/vendors", operation_id = "list_vendors", tag = "vendors",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = VendorList), (status = 401, body = Problem)))]
pub async fn list(State(state): State<AppState>, principal: Principal) -> Result<Json<VendorList>, Problem> {
    let all = state.store.vendors(principal.app().record.id).await;
    let scope = principal.scope();
    let vendors = all.map_err(|error| Problem::internal(&error))?;
    let vendors = vendors.iter().filter(|vendor| sees(&scope, &vendor.id)).map(VendorView::new).collect();
    Ok(Json(VendorList { vendors }))
}

/// One vendor. The `ETag` is its version, for `If-Match`.
#[utoipa::path(get, path = "/v1/vendors/{id}", operation_id = "show_vendor", tag = "vendors",
    params(("id" = String, Path, description = "As it stands on orders", example = "7")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = VendorView), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
) -> Result<Tagged, Problem> {
    if !sees(&principal.scope(), &id) {
        return Err(missing());
    }
    let found = state.store.vendor(principal.app().record.id, id).await;
    let vendor = found.map_err(|error| Problem::internal(&error))?.ok_or_else(missing)?;
    Ok((StatusCode::OK, [(header::ETAG, etag(vendor.version))], Json(VendorView::new(&vendor))))
}

/// Records a vendor.
#[utoipa::path(post, path = "/v1/vendors", operation_id = "create_vendor", tag = "vendors",
    request_body = VendorBody, security(("api_key" = []), ("session" = [])),
    responses((status = 201, body = VendorView), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem),
        (status = 503, body = Problem)))]
pub async fn create(
    State(state): State<AppState>,
    principal: Principal,
    JsonBody { value: body, .. }: JsonBody<VendorBody>,
) -> Result<Tagged, Problem> {
    admins_only(&principal, "vendors are managed by")?;
    let id = body.id.clone().unwrap_or_default();
    write(&state, &principal, &id, body, VendorWrite::Create).await
}

/// Records a vendor or changes it: what is left out stays as it is. 201 when it is new.
#[utoipa::path(put, path = "/v1/vendors/{id}", operation_id = "put_vendor", tag = "vendors",
    params(("id" = String, Path, description = "As it stands on orders", example = "7")), request_body = VendorBody,
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = VendorView), (status = 201, body = VendorView), (status = 400, body = Problem),
        (status = 401, body = Problem), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn put(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
    JsonBody { value: body, .. }: JsonBody<VendorBody>,
) -> Result<Tagged, Problem> {
    admins_only(&principal, "vendors are managed by")?;
    write(&state, &principal, &id, body, VendorWrite::Put).await
}

/// Changes a vendor: what is left out stays as it is. A vendor's own staff may pause it and end the pause.
#[utoipa::path(patch, path = "/v1/vendors/{id}", operation_id = "change_vendor", tag = "vendors",
    params(("id" = String, Path, description = "As it stands on orders", example = "7"),
        ("If-Match" = Option<String>, Header, description = "do it only if this is the vendor's ETag")),
    request_body = VendorBody, security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = VendorView), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn change(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
    head: Head,
    JsonBody { value: body, .. }: JsonBody<VendorBody>,
) -> Result<Tagged, Problem> {
    if !(matches!(principal.scope(), Scope::Vendor(own) if own == id) && body.only_pauses()) {
        admins_only(&principal, "vendors are managed by")?;
    }
    let version = if_match(&head.headers)?;
    write(&state, &principal, &id, body, VendorWrite::Change(version)).await
}

/// Deletes what is known of a vendor. Its orders, products and staff stay.
#[utoipa::path(delete, path = "/v1/vendors/{id}", operation_id = "delete_vendor", tag = "vendors",
    params(("id" = String, Path, description = "As it stands on orders", example = "7")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 503, body = Problem)))]
pub async fn delete(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    admins_only(&principal, "vendors are managed by")?;
    let deleted = state.store.delete_vendor(principal.app().record.id, id).await.map_err(write_failed)?;
    if !deleted {
        return Err(missing());
    }
    take_effect(&state).await;
    Ok(StatusCode::NO_CONTENT)
}

async fn write(
    state: &AppState,
    principal: &Principal,
    id: &str,
    body: VendorBody,
    how: VendorWrite,
) -> Result<Tagged, Problem> {
    let app = principal.app();
    if body.id.as_deref().is_some_and(|given| given != id) {
        return Err(wrong("id", "must be that of the path; a vendor keeps its id"));
    }
    let id = check_vendor_id(id).map_err(invalid)?;
    let edit: VendorEdit = VendorDraft::from(body).validate(&app.record.flows).map_err(invalid)?;
    let (actor, now) = (principal.actor(), Timestamp::now());
    let written = state.store.write_vendor(app.record.id, id, edit, how, actor, now).await;
    let (vendor, created) = written.map_err(write_failed)?.map_err(|refusal| problem(&refusal))?;
    take_effect(state).await;
    let status = if created { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, [(header::ETAG, etag(vendor.version))], Json(VendorView::new(&vendor))))
}

/// Names and flows are looked up in memory, and open orders wait for as long as their vendor says. If either cannot be brought
/// up to date, the next change does it.
async fn take_effect(state: &AppState) {
    match state.store.catch_up_timers(Timestamp::now()).await {
        Ok(()) => state.timers.wake(),
        Err(error) => {
            tracing::warn!(%error, "a changed vendor's open orders keep their timers until the next change")
        }
    }
    if let Err(error) = state.reload_apps().await {
        tracing::warn!(%error, "a changed vendor is shown under its old name until the next change");
    }
}

fn problem(refusal: &VendorRefused) -> Problem {
    match refusal {
        VendorRefused::NotFound => missing(),
        VendorRefused::Exists => Problem::new(
            StatusCode::CONFLICT,
            "vendor_exists",
            "There is such a vendor already",
            refusal.to_string(),
        ),
        VendorRefused::NameRequired => wrong("name", "is required for a new vendor: 1 to 120 characters"),
        VendorRefused::VersionMismatch { .. } => Problem::new(
            StatusCode::PRECONDITION_FAILED,
            "vendor_changed",
            "The vendor has changed",
            refusal.to_string(),
        ),
        VendorRefused::TooMany => Problem::new(
            StatusCode::CONFLICT,
            "too_many_vendors",
            "The app has too many vendors",
            format!("an app may have {MAX_VENDORS} vendors; delete those that are gone"),
        ),
    }
}

impl VendorBody {
    fn only_pauses(&self) -> bool {
        matches!(
            self,
            Self {
                id: None,
                name: None,
                ext_id: None,
                flow: None,
                auto_accept: None,
                accept_warn_s: None,
                accept_limit_s: None,
                prep_s: None,
                paused_until: _,
                pause_after_misses: None,
                pause_s: None,
            }
        )
    }
}

impl From<VendorBody> for VendorDraft {
    fn from(body: VendorBody) -> Self {
        Self {
            ext_id: body.ext_id,
            name: body.name,
            flow: body.flow,
            auto_accept: body.auto_accept,
            accept_warn_s: body.accept_warn_s,
            accept_limit_s: body.accept_limit_s,
            prep_s: body.prep_s,
            paused_until: body.paused_until,
            pause_after_misses: body.pause_after_misses,
            pause_s: body.pause_s,
        }
    }
}

fn sees(scope: &Scope, vendor: &str) -> bool {
    match scope {
        Scope::All => true,
        Scope::Vendor(own) => own == vendor,
        Scope::Customer(_) => false,
    }
}

fn missing() -> Problem {
    Problem::not_found("there is no vendor with this id")
}
