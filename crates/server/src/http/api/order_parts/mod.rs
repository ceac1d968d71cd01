//! `/v1/cases`, `/v1/payments` and `/v1/shipments`: what orders have, across all orders that the caller may see.
//!
//! They are reported on their orders (`/v1/orders/{order}/...`); here they are looked for.

pub mod cases;
pub mod payments;
pub mod shipments;

use orderbell_orders::{OrderId, OrderRef};
use orderbell_store::{ListedPart, Part, PartCursor, PartQuery, Scope, Stamped};
use serde::Deserialize;
use utoipa::IntoParams;

use super::orders::{filters::Errors, show::parse_reference};
use crate::http::{AppState, parameters::Beside, principal::Principal, problem::Problem};

/// Whose, and which page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields, default)]
#[into_params(parameter_in = Query)]
pub struct PartPaging {
    /// Only those of this order: uid or code.
    #[param(example = "ORD-261121-7K3Q")]
    order: Option<String>,
    /// Only those of this vendor's orders.
    #[param(example = "7", max_length = 120)]
    vendor: Option<String>,
    /// Most on the page, 1 to 100.
    #[param(minimum = 1, maximum = 100)]
    limit: usize,
    /// `next` of the page before.
    after: Option<String>,
}

impl Default for PartPaging {
    fn default() -> Self {
        Self { order: None, vendor: None, limit: 50, after: None }
    }
}

impl Beside for PartPaging {
    const NAMES: &'static [&'static str] = &["order", "vendor", "limit", "after"];
}

/// What was found, and where it goes on.
struct Found {
    epoch: String,
    seq: i64,
    parts: Vec<ListedPart>,
    next: Option<String>,
}

/// Looks for parts. `kind` and `state` have been checked, as far as they can be wrong.
async fn find(
    state: &AppState,
    principal: &Principal,
    part: Part,
    paging: PartPaging,
    mut errors: Errors,
    (kind, part_state): (Option<String>, Option<String>),
) -> Result<Found, Problem> {
    if !(1..=PartQuery::MAX_LIMIT).contains(&paging.limit) {
        errors.add("limit", format!("must be between 1 and {}", PartQuery::MAX_LIMIT));
    }
    let after = errors.one("after", paging.after.as_deref(), |cursor| {
        cursor
            .parse::<PartCursor>()
            .map_err(|_| "must be the `next` of a page that was fetched before".into())
    });
    let vendor = errors.name("vendor", paging.vendor);
    let order = match &paging.order {
        Some(reference) => Some(order_id(state, principal, reference).await?),
        None => None,
    };
    let query = PartQuery {
        vendor,
        order,
        kind,
        state: part_state,
        limit: paging.limit,
        after,
        ..PartQuery::new(staff(principal)?, part)
    };
    let Stamped { position, value } = read(state, principal, errors.into_result(query)?).await?;
    let next = value.next.map(|cursor| cursor.to_string());
    Ok(Found { epoch: position.epoch, seq: position.seq, parts: value.parts, next })
}

/// The one that this names, if the caller may see its order.
async fn one(
    state: &AppState,
    principal: &Principal,
    part: Part,
    kind: Option<String>,
    key: String,
) -> Result<(Stamped<()>, ListedPart), Problem> {
    let query =
        PartQuery { kind, key: Some(key.clone()), limit: 1, ..PartQuery::new(staff(principal)?, part) };
    let Stamped { position, value } = read(state, principal, query).await?;
    let found = value.parts.into_iter().next();
    let found = found.ok_or_else(|| Problem::not_found(format!("there is no {key:?}")))?;
    Ok((Stamped { position, value: () }, found))
}

async fn read(
    state: &AppState,
    principal: &Principal,
    query: PartQuery,
) -> Result<Stamped<orderbell_store::PartPage>, Problem> {
    let read = state.store.parts(principal.app().record.id, query).await;
    read.map_err(|error| Problem::internal(&error))
}

/// Lists of money and parcels are for staff. A customer finds those of an order in the order.
fn staff(principal: &Principal) -> Result<Scope, Problem> {
    match principal.scope() {
        Scope::Customer(_) => {
            Err(Problem::forbidden("this list is for staff; an order shows what belongs to it"))
        }
        scope => Ok(scope),
    }
}

async fn order_id(state: &AppState, principal: &Principal, reference: &str) -> Result<OrderId, Problem> {
    let reference = parse_reference(reference)?;
    if let OrderRef::Id(id) = reference {
        return Ok(id);
    }
    let found = state.store.order(principal.app().record.id, &reference, principal.scope()).await;
    let found = found.map_err(|error| Problem::internal(&error))?;
    found.map(|order| order.value.id).ok_or_else(|| Problem::not_found("there is no such order"))
}

/// One of the names that there are.
fn known<const N: usize>(
    errors: &mut Errors,
    field: &str,
    name: Option<&str>,
    names: [&'static str; N],
) -> Option<String> {
    errors.one(field, name, |name| {
        let known = names.iter().find(|known| **known == name).map(|known| (*known).to_owned());
        known.ok_or_else(|| format!("must be one of {}", names.join(", ")))
    })
}
