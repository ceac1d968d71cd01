//! One event, read with a mapping: the fact that it reports, or every field that stands in the way; and for whoever makes
//! the mapping, what was found where.

use orderbell_orders::{
    Currency, Draft, DraftBooking, DraftDelivery, DraftItem, Money, PaymentState, ShipmentState, Status,
    draft::{MAX_ITEMS, MAX_NAME},
};
use serde_json::Value;

use super::reading;
use super::{Context, Kind, Mapping, Origin};
use crate::fact::{
    Fact, OrderFact, OrderKey, PaymentFact, ProductKey, ShipmentFact, StatusFact, StockFact, UserFact,
};
use crate::shop::{self, Sums};

/// Longest raw value that is shown, in characters.
const MAX_SHOWN: usize = 120;

/// What a mapping makes of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Translation {
    /// Every field of the mapping, with what was found.
    pub fields: Vec<FieldReading>,
    /// What the event reports; `None` if a field stands in the way.
    pub fact: Option<Fact>,
}

/// What was found for one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldReading {
    /// The field.
    pub field: String,
    /// The JSON pointer, unless the field is a constant.
    pub pointer: Option<String>,
    /// What stands there, as JSON, shortened; `None`: nothing.
    pub found: Option<String>,
    /// How it is understood.
    pub value: Option<String>,
    /// Why it cannot be used; reads on after the field's name.
    pub problem: Option<String>,
}

impl Translation {
    /// Everything that stands in the way, in one sentence.
    #[must_use]
    pub fn problem(&self) -> Option<String> {
        let problems: Vec<String> = self
            .fields
            .iter()
            .filter_map(|reading| Some(format!("{} {}", reading.field, reading.problem.as_ref()?)))
            .collect();
        (!problems.is_empty()).then(|| problems.join("; "))
    }
}

/// Reads an event's data with a mapping that has been checked.
#[must_use]
pub fn translate(mapping: &Mapping, data: &Value, context: Context<'_>) -> Translation {
    let mut reader = Reader { mapping, data, context, readings: Vec::new() };
    let fact = match mapping.kind {
        Kind::Order => reader.order().map(|order| Fact::Order(Box::new(order))),
        Kind::Status => reader.status().map(Fact::Status),
        Kind::Payment => reader.payment().map(Fact::Payment),
        Kind::Shipment => reader.shipment().map(Fact::Shipment),
        Kind::Stock => reader.stock().map(Fact::Stock),
        Kind::User => reader.user().map(Fact::User),
    };
    let fields = reader.readings;
    let clean = fields.iter().all(|reading| reading.problem.is_none());
    Translation { fact: fact.filter(|_| clean), fields }
}

struct Reader<'a> {
    mapping: &'a Mapping,
    data: &'a Value,
    context: Context<'a>,
    readings: Vec<FieldReading>,
}

