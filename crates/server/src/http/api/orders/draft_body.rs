//! The body of `POST /v1/orders`. Types only; what the values must be is checked by `orderbell-orders`.

use orderbell_orders::{Draft, DraftBooking, DraftDelivery, DraftItem, MoneyInput};
use serde::Deserialize;
use utoipa::{PartialSchema, ToSchema};

/// An order to record.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "flow": "restaurant",
    "pay_later": true,
    "customer": {"name": "Budi", "phone": "+628123456789"},
    "items": [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}]
}))]
pub struct OrderBody {
    /// Where the order comes from, `api` when absent.
    #[serde(default)]
    source: Option<String>,
    /// The order's number there. A second order with the same `source` and `ext_id` is refused with 409.
    #[serde(default)]
    ext_id: Option<String>,
    /// `shop`, `restaurant` or `booking`; the app's first flow when absent.
    #[serde(default)]
    flow: Option<String>,
    /// Number for people; made up by the server when absent.
    #[serde(default)]
    #[schema(example = "ORD-261121-7K3Q")]
    code: Option<String>,
    /// The vendor that handles it.
    #[serde(default)]
    vendor_id: Option<String>,
    /// Who orders.
    customer: CustomerBody,
    /// ISO 4217 code; the app's currency when absent.
    #[serde(default)]
    #[schema(example = "IDR")]
    currency: Option<String>,
    /// What is ordered, 1 to 200 lines.
    items: Vec<ItemBody>,
    /// The sum of the items as the sender has it; refused if it is another.
    #[serde(default)]
    subtotal: Option<MoneyBody>,
    /// Taken off.
    #[serde(default)]
    discount: Option<MoneyBody>,
    /// Added for shipping.
    #[serde(default)]
    shipping: Option<MoneyBody>,
    /// Added for tax.
    #[serde(default)]
    tax: Option<MoneyBody>,
    /// The sum as the sender has it; refused if it is not items - discount + shipping + tax.
    #[serde(default)]
    total: Option<MoneyBody>,
    /// Paid already, in full. Such an order rings at once.
    #[serde(default)]
    paid: bool,
    /// Paid later: cash, on delivery, or by a transfer that staff confirm. Such an order rings at once.
    #[serde(default)]
    pay_later: bool,
    /// A note for the people who make the order, at most 1000 characters.
    #[serde(default)]
    note: Option<String>,
    /// What is booked, for flow `booking`.
    #[serde(default)]
    booking: Option<BookingBody>,
    /// How it reaches the customer.
    #[serde(default)]
    delivery: Option<DeliveryBody>,
    /// Anything else, kept and given back as it is; at most 8 KiB.
    #[serde(default)]
    meta: Option<serde_json::Map<String, serde_json::Value>>,
    /// When an unpaid order expires, RFC 3339; by the flow's deadline when absent.
    #[serde(default)]
    expires_at: Option<String>,
}

/// Who orders.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CustomerBody {
    /// 1 to 120 characters.
    #[schema(example = "Budi")]
    name: String,
    /// Telephone number.
    #[serde(default)]
    phone: Option<String>,
    /// E-mail address.
    #[serde(default)]
    email: Option<String>,
    /// The customer's id in the sender's system.
    #[serde(default)]
    user_id: Option<String>,
}

/// A line of the order.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemBody {
    /// 1 to 120 characters.
    #[schema(example = "Nasi goreng")]
    name: String,
    /// Stock keeping unit.
    #[serde(default)]
    sku: Option<String>,
    /// Choices, as one text.
    #[serde(default)]
    options: Option<String>,
    /// 1 to 9999.
    #[schema(example = 2, minimum = 1, maximum = 9999)]
    qty: i64,
    /// Price of one.
    unit_price: MoneyBody,
    /// Price of all as the sender has it; refused if it is not `qty` times `unit_price`.
    #[serde(default)]
    total: Option<MoneyBody>,
}

/// What is booked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BookingBody {
    /// Id of the room, table or villa.
    #[serde(default)]
    resource_id: Option<String>,
    /// Its name.
    #[schema(example = "Villa A")]
    resource_name: String,
    /// First day, YYYY-MM-DD.
    #[schema(example = "2026-12-01")]
    check_in: String,
    /// Day of leaving, after `check_in`.
    #[schema(example = "2026-12-03")]
    check_out: String,
    /// How many people.
    #[serde(default)]
    guests: Option<i64>,
}

