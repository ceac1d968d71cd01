//! `POST /broadcasting/auth`: signs subscriptions to private channels, for people who sign in to Orderbell, and for
//! customers who hold the link of their order.
//!
//! Laravel Echo asks here by default. Apps with users of their own sign with their own copy of the secret and never
//! come here. What people hear follows from role and vendor alone; a link's token, in the form field `token`, opens its
//! order's channel from any page and without a cookie.

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{HeaderMap, Method, Response, StatusCode},
    response::IntoResponse as _,
};
use orderbell_wire::{auth::subscription_signature, channel::ChannelName, socket_id::SocketId};
use secrecy::ExposeSecret as _;
use serde::Serialize;

use crate::{
    apps::AppEntry,
    http::{
        AppState,
        body::RawBody,
        order_link, origin,
        principal::{Principal, signed_in},
        problem::{FieldProblem, Problem},
    },
    relay::channels::Stream,
};

/// What Echo and pusher-js expect back.
#[derive(Debug, Serialize)]
pub struct Authorization {
    auth: String,
}

/// Signs the subscription, or answers 403.
pub async fn authorize(
    State(state): State<AppState>,
    method: Method,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<Response<Body>, Problem> {
    let field = |name: &str| {
        form_urlencoded::parse(&body).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    if let Some(token) = field("token") {
        // The token is all that counts here, so the answer may be read by whichever page sent it.
        let answer = by_link(&state, &token, field).await;
        return Ok(origin::readable_by_all(answer.into_response()));
    }
    let (app, user) = signed_in(&method, &headers, &state).await?;
    let (socket_id, channel) = subscription(field)?;
    let (who, name) = (user.email.clone(), channel.as_str());
    let principal = Principal::Person { app: app.clone(), user };
    let allowed = match Stream::from_channel(&channel) {
        Some(stream) => principal.may_hear(&state, &stream).await,
        None => Ok(false),
    };
    if !allowed.map_err(|error| Problem::internal(&error))? {
        return Err(refused(format!("{who} may not subscribe to {name}")));
    }
    Ok(sign(&app, socket_id, &channel).into_response())
}

async fn by_link(
    state: &AppState,
    token: &str,
    field: impl Fn(&str) -> Option<String>,
) -> Result<Json<Authorization>, Problem> {
    let (socket_id, channel) = subscription(field)?;
    let app = match Stream::from_channel(&channel) {
        Some(Stream::Order(uid)) => order_link::verify(state, uid, token).await,
        _ => Ok(None),
    };
    match app.map_err(|error| Problem::internal(&error))? {
        Some(app) => Ok(sign(&app, socket_id, &channel)),
        None => Err(refused(format!("the token is not that of the link to {}", channel.as_str()))),
    }
}

fn subscription(field: impl Fn(&str) -> Option<String>) -> Result<(SocketId, ChannelName), Problem> {
    Ok((parsed("socket_id", field("socket_id"))?, parsed("channel_name", field("channel_name"))?))
}

fn sign(app: &AppEntry, socket_id: SocketId, channel: &ChannelName) -> Json<Authorization> {
    let key = app.record.current_key();
    let signature = subscription_signature(key.secret.expose_secret(), socket_id, channel, None);
    Json(Authorization { auth: format!("{}:{signature}", key.info.key) })
}

fn refused(detail: String) -> Problem {
    Problem::new(StatusCode::FORBIDDEN, "forbidden", "You may not listen here", detail)
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
    name: &str,
    value: Option<String>,
) -> Result<T, Problem> {
    let wrong = |message: String| Problem::validation(vec![FieldProblem { field: name.to_owned(), message }]);
    let value = value.ok_or_else(|| wrong("is required, as a form field".into()))?;
    value.parse().map_err(|error: T::Err| wrong(error.to_string()))
}
