//! `/v1/jobs`: what the server is going to do by itself, what it is at, and what it gave up; for programs of the app's
//! developers and for owners and admins.

use axum::{Json, extract::State, http::StatusCode};
use jiff::Timestamp;
use orderbell_store::{JobActed, JobAction, JobId, JobQuery, JobRow, JobState, TimerKind, UnknownJobState};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    http::{
        AppState,
        api::{managed, orders::write_failed},
        parameters::Parameters,
        path::Path,
        principal::Principal,
        problem::{FieldProblem, Problem},
    },
    order_view::time,
};

/// Most jobs on one page.
const MAX_LIMIT: usize = 200;

/// Kinds of jobs that are no timers of orders.
const OTHER_KINDS: [&str; 2] = ["receipt", "webhook"];

/// Which jobs.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct JobsQuery {
    /// Only of this kind: `order.expire`, `order.unattended`, `order.decline`, `order.late`, `order.complete`,
    /// `payment.recover`, `shipment.track`, `receipt`, `webhook`.
    #[serde(default)]
    kind: Option<String>,
    /// Only in this state: `ready`, `parked`, `running` or `failed`.
    #[serde(default)]
    state: Option<String>,
    /// Jobs on the page, 1 to 200.
    #[serde(default = "default_limit")]
    #[param(minimum = 1, maximum = 200)]
    limit: usize,
    /// `next` of the page before.
    #[serde(default)]
    before: Option<i64>,
}

/// A page of jobs.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobsPage {
    /// Jobs, the last added first.
    pub jobs: Vec<JobView>,
    /// Send it as `before` for the next page; `null` on the last one.
    pub next: Option<i64>,
}

/// Something that the server does by itself.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobView {
    /// Its number.
    pub id: i64,
    /// Which work it is.
    #[schema(example = "order.expire")]
    pub kind: String,
    /// `ready`: to be done from `due_at` on; `parked`: after another one; `running`; `failed`: given up.
    #[schema(example = "ready")]
    pub state: &'static str,
    /// When it is to be done; for one that was given up, when that was.
    pub due_at: String,
    /// How often it was begun.
    pub attempts: u32,
    /// Why it did not succeed the last time.
    pub last_error: Option<String>,
    /// When it was added.
    pub created_at: String,
    /// Code of the order that it is about.
    #[schema(example = "ORD-261121-7K3Q")]
    pub order_code: Option<String>,
    /// Id of the order that it is about.
    pub order_uid: Option<String>,
    /// Our reference of the payment that it is about.
    #[schema(example = "ORD-261121-7K3Q-1")]
    pub payment_reference: Option<String>,
    /// Whether it can be begun now.
    pub can_retry: bool,
    /// Whether it can be taken back.
    pub can_cancel: bool,
}

impl From<JobRow> for JobView {
    fn from(job: JobRow) -> Self {
        let (order_uid, order_code) = job.order.unzip();
        Self {
            id: job.id.0,
            can_retry: JobAction::Retry.is_safe(&job.kind),
            can_cancel: JobAction::Cancel.is_safe(&job.kind),
            kind: job.kind,
            state: job.state.as_str(),
            due_at: time(job.due_at),
            attempts: job.attempts,
            last_error: job.last_error,
            created_at: time(job.created_at),
            order_code: order_code.map(|code| code.to_string()),
            order_uid: order_uid.map(|uid| uid.to_string()),
            payment_reference: job.reference,
        }
    }
}

/// The jobs of the app, the last added first.
#[utoipa::path(get, path = "/v1/jobs", operation_id = "list_jobs", tag = "jobs", params(JobsQuery),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, body = JobsPage), (status = 401, body = Problem), (status = 403, body = Problem),
        (status = 422, body = Problem)))]
