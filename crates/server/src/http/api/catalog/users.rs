//! `/v1/users`: the accounts of the app's customers, as far as it tells of them. Not the staff who sign in here.

use axum::{
    Json,
    body::Body,
    extract::State,
    http::{Response, StatusCode},
};
use jiff::Timestamp;
use orderbell_orders::{UserReport, draft::UserDraft};
use orderbell_store::{Registration, StoredReply, UserCursor};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{Head, admins_only, answer, invalid, stored, wrong};
use crate::{
    apps::AppEntry,
    catalog_view::RegisteredUserView,
    http::{
        AppState, body::JsonBody, parameters::Parameters, path::Path, principal::Principal, problem::Problem,
    },
};

const MAX_LIMIT: usize = 200;

/// What is told of a user.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(example = json!({"id": "4711", "name": "Budi", "email": "budi@example.com"}))]
pub struct UserBody {
    /// The app's own id for the account, 1 to 120 characters.
    id: Option<String>,
    /// What they are called, 1 to 120 characters.
    name: Option<String>,
    /// E-mail address.
    email: Option<String>,
    /// Telephone number.
    phone: Option<String>,
}

impl UserBody {
    pub(in crate::http::api) fn check(self) -> Result<UserReport, Vec<orderbell_orders::FieldError>> {
        UserDraft { id: self.id, name: self.name, email: self.email, phone: self.phone }.validate()
    }
}

/// Which users.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct UsersQuery {
    /// Users on the page, 1 to 200.
    #[serde(default = "default_limit")]
    #[param(minimum = 1, maximum = 200)]
    limit: usize,
    /// `next` of the page before.
    #[serde(default)]
    before: Option<String>,
}

/// A page of users.
#[derive(Debug, Serialize, ToSchema)]
pub struct UsersPage {
    /// The log's epoch.
    pub epoch: String,
    /// The log's head when the users were read.
    pub seq: i64,
    /// Users, those who were told of last first.
    pub users: Vec<RegisteredUserView>,
    /// Send it as `before` for the next page; `null` on the last one.
    pub next: Option<String>,
}

/// A user after a report.
#[derive(Debug, Serialize, ToSchema)]
pub struct UserRegistered {
    /// The log's epoch.
    pub epoch: String,
    /// `seq` of `user.registered`, if they were told of for the first time.
    pub seq: Option<i64>,
    /// The user.
    pub user: RegisteredUserView,
}

/// Tells of a user. The first time it is an event, `user.registered`, and the answer is 201; later what has changed is
/// taken over.
#[utoipa::path(post, path = "/v1/users", operation_id = "register_user", tag = "users", request_body = UserBody,
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = UserRegistered), (status = 201, body = UserRegistered),
        (status = 400, body = Problem), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem), (status = 503, body = Problem)))]
pub async fn register(
    State(state): State<AppState>,
    principal: Principal,
    head: Head,
    JsonBody { value: body, raw }: JsonBody<UserBody>,
) -> Result<Response<Body>, Problem> {
    admins_only(&principal, "users are shown to")?;
    let app = principal.app();
    let report = body.check().map_err(invalid)?;
    let reply = {
        let app = app.clone();
        move |done: &Registration| reply(done, &app)
    };
    let idempotency = head.idempotency(&principal, &raw, reply.clone())?;
    let actor = principal.actor();
    let done = state.store.register_user(app.record.id, report, actor, idempotency, Timestamp::now()).await;
    answer(done, reply, |_| None)
}

fn reply(done: &Registration, app: &AppEntry) -> StoredReply {
    let status = if done.seq.is_some() { StatusCode::CREATED } else { StatusCode::OK };
    let user = RegisteredUserView::new(&done.user);
    stored(status, &UserRegistered { epoch: app.record.epoch.clone(), seq: done.seq, user })
}

/// Users, those who were told of last first.
#[utoipa::path(get, path = "/v1/users", operation_id = "list_users", tag = "users", params(UsersQuery),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = UsersPage), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    query: Result<Parameters<UsersQuery>, Problem>,
) -> Result<Json<UsersPage>, Problem> {
    admins_only(&principal, "users are shown to")?;
    let Parameters(query) = query?;
    if !(1..=MAX_LIMIT).contains(&query.limit) {
        return Err(wrong("limit", format!("must be between 1 and {MAX_LIMIT}")));
    }
    let before = query.before.map(|cursor| cursor.parse::<UserCursor>()).transpose();
    let before =
        before.map_err(|_| wrong("before", "must be the `next` of a page that was fetched before"))?;
    let read = state.store.registered_users(principal.app().record.id, before, query.limit).await;
    let read = read.map_err(|error| Problem::internal(&error))?;
    Ok(Json(UsersPage {
        epoch: read.position.epoch,
        seq: read.position.seq,
        users: read.value.items.iter().map(RegisteredUserView::new).collect(),
        next: read.value.next.map(|cursor| cursor.to_string()),
    }))
}

/// One user, by the app's own id for them.
#[utoipa::path(get, path = "/v1/users/{id}", operation_id = "show_user", tag = "users",
    params(("id" = String, Path, description = "The app's own id for the account", example = "4711")),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = RegisteredUserView), (status = 401, body = Problem),
        (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
) -> Result<Json<RegisteredUserView>, Problem> {
    admins_only(&principal, "users are shown to")?;
    let found = state.store.registered_user(principal.app().record.id, id).await;
    let user = found.map_err(|error| Problem::internal(&error))?;
    let user = user.ok_or_else(|| Problem::not_found("there is no user with this id"))?;
    Ok(Json(RegisteredUserView::new(&user)))
}

fn default_limit() -> usize {
    50
}
