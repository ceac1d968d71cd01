//! `/v1/flows`: how orders of the app go, as configuration. What a flow must be like is decided in `orderbell-orders`;
//! here its stored form gets the shape that is edited.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
};
use jiff::Timestamp;
use orderbell_orders::{Deadlines, Flow, Flows, Label, Locale, Status};
use orderbell_store::FlowsRefused;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::http::{
    AppState,
    api::{
        managed,
        orders::{perform::if_match, write_failed},
    },
    body::JsonBody,
    principal::Principal,
    problem::{FieldProblem, Problem},
};

/// The flows of an app.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FlowList {
    /// At least one, at most 20; the first is that of orders which name none. Orders of a flow that is not here any more
    /// go by the first.
    pub flows: Vec<FlowSettings>,
}

/// What an app has that has configured nothing.
#[derive(Debug, Serialize, ToSchema)]
pub struct UsualFlows {
    /// `shop`, `restaurant` and `booking`.
    pub flows: Vec<FlowSettings>,
    /// What each status is called where a flow has no name of its own for it.
    #[schema(value_type = BTreeMap<String, LabelTexts>,
        example = json!({"ready": {"en": "Ready for pick-up", "id": "Siap Diambil"}}))]
    pub labels: BTreeMap<&'static str, LabelTexts>,
}

/// One way of working.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FlowSettings {
    /// What orders refer to it by; 1 to 40 characters of `a-z0-9_-`.
    #[schema(example = "restaurant")]
    pub name: String,
    /// The steps after `placed`, in this order: a choice of `accepted`, `preparing`, `ready`, `shipped`, and `completed`.
    #[schema(example = json!(["accepted", "ready", "completed"]))]
    pub steps: Vec<String>,
    /// Steps that only exist for an order which is brought or sent to the customer.
    #[serde(default)]
    #[schema(example = json!([]))]
    pub delivery_steps: Vec<String>,
    /// Whether somebody has to accept an order; where not, having seen it silences its alarm for good.
    #[serde(default)]
    pub needs_accept: bool,
    /// Whether completing means that the goods arrived.
    #[serde(default)]
    pub delivers: bool,
    /// Whether an order is completed when its courier reports it delivered.
    #[serde(default = "yes")]
    pub completes_on_delivery: bool,
    /// Names of statuses that differ from the usual ones, by status.
    #[serde(default)]
    pub labels: BTreeMap<String, LabelTexts>,
    /// How long each wait may take.
    #[serde(default)]
    pub deadlines: FlowDeadlines,
}

/// The name of a status in each language, 1 to 40 characters.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelTexts {
    /// English.
    #[schema(example = "Picked up")]
    pub en: String,
    /// Indonesian.
    #[schema(example = "Sudah diambil")]
    pub id: String,
}

/// Limits of a flow; what is `null` or left out has no limit.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FlowDeadlines {
    /// Seconds from creation until an unpaid order expires, 60 to 5184000.
    #[schema(example = 900)]
    pub pay_seconds: u32,
    /// Seconds from placing until the shop is called to take the order, 10 to 5184000.
    #[schema(example = 180)]
    pub accept_warn_seconds: Option<u32>,
    /// Seconds from placing until the admins are called; where there is none they are called at the limit.
    #[schema(example = 300)]
    pub accept_alarm_seconds: Option<u32>,
    /// Seconds from placing until taking the order is overdue.
    #[schema(example = 600)]
    pub accept_limit_seconds: Option<u32>,
    /// Whether an order is declined at the limit.
    pub auto_decline: bool,
    /// Seconds until an order should be ready, 10 to 5184000: from its acceptance where that is needed, or else from
    /// placing. One that was promised for a time, or is wanted later, should be ready then.
    #[schema(example = 1200)]
    pub ready_seconds: Option<u32>,
    /// Seconds from the same moment until it should be on its way, or ready if the customer fetches it; not less than
    /// `ready_seconds`.
    pub ship_seconds: Option<u32>,
    /// Days after check-out, or after the parcel was handed over, until the order completes by itself; 0 to 365.
    pub auto_complete_days: Option<u16>,
}

