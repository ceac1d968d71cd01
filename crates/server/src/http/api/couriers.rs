//! `/v1/couriers`: who is asked where parcels are. Values of headers are keys of the app's account at a courier; they go
//! in and are never shown again.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::State,
    http::{HeaderName, HeaderValue, StatusCode},
};
use jiff::{SignedDuration, Timestamp};
use orderbell_delivery::Endpoint;
use orderbell_orders::{ShipmentState, shipment::UnknownShipmentState};
use orderbell_store::{Courier, CourierId, CourierTemplate, CourierWritten};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    http::{
        AppState,
        api::{managed, orders::write_failed},
        body::JsonBody,
        path::Path,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
    order_view::time,
    timers::NUMBER,
};

/// Most couriers of one app.
const PER_APP: usize = 50;

/// Most headers of a request, and most bytes of a value.
const HEADERS: (usize, usize) = (10, 2000);

/// Most words of a courier, and most characters of one.
const WORDS: (usize, usize) = (100, 60);

/// Longest JSON pointer.
const MAX_POINTER: usize = 200;

/// How seldom and how often a courier may be asked, in seconds.
const INTERVAL: std::ops::RangeInclusive<i64> = 60..=86_400;

/// A courier.
#[derive(Debug, Serialize, ToSchema)]
pub struct CourierView {
    /// Its number.
    pub id: i64,
    /// What orders call it.
    #[schema(example = "JNE")]
    pub name: String,
    /// Where to ask.
    #[schema(example = "https://api.courier.example/track/{tracking_no}")]
    pub url: String,
    /// Names of the headers that are sent; their values are not shown.
    pub headers: Vec<String>,
    /// JSON pointer to the courier's word for where the parcel is.
    #[schema(example = "/data/status")]
    pub status_at: String,
    /// JSON pointer to the courier's text, empty for none.
    #[schema(example = "/data/description")]
    pub text_at: String,
    /// What the courier's words mean.
    pub words: BTreeMap<String, String>,
    /// Seconds between two questions about one parcel.
    #[schema(example = 1800)]
    pub every_seconds: i64,
    /// Whether it is asked at all.
    pub enabled: bool,
    /// When it was entered.
    pub created_at: String,
    /// When it was last changed.
    pub updated_at: String,
}

/// The couriers of an app.
#[derive(Debug, Serialize, ToSchema)]
pub struct CourierList {
    /// By name.
    pub couriers: Vec<CourierView>,
}

/// How a courier is asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CourierDraft {
    /// What orders call it, 1 to 60 characters; whatever the case.
    #[schema(example = "JNE")]
    name: String,
    /// Where to ask; `{tracking_no}` stands for the number of the parcel.
    #[schema(example = "https://api.courier.example/track/{tracking_no}")]
    url: String,
    /// Headers to send, such as a key; at most 10. When a courier is changed, a header whose value is `null` keeps the
    /// value that it has.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, Option<String>>)]
    headers: BTreeMap<String, Option<SecretString>>,
    /// JSON pointer to the courier's word for where the parcel is.
    #[schema(example = "/data/status")]
    status_at: String,
    /// JSON pointer to the courier's text.
    #[serde(default)]
    #[schema(example = "/data/description")]
    text_at: String,
    /// What the courier's words mean: `packed`, `picked_up`, `in_transit`, `out_for_delivery`, `delivered`, `failed` or
    /// `returned`. The usual words need not be here.
    #[serde(default)]
    words: BTreeMap<String, String>,
    /// Seconds between two questions about one parcel, 60 to 86400; 1800 when left out.
    #[serde(default = "half_an_hour")]
    every_seconds: i64,
    /// Whether it is asked at all; true when left out.
    #[serde(default = "yes")]
    enabled: bool,
}

impl From<Courier> for CourierView {
    fn from(courier: Courier) -> Self {
        let template = courier.template;
        Self {
            id: courier.id.0,
            name: template.name,
            url: template.url,
            headers: template.headers.into_iter().map(|(name, _)| name).collect(),
            status_at: template.status_at,
            text_at: template.text_at,
            words: template
                .words
                .into_iter()
                .map(|(word, state)| (word, state.as_str().to_owned()))
                .collect(),
            every_seconds: template.every.as_secs(),
            enabled: template.enabled,
            created_at: time(courier.created_at),
            updated_at: time(courier.updated_at),
        }
    }
}

