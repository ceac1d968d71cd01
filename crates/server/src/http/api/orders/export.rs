//! `GET /v1/orders.csv`: orders as a table for spreadsheets.
//!
//! Read page by page and sent as it is read, when the receiver takes it: memory is that of one page however many orders there
//! are, and no transaction stays open for as long as somebody's line is slow. So the file is not one moment of the ledger;
//! every order that was there when the export began is in it, once, as it was when its page was read.

use std::fmt::Write as _;

use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderName, HeaderValue, header},
};
use bytes::Bytes;
use futures_util::stream;
use jiff::{Timestamp, tz::TimeZone};
use orderbell_orders::{Order, PaymentState};
use orderbell_store::{OrderQuery, ReadError, Store};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

use super::filters::Filters;
use crate::{
    apps::AppEntry,
    http::{
        AppState,
        parameters::{Beside, TwoParameters},
        principal::Principal,
        problem::Problem,
    },
};

/// The columns, which `docs/orders-lists.md` explains. Only ever added to, at the end: people have made sheets that count on
/// them.
const COLUMNS: [&str; 41] = [
    "code",
    "uid",
    "source",
    "ext_id",
    "flow",
    "status",
    "status_label",
    "payment_status",
    "vendor_id",
    "customer_name",
    "customer_phone",
    "customer_email",
    "currency",
    "subtotal",
    "discount",
    "shipping",
    "tax",
    "total",
    "paid",
    "refunded",
    "pay_later",
    "items",
    "resource_name",
    "check_in",
    "check_out",
    "guests",
    "delivery_type",
    "delivery_address",
    "courier",
    "tracking_no",
    "shipment_status",
    "note",
    "reason",
    "created_at",
    "placed_at",
    "ack_at",
    "expires_at",
    "eta",
    "updated_at",
    "closed_at",
    "payment_methods",
];

/// How to write the file.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct FileOptions {
    /// Begin with a byte order mark, by which Excel knows that the file is UTF-8.
    bom: bool,
}

impl Beside for FileOptions {
    const NAMES: &'static [&'static str] = &["bom"];
}

