//! `POST /v1/mappings/guess`: "we saw this event, is this your order number?"

use axum::{Json, extract::State};
use orderbell_intake::mapping::{Guess, Sample, guess};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{MappingBody, managed};
use crate::http::{
    AppState,
    body::JsonBody,
    principal::Principal,
    problem::{FieldProblem, Problem},
};

/// Most bytes of a given example, and most examples.
const MAX_DATA: usize = 262_144;
const MAX_SAMPLES: usize = 20;

/// Which event: one that was seen, or one that is given.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"channel": "admin.orders", "event": "App\\Events\\OrderCreated"}))]
pub struct GuessBody {
    /// The channel, or the beginning of such channels and `*`.
    channel: String,
    /// The event's name as triggered.
    event: String,
    /// Its data in examples; those that were seen when left out.
    #[serde(default)]
    data: Vec<String>,
}

/// A proposal.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuessView {
    /// The mapping.
    pub mapping: MappingBody,
    /// How sure it is, 0 to 100; 0: something that is needed was not found.
    pub confidence: u8,
    /// Why this kind of event.
    pub reason: String,
    /// Why each field.
    pub fields: Vec<GuessedFieldView>,
    /// The words for statuses that were seen.
    pub words: Vec<SeenWordView>,
    /// What a person should look at.
    pub notes: Vec<String>,
}

/// Where a field seems to be.
#[derive(Debug, Serialize, ToSchema)]
pub struct GuessedFieldView {
    /// The field.
    #[schema(example = "ext_id")]
    pub field: String,
    /// The pointer.
    #[schema(example = "/booking/id")]
    pub pointer: String,
    /// How sure, 0 to 100.
    pub confidence: u8,
    /// Why.
    pub reason: String,
}

/// A word for a status.
#[derive(Debug, Serialize, ToSchema)]
pub struct SeenWordView {
    /// As it was seen.
    #[schema(example = "pending")]
    pub word: String,
    /// What it seems to mean; `null`: somebody has to say.
    #[schema(example = "placed")]
    pub meaning: Option<String>,
    /// Whether it means the same everywhere.
    pub certain: bool,
}

/// Proposes a mapping for an event. Nothing is read with it before somebody makes it.
#[utoipa::path(post, path = "/v1/mappings/guess", operation_id = "guess_mapping", tag = "mappings",
    request_body = GuessBody, security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = GuessView), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 422, body = Problem)))]
pub async fn propose(
    State(state): State<AppState>,
    principal: Principal,
    JsonBody { value: body, .. }: JsonBody<GuessBody>,
) -> Result<Json<GuessView>, Problem> {
    let app = managed(&principal)?;
    let GuessBody { channel, event, data } = body;
    let too_much = data.len() > MAX_SAMPLES || data.iter().any(|data| data.len() > MAX_DATA);
    if too_much {
        let message = format!("may have {MAX_SAMPLES} examples of {MAX_DATA} bytes at most");
        return Err(Problem::validation(vec![FieldProblem { field: "data".into(), message }]));
    }
    let data = if data.is_empty() {
        let seen =
            state.store.event_samples(app.record.id).await.map_err(|error| Problem::internal(&error))?;
        let of_kind = seen.into_iter().filter(|seen| seen.pattern == channel && seen.event == event);
        of_kind.map(|seen| seen.data).collect()
    } else {
        data
    };
    if data.is_empty() {
        return Err(Problem::not_found(
            "no such event was seen on such a channel; trigger it, or send its data",
        ));
    }
    let sample = |data: String| Sample { channel: channel.clone(), event: event.clone(), data };
    let samples: Vec<Sample> = data.into_iter().map(sample).collect();
    let unreadable = || {
        let message = "must be JSON objects".to_owned();
        Problem::validation(vec![FieldProblem { field: "data".into(), message }])
    };
    guess(&samples, app.record.currency).map(view).map(Json).ok_or_else(unreadable)
}

fn view(guess: Guess) -> GuessView {
    let fields = guess.fields.into_iter().map(|field| GuessedFieldView {
        field: field.field,
        pointer: field.pointer,
        confidence: field.confidence,
        reason: field.reason,
    });
    let words = guess.words.into_iter().map(|seen| SeenWordView {
        word: seen.word,
        meaning: seen.meaning,
        certain: seen.certain,
    });
    GuessView {
        mapping: guess.mapping.into(),
        confidence: guess.confidence,
        reason: guess.reason,
        fields: fields.collect(),
        words: words.collect(),
        notes: guess.notes,
    }
}