pub async fn list(
    State(state): State<AppState>,
    principal: Principal,
    query: Result<Parameters<JobsQuery>, Problem>,
) -> Result<Json<JobsPage>, Problem> {
    let app = managed(&principal, "jobs")?.record.id;
    let Parameters(query) = query?;
    let limit = query.limit;
    let query = checked(query)?;
    let mut jobs = state.store.jobs(app, query).await.map_err(|error| Problem::internal(&error))?;
    let more = jobs.len() > limit;
    jobs.truncate(limit);
    let next = jobs.last().filter(|_| more).map(|job| job.id.0);
    Ok(Json(JobsPage { jobs: jobs.into_iter().map(JobView::from).collect(), next }))
}

/// Begins a job now, whenever it is due and even if somebody is at it; one that was given up as well.
#[utoipa::path(post, path = "/v1/jobs/{id}/retry", operation_id = "retry_job", tag = "jobs",
    params(("id" = i64, Path, description = "Number of the job")), security(("api_key" = []), ("session" = [])),
    responses((status = 202), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "Jobs of this kind cannot be begun by hand")))]
pub async fn retry(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    act(&state, &principal, &id, JobAction::Retry).await?;
    state.timers.wake();
    Ok(StatusCode::ACCEPTED)
}

/// Takes a job back, even if somebody is at it: they finish nothing. It comes back when the order changes so that it is
/// needed again.
#[utoipa::path(delete, path = "/v1/jobs/{id}", operation_id = "cancel_job", tag = "jobs",
    params(("id" = i64, Path, description = "Number of the job")), security(("api_key" = []), ("session" = [])),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "Jobs of this kind cannot be taken back")))]
pub async fn cancel(
    State(state): State<AppState>,
    principal: Principal,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    act(&state, &principal, &id, JobAction::Cancel).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn act(state: &AppState, principal: &Principal, id: &str, action: JobAction) -> Result<(), Problem> {
    let app = managed(principal, "jobs")?.record.id;
    let missing = || Problem::not_found("there is no such job, or it is done");
    let id = JobId(id.parse().map_err(|_| missing())?);
    match state.store.act_on_job(app, id, action, Timestamp::now()).await.map_err(write_failed)? {
        JobActed::Yes => Ok(()),
        JobActed::Unknown => Err(missing()),
        JobActed::Unsafe(kind) => Err(Problem::new(
            StatusCode::CONFLICT,
            "job_not_manual",
            "This job takes care of itself",
            match action {
                JobAction::Retry => format!("jobs of the kind {kind} cannot be begun by hand"),
                JobAction::Cancel => format!("jobs of the kind {kind} cannot be taken back"),
            },
        )),
    }
}

fn checked(query: JobsQuery) -> Result<JobQuery, Problem> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, message: String| {
        errors.push(FieldProblem { field: field.to_owned(), message });
    };
    let JobsQuery { kind, state, limit, before } = query;
    let mut kinds = TimerKind::ALL.iter().map(|kind| kind.as_str()).chain(OTHER_KINDS);
    if kind.as_ref().is_some_and(|kind| !kinds.any(|known| known == kind)) {
        let known: Vec<&str> = TimerKind::ALL.iter().map(|kind| kind.as_str()).chain(OTHER_KINDS).collect();
        wrong("kind", format!("must be one of {}", known.join(", ")));
    }
    let state = match state.as_deref().map(str::parse::<JobState>).transpose() {
        Ok(state) => state,
        Err(UnknownJobState(given)) => {
            wrong("state", format!("must be ready, parked, running or failed, not {given:?}"));
            None
        }
    };
    if !(1..=MAX_LIMIT).contains(&limit) {
        wrong("limit", format!("must be between 1 and {MAX_LIMIT}"));
    }
    if before.is_some_and(|before| before < 1) {
        wrong("before", "must be the `next` of a page".to_owned());
    }
    if !errors.is_empty() {
        return Err(Problem::validation(errors));
    }
    // One more tells whether there is another page.
    Ok(JobQuery { kind, state, before: before.map(JobId), limit: limit + 1 })
}

fn default_limit() -> usize {
    50
}
