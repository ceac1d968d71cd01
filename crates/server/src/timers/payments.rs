//! Asking gateways about payments: before an order expires, and from time to time while a payment is pending.
//!
//! A gateway's word goes the way of its own notifications, as a report; that it was asked for is the report's source.

use jiff::{SignedDuration, Timestamp};
use orderbell_orders::{
    Command, Order, OrderRef, Payment, PaymentReport, PaymentSource, PaymentState, timer,
};
use orderbell_store::{DueTimer, ReadError, Scope};

use super::{Found, after, pause};
use crate::{gateway::GatewayAnswer, http::AppState};

/// How long an expiry waits for a gateway that does not answer. Not for ever: goods and dates would be held by whoever
/// never paid, for as long as somebody else's outage lasts. And nothing is lost by it: should the money have come in
/// all the same, the payment is asked about again ten minutes and a day later, and its arrival on an expired order is
/// a critical notification with the order untouched, to be reopened or refunded by a person.
const PATIENCE: SignedDuration = SignedDuration::from_hours(1);

/// Asks how the payments of an order stand whose time to pay is over, and ends those that are pending, so that nobody can
/// pay later for what will be sold to somebody else.
pub(super) async fn before_expiry(
    state: &AppState,
    timer: &DueTimer,
    now: Timestamp,
) -> Result<Found, ReadError> {
    let Some(order) = order(state, timer).await? else { return Ok(Found::Reports(Vec::new())) };
    let patient_until = order.expires_at.map_or(now, |at| after(at, timer::GRACE + PATIENCE));
    let mut reports = Vec::new();
    for payment in order.payments.iter().filter(|payment| payment.state == PaymentState::Pending) {
        let mut answer = state.gateways.status(timer.app, &payment.provider, &payment.reference).await;
        if matches!(&answer, GatewayAnswer::Known(known) if known.payment.state == PaymentState::Pending) {
            answer = state.gateways.expire(timer.app, &payment.provider, &payment.reference).await;
        }
        match answer {
            GatewayAnswer::Known(known)
                if matches!(known.payment.state, PaymentState::Paid | PaymentState::Review) =>
            {
                reports.push(recovered(payment, known.payment));
            }
            // That it has ended, with or without our doing, is what the order's expiry says by itself.
            GatewayAnswer::Known(_) => {}
            // Nothing was begun there, so there is nothing to end; what is offered to the customer has our deadline.
            GatewayAnswer::NotYet | GatewayAnswer::Unknown => {}
            GatewayAnswer::Unavailable(error) if now < patient_until => {
                let until = after(now, pause(timer.attempts)).min(patient_until);
                return Ok(Found::NotNow { until, error: unavailable(&payment.provider, &error) });
            }
            GatewayAnswer::Unavailable(error) => tracing::warn!(
                order.code = %order.code,
                provider = payment.provider,
                error,
                "an order expires although its gateway could not be asked for an hour"
            ),
        }
    }
    Ok(Found::Reports(reports))
}

/// Asks about one payment.
pub(super) async fn recover(state: &AppState, timer: &DueTimer, now: Timestamp) -> Result<Found, ReadError> {
    let nothing = Found::Reports(Vec::new());
    let Some((provider, reference)) = &timer.payment else { return Ok(nothing) };
    let Some(order) = order(state, timer).await? else { return Ok(nothing) };
    let Some(payment) = order.payment(provider, reference, None) else { return Ok(nothing) };
    Ok(match state.gateways.status(timer.app, provider, reference).await {
        GatewayAnswer::Known(known) => Found::Reports(vec![recovered(payment, known.payment)]),
        GatewayAnswer::NotYet | GatewayAnswer::Unknown => nothing,
        GatewayAnswer::Unavailable(error) => {
            // Not later than it would have been asked about anyway.
            let regular = timer::next_check(&order, payment, now);
            let until = after(now, pause(timer.attempts));
            let until = regular.map_or(until, |regular| until.min(regular));
            Found::NotNow { until, error: unavailable(provider, &error) }
        }
    })
}

async fn order(state: &AppState, timer: &DueTimer) -> Result<Option<Order>, ReadError> {
    let found = state.store.order(timer.app, &OrderRef::Id(timer.order), Scope::All).await?;
    Ok(found.map(|order| order.value))
}

/// The report is about the payment that was asked about, whatever the gateway calls it.
fn recovered(payment: &Payment, report: PaymentReport) -> Command {
    Command::ReportPayment(Box::new(PaymentReport {
        provider: payment.provider.clone(),
        reference: payment.reference.clone(),
        source: PaymentSource::Recovery,
        ..report
    }))
}

fn unavailable(provider: &str, error: &str) -> String {
    format!("{provider} could not be asked: {error}")
}