/// Orders as CSV, with the filters of the list and without an end: separated by commas, lines ended by CR LF, quoted as in
/// RFC 4180. Amounts are decimals in major units, times are in the app's time zone. A text that a spreadsheet would take for
/// a formula begins with an apostrophe. An export that cannot be finished breaks off without the end of its last chunk.
#[utoipa::path(get, path = "/v1/orders.csv", operation_id = "export_orders", tag = "orders", params(Filters, FileOptions),
    security(("api_key" = []), ("session" = [])),
    responses((status = 200, content_type = "text/csv", body = String,
            example = "code,uid,source\r\nORD-261121-7K3Q,01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f,api\r\n"),
        (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn export(
    State(state): State<AppState>,
    principal: Principal,
    TwoParameters(filters, options): TwoParameters<Filters, FileOptions>,
) -> Result<(HeaderMap, Body), Problem> {
    let query = OrderQuery { limit: OrderQuery::MAX_LIMIT, ..filters.query(&principal)? };
    let app = Arc::clone(principal.app());
    let mut head = String::from(if options.bom { "\u{feff}" } else { "" });
    line(&mut head, &COLUMNS.map(str::to_owned));
    let mut export = Export { store: state.store.clone(), app, next: Some(query) };
    // What cannot be read at all is answered with a status, and not by a file that breaks off.
    let first = export.page().await.map_err(|error| Problem::internal(&error))?.unwrap_or_default();
    let start = head + &first;
    let rest = stream::unfold(Some((Some(start), export)), |step| async {
        let (start, mut export) = step?;
        if let Some(start) = start {
            return Some((Ok(Bytes::from(start)), Some((None, export))));
        }
        match export.page().await {
            Ok(Some(page)) => Some((Ok(Bytes::from(page)), Some((None, export)))),
            Ok(None) => None,
            Err(error) => {
                tracing::warn!(%error, "an export of orders broke off");
                Some((Err(error), None))
            }
        }
    });
    let today = Timestamp::now().to_zoned(principal.app().timezone.clone()).date();
    let name = format!("attachment; filename=\"orders-{today}.csv\"");
    let headers: [(HeaderName, HeaderValue); 2] = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8; header=present")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&name).expect("a date is valid in a header")),
    ];
    Ok((HeaderMap::from_iter(headers), Body::from_stream(rest)))
}

/// An export under way.
#[derive(Debug)]
struct Export {
    store: Store,
    app: Arc<AppEntry>,
    next: Option<OrderQuery>,
}

impl Export {
    /// The lines of the next page; `None` after the last.
    async fn page(&mut self) -> Result<Option<String>, ReadError> {
        let mut text = String::new();
        while let Some(query) = self.next.take() {
            let page = self.store.orders(self.app.record.id, query.clone()).await?.value;
            self.next = page.next.map(|cursor| OrderQuery { after: Some(cursor), ..query });
            for order in &page.items {
                line(&mut text, &cells(order, &self.app));
            }
            if !text.is_empty() {
                return Ok(Some(text));
            }
        }
        Ok(None)
    }
}

fn cells(order: &Order, app: &AppEntry) -> [String; COLUMNS.len()] {
    let money = |minor| order.money(minor).major_string();
    let time = |at: Option<Timestamp>| at.map(|at| local(at, &app.timezone)).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let flow = app.record.flows.of(order);
    let (booking, delivery) = (order.booking.as_ref(), order.delivery.as_ref());
    let items: Vec<_> = order.items.iter().map(|item| format!("{} x {}", item.qty, item.name)).collect();
    let mut methods: Vec<_> = order
        .payments
        .iter()
        .filter(|payment| payment.state == PaymentState::Paid)
        .map(|payment| payment.method.as_deref().unwrap_or(&payment.provider))
        .collect();
    methods.dedup();
    [
        order.code.to_string(),
        order.id.to_string(),
        order.source.clone(),
        text(&order.ext_id),
        order.flow.clone(),
        order.status.to_string(),
        flow.label(order.status, app.record.locale).to_owned(),
        order.payment_status().as_str().to_owned(),
        text(&order.vendor_id),
        order.customer.name.clone(),
        text(&order.customer.phone),
        text(&order.customer.email),
        order.currency.code().to_owned(),
        money(order.subtotal),
        money(order.discount),
        money(order.shipping),
        money(order.tax),
        money(order.total),
        money(order.paid),
        money(order.refunded),
        order.pay_later.to_string(),
        items.join("; "),
        booking.map(|booking| booking.resource_name.clone()).unwrap_or_default(),
        booking.map(|booking| booking.check_in.to_string()).unwrap_or_default(),
        booking.map(|booking| booking.check_out.to_string()).unwrap_or_default(),
        booking.and_then(|booking| booking.guests).map(|guests| guests.to_string()).unwrap_or_default(),
        delivery.map(|delivery| delivery.kind.as_str().to_owned()).unwrap_or_default(),
        delivery.and_then(|delivery| delivery.address.clone()).unwrap_or_default(),
        text(&order.courier),
        text(&order.tracking_no),
        order.shipment.as_ref().map(|shipment| shipment.state.as_str().to_owned()).unwrap_or_default(),
        text(&order.note),
        text(&order.reason),
        time(Some(order.created_at)),
        time(order.placed_at),
        time(order.ack_at),
        time(order.expires_at),
        time(order.eta),
        time(Some(order.updated_at)),
        time(order.closed_at),
        methods.join("; "),
    ]
}

/// RFC 3339 with the offset of the place.
fn local(at: Timestamp, timezone: &TimeZone) -> String {
    at.to_zoned(timezone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn line(text: &mut String, cells: &[String; COLUMNS.len()]) {
    for (at, cell) in cells.iter().enumerate() {
        text.push_str(if at == 0 { "" } else { "," });
        push_cell(text, cell);
    }
    text.push_str("\r\n");
}

/// A customer's name may be `=HYPERLINK(...)`, and whoever opens the file has other rights than its writer. The apostrophe
/// is what spreadsheets themselves use for "this is text".
fn push_cell(text: &mut String, cell: &str) {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quoted = formula || cell.contains(['"', ',', ';', '\r', '\n', '\'']);
    if !quoted {
        text.push_str(cell);
        return;
    }
    let mark = if formula { "'" } else { "" };
    write!(text, "\"{mark}{}\"", cell.replace('"', "\"\"")).expect("a string takes whatever is written");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_every_cell_is_one() {
        let cell = |text: &str| {
            let mut written = String::new();
            push_cell(&mut written, text);
            written
        };
        for (text, written) in [
            ("Budi", "Budi"),
            ("", ""),
            ("45000.00", "45000.00"),
            ("=1+1", "\"'=1+1\""),
            ("+62812", "\"'+62812\""),
            ("-5", "\"'-5\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\tx", "\"'\tx\""),
            ("\r=1", "\"'\r=1\""),
            ("a \"b\", c", "\"a \"\"b\"\", c\""),
            ("two\nlines", "\"two\nlines\""),
            ("=HYPERLINK(\"http://evil\")", "\"'=HYPERLINK(\"\"http://evil\"\")\""),
        ] {
            assert_eq!(cell(text), written, "{text:?}");
        }
    }

    #[test]
    fn every_column_is_in_the_documentation_in_its_place() {
        let document = include_str!("../../../../../../docs/orders-lists.md");
        let (_, table) = document.split_once("\n| columns |").unwrap();
        let (table, _) = table.split_once("\n\n").unwrap();
        let first_cells = table.lines().skip(2).filter_map(|line| line.split('|').nth(1));
        let documented: Vec<&str> = first_cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).collect();
        assert_eq!(documented, COLUMNS);
    }

    #[test]
    fn times_are_those_of_the_place() {
        let at = "2026-11-21T03:04:05.678Z".parse().unwrap();
        assert_eq!(local(at, &TimeZone::get("Asia/Jakarta").unwrap()), "2026-11-21T10:04:05+07:00");
    }
}
