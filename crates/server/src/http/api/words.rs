//! `/v1/words`: what an app calls statuses and events, so that the screens that it has can go on listening as they do.

use axum::{Json, extract::State};
use orderbell_orders::{Aliases, Status, words::common};
use orderbell_store::AppWords;
use orderbell_wire::event_name::EventName;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

use super::mappings::managed;
use crate::http::{
    AppState,
    api::orders::write_failed,
    body::JsonBody,
    principal::Principal,
    problem::{FieldProblem, Problem},
};

/// Most types of events with other names.
const MAX_TYPES: usize = 40;
/// Most other names of one type.
const MAX_NAMES: usize = 5;

/// What an app calls things.
#[derive(Debug, Serialize, ToSchema)]
pub struct WordsView {
    /// Its words for statuses, by ours. They stand in `status`, `old_status` and `new_status`, and are understood in
    /// filters and bodies; `status_canonical` is ours in any case.
    #[schema(value_type = BTreeMap<String, String>, example = json!({"placed": "pending", "accepted": "confirmed"}))]
    pub aliases: Aliases,
    /// By type of event, names under which the same event goes out as well on channels.
    #[schema(example = json!({"order.created": ["App\\Events\\NewOrderReceived"]}))]
    pub emit_as: BTreeMap<String, Vec<String>>,
    /// Whether `order_id`, `order_code`, `status`, `guest_name`, `villa_name`, `check_in`, `check_out` and `total_price`
    /// (in major units) stand at the top of an event's data as well.
    pub laravel_flat: bool,
    /// Whether events of orders go to the public channels `admin.orders` and `order.{id}` as well. Anybody who has the
    /// app's public key hears names and prices there.
    pub public_channels: bool,
    /// What is dangerous about these settings, for people.
    pub warnings: Vec<String>,
}

/// What to change; what is left out stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"aliases": {"placed": "pending"}, "laravel_flat": true}))]
pub struct WordsChange {
    /// All words for statuses; those that are not named are ours again.
    aliases: Option<BTreeMap<String, String>>,
    /// All other names of events.
    emit_as: Option<BTreeMap<String, Vec<String>>>,
    /// See there.
    laravel_flat: Option<bool>,
    /// See there.
    public_channels: Option<bool>,
}

/// The words of the app.
#[utoipa::path(get, path = "/v1/words", operation_id = "show_words", tag = "apps",
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = WordsView), (status = 401, body = Problem), (status = 403, body = Problem)))]
pub async fn show(principal: Principal) -> Result<Json<WordsView>, Problem> {
    Ok(Json(view(managed(&principal)?.record.words.clone())))
}

/// Changes words of the app. They count at once, for what is sent again as well.
#[utoipa::path(patch, path = "/v1/words", operation_id = "change_words", tag = "apps", request_body = WordsChange,
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = WordsView), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn change(
    State(state): State<AppState>,
    principal: Principal,
    JsonBody { value: change, .. }: JsonBody<WordsChange>,
) -> Result<Json<WordsView>, Problem> {
    let app = managed(&principal)?.record.id;
    let mut wrong = Vec::new();
    let aliases = change.aliases.map(|words| aliases(words, &mut wrong));
    if let Some(names) = &change.emit_as {
        check_names(names, &mut wrong);
    }
    if !wrong.is_empty() {
        return Err(Problem::validation(wrong));
    }
    let WordsChange { emit_as, laravel_flat, public_channels, .. } = change;
    let edit = move |words: &mut AppWords| {
        if let Some(aliases) = aliases {
            words.aliases = aliases;
        }
        if let Some(emit_as) = emit_as {
            words.emit_as = emit_as;
        }
        words.laravel_flat = laravel_flat.unwrap_or(words.laravel_flat);
        words.public_channels = public_channels.unwrap_or(words.public_channels);
    };
    let words = state.store.update_words(app, edit).await.map_err(write_failed)?;
    state.reload_apps().await.map_err(|error| Problem::internal(&error))?;
    Ok(Json(view(words)))
}

fn view(words: AppWords) -> WordsView {
    let AppWords { aliases, emit_as, laravel_flat, public_channels } = words;
    let mut warnings = Vec::new();
    if public_channels {
        warnings.push(
            "everybody who has the app's public key can read names and prices on admin.orders and order.{id}"
                .to_owned(),
        );
    }
    for (status, word) in aliases.iter() {
        if let Some(other) = word.parse().ok().or_else(|| common(word))
            && other != status
        {
            warnings.push(format!(
                "{} is called {word:?}, which others call {}: whoever reads \"status\" takes it for that one, and \
                 reports with this word lead back to {}",
                status.as_str(),
                other.as_str(),
                status.as_str()
            ));
        }
    }
    WordsView { aliases, emit_as, laravel_flat, public_channels, warnings }
}

fn aliases(words: BTreeMap<String, String>, wrong: &mut Vec<FieldProblem>) -> Aliases {
    let mut read = BTreeMap::new();
    for (status, word) in words.into_iter().take(Status::ALL.len() + 1) {
        match status.parse::<Status>() {
            Ok(known) => {
                read.insert(known, word.trim().to_owned());
            }
            Err(_) => {
                let known: Vec<_> = Status::ALL.iter().map(|status| status.as_str()).collect();
                let status: String = status.chars().take(40).collect();
                wrong.push(problem(
                    format!("aliases.{status}"),
                    format!("is no status; known are {}", known.join(", ")),
                ));
            }
        }
    }
    Aliases::new(read).unwrap_or_else(|error| {
        wrong.push(problem(format!("aliases.{}", error.0), error.to_string()));
        Aliases::default()
    })
}

fn check_names(names: &BTreeMap<String, Vec<String>>, wrong: &mut Vec<FieldProblem>) {
    if names.len() > MAX_TYPES {
        wrong.push(problem("emit_as".into(), format!("may have {MAX_TYPES} types of events at most")));
    }
    for (kind, names) in names.iter().take(MAX_TYPES) {
        let path = format!("emit_as.{}", kind.chars().take(100).collect::<String>());
        // Not a list: apps report events with names of their own, too.
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
        if !(1..=100).contains(&kind.len()) || !kind.bytes().all(plain) {
            wrong.push(problem(path, "must be a type of event such as order.created".into()));
            continue;
        }
        if names.is_empty() || names.len() > MAX_NAMES {
            wrong.push(problem(path.clone(), format!("must have 1 to {MAX_NAMES} names")));
        }
        for (index, name) in names.iter().take(MAX_NAMES).enumerate() {
            let path = format!("{path}[{index}]");
            if let Err(error) = name.parse::<EventName>() {
                wrong.push(problem(path, error.to_string()));
            } else if name.starts_with("pusher")
                || name.starts_with("client-")
                || name.starts_with("orderbell:")
            {
                wrong.push(problem(path, "must not begin with pusher, client- or orderbell:".into()));
            } else if let Some(plain) = name.strip_prefix('.') {
                wrong
                    .push(problem(path, format!("goes out without the dot that Echo listens with: {plain}")));
            }
        }
    }
}

fn problem(field: String, message: String) -> FieldProblem {
    FieldProblem { field, message }
}