/// The couriers of the app.
#[utoipa::path(get, path = "/v1/couriers", operation_id = "list_couriers", tag = "couriers",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = CourierList), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn list(State(state): State<AppState>, principal: Principal) -> Result<Json<CourierList>, Problem> {
    let app = managed(&principal, "couriers")?.record.id;
    let couriers = state.store.couriers(app).await.map_err(|error| Problem::internal(&error))?;
    Ok(Json(CourierList { couriers: couriers.into_iter().map(CourierView::from).collect() }))
}

/// Enters a courier. Orders that are on their way with it are asked about from now on.
#[utoipa::path(post, path = "/v1/couriers", operation_id = "create_courier", tag = "couriers",
    request_body = CourierDraft, security(("api_key" = []), ("session" = [])),
    responses((status = 201, body = CourierView), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
pub async fn create(
    State(state): State<AppState>,
    principal: Principal,
    JsonBody { value: draft, .. }: JsonBody<CourierDraft>,
) -> Result<(StatusCode, Json<CourierView>), Problem> {
    let courier = put(&state, &principal, None, draft).await?;
    Ok((StatusCode::CREATED, Json(courier)))
}

/// One courier.
#[utoipa::path(get, path = "/v1/couriers/{id}", operation_id = "show_courier", tag = "couriers",
    params(("id" = i64, Path, description = "Number of the courier")), security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = CourierView), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
) -> Result<Json<CourierView>, Problem> {
    Ok(Json(find(&state, &principal, &id).await?.into()))
}

/// Puts this in the place of what is known of a courier.
#[utoipa::path(put, path = "/v1/couriers/{id}", operation_id = "change_courier", tag = "couriers",
    params(("id" = i64, Path, description = "Number of the courier")), request_body = CourierDraft,
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = CourierView), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn change(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
    JsonBody { value: draft, .. }: JsonBody<CourierDraft>,
) -> Result<Json<CourierView>, Problem> {
    let known = find(&state, &principal, &id).await?;
    Ok(Json(put(&state, &principal, Some(known), draft).await?))
}

