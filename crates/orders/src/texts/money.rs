//! The words for money that does not simply arrive.

use crate::case::{Case, CaseState};
use crate::event::Event;
use crate::locale::Locale;
use crate::order::Order;
use crate::payment::PaymentState;

/// What a method is called; `None` for one that says nothing.
pub(super) fn method(method: &str, locale: Locale) -> Option<&str> {
    match method {
        "cash" => Some(locale.pick("cash", "tunai")),
        "transfer" => Some(locale.pick("bank transfer", "transfer bank")),
        "card" => Some(locale.pick("card", "kartu")),
        "qris" => Some("QRIS"),
        "other" => None,
        own => Some(own),
    }
}

/// A payment that failed, moved or was found.
pub(super) fn payment(event: &Event, order: &Order, locale: Locale) -> String {
    let code = &order.code;
    let (en, id) = match event {
        Event::PaymentFailed { late: true, .. } => (
            format!("Order #{code} was paid after it had been closed: reopen or refund"),
            format!("Pesanan #{code} dibayar setelah ditutup: buka lagi atau refund"),
        ),
        Event::PaymentFailed { reversed: true, .. } => (
            format!("Payment of #{code} was reversed by the bank"),
            format!("Pembayaran #{code} ditarik kembali oleh bank"),
        ),
        Event::PaymentFailed { .. } => {
            (format!("Payment of order #{code} failed"), format!("Pembayaran pesanan #{code} gagal"))
        }
        Event::PaymentUpdated { payment } => {
            let (en, id) = state(payment.state);
            (format!("Payment of order #{code}: {en}"), format!("Pembayaran pesanan #{code}: {id}"))
        }
        _ => (format!("Order #{code} payment status updated"), format!("Status bayar #{code} diperbarui")),
    };
    locale.pick(en, id)
}

/// A refund or a dispute.
pub(super) fn case(event: &Event, order: &Order, locale: Locale) -> String {
    let code = &order.code;
    let (Event::RefundRequested { case }
    | Event::RefundUpdated { case }
    | Event::DisputeCreated { case }
    | Event::DisputeUpdated { case }) = event
    else {
        return format!("#{code}");
    };
    let Case { code: number, amount, state, .. } = &**case;
    let amount = order.money(*amount).display(locale);
    let (en_state, id_state) = decision(*state);
    let (en, id) = match event {
        Event::RefundRequested { .. } => (
            format!("Refund requested for order #{code} ({amount})"),
            format!("Pesanan #{code} minta pengembalian dana ({amount})"),
        ),
        Event::DisputeCreated { .. } => (
            format!("Dispute #{number} created for order #{code}"),
            format!("#{number} untuk pesanan #{code}"),
        ),
        Event::RefundUpdated { .. } => (
            format!("Refund for order #{code} ({amount}): {en_state}"),
            format!("Refund pesanan #{code} ({amount}): {id_state}"),
        ),
        _ => (
            format!("Dispute #{number} for order #{code}: {en_state}"),
            format!("Sengketa #{number} pesanan #{code}: {id_state}"),
        ),
    };
    locale.pick(en, id)
}

fn state(state: PaymentState) -> (&'static str, &'static str) {
    match state {
        PaymentState::Pending => ("waiting for the customer", "menunggu pelanggan"),
        PaymentState::Review => ("held back for review", "ditahan untuk diperiksa"),
        PaymentState::Paid => ("paid", "lunas"),
        PaymentState::Failed => ("failed", "gagal"),
        PaymentState::Expired => ("expired", "kedaluwarsa"),
        PaymentState::Cancelled => ("cancelled", "dibatalkan"),
    }
}

fn decision(state: CaseState) -> (&'static str, &'static str) {
    match state {
        CaseState::Requested => ("requested", "diminta"),
        CaseState::Approved => ("approved", "disetujui"),
        CaseState::Refunded => ("refunded", "sudah dikembalikan"),
        CaseState::Failed => ("failed", "gagal"),
        CaseState::Rejected => ("rejected", "ditolak"),
        CaseState::Open => ("open", "dibuka"),
        CaseState::Won => ("won", "dimenangkan"),
        CaseState::Lost => ("lost", "kalah"),
    }
}
