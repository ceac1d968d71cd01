//! The link of an order: who holds its token may follow, read and pay this one order, without an account, and nothing else.
//!
//! A token moves no order: the most that it does is to open the page on which its order is paid. It is compared by hash
//! and in constant time, and an order without a link is answered as one with another token: nobody learns here which
//! orders there are.

use std::sync::Arc;

use orderbell_orders::OrderId;
use orderbell_store::ReadError;
use subtle::ConstantTimeEq as _;

use super::AppState;
use crate::{
    apps::AppEntry,
    auth::token::{self, TokenHash},
};

/// The app of the order, if `token` is that of its link.
///
/// # Errors
/// When the ledger cannot be read.
pub async fn verify(
    state: &AppState,
    order: OrderId,
    token: &str,
) -> Result<Option<Arc<AppEntry>>, ReadError> {
    verify_hash(state, order, &token::hash(token)).await
}

/// The same with the hash of a token.
///
/// # Errors
/// When the ledger cannot be read.
pub async fn verify_hash(
    state: &AppState,
    order: OrderId,
    hash: &TokenHash,
) -> Result<Option<Arc<AppEntry>>, ReadError> {
    let Some(link) = state.store.order_link(order).await? else { return Ok(None) };
    let same = hash.ct_eq(&link.token_hash);
    let app = bool::from(same).then(|| state.apps.by_id(link.app)).flatten();
    Ok(app.filter(|app| app.record.enabled))
}
