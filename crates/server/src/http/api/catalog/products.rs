//! `/v1/products`: what is sold, and how much of it is left.

use std::collections::BTreeMap;

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderName, HeaderValue, Response, StatusCode, header},
};
use jiff::Timestamp;
use orderbell_orders::draft::{ProductDraft, check_sku};
use orderbell_orders::{ProductEdit, StockChange};
use orderbell_store::{
    ActResult, MAX_PRODUCTS, ProductCommand, ProductQuery, ProductRefused, ProductResult, Role, Scope,
    StoredReply,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Head, answer, etag, given, invalid, refused, stored, wrong};
use crate::{
    apps::AppEntry,
    catalog_view::ProductView,
    http::{
        AppState,
        api::orders::{draft_body::MoneyBody, perform::if_match, write_failed},
        body::JsonBody,
        parameters::Parameters,
        path::Path,
        principal::Principal,
        problem::Problem,
    },
};

const MAX_LIMIT: usize = ProductQuery::MAX_LIMIT;
const MAX_SEARCH: usize = 100;
const MAX_REASON: usize = 200;

/// Which products.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProductsQuery {
    /// Only products of this vendor.
    #[serde(default)]
    vendor: Option<String>,
    /// Only products that are low.
    #[serde(default)]
    low: bool,
    /// Searches sku, name and external ids; at most 100 characters.
    #[serde(default)]
    q: Option<String>,
    /// Products on the page, 1 to 200.
    #[serde(default = "default_limit")]
    #[param(minimum = 1, maximum = 200)]
    limit: usize,
    /// `next` of the page before.
    #[serde(default)]
    after: Option<String>,
}

/// What is told of a product. What is left out stays as it is; of a new product it is empty.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"sku": "NG-1", "name": "Nasi goreng", "price": "25000", "stock": 20, "low_at": 5}))]
pub struct ProductBody {
    /// The shop's number for it, 1 to 64 characters, unique in the app: required where it does not stand in the path.
    #[serde(default)]
    sku: Option<String>,
    /// What it is called, 1 to 120 characters; required for a new product.
    #[serde(default)]
    name: Option<String>,
    /// Its id in the system that it comes from, up to 120 characters.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    ext_id: Option<Option<String>>,
    /// What other systems call it in their reports: by the name of each system (a source's `origin`, such as `shopify`), its
    /// id there, up to 120 characters; `null` takes one away. Systems that are left out stay as they are; at most 10.
    #[serde(default)]
    #[schema(example = json!({"shopify": "808950810"}))]
    external_ids: BTreeMap<String, Option<String>>,
    /// Who sells it. Vendors sell for themselves.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    vendor_id: Option<Option<String>>,
    /// What one costs.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<MoneyBody>)]
    price: Option<Option<MoneyBody>>,
    /// ISO 4217 code of the price; that of the app when left out.
    #[serde(default)]
    currency: Option<String>,
    /// Pieces left; `null` where nobody counts.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<i64>)]
    stock: Option<Option<i64>>,
    /// It is low with fewer pieces than this; 5 for a new product.
    #[serde(default)]
    low_at: Option<i64>,
}

/// A report about the stock: one of `set` and `change`.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({"change": -1, "reason": "dropped"}))]
pub struct StockBody {
    /// So many are left.
    set: Option<i64>,
    /// So many came in, or went when negative.
    change: Option<i64>,
    /// Why, up to 200 characters; it is told to whoever hears of low stock because of it.
    reason: Option<String>,
}

/// One product, at a position of the event log.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProductPage {
    /// The log's epoch.
    pub epoch: String,
    /// The log's head when the product was read.
    pub seq: i64,
    /// The product.
    pub product: ProductView,
}

/// A page of products.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProductsPage {
    /// The log's epoch.
    pub epoch: String,
    /// The log's head when the products were read.
    pub seq: i64,
    /// Products, in the order of their skus.
    pub products: Vec<ProductView>,
    /// Send it as `after` for the next page; `null` on the last one.
    pub next: Option<String>,
}