impl Default for FlowDeadlines {
    fn default() -> Self {
        Deadlines::default().into()
    }
}

impl From<Deadlines> for FlowDeadlines {
    fn from(deadlines: Deadlines) -> Self {
        let Deadlines {
            pay_seconds,
            accept_warn_seconds,
            accept_alarm_seconds,
            accept_limit_seconds,
            auto_decline,
            ready_seconds,
            ship_seconds,
            auto_complete_days,
        } = deadlines;
        Self {
            pay_seconds,
            accept_warn_seconds,
            accept_alarm_seconds,
            accept_limit_seconds,
            auto_decline,
            ready_seconds,
            ship_seconds,
            auto_complete_days,
        }
    }
}

impl From<&Flow> for FlowSettings {
    fn from(flow: &Flow) -> Self {
        let names = |steps: &[Status]| steps.iter().map(|step| step.as_str().to_owned()).collect();
        let label = |(status, label): (&Status, &Label)| {
            (status.as_str().to_owned(), LabelTexts { en: label.en.clone(), id: label.id.clone() })
        };
        Self {
            name: flow.name.clone(),
            steps: names(&flow.steps),
            delivery_steps: names(&flow.delivery_steps),
            needs_accept: flow.needs_accept,
            delivers: flow.delivers,
            completes_on_delivery: flow.completes_on_delivery,
            labels: flow.labels.iter().map(label).collect(),
            deadlines: flow.deadlines.into(),
        }
    }
}

/// What every status is called in a flow, whether it has a name of its own there or not.
#[must_use]
pub fn all_labels(flow: &Flow) -> BTreeMap<&'static str, LabelTexts> {
    let text = |status, locale| flow.label(status, locale).to_owned();
    let label = |status: Status| LabelTexts { en: text(status, Locale::En), id: text(status, Locale::Id) };
    Status::ALL.into_iter().map(|status| (status.as_str(), label(status))).collect()
}

/// Flows with their version as the `ETag`.
type Tagged = ([(HeaderName, HeaderValue); 1], Json<FlowList>);

/// The flows of the app. The `ETag` is their version, for `If-Match`.
#[utoipa::path(get, path = "/v1/flows", operation_id = "list_flows", tag = "apps",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = FlowList,
            headers(("ETag" = String, description = "their version, such as \"5\""))),
        (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(principal: Principal) -> Result<Tagged, Problem> {
    let app = &managed(&principal, "flows")?.record;
    Ok(tagged(app.flows_version, view(&app.flows)))
}

/// The flows that an app has before anybody configures them, and the usual names of statuses: what a form shows in
/// the place of what is left out, and goes back to.
#[utoipa::path(get, path = "/v1/flows/defaults", operation_id = "list_usual_flows", tag = "apps",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = UsualFlows), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn defaults(principal: Principal) -> Result<Json<UsualFlows>, Problem> {
    managed(&principal, "flows")?;
    let labels = Status::ALL.into_iter().map(|status| {
        let text = |locale| Flow::usual_label(status, locale).to_owned();
        (status.as_str(), LabelTexts { en: text(Locale::En), id: text(Locale::Id) })
    });
    Ok(Json(UsualFlows { flows: view(&Flows::default()).flows, labels: labels.collect() }))
}

/// Gives the app these flows instead of those it has. They count at once, for open orders too: their timers are set by
/// them. A flow that open orders go by cannot be left out.
#[utoipa::path(put, path = "/v1/flows", operation_id = "set_flows", tag = "apps", request_body = FlowList,
    params(("If-Match" = Option<String>, Header, description = "do it only if this is the ETag of the app's flows")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = FlowList,
            headers(("ETag" = String, description = "their version from now on"))),
        (status = 403, body = Problem),
        (status = 409, body = Problem, description = "Open orders go by a flow that would be gone"),
        (status = 412, body = Problem, description = "Somebody else has changed the flows since they were read"),
        (status = 422, body = Problem)))]