/// Forgets a courier; it is not asked any more.
#[utoipa::path(delete, path = "/v1/couriers/{id}", operation_id = "delete_courier", tag = "couriers",
    params(("id" = i64, Path, description = "Number of the courier")), security(("api_key" = []), ("session" = [])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn delete(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    let courier = find(&state, &principal, &id).await?;
    let app = principal.app().record.id;
    state.store.delete_courier(app, courier.id).await.map_err(write_failed)?;
    Ok(StatusCode::NO_CONTENT)
}

async fn find(state: &AppState, principal: &Principal, id: &str) -> Result<Courier, Problem> {
    let app = managed(principal, "couriers")?.record.id;
    let missing = || Problem::not_found("there is no such courier");
    let id = CourierId(id.parse().map_err(|_| missing())?);
    let found = state.store.courier(app, id).await.map_err(|error| Problem::internal(&error))?;
    found.ok_or_else(missing)
}

async fn put(
    state: &AppState,
    principal: &Principal,
    known: Option<Courier>,
    draft: CourierDraft,
) -> Result<CourierView, Problem> {
    let app = managed(principal, "couriers")?.record.id;
    let id = known.as_ref().map(|known| known.id);
    let template = checked(state, known.as_ref(), draft)?;
    let conflict = |code, title, detail| Problem::new(StatusCode::CONFLICT, code, title, detail);
    let written = state.store.put_courier(app, id, template, PER_APP, Timestamp::now()).await;
    match written.map_err(write_failed)? {
        CourierWritten::Yes(courier) => {
            state.timers.wake();
            Ok((*courier).into())
        }
        CourierWritten::NameTaken => Err(conflict(
            "name_taken",
            "The name is taken",
            "another courier of the app has this name".to_owned(),
        )),
        CourierWritten::TooMany => Err(conflict(
            "too_many_couriers",
            "The app has too many couriers",
            format!("an app may have {PER_APP} couriers; delete one that is not needed"),
        )),
        CourierWritten::Unknown => Err(Problem::not_found("the courier was deleted a moment ago")),
    }
}

fn checked(
    state: &AppState,
    known: Option<&Courier>,
    draft: CourierDraft,
) -> Result<CourierTemplate, Problem> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, message: String| {
        errors.push(FieldProblem { field: field.to_owned(), message });
    };
    let name = draft.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 60 || name.chars().any(char::is_control) {
        wrong("name", "must be one line of 1 to 60 characters".to_owned());
    }
    if draft.url.contains(NUMBER) {
        // A number in the place of the host would let whoever ships an order choose it.
        let example = draft.url.replace(NUMBER, "0");
        let host = |url: &str| url.split('/').nth(2).map(str::to_owned);
        if host(&draft.url).is_none_or(|host| host.contains('{')) {
            wrong("url", format!("must have {NUMBER} in its path or query, not in the host"));
        } else if let Err(error) = Endpoint::parse(&example, &state.config.webhooks.rules) {
            wrong("url", error.to_string());
        }
    } else {
        wrong("url", format!("must contain {NUMBER}, in whose place the number of the parcel is put"));
    }
    let mut headers = Vec::new();
    if draft.headers.len() > HEADERS.0 {
        wrong("headers", format!("must be at most {}", HEADERS.0));
    }
    for (name, value) in draft.headers {
        match header(&name, value, known) {
            Ok(value) => headers.push((name, value)),
            Err(message) => wrong(&format!("headers.{name}"), message),
        }
    }
    for (field, pointer, required) in
        [("status_at", &draft.status_at, true), ("text_at", &draft.text_at, false)]
    {
        let fits = pointer.starts_with('/') && pointer.len() <= MAX_POINTER;
        if !(fits || !required && pointer.is_empty()) {
            let message = format!("must be a JSON pointer such as /data/status, at most {MAX_POINTER} bytes");
            wrong(field, message);
        }
    }
    if draft.words.len() > WORDS.0 {
        wrong("words", format!("must be at most {}", WORDS.0));
    }
    let mut words = BTreeMap::new();
    for (word, meaning) in draft.words {
        let field = format!("words.{word}");
        let length = word.trim().chars().count();
        if length == 0 || length > WORDS.1 {
            wrong(&field, format!("the word must be 1 to {} characters", WORDS.1));
        }
        match meaning.parse::<ShipmentState>() {
            Ok(meaning) => drop(words.insert(word.trim().to_lowercase(), meaning)),
            Err(error @ UnknownShipmentState(_)) => wrong(&field, error.to_string()),
        }
    }
    if !INTERVAL.contains(&draft.every_seconds) {
        wrong("every_seconds", format!("must be between {} and {}", INTERVAL.start(), INTERVAL.end()));
    }
    if !errors.is_empty() {
        return Err(Problem::validation(errors));
    }
    Ok(CourierTemplate {
        name,
        url: draft.url,
        headers,
        status_at: draft.status_at,
        text_at: draft.text_at,
        words,
        every: SignedDuration::from_secs(draft.every_seconds),
        enabled: draft.enabled,
    })
}

/// The value of a header; the one that is known, if none is given. No message repeats it.
fn header(name: &str, value: Option<SecretString>, known: Option<&Courier>) -> Result<SecretString, String> {
    use secrecy::ExposeSecret as _;
    const OURS: [&str; 5] = ["host", "content-length", "connection", "transfer-encoding", "user-agent"];
    if HeaderName::from_bytes(name.as_bytes()).is_err() || OURS.contains(&name.to_ascii_lowercase().as_str())
    {
        return Err("is not the name of a header that can be sent".to_owned());
    }
    let kept = || {
        let headers = &known?.template.headers;
        headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    };
    let value = value.or_else(kept).ok_or("has no value yet")?;
    let text = value.expose_secret();
    if text.len() > HEADERS.1 || HeaderValue::from_str(text).is_err() {
        return Err(format!("must be at most {} bytes that a header can carry", HEADERS.1));
    }
    Ok(value)
}

fn half_an_hour() -> i64 {
    1800
}

fn yes() -> bool {
    true
}