/// A product after something was done with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProductChanged {
    /// The log's epoch.
    pub epoch: String,
    /// `seq` of `stock.low`, if the product has just become low.
    pub seq: Option<i64>,
    /// The product as it is now.
    pub product: ProductView,
}

/// Products that the caller may see, in the order of their skus.
#[utoipa::path(get, path = "/v1/products", operation_id = "list_products", tag = "products", params(ProductsQuery),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = ProductsPage), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    query: Result<Parameters<ProductsQuery>, Problem>,
) -> Result<Json<ProductsPage>, Problem> {
    let Parameters(query) = query?;
    let scope = match (staff(&principal)?, query.vendor) {
        (Scope::All, Some(vendor)) => Scope::Vendor(vendor),
        (scope, _) => scope,
    };
    if !(1..=MAX_LIMIT).contains(&query.limit) {
        return Err(wrong("limit", format!("must be between 1 and {MAX_LIMIT}")));
    }
    if query.q.as_ref().is_some_and(|q| q.chars().count() > MAX_SEARCH) {
        return Err(wrong("q", format!("must have at most {MAX_SEARCH} characters")));
    }
    let app = principal.app();
    let query = ProductQuery { scope, low: query.low, q: query.q, limit: query.limit, after: query.after };
    let read = state.store.products(app.record.id, query).await.map_err(|error| Problem::internal(&error))?;
    Ok(Json(ProductsPage {
        epoch: read.position.epoch,
        seq: read.position.seq,
        products: read.value.items.iter().map(|product| view(product, app)).collect(),
        next: read.value.next,
    }))
}

/// One product, by its sku. The `ETag` is its version, for `If-Match`.
#[utoipa::path(get, path = "/v1/products/{sku}", operation_id = "show_product", tag = "products",
    params(("sku" = String, Path, description = "The shop's number for it", example = "NG-1")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = ProductPage), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    principal: Principal,
    Path(sku): Path<String>,
) -> Result<([(HeaderName, HeaderValue); 1], Json<ProductPage>), Problem> {
    let (scope, app) = (staff(&principal)?, principal.app());
    let found = state.store.product(app.record.id, sku, scope).await;
    let found = found.map_err(|error| Problem::internal(&error))?.ok_or_else(missing)?;
    let page = ProductPage {
        epoch: found.position.epoch,
        seq: found.position.seq,
        product: view(&found.value, app),
    };
    Ok(([(header::ETAG, etag(found.value.version))], Json(page)))
}

/// Records a product. If it has fewer pieces than its mark from the beginning, `stock.low` is told.
#[utoipa::path(post, path = "/v1/products", operation_id = "create_product", tag = "products",
    request_body = ProductBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 201, body = ProductChanged), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 409, body = Problem, description = "The sku is in use, or there are too many"),
        (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn create(
    State(state): State<AppState>,
    principal: Principal,
    head: Head,
    JsonBody { value: body, raw }: JsonBody<ProductBody>,
) -> Result<Response<Body>, Problem> {
    manager(&principal)?;
    let sku = body.sku.clone().unwrap_or_default();
    let edit = body.check(None, principal.app())?;
    run(&state, &principal, &head, &raw, &sku, ProductCommand::Create(edit)).await
}

/// Records a product or changes it: what is left out stays as it is. 201 when it is new.
#[utoipa::path(put, path = "/v1/products/{sku}", operation_id = "put_product", tag = "products",
    request_body = ProductBody,
    params(("sku" = String, Path, description = "The shop's number for it", example = "NG-1"),
        ("If-Match" = Option<String>, Header, description = "do it only if this is the product's ETag"),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = ProductChanged), (status = 201, body = ProductChanged),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem),
        (status = 503, body = Problem)))]
pub async fn put(
    State(state): State<AppState>,
    principal: Principal,
    Path(sku): Path<String>,
    head: Head,
    JsonBody { value: body, raw }: JsonBody<ProductBody>,
) -> Result<Response<Body>, Problem> {
    manager(&principal)?;
    let edit = body.check(Some(&sku), principal.app())?;
    run(&state, &principal, &head, &raw, &sku, ProductCommand::Put(edit)).await
}