impl<'a> Reader<'a> {
    fn order(&mut self) -> Option<OrderFact> {
        let ext_id = self.need("ext_id", |reader, field| reader.text(field));
        let code = self.text("code");
        let status = self.status_word("status");
        let currency = self.currency();
        let paid = self.read("paid", reading::flag, ToString::to_string);
        let paid = paid.unwrap_or_else(|| status.is_some_and(|(_, word_is_paid)| word_is_paid));
        let customer_phone = self.text("customer_phone");
        let customer_email = self.text("customer_email");
        let customer_name = self.text("customer_name");
        let booking = self.booking();
        let delivery = self.text("delivery.type").map(|kind| DraftDelivery {
            kind: Some(kind.to_lowercase()),
            address: self.text("delivery.address"),
            due_at: None,
        });
        let mut draft = Draft {
            source: Some(self.mapping.source().to_owned()),
            code,
            vendor_id: self.text("vendor_id"),
            flow: self.text("flow"),
            customer_user_id: self.text("customer_user_id"),
            note: self.text("note").map(|note| shop::cut(&note, 1000)),
            currency: Some(currency.code().to_owned()),
            booking,
            delivery,
            ..Draft::default()
        };
        let reason = self.text("reason").map(|reason| shop::cut(&reason, 500));
        let modified_at = self.time("modified_at");
        // Looked at even without a number, so that everything that is wrong is said at once.
        let sums = self.sums(currency, ext_id.as_deref().unwrap_or_default(), draft.booking.as_ref());
        let (ext_id, sums) = (ext_id?, sums?);
        let status = if self.mapping.set.contains_key("status") { status?.0 } else { Status::Placed };
        // A name is for people; an order without one must still ring.
        let name = customer_name
            .or_else(|| customer_email.clone())
            .or_else(|| customer_phone.clone())
            .unwrap_or_else(|| format!("#{ext_id}"));
        draft.customer_name = Some(shop::cut(&name, MAX_NAME));
        draft.customer_phone = customer_phone;
        draft.customer_email = customer_email;
        draft.ext_id = Some(ext_id);
        draft.items = sums.items;
        draft.discount = Some(shop::input(sums.discount));
        draft.shipping = Some(shop::input(sums.shipping));
        draft.tax = Some(shop::input(sums.tax));
        draft.paid = paid;
        draft.pay_later = !paid && status != Status::PendingPayment;
        Some(OrderFact { draft, status: Some(status), paid, payment: None, modified_at, reason })
    }

    fn booking(&mut self) -> Option<DraftBooking> {
        let resource_id = self.text("booking.resource_id");
        let resource_name = self.text("booking.resource_name");
        let timezone = self.context.timezone;
        let day = |value: &Value| reading::date(value, timezone);
        let check_in = self.read("booking.check_in", day, Clone::clone);
        let check_out = self.read("booking.check_out", day, Clone::clone);
        let guests = self.whole("booking.guests");
        // What is booked may have no name over there; the days make it a booking.
        let (check_in, check_out) = (check_in?, check_out?);
        let name = resource_name.or_else(|| resource_id.clone()).unwrap_or_else(|| "-".to_owned());
        Some(DraftBooking {
            resource_id,
            resource_name: Some(shop::cut(&name, MAX_NAME)),
            check_in: Some(check_in),
            check_out: Some(check_out),
            guests,
        })
    }

    fn sums(&mut self, currency: Currency, ext_id: &str, booking: Option<&DraftBooking>) -> Option<Sums> {
        let total = self.amount("total", currency);
        let [discount, shipping, tax] = ["discount", "shipping", "tax"]
            .map(|field| self.amount(field, currency).unwrap_or(Money::zero(currency)));
        let lines = self.items(currency);
        let sum =
            lines.iter().try_fold(Money::zero(currency), |sum, (_, line)| sum.checked_add(*line)).ok()?;
        let stated = || {
            let gross = sum.checked_add(shipping).ok()?.checked_add(tax).ok()?;
            gross.checked_sub(discount).ok()
        };
        let Some(total) = total.or_else(|| if lines.is_empty() { None } else { stated() }) else {
            self.fail("total", "is needed, unless the items have prices");
            return None;
        };
        let priced = !lines.is_empty() && (!sum.is_zero() || total.is_zero()) && lines.len() <= MAX_ITEMS;
        let (lines, shipping, tax) = if priced {
            (lines, shipping, tax)
        } else {
            (vec![whole_line(&lines, ext_id, booking, total)], Money::zero(currency), Money::zero(currency))
        };
        let sums = Sums::fit(lines, shipping, tax, total);
        if sums.is_none() {
            self.fail("total", "is no amount that the items can add up to");
        }
        sums
    }

