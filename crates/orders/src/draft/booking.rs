//! When and where: the booking and the delivery of a draft.

use jiff::civil::Date;

use super::check::Checker;
use super::{DraftBooking, DraftDelivery, MAX_NAME, text};
use crate::order::{Booking, Delivery, DeliveryKind};

/// Longest address, in characters.
pub const MAX_ADDRESS: usize = 500;
const MAX_GUESTS: u16 = 999;
/// Most nights of one booking: a year, leap days and all. More is a year that was mistyped, and would keep everybody out.
const MAX_NIGHTS: i32 = 366;

pub(super) fn booking(check: &mut Checker, draft: &DraftBooking) -> Option<Booking> {
    let resource_id = check.line("booking.resource_id", draft.resource_id.as_deref(), MAX_NAME);
    let resource_name = check.required("booking.resource_name", draft.resource_name.as_deref(), MAX_NAME);
    let check_in = date(check, "booking.check_in", draft.check_in.as_deref());
    let check_out = date(check, "booking.check_out", draft.check_out.as_deref());
    let guests = draft.guests.and_then(|given| {
        let guests = u16::try_from(given).ok().filter(|guests| (1..=MAX_GUESTS).contains(guests));
        if guests.is_none() {
            check.error(
                "booking.guests",
                format!("must be a whole number from 1 to {MAX_GUESTS}, is {given}"),
            );
        }
        guests
    });
    let (check_in, check_out) = (check_in?, check_out?);
    if check_in >= check_out {
        check.error("booking.check_out", format!("must be later than check_in, which is {check_in}"));
    } else if check_in.until(check_out).is_ok_and(|stay| stay.get_days() > MAX_NIGHTS) {
        check.error("booking.check_out", format!("must be at most {MAX_NIGHTS} nights after check_in"));
    }
    Some(Booking { resource_id, resource_name, check_in, check_out, guests })
}

pub(super) fn delivery(check: &mut Checker, draft: &DraftDelivery) -> Option<Delivery> {
    let given = text::line(draft.kind.as_deref().unwrap_or_default());
    let kind = DeliveryKind::ALL.into_iter().find(|kind| kind.as_str() == given);
    if kind.is_none() {
        check.error("delivery.type", "must be pickup, delivery or ship");
    }
    let address = check.text("delivery.address", draft.address.as_deref(), MAX_ADDRESS);
    let due_at = check.time("delivery.due_at", draft.due_at.as_deref());
    Some(Delivery { kind: kind?, address, due_at })
}

fn date(check: &mut Checker, field: &str, given: Option<&str>) -> Option<Date> {
    let given = text::line(given.unwrap_or_default());
    // The parser would also take a date with a time; the length keeps it to the day.
    let date = if given.len() == 10 { given.parse().ok() } else { None };
    match date {
        Some(_) => {}
        None if given.is_empty() => check.error(field, "is required: a date such as 2026-12-01"),
        None => check.error(field, "must be a day of the calendar such as 2026-12-01"),
    }
    date
}
