//! `POST /v1/orders/{uid|code}/payment-link`: a page at the payment gateway on which the order can be paid.
//!
//! The reference is in the ledger before the gateway hears of it, and the page after. So whatever is cut off in between,
//! asking again goes on where it stopped; see [`orderbell_store::payment_link`].

use std::sync::Arc;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, Method, Response, StatusCode, Uri},
    response::IntoResponse as _,
};
use jiff::{SignedDuration, Timestamp};
use orderbell_gateway::{Checkout, GatewayError, NotPayable};
use orderbell_orders::{Actor, Command, Order, OrderRef};
use orderbell_store::{
    Conditions, LinkPage, LinkRefused, LinkWish, OpenedAccount, PaymentLink, StoredReply, Wished,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    idempotency, send,
    show::parse_reference,
    viewer::{Viewer, of_link},
    write_failed,
};
use crate::{
    apps::AppEntry,
    gateway::{GatewayAnswer, midtrans::PROVIDER},
    http::{AppState, body::OptionalJsonBody, credential::Credential, origin, path::Path, problem::Problem},
    order_view::{OrderView, time},
};

/// How long a page stays open for an order that need not be paid by a certain time; no page does for longer.
const LIFE: SignedDuration = SignedDuration::from_hours(24);

/// The longest that a page can be open, however much time the order has.
const LONGEST: SignedDuration = SignedDuration::from_hours(7 * 24);

/// References that are tried. More than one is only needed when the gateway has had the first before.
const ATTEMPTS: usize = 5;

/// By which right; nothing for those who are signed in or have an API key.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PaymentLinkBody {
    /// The order's `link_token`, from its customer. The order has to be named by its uid then. It may come as the
    /// parameter `token` or as a bearer token as well.
    #[schema(example = "q83vEjRWeJCrze8SNFZ4kA")]
    token: Option<String>,
}

/// A link.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({ "payment": {
    "reference": "ORD-261121-7K3Q-1", "provider": "midtrans", "amount": 4_500_000, "currency": "IDR",
    "url": "https://app.sandbox.midtrans.com/snap/v4/redirection/66e4fa55-fdac-4ef9-91b5-733b97d1b862",
    "token": "66e4fa55-fdac-4ef9-91b5-733b97d1b862", "expires_at": "2026-11-22T03:04:05Z"
} }))]
pub struct PaymentLinkPage {
    /// The payment that is made on it.
    pub payment: PaymentLinkView,
}

/// A payment that waits to be made.
#[derive(Debug, Serialize, ToSchema)]
pub struct PaymentLinkView {
    /// Our reference for it at the gateway.
    pub reference: String,
    /// The gateway.
    pub provider: String,
    /// How much, in minor units.
    pub amount: i64,
    /// ISO 4217 code.
    pub currency: &'static str,
    /// The page.
    pub url: String,
    /// What Midtrans' `snap.js` opens the same page with inside a page of the app.
    pub token: String,
    /// Until when it can be paid.
    pub expires_at: String,
}

/// Opens a page on which the order can be paid, or gives the one that is open. Staff in whose scope the order is may ask
/// for it, programs, and the order's customer.
#[utoipa::path(post, path = "/v1/orders/{order}/payment-link", operation_id = "open_payment_link", tag = "orders",
    request_body(content = Option<PaymentLinkBody>, content_type = "application/json"),
    params(
        ("order" = String, Path, description = "uid or code", example = "ORD-261121-7K3Q"),
        ("Idempotency-Key" = Option<String>, Header,
            description = "1 to 255 characters, kept for 48 hours; not heard from customers, who get the same link anyway")
    ),
    security(("api_key" = []), ("session" = []), ("link" = [])),
    responses(
        (status = 200, body = PaymentLinkPage, description = "There was a link already"),
        (status = 201, body = PaymentLinkPage),
        (status = 401, body = Problem),
        (status = 404, body = Problem),
        (status = 409, body = Problem,
            description = "`no_gateway`, `order_paid`, `order_closed`, `payment_in_review` or `not_payable`"),
        (status = 422, body = Problem),
        (status = 502, body = Problem, description = "The gateway refused; somebody has to change something"),
        (status = 503, body = Problem, description = "The gateway gave no answer; send the request again")
    ))]
