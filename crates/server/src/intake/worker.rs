//! Receipts that were not settled when they came in: those that a gateway has to confirm, and those whose order has
//! appeared since.
//!
//! A report is read again from its receipt, so whoever does the job needs nothing from the process that took it in. Its
//! effect and the end of its job are one transaction; dying before it means that the next process begins again.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use orderbell_intake::{
    Headers, Notification, SignedRequest,
    fact::{DisputeFact, Fact, OrderKey, PaymentFact, RefundFact},
};
use orderbell_orders::PaymentState;
use orderbell_store::{BegunReceipt, Plan, ReceiptState, fault};
use tokio::{
    sync::{Semaphore, watch},
    task::JoinSet,
    time::Instant,
};

use super::{
    Provider, SourceSettings,
    confirmed::{self, Denied},
    provider::needs_confirmation,
    settings::Confirm,
    translate::{self, Context},
};
use crate::{
    gateway::{GatewayAnswer, Standing},
    http::AppState,
};

/// Receipts that are looked at at the same time. Asking a gateway takes a second or so.
const AT_ONCE: usize = 32;

/// The ledger is looked at this often without any reason to, for what another process has added.
const LOOK: Duration = Duration::from_secs(2);

/// Pause after a write that failed.
const RETRY: Duration = Duration::from_millis(200);

/// For how long a gateway is asked about a payment before the receipt is given up. The job that recovers payments goes on
/// asking for longer, whatever became of a notification.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24);

/// For how long a gateway may not know yet what it has notified us of: its notifications and its answers need not come
/// from the same machine.
const LAG: SignedDuration = SignedDuration::from_secs(5);

/// For how long it may call a payment pending that it has notified us of as paid. It costs nobody anything to wait, and a
/// customer who has paid is waiting.
const PAID_LAG: SignedDuration = SignedDuration::from_secs(60);

/// Does the jobs until told to stop; nothing that was begun is left behind.
pub async fn run(state: AppState, mut stopping: watch::Receiver<bool>) {
    let permits = Arc::new(Semaphore::new(AT_ONCE));
    let mut added = state.store.jobs_added();
    let mut working = JoinSet::new();
    while !*stopping.borrow() {
        // Marked as seen before looking: what is added in between is another reason to look.
        added.mark_unchanged();
        let again_at = begin(&state, &permits, &mut working).await;
        tokio::select! {
            _ = stopping.wait_for(|stop| *stop) => {}
            Some(_) = working.join_next() => while working.try_join_next().is_some() {},
            change = added.changed() => if change.is_err() { break },
            () = tokio::time::sleep_until(again_at) => {}
        }
    }
    while working.join_next().await.is_some() {}
}

/// Begins as much as there is room for. Returns when to look again if nothing happens before.
async fn begin(state: &AppState, permits: &Arc<Semaphore>, working: &mut JoinSet<()>) -> Instant {
    loop {
        let latest = Instant::now() + LOOK;
        // A look costs a read; only a job that is due costs a write.
        let now = Timestamp::now();
        match state.store.next_receipt_due().await {
            Ok(Some(due)) if due <= now => {}
            Ok(Some(due)) => {
                let wait = Duration::try_from(due.duration_since(now)).unwrap_or(LOOK);
                return latest.min(Instant::now() + wait);
            }
            Ok(None) => return latest,
            Err(error) => {
                tracing::warn!(%error, "receipts cannot be read now, trying again");
                return Instant::now() + RETRY;
            }
        }
        let room = permits.available_permits();
        if room == 0 {
            return latest;
        }
        let begun = match state.store.begin_receipts(room, now).await {
            Ok(begun) => begun,
            Err(error) => {
                tracing::warn!(%error, "receipts cannot be settled now, trying again");
                return Instant::now() + RETRY;
            }
        };
        for begun in begun {
            let permit = Arc::clone(permits).try_acquire_owned();
            let permit = permit.expect("only this task takes permits, and it has counted them");
            let state = state.clone();
            working.spawn(async move {
                settle(&state, begun).await;
                drop(permit);
            });
        }
    }
}

async fn settle(state: &AppState, begun: BegunReceipt) {
    fault::point("begun");
    let plan = plan(state, &begun).await;
    fault::point("confirmed");
    let actor = match begun.source.provider.parse() {
        Ok(provider) => translate::actor(&begun.source, provider),
        Err(_) => translate::actor(&begun.source, Provider::Generic),
    };
    for _ in 0..50 {
        let now = Timestamp::now();
        match state.store.settle_receipt(begun.clone(), plan.clone(), actor.clone(), now).await {
            Ok(settled) => {
                if let Some(settled) = settled {
                    fault::point("job committed");
                    report(&begun, settled.state, &settled.detail);
                }
                return;
            }
            Err(error) => {
                tracing::debug!(%error, receipt.id = %begun.receipt.id, "a receipt could not be settled");
                tokio::time::sleep(RETRY).await;
            }
        }
    }
    // Nobody has ended the job, so the next start begins it again.
    tracing::error!(receipt.id = %begun.receipt.id, "a receipt could not be settled for ten seconds");
}

