//! `POST /v1/events`: what happens elsewhere, reported by an app: stock, users, parcels, and events of its own.
//!
//! A request is checked as a whole first: with one wrong field nothing is recorded. What is then refused, because there is
//! no such order say, is told for each event and stops no other.

use axum::{
    body::Body,
    extract::State,
    http::{Response, StatusCode},
};
use jiff::Timestamp;
use orderbell_orders::draft::{CustomDraft, ProductDraft, check_external_id, check_sku};
use orderbell_orders::{Command, Currency, FieldError, ShipmentState, shipment::UnknownShipmentState};
use orderbell_store::{
    Change, Conditions, OrderKey, ProductKey, Report, ReportRefused, ReportResults, Scope, StoredReply,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{
    catalog::{Head, answer, products, refused, stored, users::UserBody},
    orders::{ignored, problem},
};
use crate::{
    apps::AppEntry,
    http::{
        AppState,
        body::JsonBody,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
};

/// Most events in one request.
pub const MAX_EVENTS: usize = 100;

/// Events to be reported: one, or up to 100 under `events`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"type": "stock.low", "data": {"sku": "NG-1", "name": "Nasi goreng", "stock": 4}}))]
pub struct ReportBody {
    /// Several events, in the order in which they happened.
    #[serde(default)]
    events: Option<Vec<ReportedEvent>>,
    /// What happened, for a single event.
    #[serde(default, rename = "type")]
    kind: Option<String>,
    /// See there.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    data: Option<Map<String, Value>>,
    /// See there.
    #[serde(default)]
    text: Option<String>,
    /// See there.
    #[serde(default)]
    vendor_id: Option<String>,
}

/// Something that happened.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"type": "user.registered", "data": {"id": "4711", "name": "Budi", "email": "budi@example.com"}}))]
pub struct ReportedEvent {
    /// `stock.low` or `stock.changed` (data: `sku`, `stock`; for a product that is not known yet `name` too; `occurred_at`, when
    /// that was so, else it is now: an older count than the last one is ignored; instead of `sku`, `source` and `ext_id`, the
    /// product's id in another system; also `price`, `currency`, `low_at`, `vendor_id`, and with `sku` `ext_id`), `user.registered` (data as for `POST /v1/users`), `shipment.updated`
    /// (data: `status`, `courier`, `tracking_no`, `text`, and the order by `order`, by `source` and `ext_id`, or by
    /// `tracking_no`), or a name of the app's own: 3 to 100 letters, digits, `.`, `_` and `-`, that does not begin like
    /// ours.
    #[serde(rename = "type")]
    kind: String,
    /// What there is to tell; at most 8192 bytes for events of the app's own.
    #[serde(default)]
    #[schema(value_type = Object)]
    data: Map<String, Value>,
    /// One line for people, up to 300 characters; for events of the app's own.
    #[serde(default)]
    text: Option<String>,
    /// The vendor who hears of it besides the admins; for events of the app's own.
    #[serde(default)]
    vendor_id: Option<String>,
}

/// What came of the events.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportAnswer {
    /// The log's epoch.
    pub epoch: String,
    /// For each event, in their order.
    pub results: Vec<ReportedResult>,
}

/// What came of one event.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportedResult {
    /// 200, or the status that a request with this event alone would have got.
    pub status: u16,
    /// `seq` of the last event that it wrote; `null` if nothing is another than before.
    pub seq: Option<i64>,
    /// Why a report was not believed: `older`, a newer one came before it, or `goes_back`, an order would lead back. Nothing
    /// was recorded then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "older")]
    pub ignored: Option<&'static str>,
    /// Why it was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub problem: Option<Problem>,
}

/// A level of stock.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct StockData {
    #[serde(default)]
    sku: Option<String>,
    stock: i64,
    #[serde(default, alias = "updated_at")]
    occurred_at: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    ext_id: Option<String>,
    #[serde(default)]
    vendor_id: Option<String>,
    #[serde(default)]
    price: Option<super::orders::draft_body::MoneyBody>,
    #[serde(default)]
    currency: Option<String>,
    #[serde(default)]
    low_at: Option<i64>,
}

/// News of a parcel.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ShipmentData {
    status: String,
    #[serde(default)]
    order: Option<String>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    ext_id: Option<String>,
    #[serde(default)]
    tracking_no: Option<String>,
    #[serde(default)]
    courier: Option<String>,
    #[serde(default)]
    text: Option<String>,
}

