//! The description of the API, made from the handlers themselves, and the routes that it describes.
//!
//! `openapi.json` in the repository is this document; a test fails when the two differ, and the dashboard's client is
//! generated from the file. So the code, the file and the client cannot disagree for long.

mod complete;
mod examples;
mod routes_of;

use std::sync::OnceLock;

use axum::{http::header, response::IntoResponse};
use serde_json::Value;
use utoipa::{
    Modify, OpenApi,
    openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme},
};
use utoipa_axum::routes;

use super::{api, health, stream};

use self::routes_of::Described;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Orderbell",
        description = "Orders in, notifications out. Errors are `application/problem+json`: `code` for programs, \
                       `detail` for people, `errors` with every wrong field. Amounts are whole minor units; IDR has \
                       two decimals, so Rp 45.000 is 4500000.",
        license(name = "MIT", identifier = "MIT")
    ),
    tags(
        (name = "orders", description = "Orders and what may be done with them."),
        (name = "cases", description = "Refunds and disputes, and what is decided about them."),
        (name = "payments", description = "Attempts to pay."),
        (name = "shipments", description = "Parcels."),
        (name = "events", description = "The event log, for whoever missed something."),
        (name = "products", description = "What is sold, and how much of it is left."),
        (name = "vendors", description = "Who fulfils orders."),
        (name = "users", description = "The accounts of the app's customers, as far as it tells of them."),
        (name = "gateways", description = "The app's account at the payment gateway."),
        (name = "webhooks", description = "Where channel events are sent, and what came of it."),
        (name = "sources", description = "Other systems that report to the app, and what came of it."),
        (name = "jobs", description = "What the server does by itself, and what it gave up."),
        (name = "couriers", description = "Who is asked where parcels are."),
        (name = "mappings", description = "What an app's own broadcasts mean, and what came of them."),
        (name = "apps", description = "Apps, their settings and their keys."),
        (name = "session", description = "People who sign in to the dashboard."),
        (name = "console", description = "Looking into a running server: for programs, owners and admins."),
        (name = "operation", description = "Is the server alive, is it ready?")
    ),
    modifiers(&Credentials)
)]
struct Document;

struct Credentials;

impl Modify for Credentials {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let components = document.components.get_or_insert_default();
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("An API key, made with `orderbell keys create`."))
            .build();
        components.add_security_scheme("api_key", SecurityScheme::Http(bearer));
        let cookie = ApiKeyValue::with_description("orderbell_session", "The cookie that signing in sets.");
        let link =
            ApiKeyValue::with_description("token", "The `link_token` of an order, for this order only.");
        components.add_security_scheme("link", SecurityScheme::ApiKey(ApiKey::Query(link)));
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
}