/// How the order reaches the customer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DeliveryBody {
    /// `pickup`, `delivery` or `ship`.
    #[serde(rename = "type")]
    #[schema(example = "pickup")]
    kind: String,
    /// Where to.
    #[serde(default)]
    address: Option<String>,
    /// By when, RFC 3339.
    #[serde(default)]
    due_at: Option<String>,
}

/// An amount: `{"amount": 4500000, "currency": "IDR"}` in minor units, or `"45000"` in major units.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(in crate::http::api) struct MoneyBody(pub(in crate::http::api) MoneyInput);

impl ToSchema for MoneyBody {
    fn name() -> std::borrow::Cow<'static, str> {
        "Money".into()
    }
}

impl PartialSchema for MoneyBody {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, OneOfBuilder, Schema, Type};
        let minor = ObjectBuilder::new()
            .description(Some("Whole minor units. IDR has two decimals: Rp 45.000 is 4500000."))
            .property("amount", ObjectBuilder::new().schema_type(Type::Integer).minimum(Some(0)))
            .property("currency", ObjectBuilder::new().schema_type(Type::String))
            .required("amount")
            .required("currency")
            .additional_properties(Some(AdditionalProperties::FreeForm(false)));
        let major = ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(
                "Decimal number of major units, in the order's currency: \"45000\" is Rp 45.000.",
            ))
            .pattern(Some("^[0-9]+(\\.[0-9]+)?$"));
        Schema::OneOf(OneOfBuilder::new().item(minor).item(major).build()).into()
    }
}

impl From<OrderBody> for Draft {
    fn from(body: OrderBody) -> Self {
        let money = |amount: Option<MoneyBody>| amount.map(|MoneyBody(amount)| amount);
        Self {
            code: body.code,
            source: body.source,
            ext_id: body.ext_id,
            vendor_id: body.vendor_id,
            flow: body.flow,
            customer_name: Some(body.customer.name),
            customer_phone: body.customer.phone,
            customer_email: body.customer.email,
            customer_user_id: body.customer.user_id,
            currency: body.currency,
            items: body.items.into_iter().map(DraftItem::from).collect(),
            subtotal: money(body.subtotal),
            discount: money(body.discount),
            shipping: money(body.shipping),
            tax: money(body.tax),
            total: money(body.total),
            paid: body.paid,
            pay_later: body.pay_later,
            note: body.note,
            booking: body.booking.map(Into::into),
            delivery: body.delivery.map(Into::into),
            meta: body.meta,
            expires_at: body.expires_at,
        }
    }
}

impl From<ItemBody> for DraftItem {
    fn from(item: ItemBody) -> Self {
        Self {
            name: Some(item.name),
            sku: item.sku,
            options: item.options,
            qty: Some(item.qty),
            unit_price: Some(item.unit_price.0),
            total: item.total.map(|MoneyBody(amount)| amount),
        }
    }
}

impl From<BookingBody> for DraftBooking {
    fn from(booking: BookingBody) -> Self {
        Self {
            resource_id: booking.resource_id,
            resource_name: Some(booking.resource_name),
            check_in: Some(booking.check_in),
            check_out: Some(booking.check_out),
            guests: booking.guests,
        }
    }
}

impl From<DeliveryBody> for DraftDelivery {
    fn from(delivery: DeliveryBody) -> Self {
        Self { kind: Some(delivery.kind), address: delivery.address, due_at: delivery.due_at }
    }
}

impl OrderBody {
    /// Whether it says that everything is paid.
    pub(super) fn paid(&self) -> bool {
        self.paid
    }
}

/// The path of a field in the body, for one that the domain knows by a flat name.
pub(super) fn body_path(field: String) -> String {
    match field.as_str() {
        "customer_name" => "customer.name".into(),
        "customer_phone" => "customer.phone".into(),
        "customer_email" => "customer.email".into(),
        "customer_user_id" => "customer.user_id".into(),
        _ => field,
    }
}