/// Reports what has happened elsewhere. For programs, owners and admins. All events of a request are recorded together; a
/// reported level of stock goes through the same watch as every other, so `stock.low` is told once per crossing.
#[utoipa::path(post, path = "/v1/events", operation_id = "report_events", tag = "events", request_body = ReportBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")),
    security(("api_key" = []), ("session" = [])),
    responses(
        (status = 200, body = ReportAnswer),
        (status = 400, body = Problem, description = "Not JSON"),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem, description = "A single event, and there is no such order or product"),
        (status = 409, body = Problem, description = "A single event, and the order does not allow it"),
        (status = 413, body = Problem),
        (status = 415, body = Problem),
        (status = 422, body = Problem, description = "A field is wrong, or the key was used for another request"),
        (status = 503, body = Problem, description = "Nothing was recorded; send the request again")
    ))]
pub async fn report(
    State(state): State<AppState>,
    principal: Principal,
    head: Head,
    JsonBody { value: body, raw }: JsonBody<ReportBody>,
) -> Result<Response<Body>, Problem> {
    if principal.scope() != Scope::All {
        return Err(Problem::forbidden("events are reported by programs, owners and admins"));
    }
    let app = principal.app();
    let (events, alone) = body.events()?;
    let mut errors = Vec::new();
    let mut reports = Vec::with_capacity(events.len());
    for (index, event) in events.into_iter().enumerate() {
        let path = if alone { String::new() } else { format!("events[{index}].") };
        match event.check(app.record.currency) {
            Ok(report) => reports.push(report),
            Err(wrong) => errors.extend(wrong.into_iter().map(|error| FieldProblem {
                field: format!("{path}{}", error.field),
                message: error.message,
            })),
        }
    }
    if !errors.is_empty() {
        return Err(Problem::validation(errors));
    }
    let reply = {
        let app = app.clone();
        move |results: &ReportResults| reply(results, alone, &app)
    };
    let idempotency = head.idempotency(&principal, &raw, reply.clone())?;
    let (actor, now) = (principal.actor(), Timestamp::now());
    let done = state.store.report(app.record.id, reports, Scope::All, actor, idempotency, now).await;
    answer(done, reply, |_| None)
}

fn reply(results: &ReportResults, alone: bool, app: &AppEntry) -> StoredReply {
    let shown = results.iter().map(|result| match result {
        Ok(reported) => ReportedResult {
            status: 200,
            seq: reported.seq(),
            ignored: reported.ignored().map(ignored),
            problem: None,
        },
        Err(refusal) => {
            let problem = match refusal {
                ReportRefused::Product(refusal) => products::problem(refusal),
                ReportRefused::Order(refusal) => problem(refusal, app),
            };
            ReportedResult { status: problem.status, seq: None, ignored: None, problem: Some(problem) }
        }
    });
    let results: Vec<_> = shown.collect();
    if alone && let [ReportedResult { problem: Some(problem), .. }] = results.as_slice() {
        return refused(problem);
    }
    stored(StatusCode::OK, &ReportAnswer { epoch: app.record.epoch.clone(), results })
}

impl ReportBody {
    /// The events, and whether it is one that stands alone.
    fn events(self) -> Result<(Vec<ReportedEvent>, bool), Problem> {
        let wrong = |field: &str, message: String| {
            Problem::validation(vec![FieldProblem { field: field.into(), message }])
        };
        match (self.events, self.kind) {
            (Some(events), None)
                if self.data.is_none() && self.text.is_none() && self.vendor_id.is_none() =>
            {
                if (1..=MAX_EVENTS).contains(&events.len()) {
                    Ok((events, false))
                } else {
                    Err(wrong("events", format!("must have 1 to {MAX_EVENTS} events, has {}", events.len())))
                }
            }
            (None, Some(kind)) => {
                let (data, text, vendor_id) = (self.data.unwrap_or_default(), self.text, self.vendor_id);
                Ok((vec![ReportedEvent { kind, data, text, vendor_id }], true))
            }
            _ => Err(wrong("type", "is required, or else events with several of them".into())),
        }
    }
}

