//! `POST /v1/mappings/try`: what a mapping would make of an event, field by field, and nothing happens.

use axum::Json;
use orderbell_intake::{
    Fact,
    mapping::{FieldReading, data, translate},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::{MappingBody, managed};
use crate::{
    apps::AppEntry,
    facts::{self, Told},
    http::{
        body::JsonBody,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
    interpreting::{changes, context},
};

/// A mapping and an event.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "mapping": {
        "channel": "admin.orders", "event": ["App\\Events\\OrderCreated"], "as": "order.upsert",
        "set": {"ext_id": "/booking/id", "status": "/booking/status", "total": "/booking/total_price"},
        "status_map": {"pending": "placed"}
    },
    "data": {"booking": {"id": 77, "status": "pending", "total_price": "4500000"}}
}))]
pub struct TryBody {
    /// The mapping.
    mapping: MappingBody,
    /// The event's data: the text as it is sent, or the JSON in it.
    data: Value,
}

/// What a mapping would make of an event.
#[derive(Debug, Serialize, ToSchema)]
pub struct TryView {
    /// Whether the event would be understood and taken.
    pub ok: bool,
    /// What stands in the way.
    pub problem: Option<String>,
    /// Every field of the mapping, with what was found.
    pub fields: Vec<FieldReadingView>,
    /// The order as it would be recorded, for `order.upsert`.
    pub order: Option<TriedOrder>,
    /// What of the event cannot be used, and does not stand in the way.
    #[schema(example = "left out: customer_phone must have 5 to 20 digits")]
    pub note: Option<String>,
}

/// What was found for one field.
#[derive(Debug, Serialize, ToSchema)]
pub struct FieldReadingView {
    /// The field.
    #[schema(example = "total")]
    pub field: String,
    /// The JSON pointer, unless the field is a constant.
    #[schema(example = "/booking/total_price")]
    pub pointer: Option<String>,
    /// What stands there, as JSON, shortened; `null`: nothing.
    #[schema(example = "\"4500000.00\"")]
    pub found: Option<String>,
    /// How it is understood.
    #[schema(example = "IDR 4500000.00")]
    pub value: Option<String>,
    /// Why it cannot be used.
    pub problem: Option<String>,
}

/// An order that would be recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct TriedOrder {
    /// The system.
    pub source: String,
    /// Its number there.
    pub ext_id: Option<String>,
    /// The code that it gets of the number that the event calls it by; absent: one of ours.
    #[schema(example = "INV-2026-7")]
    pub code: Option<String>,
    /// Its status, in our words.
    #[schema(example = "placed")]
    pub status: Option<&'static str>,
    /// Whether it is paid.
    pub paid: bool,
    /// What it costs, for people.
    #[schema(example = "Rp 4.500.000")]
    pub total_display: String,
    /// Which flow it goes by.
    pub flow: String,
}

/// Reads an event with a mapping, without any effect.
#[utoipa::path(post, path = "/v1/mappings/try", operation_id = "try_mapping", tag = "mappings", request_body = TryBody,
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = TryView), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn attempt(
    principal: Principal,
    JsonBody { value: body, .. }: JsonBody<TryBody>,
) -> Result<Json<TryView>, Problem> {
    let app = managed(&principal)?;
    let mapping = body.mapping.checked()?;
    let read = match body.data {
        Value::String(text) => data(&text),
        object @ (Value::Object(_) | Value::Array(_)) => Ok(object),
        _ => Err("it is no object".to_owned()),
    };
    let read = read.map_err(|error| {
        let message = format!("must be a JSON object, or one as a text: {error}");
        Problem::validation(vec![FieldProblem { field: "data".into(), message }])
    })?;
    let translation = translate(&mapping, &read, context(app));
    let mut problem = translation.problem();
    let mut note = None;
    let order = match &translation.fact {
        Some(Fact::Order(order)) => {
            match facts::order(order.draft.clone(), &app.record.flows, app.record.currency) {
                Ok(Told { order: new, left_out }) => {
                    note = facts::note(&left_out, order.unknown_status.as_deref());
                    Some(TriedOrder {
                        source: new.source().to_owned(),
                        ext_id: new.ext_id().map(str::to_owned),
                        status: order.status.map(|status| status.as_str()),
                        paid: order.paid,
                        total_display: display(&new, app),
                        flow: new.flow().to_owned(),
                        code: new.code().map(ToString::to_string),
                    })
                }
                Err(found) => {
                    problem.get_or_insert(found);
                    None
                }
            }
        }
        _ => None,
    };
    if let (Some(fact), None) = (translation.fact, &problem) {
        problem = changes::of(fact, &mapping, app).err();
    }
    let fields = translation.fields.into_iter().map(view).collect();
    Ok(Json(TryView { ok: problem.is_none(), problem, fields, order, note }))
}

fn display(order: &orderbell_orders::NewOrder, app: &AppEntry) -> String {
    order.total().display(app.record.locale)
}

fn view(reading: FieldReading) -> FieldReadingView {
    let FieldReading { field, pointer, found, value, problem } = reading;
    FieldReadingView { field, pointer, found, value, problem }
}