pub async fn replace(
    State(state): State<AppState>,
    principal: Principal,
    headers: HeaderMap,
    JsonBody { value: list, .. }: JsonBody<FlowList>,
) -> Result<Tagged, Problem> {
    let app = managed(&principal, "flows")?.record.id;
    let if_version = if_match(&headers)?;
    let flows = checked(list)?;
    let answer = view(&flows);
    let set = state.store.set_flows(app, flows, if_version, Timestamp::now()).await.map_err(write_failed)?;
    let version = set.map_err(refused)?;
    state.reload_apps().await.map_err(|error| Problem::internal(&error))?;
    state.timers.wake();
    Ok(tagged(version, answer))
}

fn tagged(version: i64, list: FlowList) -> Tagged {
    let tag = HeaderValue::from_str(&format!("\"{version}\"")).expect("a quoted number is valid in a header");
    ([(header::ETAG, tag)], Json(list))
}

fn refused(why: FlowsRefused) -> Problem {
    match why {
        FlowsRefused::Changed { version } => Problem::new(
            StatusCode::PRECONDITION_FAILED,
            "flows_changed",
            "The flows have changed",
            format!(
                "somebody else has changed the flows since they were read, they are at version {version} now; read them \
                 again and repeat the change"
            ),
        ),
        FlowsRefused::InUse { flows } => {
            let used = flows.iter().map(|(flow, open)| match open {
                1 => format!("1 open order goes by {flow}"),
                open => format!("{open} open orders go by {flow}"),
            });
            let used = used.collect::<Vec<_>>().join(" and ");
            Problem::new(
                StatusCode::CONFLICT,
                "flow_in_use",
                "Open orders go by this flow",
                format!(
                    "{used}: complete or cancel them before the flow is removed, GET /v1/orders?flow= lists them"
                ),
            )
        }
    }
}

fn view(flows: &Flows) -> FlowList {
    FlowList { flows: flows.iter().map(FlowSettings::from).collect() }
}

fn checked(list: FlowList) -> Result<Flows, Problem> {
    let mut errors = Vec::new();
    let mut flows = Vec::with_capacity(list.flows.len());
    for (at, flow) in list.flows.into_iter().enumerate() {
        flows.push(domain(flow, &format!("flows[{at}]"), &mut errors));
    }
    if !errors.is_empty() {
        return Err(Problem::validation(errors));
    }
    Flows::validate(flows).map_err(|errors| {
        let errors = errors.into_iter();
        Problem::validation(
            errors.map(|error| FieldProblem { field: error.field, message: error.message }).collect(),
        )
    })
}

/// The flow with its words read; a word that is no status is an error of its field.
fn domain(flow: FlowSettings, path: &str, errors: &mut Vec<FieldProblem>) -> Flow {
    let mut status = |field: String, word: &str| match word.parse::<Status>() {
        Ok(status) => Some(status),
        Err(error) => {
            errors.push(FieldProblem { field: format!("{path}.{field}"), message: error.to_string() });
            None
        }
    };
    let mut steps = |name: &str, words: &[String]| -> Vec<Status> {
        let words = words.iter().enumerate();
        words.filter_map(|(at, word)| status(format!("{name}[{at}]"), word)).collect()
    };
    let (line, delivery) = (steps("steps", &flow.steps), steps("delivery_steps", &flow.delivery_steps));
    let labels = flow.labels.into_iter().filter_map(|(word, texts)| {
        let label = Label { en: texts.en.trim().to_owned(), id: texts.id.trim().to_owned() };
        Some((status(format!("labels.{word}"), &word)?, label))
    });
    let labels = labels.collect();
    let FlowDeadlines {
        pay_seconds,
        accept_warn_seconds,
        accept_alarm_seconds,
        accept_limit_seconds,
        auto_decline,
        ready_seconds,
        ship_seconds,
        auto_complete_days,
    } = flow.deadlines;
    Flow {
        name: flow.name,
        steps: line,
        delivery_steps: delivery,
        needs_accept: flow.needs_accept,
        delivers: flow.delivers,
        completes_on_delivery: flow.completes_on_delivery,
        labels,
        deadlines: Deadlines {
            pay_seconds,
            accept_warn_seconds,
            accept_alarm_seconds,
            accept_limit_seconds,
            auto_decline,
            ready_seconds,
            ship_seconds,
            auto_complete_days,
        },
    }
}

fn yes() -> bool {
    true
}