impl ReportedEvent {
    fn check(self, currency: Currency) -> Result<Report, Vec<FieldError>> {
        let ours = matches!(
            self.kind.as_str(),
            "stock.low" | "stock.changed" | "user.registered" | "shipment.updated"
        );
        if !ours {
            let Self { kind: name, data, text, vendor_id } = self;
            return CustomDraft { name, text, vendor_id, data }.validate().map(Report::Custom);
        }
        for (field, given) in [("text", &self.text), ("vendor_id", &self.vendor_id)] {
            if given.is_some() {
                let message = format!("is for events of your own; {} has all in data", self.kind);
                return Err(vec![FieldError { field: field.into(), message }]);
            }
        }
        let within = |errors: Vec<FieldError>| {
            let inside = |error: FieldError| FieldError { field: format!("data.{}", error.field), ..error };
            errors.into_iter().map(inside).collect::<Vec<_>>()
        };
        match self.kind.as_str() {
            "user.registered" => {
                let body: UserBody = read(self.data)?;
                body.check().map(Report::User).map_err(within)
            }
            "shipment.updated" => shipment(read(self.data)?).map_err(within),
            _ => stock(read(self.data)?, currency).map_err(within),
        }
    }
}

fn stock(data: StockData, currency: Currency) -> Result<Report, Vec<FieldError>> {
    let wrong =
        |field: &str, message: &str| vec![FieldError { field: field.into(), message: message.into() }];
    let counted_at = data.occurred_at.map(|at| at.trim().parse()).transpose();
    let counted_at =
        counted_at.map_err(|_| wrong("occurred_at", "must be a time such as 2026-11-21T10:30:00+07:00"))?;
    // With a sku, `ext_id` is something to be known of the product; with a source it is what the product is called there.
    let (product, ext_id) = match (data.sku, data.source, data.ext_id) {
        (Some(sku), None, ext_id) => (ProductKey::Sku(check_sku(&sku)?), ext_id),
        (None, Some(source), Some(ext_id)) => {
            let (source, ext_id) = check_external_id(&source, &ext_id)?;
            (ProductKey::External { source, ext_id }, None)
        }
        (Some(_), Some(_), _) => return Err(wrong("source", "cannot be given together with sku")),
        (None, Some(_), None) => {
            return Err(wrong("ext_id", "is required with source: the product's id there"));
        }
        (None, None, _) => return Err(wrong("sku", "is required, or else source and ext_id")),
    };
    let draft = ProductDraft {
        ext_id: ext_id.map(Some),
        counted_at,
        vendor_id: data.vendor_id.map(Some),
        name: data.name,
        price: data.price.map(|price| Some(price.0)),
        currency: data.currency,
        stock: Some(Some(data.stock)),
        low_at: data.low_at,
        ..ProductDraft::default()
    };
    Ok(Report::Stock { product, edit: draft.validate(currency)? })
}

fn shipment(data: ShipmentData) -> Result<Report, Vec<FieldError>> {
    let wrong = |field: &str, message: String| vec![FieldError { field: field.into(), message }];
    let state = data.status.parse::<ShipmentState>();
    let state = state.map_err(|error: UnknownShipmentState| wrong("status", error.to_string()))?;
    let order = match (data.order, data.ext_id, &data.tracking_no) {
        (Some(order), None, _) => {
            let found = order.parse().map_err(|_| {
                wrong("order", "must be the uid or the code of an order, such as ORD-261121-7K3Q".into())
            });
            OrderKey::Order(found?)
        }
        (None, Some(ext_id), _) => {
            OrderKey::External { source: data.source.unwrap_or_else(|| "api".into()), ext_id }
        }
        (None, None, Some(number)) => OrderKey::Tracking { number: number.clone() },
        (Some(_), Some(_), _) => {
            return Err(wrong("ext_id", "cannot be given together with order".into()));
        }
        (None, None, None) => {
            return Err(wrong("order", "is required, or else ext_id or tracking_no".into()));
        }
    };
    let command = Command::UpdateShipment {
        courier: data.courier,
        tracking_no: data.tracking_no,
        state,
        text: data.text,
    };
    Ok(Report::Order(Box::new(Change::Act { order, command, conditions: Conditions::default() })))
}

/// Reads the data of an event of ours; what does not fit is told with its path.
fn read<T: DeserializeOwned>(data: Map<String, Value>) -> Result<T, Vec<FieldError>> {
    let text = Value::Object(data).to_string();
    crate::http::body::parse(text.as_bytes()).map_err(|problem| {
        let inside = |error: FieldProblem| {
            let field = if error.field == "(body)" { "data".into() } else { format!("data.{}", error.field) };
            FieldError { field, message: error.message }
        };
        problem.errors.into_iter().map(inside).collect()
    })
}