/// Changes a product: what is left out stays as it is.
#[utoipa::path(patch, path = "/v1/products/{sku}", operation_id = "change_product", tag = "products",
    request_body = ProductBody,
    params(("sku" = String, Path, description = "The shop's number for it", example = "NG-1"),
        ("If-Match" = Option<String>, Header, description = "do it only if this is the product's ETag"),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = ProductChanged), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn change(
    State(state): State<AppState>,
    principal: Principal,
    Path(sku): Path<String>,
    head: Head,
    JsonBody { value: body, raw }: JsonBody<ProductBody>,
) -> Result<Response<Body>, Problem> {
    manager(&principal)?;
    let edit = body.check(Some(&sku), principal.app())?;
    run(&state, &principal, &head, &raw, &sku, ProductCommand::Change(edit)).await
}

/// Reports what is left, what came in or what went. When the product falls below its mark, `stock.low` is told once,
/// with what is left then; and once more only after it has been filled up again.
#[utoipa::path(post, path = "/v1/products/{sku}/stock", operation_id = "report_stock", tag = "products",
    request_body = StockBody,
    params(("sku" = String, Path, description = "The shop's number for it", example = "NG-1"),
        ("If-Match" = Option<String>, Header, description = "do it only if this is the product's ETag"),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = ProductChanged), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "A change, but nobody has counted the product yet"),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn stock(
    State(state): State<AppState>,
    principal: Principal,
    Path(sku): Path<String>,
    head: Head,
    JsonBody { value: body, raw }: JsonBody<StockBody>,
) -> Result<Response<Body>, Problem> {
    let change = match (body.set, body.change) {
        (Some(level), None) => StockChange::Set(level),
        (None, Some(by)) => StockChange::By(by),
        _ => return Err(wrong("set", "give either set or change")),
    };
    let reason = body.reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
    if reason.as_ref().is_some_and(|reason| reason.chars().count() > MAX_REASON) {
        return Err(wrong("reason", format!("must have at most {MAX_REASON} characters")));
    }
    run(&state, &principal, &head, &raw, &sku, ProductCommand::Stock { change, reason }).await
}

/// Deletes a product. Orders that have it keep their lines.
#[utoipa::path(delete, path = "/v1/products/{sku}", operation_id = "delete_product", tag = "products",
    params(("sku" = String, Path, description = "The shop's number for it", example = "NG-1"),
        ("If-Match" = Option<String>, Header, description = "do it only if this is the product's ETag")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 204), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 404, body = Problem), (status = 412, body = Problem), (status = 503, body = Problem)))]
pub async fn delete(
    State(state): State<AppState>,
    principal: Principal,
    Path(sku): Path<String>,
    head: Head,
) -> Result<StatusCode, Problem> {
    manager(&principal)?;
    let (app, scope, version) = (principal.app(), staff(&principal)?, if_match(&head.headers)?);
    let command = ProductCommand::Delete;
    let (actor, now) = (principal.actor(), Timestamp::now());
    let done =
        state.store.product_command(app.record.id, sku, command, scope, actor, version, None, now).await;
    match done.map_err(write_failed)? {
        ActResult::Fresh(fresh) => fresh.result.map_err(|refusal| problem(&refusal))?,
        ActResult::Replayed(_) => return Ok(StatusCode::NO_CONTENT),
    };
    Ok(StatusCode::NO_CONTENT)
}

async fn run(
    state: &AppState,
    principal: &Principal,
    head: &Head,
    raw: &[u8],
    sku: &str,
    command: ProductCommand,
) -> Result<Response<Body>, Problem> {
    let app = principal.app();
    let scope = staff(principal)?;
    let sku = check_sku(sku).map_err(invalid)?;
    let reply = {
        let app = app.clone();
        move |result: &ProductResult| reply(result, &app)
    };
    let idempotency = head.idempotency(principal, raw, reply.clone())?;
    let version = if_match(&head.headers)?;
    let (actor, now) = (principal.actor(), Timestamp::now());
    let done = state
        .store
        .product_command(app.record.id, sku, command, scope, actor, version, idempotency, now)
        .await;
    answer(done, reply, |result| result.as_ref().ok().map(|outcome| outcome.product.version))
}