    fn items(&mut self, currency: Currency) -> Vec<(DraftItem, Money)> {
        let Some(list) = self.found("items") else { return Vec::new() };
        let Value::Array(list) = list else {
            self.note("items", Some(list), None, Some("must be a list".to_owned()));
            return Vec::new();
        };
        self.note(
            "items",
            Some(&Value::Array(list.iter().take(1).cloned().collect())),
            Some(list.len().to_string()),
            None,
        );
        let mut lines = Vec::new();
        // One more than an order may have tells that there are too many.
        for (at, item) in list.iter().take(MAX_ITEMS + 1).enumerate() {
            let before = self.readings.len();
            let mut reader =
                Reader { mapping: self.mapping, data: item, context: self.context, readings: Vec::new() };
            let line = reader.item(currency);
            // The first one shows how it goes; of the others only what is wrong.
            let shown = reader.readings.into_iter().filter(|reading| at == 0 || reading.problem.is_some());
            self.readings.extend(shown.map(|mut reading| {
                if at > 0 {
                    reading.field = reading.field.replacen("item.", &format!("item[{at}]."), 1);
                }
                reading
            }));
            lines.extend(line);
            if at > 0 && self.readings.len() > before {
                break;
            }
        }
        lines
    }

    fn item(&mut self, currency: Currency) -> Option<(DraftItem, Money)> {
        let name = self.text("item.name").unwrap_or_else(|| "-".to_owned());
        let qty = self.whole("item.qty").unwrap_or(1);
        let unit = self.amount("item.unit_price", currency);
        let total = self.amount("item.total", currency);
        let sku = self.text("item.sku").map(|sku| shop::cut(&sku, 64));
        let options = self.text("item.options").map(|options| shop::cut(&options, 500));
        if !(1..=9_999).contains(&qty) {
            self.fail("item.qty", "must be a whole number from 1 to 9999");
            return None;
        }
        let pieces = u32::try_from(qty).ok()?;
        let total = total.or_else(|| unit?.checked_mul(pieces).ok()).unwrap_or(Money::zero(currency));
        let (mut item, total) = shop::line(shop::cut(&name, MAX_NAME), sku, options, qty, unit, total);
        item.name = item.name.map(|name| shop::cut(&name, MAX_NAME));
        Some((item, total))
    }

    fn status(&mut self) -> Option<StatusFact> {
        let order = self.order_key();
        let status = self.need("to", |reader, field| reader.status_word(field));
        let (status, paid) = status?;
        let fact = StatusFact {
            order: order?,
            status,
            paid,
            reason: self.text("reason").map(|reason| shop::cut(&reason, 500)),
            courier: self.text("courier").map(|courier| shop::cut(&courier, 60)),
            tracking_no: self.text("tracking_no").map(|number| shop::cut(&number, 60)),
            modified_at: self.time("modified_at"),
        };
        Some(fact)
    }

    fn payment(&mut self) -> Option<PaymentFact> {
        let order = self.order_key();
        let transaction = self.text("transaction_id");
        let state = self.need("state", |reader, field| {
            let known = |word: &str| {
                let state = PaymentState::ALL.into_iter().find(|state| state.as_str() == word);
                state.or_else(|| reading::is_yes(word).then_some(PaymentState::Paid))
            };
            reader.word(field, known).map(|(state, _)| state)
        });
        let currency = self.currency();
        let amount = self.amount("amount", currency);
        let method = self.text("method").map(|method| shop::cut(&method, 40));
        let at = self.time("at");
        let order = order?;
        // A payment without a name of its own is the order's only one.
        let transaction =
            transaction.unwrap_or_else(|| format!("{}:{}", self.mapping.source(), named(&order)));
        Some(PaymentFact { order, transaction, state: state?, amount, method, at })
    }

    fn shipment(&mut self) -> Option<ShipmentFact> {
        let tracking_no = self.text("tracking_no");
        let order = if tracking_no.is_some() { self.find_order() } else { self.order_key() };
        let state = self.need("state", |reader, field| {
            reader.word(field, |word| word.parse::<ShipmentState>().ok()).map(|(state, _)| state)
        });
        let courier = self.text("courier").map(|courier| shop::cut(&courier, 60));
        let text = self.text("text").map(|text| shop::cut(&text, 200));
        if order.is_none() && tracking_no.is_none() {
            return None;
        }
        Some(ShipmentFact { order, courier, tracking_no, state: state?, text })
    }

