//! What comes of a report's steps, and how its receipt tells people.

use orderbell_orders::{OrderId, Product};

use crate::desk::{Change, OrderKey};
use crate::fault;
use crate::place::ActRefused;
use crate::product::{ProductKey, ProductName};
use crate::receipt::ReceiptState;
use crate::receiving::Step;
use crate::report::{Report, ReportOutcome, ReportRefused};

use super::error::DbError;
use super::products::Work;
use super::writer::Tx;
use super::{order_keys, report};

/// Of how many things a receipt tells.
const MOST_TOLD: usize = 20;

/// What came of some steps.
#[derive(Default)]
pub(super) struct Effect {
    /// What happened: the types of events, and a few words where people want to know more.
    happened: Vec<String>,
    /// Why something that was said is not news.
    ignored: Option<&'static str>,
    /// By these names no order is known.
    pub(super) missing: Vec<OrderKey>,
    refused: Option<String>,
    order: Option<OrderId>,
}

impl Effect {
    /// Takes the steps, one after the other; a refused one is the last.
    pub(super) fn of(tx: &Tx<'_>, work: &Work, steps: &[Step]) -> Result<Self, DbError> {
        let mut effect = Self::default();
        for step in steps {
            let mut missing = Vec::new();
            let mut known = None;
            for report in step {
                match report::one(tx, work, report)? {
                    Err(ReportRefused::Order(ActRefused::NotFound)) => missing.extend(key(report).cloned()),
                    result => {
                        known = Some((report, result));
                        break;
                    }
                }
            }
            match known {
                None => effect.missing.extend(missing),
                Some((_, Ok(outcome))) => effect.note(&outcome),
                Some((report, Err(refused))) => {
                    effect.refused = Some(why(report, &refused));
                    break;
                }
            }
            fault::point("step");
        }
        Ok(effect)
    }

    fn note(&mut self, outcome: &ReportOutcome) {
        if outcome.ignored().is_some() {
            self.ignored = Some("is older than what is known, or would lead back");
        }
        match outcome {
            ReportOutcome::Order(outcome) => {
                let names = outcome.events.iter().map(|recorded| recorded.event.name().to_owned());
                self.happened.extend(names);
                self.order = self.order.or(Some(outcome.order.id));
            }
            ReportOutcome::Stock(outcome) if outcome.changed => {
                let low = outcome.seq.map(|_| "stock.low".to_owned());
                self.happened.extend(low.into_iter().chain([shelf(&outcome.product)]));
            }
            ReportOutcome::Product(outcome) if outcome.changed => {
                let ids = outcome.product.external_ids.iter().map(|(source, id)| format!("{source} {id}"));
                let ids: Vec<String> = ids.collect();
                self.happened.push(format!("{} is {}", outcome.product.sku, ids.join(", ")));
            }
            ReportOutcome::User(registration) if registration.changed => {
                let who = registration.user.email.as_ref().unwrap_or(&registration.user.name);
                match registration.seq {
                    Some(_) => self.happened.extend(["user.registered".to_owned(), format!("{who} is new")]),
                    None => self.happened.push(format!("{who} has changed")),
                }
            }
            ReportOutcome::Stock(_) | ReportOutcome::Product(_) | ReportOutcome::User(_) => {}
            ReportOutcome::Custom(_) => self.happened.push("an event of the app's own".to_owned()),
        }
    }

    /// The outcome of a receipt, why, and the order that it was about. `note` is for people too.
    pub(super) fn verdict(self, note: &str) -> (ReceiptState, String, Option<OrderId>) {
        let (state, detail) = match self {
            Self { refused: Some(refused), .. } => (ReceiptState::Failed, refused),
            Self { missing, .. } if !missing.is_empty() => {
                let names: Vec<String> = missing.iter().map(in_words).collect();
                (ReceiptState::Unmatched, format!("waits for the order with {}", names.join(" or ")))
            }
            Self { happened, .. } if !happened.is_empty() => (ReceiptState::Applied, listed(&happened)),
            Self { ignored: Some(ignored), .. } => (ReceiptState::Ignored, ignored.to_owned()),
            Self { .. } => (ReceiptState::Ignored, "was so already".to_owned()),
        };
        let detail = if note.is_empty() { detail } else { format!("{detail}; {note}") };
        (state, detail, self.order)
    }
}

/// By which name a report finds its order; none for one that brings it along, or is about none.
fn key(report: &Report) -> Option<&OrderKey> {
    let Report::Order(change) = report else { return None };
    match &**change {
        Change::Act { order, .. } | Change::Follow { order, .. } => Some(order),
        Change::Upsert(_) => None,
    }
}

/// What happened, of which a shop that tells of a product with two thousand variants has a lot to say.
fn listed(happened: &[String]) -> String {
    let told = happened.iter().take(MOST_TOLD).map(String::as_str).collect::<Vec<_>>().join(", ");
    match happened.len().saturating_sub(MOST_TOLD) {
        0 => told,
        more => format!("{told} and {more} more"),
    }
}

/// Of many products in one report it has to be said which one stands in the way.
fn why(report: &Report, refused: &ReportRefused) -> String {
    match report {
        Report::Stock { product: ProductKey::Sku(sku), .. } | Report::Product(ProductName { sku, .. }) => {
            format!("{sku}: {refused}")
        }
        _ => refused.to_string(),
    }
}

fn shelf(product: &Product) -> String {
    match product.stock {
        Some(stock) => format!("{}: {stock} left", product.sku),
        None => format!("{}: not counted", product.sku),
    }
}

fn in_words(key: &OrderKey) -> String {
    let (kind, text) = order_keys::awaited(key);
    format!("{kind} {}", text.replace('\n', " "))
}
