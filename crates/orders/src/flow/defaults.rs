//! The flows and labels that an app has before anybody configures one. The Indonesian words are those that people know
//! from the marketplaces they already use.

use std::collections::BTreeMap;

use super::{Deadlines, Flow, Flows, Label};
use crate::locale::Locale;
use crate::status::Status;

const HOUR: u32 = 60 * 60;

impl Default for Deadlines {
    fn default() -> Self {
        Self {
            pay_seconds: 24 * HOUR,
            accept_warn_seconds: None,
            accept_alarm_seconds: None,
            accept_limit_seconds: None,
            auto_decline: false,
            ready_seconds: None,
            ship_seconds: None,
            auto_complete_days: None,
        }
    }
}

impl Default for Flows {
    /// `shop`, `restaurant` and `booking`.
    fn default() -> Self {
        Self(vec![shop(), restaurant(), booking()])
    }
}

/// The usual name of a status.
pub(super) fn label(status: Status, locale: Locale) -> &'static str {
    match status {
        Status::PendingPayment => locale.pick("Awaiting payment", "Menunggu Pembayaran"),
        Status::Placed => locale.pick("New", "Pesanan Baru"),
        Status::Accepted => locale.pick("Accepted", "Diterima"),
        Status::Preparing => locale.pick("Preparing", "Sedang Disiapkan"),
        Status::Ready => locale.pick("Ready for pick-up", "Siap Diambil"),
        Status::Shipped => locale.pick("Shipped", "Dikirim"),
        Status::Completed => locale.pick("Completed", "Selesai"),
        Status::Expired => locale.pick("Payment expired", "Waktu Pembayaran Habis"),
        Status::Declined => locale.pick("Declined", "Ditolak"),
        Status::Cancelled => locale.pick("Cancelled", "Dibatalkan"),
    }
}

fn shop() -> Flow {
    Flow {
        name: "shop".into(),
        steps: vec![Status::Accepted, Status::Preparing, Status::Ready, Status::Shipped, Status::Completed],
        delivery_steps: Vec::new(),
        needs_accept: false,
        delivers: true,
        completes_on_delivery: true,
        labels: labels([
            (Status::Accepted, "Confirmed", "Dikonfirmasi"),
            (Status::Preparing, "Packing", "Dikemas"),
            (Status::Completed, "Delivered", "Terkirim"),
        ]),
        deadlines: Deadlines::default(),
    }
}

fn restaurant() -> Flow {
    Flow {
        name: "restaurant".into(),
        steps: vec![Status::Accepted, Status::Preparing, Status::Ready, Status::Shipped, Status::Completed],
        delivery_steps: vec![Status::Shipped],
        needs_accept: true,
        delivers: false,
        completes_on_delivery: true,
        labels: labels([
            (Status::Placed, "New", "Pesanan Masuk"),
            (Status::Completed, "Picked up", "Sudah Diambil"),
        ]),
        deadlines: Deadlines {
            pay_seconds: HOUR / 4,
            accept_warn_seconds: Some(180),
            accept_alarm_seconds: Some(300),
            accept_limit_seconds: Some(600),
            ..Deadlines::default()
        },
    }
}

fn booking() -> Flow {
    Flow {
        name: "booking".into(),
        steps: vec![Status::Accepted, Status::Completed],
        delivery_steps: Vec::new(),
        needs_accept: true,
        delivers: false,
        completes_on_delivery: true,
        labels: labels([
            (Status::Placed, "Pending", "Menunggu Konfirmasi"),
            (Status::Accepted, "Confirmed", "Dikonfirmasi"),
        ]),
        deadlines: Deadlines {
            pay_seconds: 24 * HOUR,
            accept_limit_seconds: Some(24 * HOUR),
            auto_complete_days: Some(0),
            ..Deadlines::default()
        },
    }
}

fn labels<const N: usize>(own: [(Status, &str, &str); N]) -> BTreeMap<Status, Label> {
    own.into_iter().map(|(status, en, id)| (status, Label { en: en.into(), id: id.into() })).collect()
}