    fn stock(&mut self) -> Option<StockFact> {
        let sku = self.need("sku", |reader, field| reader.text(field));
        let name = self.text("name").map(|name| shop::cut(&name, MAX_NAME));
        let stock = self.need("stock", |reader, field| reader.whole(field));
        let told = self.time("modified_at");
        let counted_at = told.filter(|at| *at >= reading::FIRST_TIME);
        // People count too, and have a clock but no versions: after one count of theirs every version would be too old.
        if told.is_some() && counted_at.is_none() {
            self.fail("modified_at", "must be a time: a version says nothing about a count by hand");
        }
        Some(StockFact { product: ProductKey::Sku(sku?), name, stock: stock?, counted_at })
    }

    fn user(&mut self) -> Option<UserFact> {
        let id = self.need("id", |reader, field| reader.text(field));
        let name = self.need("name", |reader, field| reader.text(field));
        let email = self.text("email");
        Some(UserFact { id: id?, name: shop::cut(&name?, MAX_NAME), email, phone: None })
    }

    /// How the order is named: what the sender made up first, then what we did.
    fn order_key(&mut self) -> Option<OrderKey> {
        let found = self.find_order();
        if found.is_none() {
            let field = ["ext_id", "code", "payment_ref", "tracking_no"];
            let field =
                field.into_iter().find(|field| self.mapping.set.contains_key(*field)).unwrap_or("ext_id");
            self.fail(field, "is needed, and there is nothing");
        }
        found
    }

    fn find_order(&mut self) -> Option<OrderKey> {
        let ext_id = self.text("ext_id");
        let code = self.text("code");
        let reference = self.text("payment_ref");
        let external =
            ext_id.map(|ext_id| OrderKey::External { source: self.mapping.source().to_owned(), ext_id });
        external.or(code.map(OrderKey::Code)).or(reference.map(OrderKey::Payment))
    }

    fn currency(&mut self) -> Currency {
        let parse = |value: &Value| match reading::text(value)? {
            Some(code) => {
                code.parse().map(Some).map_err(|_| "must be an ISO 4217 code such as IDR".to_owned())
            }
            None => Ok(None),
        };
        let read = self.read("currency", parse, |currency: &Currency| currency.code().to_owned());
        read.unwrap_or(self.context.currency)
    }

    /// The status of a word, and whether the word itself says that it is paid.
    fn status_word(&mut self, field: &'static str) -> Option<(Status, bool)> {
        let aliases = self.context.aliases;
        // Somebody who has paid has placed the order: that much is the same everywhere, whatever comes next.
        let known =
            |word: &str| aliases.read(word).or_else(|| reading::is_paid(word).then_some(Status::Placed));
        let (status, word) = self.word(field, known)?;
        Some((status, reading::is_yes(&word) || reading::is_paid(&word)))
    }

    /// A word of another system, with what it stands for: first as the mapping says, then as everybody understands it.
    fn word<T: Copy>(
        &mut self,
        field: &'static str,
        known: impl Fn(&str) -> Option<T>,
    ) -> Option<(T, String)> {
        let words = &self.mapping.status_map;
        let read = |value: &Value| {
            let Some(word) = reading::text(value)? else { return Ok(None) };
            let mapped = words.iter().find(|(theirs, _)| theirs.trim().to_lowercase() == word.to_lowercase());
            let ours = mapped.map_or(word.as_str(), |(_, ours)| ours);
            match known(ours) {
                Some(found) => Ok(Some((found, ours.to_owned(), word))),
                None => {
                    Err(format!("is {:?}, which is in no list: add it to status_map", shop::cut(&word, 40)))
                }
            }
        };
        let (found, _, word) = self.read(field, read, |(_, ours, _)| ours.clone())?;
        Some((found, word))
    }

    fn text(&mut self, field: &'static str) -> Option<String> {
        self.read(field, reading::text, Clone::clone)
    }

    fn whole(&mut self, field: &'static str) -> Option<i64> {
        self.read(field, reading::whole, ToString::to_string)
    }