pub async fn create(
    State(state): State<AppState>,
    viewer: Result<Viewer, Problem>,
    Path(reference): Path<String>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    OptionalJsonBody { value: body, raw }: OptionalJsonBody<PaymentLinkBody>,
) -> Result<Response<Body>, Problem> {
    let viewer = match body.token {
        Some(token) => Viewer::Link(Credential::from_token(&token)),
        None => viewer?,
    };
    let principal = match viewer {
        Viewer::Principal(principal) => principal,
        Viewer::Link(link) => {
            // The token is all that counts here, so the answer may be read by whichever page sent it.
            let answer = by_customer(&state, &reference, &link).await;
            return Ok(origin::readable_by_all(answer.map(send).into_response()));
        }
    };
    let app = principal.app().clone();
    let key = idempotency::key(&headers)?
        .map(|key| (key, idempotency::fingerprint(&principal, &method, uri.path(), &raw)));
    if let Some((key, fingerprint)) = &key {
        let stored = state.store.stored_reply(app.record.id, key, *fingerprint).await;
        match stored.map_err(|error| Problem::internal(&error))? {
            Ok(Some(reply)) => return Ok(idempotency::replayed(reply)),
            Ok(None) => {}
            Err(_) => return Err(idempotency::reused()),
        }
    }
    let missing = || Problem::not_found(format!("there is no order {reference}"));
    let wanted = parse_reference(&reference)?;
    let found = state.store.order(app.record.id, &wanted, principal.scope()).await;
    let order = found.map_err(|error| Problem::internal(&error))?.ok_or_else(missing)?.value;
    let reply = Asker { state: &state, app: &app, actor: Some(principal.actor()) }.link(&order).await?;
    if let Some((key, fingerprint)) = key {
        let now = Timestamp::now();
        let kept = state.store.keep_reply(app.record.id, &key, fingerprint, reply.clone(), now).await;
        kept.map_err(write_failed)?;
    }
    Ok(send(reply))
}

async fn by_customer(state: &AppState, reference: &str, link: &Credential) -> Result<StoredReply, Problem> {
    let (app, order) = of_link(state, reference, link).await?;
    let asker = Asker { state, app: &app, actor: None };
    let linked = asker.link(&order.value).await;
    // A problem shows the order as staff see it.
    linked.map_err(|mut problem| {
        problem.order = None;
        problem
    })
}

/// Who asks, in which app.
struct Asker<'a> {
    state: &'a AppState,
    app: &'a Arc<AppEntry>,
    /// `None` for the customer.
    actor: Option<Actor>,
}