/// The described routes.
#[must_use]
pub fn routes() -> Described {
    Described::new(Document::openapi())
        .routes(routes!(api::orders::place::place, api::orders::list::list))
        .routes(routes!(api::orders::export::export))
        .routes(routes!(api::orders::events::list))
        .routes(routes!(api::orders::show::show, api::orders::amend::amend))
        .routes(routes!(api::orders::upsert::put))
        .routes(routes!(api::orders::act::act))
        .routes(routes!(api::orders::payments::report))
        .routes(routes!(api::orders::payment_link::create))
        .routes(routes!(api::orders::cases::open))
        .routes(routes!(api::orders::cases::decide))
        .routes(routes!(api::orders::shipment::report))
        .routes(routes!(api::order_parts::cases::list))
        .routes(routes!(api::order_parts::cases::show))
        .routes(routes!(api::order_parts::cases::decide))
        .routes(routes!(api::order_parts::payments::list))
        .routes(routes!(api::order_parts::payments::show))
        .routes(routes!(api::order_parts::shipments::list))
        .routes(routes!(api::stats::show))
        .routes(routes!(api::events::list, api::report::report))
        .routes(routes!(api::catalog::products::list, api::catalog::products::create))
        .routes(routes!(
            api::catalog::products::show,
            api::catalog::products::put,
            api::catalog::products::change,
            api::catalog::products::delete
        ))
        .routes(routes!(api::catalog::products::stock))
        .routes(routes!(api::catalog::vendors::list, api::catalog::vendors::create))
        .routes(routes!(
            api::catalog::vendors::show,
            api::catalog::vendors::put,
            api::catalog::vendors::change,
            api::catalog::vendors::delete
        ))
        .routes(routes!(api::catalog::users::list, api::catalog::users::register))
        .routes(routes!(api::catalog::users::show))
        .routes(routes!(stream::open))
        .routes(routes!(api::channel_events::list))
        .routes(routes!(api::session::show, api::session::create, api::session::delete))
        .routes(routes!(api::setup::create))
        .routes(routes!(api::jobs::list))
        .routes(routes!(api::jobs::retry))
        .routes(routes!(api::jobs::cancel))
        .routes(routes!(api::flows::list, api::flows::replace))
        .routes(routes!(api::flows::defaults))
        .routes(routes!(api::couriers::list, api::couriers::create))
        .routes(routes!(api::couriers::show, api::couriers::change, api::couriers::delete))
        .routes(routes!(api::webhooks::manage::list, api::webhooks::manage::create))
        .routes(routes!(
            api::webhooks::manage::show,
            api::webhooks::manage::change,
            api::webhooks::manage::delete
        ))
        .routes(routes!(api::mappings::manage::list, api::mappings::manage::create))
        .routes(routes!(api::mappings::manage::change, api::mappings::manage::delete))
        .routes(routes!(api::mappings::log::list))
        .routes(routes!(api::mappings::log::apply))
        .routes(routes!(api::mappings::samples::list, api::mappings::samples::forget))
        .routes(routes!(api::mappings::propose::propose))
        .routes(routes!(api::mappings::trial::attempt))
        .routes(routes!(api::words::show, api::words::change))
        .routes(routes!(api::webhooks::deliveries::list))
        .routes(routes!(api::webhooks::deliveries::show))
        .routes(routes!(api::webhooks::deliveries::resend))
        .routes(routes!(api::webhooks::deliveries::test))
        .routes(routes!(api::sources::manage::list, api::sources::manage::create))
        .routes(routes!(api::sources::manage::change, api::sources::manage::delete))
        .routes(routes!(api::sources::manage::rotate))
        .routes(routes!(api::sources::receipts::list))
        .routes(routes!(api::sources::receipts::show))
        .routes(routes!(api::sources::receipts::apply))
        .routes(routes!(api::gateways::show, api::gateways::put, api::gateways::delete))
        .routes(routes!(api::gateways::check))
        .routes(routes!(api::console::connections::list))
        .routes(routes!(api::console::disconnect::disconnect))
        .routes(routes!(api::console::channels::list))
        .routes(routes!(api::console::refusals::list))
        .routes(routes!(api::console::tail::follow))
        .routes(routes!(api::apps::manage::list, api::apps::manage::create))
        .routes(routes!(api::apps::manage::show, api::apps::manage::update))
        .routes(routes!(api::apps::keys::create))
        .routes(routes!(api::apps::keys::revoke))
        .routes(routes!(api::apps::keys::rotate))
        .routes(routes!(api::apps::keys::reveal))
        .routes(routes!(health::alive))
        .routes(routes!(health::ready))
}

/// The document, with what all operations have in common and an example of everything.
///
/// # Panics
/// Never: the document is made of strings and numbers.
#[must_use]
pub fn completed() -> Value {
    let (_, document) = routes().split_for_parts();
    let mut document =
        serde_json::to_value(document).expect("an OpenAPI document is made of strings and numbers");
    complete::complete(&mut document);
    document
}

/// Whether an operation with this `security` may be asked without credentials: it has none, or says that they may be left
/// out.
pub(super) fn is_open(security: Option<&Value>) -> bool {
    let ways = security.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    ways.is_empty() || ways.iter().any(|way| way.as_object().is_some_and(serde_json::Map::is_empty))
}

/// [`completed`] as pretty JSON without a trailing newline.
///
/// # Panics
/// Never, for the same reason.
#[must_use]
pub fn document() -> String {
    serde_json::to_string_pretty(&completed()).expect("a value is JSON")
}

/// `GET /v1/openapi.json`.
pub async fn serve() -> impl IntoResponse {
    static DOCUMENT: OnceLock<String> = OnceLock::new();
    ([(header::CONTENT_TYPE, "application/json")], DOCUMENT.get_or_init(document).as_str())
}
