//! `POST /broadcasting/auth`: signs a signed-in person's subscription to a private channel.
//!
//! Laravel Echo asks here by default. Apps with users of their own sign with their own copy of the secret and never
//! come here; this endpoint is for the people who sign in to Orderbell's dashboard. Who hears which channel follows
//! from role and vendor alone.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, Method, StatusCode},
};
use orderbell_orders::OrderRef;
use orderbell_store::{Role, User};
use orderbell_wire::{auth::subscription_signature, channel::ChannelName, socket_id::SocketId};
use secrecy::ExposeSecret as _;
use serde::Serialize;

use crate::{
    http::{
        AppState,
        body::RawBody,
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
) -> Result<Json<Authorization>, Problem> {
    let (app, user) = signed_in(&method, &headers, &state).await?;
    let field = |name: &str| {
        form_urlencoded::parse(&body).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    let socket_id: SocketId = parsed("socket_id", field("socket_id"))?;
    let channel: ChannelName = parsed("channel_name", field("channel_name"))?;

    let stream = Stream::from_channel(&channel);
    let allowed = match &stream {
        Some(Stream::Order(uid)) => {
            let principal = Principal::Person { app: app.clone(), user: user.clone() };
            let order = state.store.order(app.record.id, &OrderRef::Id(*uid), principal.scope()).await;
            order.map_err(|error| Problem::internal(&error))?.is_some()
        }
        Some(stream) => may_hear(&user, stream),
        None => false,
    };
    if !allowed {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "forbidden",
            "You may not listen here",
            format!("{} may not subscribe to {}", user.email, channel.as_str()),
        ));
    }
    let key = app.record.current_key();
    let signature = subscription_signature(key.secret.expose_secret(), socket_id, &channel, None);
    Ok(Json(Authorization { auth: format!("{}:{signature}", key.info.key) }))
}

fn may_hear(user: &User, stream: &Stream) -> bool {
    match stream {
        Stream::Admin => matches!(user.role, Role::Owner | Role::Admin),
        Stream::Vendor(vendor) => match user.role {
            Role::Owner | Role::Admin => true,
            Role::Vendor | Role::Cashier => user.vendor_id.as_ref() == Some(vendor),
            Role::Customer => false,
        },
        Stream::Order(_) => false,
    }
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(
    name: &str,
    value: Option<String>,
) -> Result<T, Problem> {
    let wrong = |message: String| Problem::validation(vec![FieldProblem { field: name.to_owned(), message }]);
    let value = value.ok_or_else(|| wrong("is required, as a form field".into()))?;
    value.parse().map_err(|error: T::Err| wrong(error.to_string()))
}
