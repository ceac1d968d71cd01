//! `POST /v1/orders/{uid|code}/{action}`: somebody does something with an order.

use axum::{body::Body, extract::State, http::Response};
use orderbell_orders::{Action, Command, Currency, Status, status::UnknownStatus};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{
    OrderChanged,
    draft_body::MoneyBody,
    invalid, money, parse_time,
    perform::{Sender, perform},
};
use crate::{
    apps::AppEntry,
    http::{AppState, body::OptionalJsonBody, path::Path, problem::Problem},
};

/// Details of an action; all optional, and so is the body.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActionBody {
    /// Why, for `decline` (required there) and `cancel`.
    reason: Option<String>,
    /// When it will be ready, RFC 3339, for `accept`.
    eta: Option<String>,
    /// Who carries it, for `ship`.
    courier: Option<String>,
    /// Tracking number, for `ship`.
    tracking_no: Option<String>,
    /// Whether courier and number take the place of those that are noted, for `ship` on an order that is on its way: one
    /// was mistyped. Without it others than those are refused with 409. What is known of the parcel with a number that is
    /// replaced is forgotten.
    #[serde(default)]
    replace: bool,
    /// How it was paid, for `mark-paid`: `cash`, `transfer`, `card`, `qris`, `other` or a word of your own, up to 40
    /// characters.
    #[schema(example = "cash")]
    method: Option<String>,
    /// Number of the receipt, the transfer or the card slip, for `mark-paid`; up to 120 characters. The same receipt for
    /// the same amount is not counted twice.
    receipt: Option<String>,
    /// How much was paid, for `mark-paid`: what is outstanding when absent, a deposit when less, refused when more. Send
    /// `If-Match` or an `Idempotency-Key` along, so that a repetition is no second deposit.
    amount: Option<MoneyBody>,
    /// ISO 4217 code of an amount that names none; the app's currency when absent.
    currency: Option<String>,
    /// Do it only while the order is in this status.
    #[schema(example = "placed")]
    from: Option<String>,
}

/// Does something with an order: `ack`, `accept`, `decline`, `start`, `ready`, `ship`, `complete`, `cancel`, `expire`,
/// `mark-paid` or `reopen`. If it is done already, the answer says by whom; if it is not possible any more, the answer is 409 with
/// the order as it is.
#[utoipa::path(post, path = "/v1/orders/{order}/{action}", operation_id = "act_on_order", tag = "orders",
    request_body(content = Option<ActionBody>, content_type = "application/json"),
    params(
        ("order" = String, Path, description = "uid or code", example = "ORD-261121-7K3Q"),
        ("action" = String, Path, description = "what to do", example = "accept"),
        ("If-Match" = Option<String>, Header, description = "do it only if this is the order's ETag"),
        ("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters, kept for 48 hours")
    ),
    security(("api_key" = []), ("session" = [])),
    responses(
        (status = 200, body = OrderChanged),
        (status = 401, body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem, description = "Not possible any more; `order` is the order as it is"),
        (status = 412, body = Problem, description = "The order has another version; `order` is the order as it is"),
        (status = 422, body = Problem),
        (status = 503, body = Problem, description = "Nothing was recorded; send the request again")
    ))]
pub async fn act(
    State(state): State<AppState>,
    sender: Sender,
    Path((reference, action)): Path<(String, String)>,
    OptionalJsonBody { value: body, raw }: OptionalJsonBody<ActionBody>,
) -> Result<Response<Body>, Problem> {
    let from = from_status(body.from.as_deref(), sender.principal.app())?;
    let currency = sender.principal.app().record.currency;
    perform(&state, &sender, &reference, &raw, from, command(&action, body, currency)?).await
}

fn command(action: &str, body: ActionBody, currency: Currency) -> Result<Command, Problem> {
    let unknown = || {
        let known: Vec<_> =
            Action::ALL.iter().filter(|action| !has_route(**action)).map(|action| action.as_str()).collect();
        Problem::not_found(format!("{action:?} is not an action; known are {}", known.join(", ")))
    };
    Ok(match action.parse::<Action>().map_err(|_| unknown())? {
        Action::Acknowledge => Command::Acknowledge,
        Action::Accept => Command::Accept { eta: parse_time("eta", body.eta.as_deref())? },
        Action::Decline => Command::Decline { reason: body.reason },
        Action::Start => Command::Start,
        Action::Ready => Command::Ready,
        Action::Ship => {
            Command::Ship { courier: body.courier, tracking_no: body.tracking_no, replace: body.replace }
        }
        Action::Complete => Command::Complete,
        Action::Cancel => Command::Cancel { reason: body.reason },
        Action::Expire => Command::Expire,
        Action::MarkPaid => Command::MarkPaid {
            method: body.method,
            receipt: body.receipt,
            amount: money(body.amount, body.currency.as_deref(), currency)?,
        },
        Action::Reopen => Command::Reopen,
        Action::Create
        | Action::ReportPayment
        | Action::OpenCase
        | Action::MoveCase
        | Action::UpdateShipment
        | Action::Lapse
        | Action::Amend
        | Action::Follow => return Err(unknown()),
    })
}

/// Whether the action has a route and a body of its own.
fn has_route(action: Action) -> bool {
    matches!(
        action,
        Action::Create
            | Action::ReportPayment
            | Action::OpenCase
            | Action::MoveCase
            | Action::UpdateShipment
            | Action::Lapse
            | Action::Amend
            | Action::Follow
    )
}

fn from_status(from: Option<&str>, app: &AppEntry) -> Result<Option<Status>, Problem> {
    let Some(word) = from else { return Ok(None) };
    let known = app.record.words.aliases.read(word);
    known.map(Some).ok_or_else(|| invalid("from", &UnknownStatus(word.to_owned()).to_string()))
}