impl Asker<'_> {
    async fn link(&self, order: &Order) -> Result<StoredReply, Problem> {
        let app = self.app.record.id;
        let account = self.account().await?;
        // What the gateway cannot take at all is not even written down.
        if let Err(why @ (NotPayable::Currency(_) | NotPayable::Fraction)) =
            Checkout::of(order, String::new(), Timestamp::now())
        {
            return Err(not_payable(why));
        }
        let turn = self.state.midtrans.turn(app, order.id).await;
        let (mut instead_of, mut despite) = (None, Vec::new());
        for _ in 0..ATTEMPTS {
            let now = Timestamp::now();
            let life = if order.expires_at.is_some() { LONGEST } else { LIFE };
            let provider = PROVIDER.to_owned();
            let wish = LinkWish {
                provider,
                actor: self.actor.clone(),
                life,
                instead_of: instead_of.take(),
                despite: despite.clone(),
            };
            let wished = self.state.store.wish_payment_link(app, &OrderRef::Id(order.id), wish, now).await;
            let (link, order) = match wished.map_err(write_failed)? {
                Wished::Open(link) => return Ok(reply(StatusCode::OK, &link, order)),
                Wished::Refused(refused) => return Err(self.refused(&refused)),
                Wished::Outdated(link) => {
                    self.end(order, &link.reference).await?;
                    // What it told has changed the order, or nothing more can be done about it.
                    despite.push(link.reference);
                    continue;
                }
                Wished::Reserved { link, order } => (link, order),
            };
            let checkout = Checkout::of(&order, link.reference.clone(), link.expires_at);
            let checkout = checkout.map_err(not_payable)?;
            match self.state.midtrans.open_page(&account, &checkout).await {
                Ok(page) => {
                    let page = LinkPage { url: page.url, token: page.token };
                    let noted =
                        self.state.store.open_payment_link(app, PROVIDER, &link.reference, page.clone());
                    noted.await.map_err(write_failed)?;
                    drop(turn);
                    let link = PaymentLink { page: Some(page), ..link };
                    return Ok(reply(StatusCode::CREATED, &link, &order));
                }
                Err(GatewayError::Taken) => instead_of = Some(link.reference),
                Err(error) => return Err(self.failed(&error)),
            }
        }
        Err(self.failed(&GatewayError::Taken))
    }

    async fn account(&self) -> Result<OpenedAccount, Problem> {
        let no_gateway = |detail| {
            let title = "There is no payment gateway";
            Problem::new(StatusCode::CONFLICT, "no_gateway", title, detail)
        };
        let found = self.state.store.gateway_account(self.app.record.id, PROVIDER).await;
        let account = found.map_err(|error| Problem::internal(&error))?;
        let account = account.ok_or_else(|| {
            no_gateway("set one up in the dashboard under Payments, or with PUT /v1/gateways/midtrans")
        })?;
        if !account.account.enabled {
            return Err(no_gateway("the account at midtrans is switched off"));
        }
        Ok(account)
    }

    /// Ends a page that asks for another amount than is due, and notes what has come in there. A page on which nobody has
    /// chosen how to pay cannot be closed; money that comes in there later is counted like any other.
    async fn end(&self, order: &Order, reference: &str) -> Result<(), Problem> {
        let app = self.app.record.id;
        if let GatewayAnswer::Known(known) = self.state.gateways.expire(app, PROVIDER, reference).await {
            let (id, command) = (OrderRef::Id(order.id), Command::ReportPayment(Box::new(known.payment)));
            let (actor, conditions) = (Actor::system(), Conditions::default());
            let acted =
                self.state.store.act(app, &id, command, actor, conditions, None, Timestamp::now()).await;
            acted.map_err(write_failed)?;
        }
        Ok(())
    }

    fn refused(&self, refused: &LinkRefused) -> Problem {
        let conflict = |code, title, detail, order: &Order| {
            let problem = Problem::new(StatusCode::CONFLICT, code, title, detail);
            problem.with_order(OrderView::new(order, self.app))
        };
        match refused {
            LinkRefused::Act(refusal) => super::problem(refusal, self.app),
            LinkRefused::Paid { order } => {
                conflict("order_paid", "The order is paid", "nothing is left to pay", order)
            }
            LinkRefused::Closed { order } => {
                let detail = "it was called off, or the time to pay is over; reopen it or place a new one";
                conflict("order_closed", "The order is closed", detail, order)
            }
            LinkRefused::Review { order } => {
                let detail = "the gateway holds a payment back until somebody has looked at it there";
                conflict("payment_in_review", "A payment is under review", detail, order)
            }
        }
    }

    /// Staff learn what the gateway said; customers that it is not their fault.
    fn failed(&self, error: &GatewayError) -> Problem {
        let app = self.app.record.public_id.as_str();
        tracing::warn!(%error, app.id = app, "the payment gateway did not open a page");
        let for_customers = "the payment page cannot be opened now; try again, or ask the shop".to_owned();
        let detail = if self.actor.is_some() { error.to_string() } else { for_customers };
        if error.is_passing() {
            let (code, title) = ("gateway_unavailable", "The payment gateway gives no answer");
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, code, title, detail).retry_after(5)
        } else {
            let (code, title) = ("gateway_refused", "The payment gateway refused");
            Problem::new(StatusCode::BAD_GATEWAY, code, title, detail)
        }
    }
}

fn not_payable(why: NotPayable) -> Problem {
    let title = "The payment gateway cannot take this";
    Problem::new(StatusCode::CONFLICT, "not_payable", title, why.to_string())
}

fn reply(status: StatusCode, link: &PaymentLink, order: &Order) -> StoredReply {
    let (url, token) =
        link.page.as_ref().map(|page| (page.url.clone(), page.token.clone())).unwrap_or_default();
    let payment = PaymentLinkView {
        reference: link.reference.clone(),
        provider: link.provider.clone(),
        amount: link.amount,
        currency: order.currency.code(),
        url,
        token,
        expires_at: time(link.expires_at),
    };
    let body = serde_json::to_string(&PaymentLinkPage { payment }).expect("a link has string keys only");
    StoredReply { status: status.as_u16(), body }
}