fn reply(result: &ProductResult, app: &AppEntry) -> StoredReply {
    match result {
        Ok(outcome) => {
            let status = if outcome.created { StatusCode::CREATED } else { StatusCode::OK };
            let changed = ProductChanged {
                epoch: app.record.epoch.clone(),
                seq: outcome.seq,
                product: view(&outcome.product, app),
            };
            stored(status, &changed)
        }
        Err(refusal) => refused(&problem(refusal)),
    }
}

/// What the ledger refused.
pub(in crate::http::api) fn problem(refusal: &ProductRefused) -> Problem {
    let conflict = |code, title| Problem::new(StatusCode::CONFLICT, code, title, refusal.to_string());
    match refusal {
        ProductRefused::NotFound => missing(),
        ProductRefused::UnknownName { system, ext_id } => Problem::not_found(format!(
            "no product has the external id {ext_id} of {system}: give it to one as external_ids"
        )),
        ProductRefused::NameTaken { .. } => {
            conflict("external_id_taken", "Another product has this external id")
        }
        ProductRefused::TooManyNames => wrong("external_ids", refusal.to_string()),
        ProductRefused::Exists { .. } => conflict("product_exists", "There is such a product already"),
        ProductRefused::TooMany => Problem::new(
            StatusCode::CONFLICT,
            "too_many_products",
            "The app has too many products",
            format!("an app may have {MAX_PRODUCTS} products; delete those that are not sold any more"),
        ),
        ProductRefused::Stock(orderbell_orders::StockError::Unknown) => {
            conflict("stock_unknown", "Nobody has counted the product")
        }
        ProductRefused::Stock(error) => wrong("stock", error.to_string()),
        ProductRefused::NameRequired => wrong("name", "is required for a new product: 1 to 120 characters"),
        ProductRefused::OtherVendor => wrong("vendor_id", "must be your own"),
        ProductRefused::VersionMismatch { .. } => Problem::new(
            StatusCode::PRECONDITION_FAILED,
            "product_changed",
            "The product has changed",
            refusal.to_string(),
        ),
    }
}

impl ProductBody {
    /// `named` is the number in the path.
    fn check(self, named: Option<&str>, app: &AppEntry) -> Result<ProductEdit, Problem> {
        if named.is_some_and(|named| self.sku.as_deref().is_some_and(|sku| sku != named)) {
            return Err(wrong("sku", "must be that of the path; a product keeps its number"));
        }
        let draft = ProductDraft {
            ext_id: self.ext_id,
            external_ids: self.external_ids,
            vendor_id: self.vendor_id,
            name: self.name,
            price: self.price.map(|price| price.map(|MoneyBody(price)| price)),
            currency: self.currency,
            stock: self.stock,
            counted_at: None,
            low_at: self.low_at,
        };
        draft.validate(app.record.currency).map_err(invalid)
    }
}

/// Whose products somebody may see.
fn staff(principal: &Principal) -> Result<Scope, Problem> {
    match principal.scope() {
        Scope::Customer(_) => Err(Problem::forbidden("products are for staff")),
        scope => Ok(scope),
    }
}

/// Cashiers count; what is sold, and for how much, is decided by others.
fn manager(principal: &Principal) -> Result<(), Problem> {
    match principal {
        Principal::Person { user, .. } if matches!(user.role, Role::Cashier | Role::Customer) => Err(
            Problem::forbidden("products are managed by owners, admins and vendors; cashiers report stock"),
        ),
        _ => Ok(()),
    }
}

fn view(product: &orderbell_orders::Product, app: &AppEntry) -> ProductView {
    ProductView::new(product, app.record.locale)
}

fn missing() -> Problem {
    Problem::not_found("there is no product with this sku")
}

fn default_limit() -> usize {
    50
}
