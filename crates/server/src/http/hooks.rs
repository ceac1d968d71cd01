//! `POST /hooks/{provider}/{token}`: what other systems report.
//!
//! The answer tells the sender what to do. 200: it was written down, whatever came of it, and need not come again. 401
//! and 400: it is not genuine, or cannot be read; the sender may try again, and somebody who mends the secret in time
//! loses nothing. 404: there is no such URL, whichever part of it is wrong. 429 and 503: later. Until the 200 nothing has
//! been written anywhere.
//!
//! An outsider learns nothing: whose URL it is is found by the hash of a token that cannot be guessed, and what is signed
//! is compared in constant time.

use std::sync::Arc;

use axum::{
    Json,
    extract::{Request, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use orderbell_intake::{Headers, Rejection, SignedRequest, request::MAX_BODY, woocommerce};
use orderbell_store::{LiveSource, NewReceipt, Plan, SourceId, fault};
use serde_json::json;

use super::{
    AppState,
    api::orders::write_failed,
    body::{discard, read_limited},
    path::Path,
    problem::Problem,
};
use crate::{
    apps::AppEntry,
    auth::token,
    intake::{
        Provider, SourceSettings,
        provider::{kept, needs_confirmation, speaks_of_money},
        translate::{self, Context},
    },
};

/// A source whose request is looked at, with its app.
struct Sender {
    app: Arc<AppEntry>,
    provider: Provider,
    live: LiveSource,
}

/// Takes a report.
pub async fn receive(
    State(state): State<AppState>,
    Path((provider, token)): Path<(String, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let now = Timestamp::now();
    let Sender { app, provider, live } = match sender(&state, &provider, &token, now).await {
        Ok(sender) => sender,
        Err(problem) => {
            // Otherwise the connection ends in the middle of what the sender says, and some never see the answer.
            discard(&mut request.into_body()).await;
            return Err(problem);
        }
    };
    let headers = request.headers().clone();
    let body = read_limited(request, MAX_BODY, state.config.http.body_timeout, "1 MiB at most").await?;
    if provider == Provider::WooCommerce && woocommerce::is_ping(&body) {
        // Sent when somebody makes a webhook there, without a signature. It says nothing, and nothing is done.
        return Ok(StatusCode::OK.into_response());
    }
    let headers = readable(&headers);
    let request = SignedRequest { headers: Headers(&headers), body: &body };
    let settings = SourceSettings::from_json(&live.source.settings);
    let refuse = |error: Rejection| refused(&state, live.source.id, &error, now);
    provider.verify(request, &settings, &live.secrets, now.as_second()).map_err(refuse)?;
    let said = provider.read(request, &settings).map_err(refuse)?;
    let body = std::str::from_utf8(&body).map_err(|error| refuse(Rejection::Body(error.to_string())))?;
    fault::point("received");

    let context =
        Context { provider, settings: &settings, flows: &app.record.flows, currency: app.record.currency };
    let plan = if needs_confirmation(&said) {
        Plan::Later { due_at: now, detail: "waits to be confirmed by the gateway".into() }
    } else {
        translate::plan(&said, &context, "")
    };
    let receipt = NewReceipt {
        app: live.source.app,
        source: live.source.id,
        dedupe_key: said.dedupe_key.clone(),
        headers: kept(request.headers),
        body: body.to_owned(),
        money: speaks_of_money(&said.facts),
    };
    let actor = translate::actor(&live.source, provider);
    let received = state.store.receive(receipt, plan, actor, now).await.map_err(write_failed)?;
    fault::point("committed");
    tracing::debug!(
        source.id = %live.source.id, receipt.id = %received.id, outcome = received.state.as_str(),
        detail = received.detail, repeated = received.repeated, "a report came in"
    );
    Ok(Json(json!({ "outcome": received.state.as_str(), "repeated": received.repeated })).into_response())
}

/// The source of a URL, if it may send now. Every other answer is the same, whatever is wrong.
async fn sender(state: &AppState, provider: &str, token: &str, now: Timestamp) -> Result<Sender, Problem> {
    let missing = || Problem::not_found("there is no such source");
    let found = state.store.source_by_token(token::hash(token), now).await;
    let live = found.map_err(|error| Problem::internal(&error))?.ok_or_else(missing)?;
    let app = state.apps.by_id(live.source.app).filter(|app| app.record.enabled).ok_or_else(missing)?;
    let provider = provider.parse().map_err(|_| missing())?;
    let named = Provider::as_str(provider) == live.source.provider;
    if !named || !live.source.enabled {
        return Err(missing());
    }
    state.refused.pace(live.source.id, state.config.intake.per_second).map_err(|seconds| {
        Problem::too_many("the source sends more than the server takes from one; try again later", seconds)
    })?;
    Ok(Sender { app, provider, live })
}

/// Headers as texts; one that is no text cannot be a proof, and is not looked at.
fn readable(headers: &HeaderMap) -> Vec<(&str, &str)> {
    headers.iter().filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?))).collect()
}

/// Says why, to the sender and to whoever looks after the source, and writes nothing down.
fn refused(state: &AppState, source: SourceId, error: &Rejection, now: Timestamp) -> Problem {
    state.refused.note(source, &error.to_string(), now);
    tracing::info!(source.id = %source, %error, "a report was refused");
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::BAD_REQUEST);
    let (code, title) = if status == StatusCode::UNAUTHORIZED {
        ("not_genuine", "The request is not genuine")
    } else {
        ("not_understood", "The request is not understood")
    };
    Problem::new(status, code, title, error.to_string())
}