async fn plan(state: &AppState, begun: &BegunReceipt) -> Plan {
    let BegunReceipt { receipt, source, .. } = begun;
    let Some(app) = state.apps.by_id(source.app) else {
        return Plan::Fail("its app is gone".into());
    };
    let provider: Provider = match source.provider.parse() {
        Ok(provider) => provider,
        Err(error) => return Plan::Fail(format!("the provider {error}")),
    };
    let settings = SourceSettings::from_json(&source.settings);
    let headers: Vec<(&str, &str)> =
        receipt.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    let request = SignedRequest { headers: Headers(&headers), body: receipt.body.as_bytes() };
    let said = match provider.read(request, &settings) {
        Ok(said) => said,
        Err(error) => return Plan::Fail(error.to_string()),
    };
    let flows = &app.record.flows;
    let context = Context { provider, settings: &settings, flows, currency: app.record.currency };
    if !needs_confirmation(&said) {
        return translate::plan(&said, &context, "");
    }
    confirm(state, begun, &context, &said).await
}

/// Asks the gateway, and believes it and not the notification.
async fn confirm(state: &AppState, begun: &BegunReceipt, context: &Context<'_>, said: &Notification) -> Plan {
    let reference = said.facts.iter().find_map(|fact| match fact {
        Fact::Payment(PaymentFact { order: OrderKey::Payment(reference), .. })
        | Fact::Refund(RefundFact { order: OrderKey::Payment(reference), .. })
        | Fact::Dispute(DisputeFact { order: OrderKey::Payment(reference), .. }) => Some(reference),
        _ => None,
    });
    let provider = context.provider.as_str();
    let answer = match reference {
        Some(reference) => state.gateways.status(begun.source.app, provider, reference).await,
        None => GatewayAnswer::Unknown,
    };
    match answer {
        GatewayAnswer::Known(standing) if lags(begun, said, &standing) => {
            again(begun, "the gateway calls the payment pending still")
        }
        GatewayAnswer::Known(standing) => match confirmed::by(said, &standing) {
            Ok(said) => translate::plan(&said, context, "confirmed by the gateway"),
            Err(denied) => doubt(begun, &denied),
        },
        GatewayAnswer::Unknown if context.settings.confirm == Confirm::IfPossible => {
            translate::plan(said, context, "not confirmed by the gateway")
        }
        GatewayAnswer::Unknown => again(begun, "the app has no account at the gateway that could be asked"),
        GatewayAnswer::NotYet => again(begun, "the gateway does not know the payment yet"),
        GatewayAnswer::Unavailable(reason) => again(begun, &format!("the gateway gave no answer: {reason}")),
    }
}

/// Whether the gateway may be about to know what it has said already: that a payment is paid.
fn lags(begun: &BegunReceipt, said: &Notification, standing: &Standing) -> bool {
    let paid = |fact: &Fact| matches!(fact, Fact::Payment(payment) if payment.state == PaymentState::Paid);
    let young = Timestamp::now().duration_since(begun.receipt.received_at) < PAID_LAG;
    young && standing.payment.state == PaymentState::Pending && said.facts.iter().all(paid)
}

/// Asks once or twice more what the gateway denies, and then believes it.
fn doubt(begun: &BegunReceipt, denied: &Denied) -> Plan {
    if Timestamp::now().duration_since(begun.receipt.received_at) > LAG {
        return Plan::Fail(denied.to_string());
    }
    again(begun, &denied.to_string())
}

/// Looks at it again later: after 2, 4, 8 ... seconds, and every ten minutes at last.
fn again(begun: &BegunReceipt, reason: &str) -> Plan {
    let now = Timestamp::now();
    if now.duration_since(begun.receipt.received_at) > PATIENCE {
        return Plan::Fail(format!("given up: {reason}"));
    }
    let age = now.duration_since(begun.receipt.received_at).as_secs().clamp(2, 600);
    let due_at = now.saturating_add(SignedDuration::from_secs(age)).unwrap_or(Timestamp::MAX);
    Plan::Later { due_at, detail: format!("waits to be confirmed: {reason}") }
}

/// One line for what somebody may have to look into.
pub(crate) fn report(begun: &BegunReceipt, state: ReceiptState, detail: &str) {
    let (receipt, source) = (begun.receipt.id, begun.source.id);
    match state {
        ReceiptState::Failed => {
            tracing::warn!(receipt.id = %receipt, source.id = %source, detail, "a report could not be applied");
        }
        _ => tracing::debug!(
            receipt.id = %receipt, source.id = %source, outcome = state.as_str(), detail, "a receipt was settled"
        ),
    }
}