    fn amount(&mut self, field: &'static str, currency: Currency) -> Option<Money> {
        let unit = self.mapping.unit;
        let shown = |money: &Money| format!("{} {}", money.currency().code(), money.major_string());
        self.read(field, |value| reading::amount(value, unit, currency), shown)
    }

    fn time(&mut self, field: &'static str) -> Option<jiff::Timestamp> {
        let timezone = self.context.timezone;
        self.read(field, |value| reading::time(value, timezone), ToString::to_string)
    }

    fn need<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&mut Self, &'static str) -> Option<T>,
    ) -> Option<T> {
        let value = read(self, field);
        let complained =
            self.readings.iter().any(|reading| reading.field == field && reading.problem.is_some());
        if value.is_none() && !complained {
            self.fail(field, "is needed, and there is nothing");
        }
        value
    }

    /// Reads a field that the mapping has; `None` where it has none, where nothing stands there, and where it is wrong.
    fn read<T>(
        &mut self,
        field: &'static str,
        parse: impl FnOnce(&Value) -> Result<Option<T>, String>,
        show: impl FnOnce(&T) -> String,
    ) -> Option<T> {
        let Some(found) = self.found(field) else {
            if self.mapping.set.contains_key(field) {
                self.note(field, None, None, None);
            }
            return None;
        };
        match parse(found) {
            Ok(value) => {
                let shown = value.as_ref().map(show);
                self.note(field, Some(found), shown, None);
                value
            }
            Err(problem) => {
                self.note(field, Some(found), None, Some(problem));
                None
            }
        }
    }

    fn found(&self, field: &str) -> Option<&'a Value> {
        let found = match self.mapping.set.get(field)? {
            Origin::Pointer(pointer) => self.data.pointer(pointer)?,
            Origin::Constant { value } => value,
        };
        (!found.is_null()).then_some(found)
    }

    fn note(&mut self, field: &str, found: Option<&Value>, value: Option<String>, problem: Option<String>) {
        let pointer = match self.mapping.set.get(field) {
            Some(Origin::Pointer(pointer)) => Some(pointer.clone()),
            _ => None,
        };
        let reading = FieldReading {
            field: field.to_owned(),
            pointer,
            found: found.map(shortened),
            value: value.map(|value| shop::cut(&value, MAX_SHOWN)),
            problem,
        };
        match self.readings.iter_mut().find(|known| known.field == field) {
            Some(known) => *known = reading,
            None => self.readings.push(reading),
        }
    }

    fn fail(&mut self, field: &str, problem: &str) {
        match self.readings.iter_mut().find(|reading| reading.field == field) {
            // The first complaint is the cause of the others.
            Some(reading) => {
                reading.problem.get_or_insert_with(|| problem.to_owned());
            }
            None => self.note(field, None, None, Some(problem.to_owned())),
        }
    }
}

/// The one line of an order whose items have no prices, or that has none.
fn whole_line(
    lines: &[(DraftItem, Money)],
    ext_id: &str,
    booking: Option<&DraftBooking>,
    total: Money,
) -> (DraftItem, Money) {
    let pieces = lines.iter().filter_map(|(item, _)| {
        let name = item.name.as_deref()?;
        Some(match item.qty {
            Some(qty) if qty != 1 => format!("{qty} x {name}"),
            _ => name.to_owned(),
        })
    });
    let pieces: Vec<String> = pieces.take(MAX_ITEMS).collect();
    let name = match booking.and_then(|booking| booking.resource_name.clone()) {
        Some(name) if pieces.is_empty() && name != "-" => name,
        _ if pieces.is_empty() => format!("#{ext_id}"),
        _ => pieces.join(", "),
    };
    shop::line(shop::cut(&name, MAX_NAME), None, None, 1, Some(total), total)
}

fn named(order: &OrderKey) -> &str {
    match order {
        OrderKey::Payment(name) | OrderKey::Code(name) | OrderKey::Transaction(name) => name,
        OrderKey::External { ext_id, .. } => ext_id,
    }
}

fn shortened(value: &Value) -> String {
    shop::cut(&value.to_string(), MAX_SHOWN)
}
