//! How the occupancy of a channel is shown, wherever it is asked for.

use orderbell_hub::Occupancy;
use orderbell_wire::info::Info;
use serde_json::{Map, Value};

/// The attributes that were asked for and that the channel has. Only presence channels have users.
pub(super) fn attributes(found: Occupancy, info: Info) -> Map<String, Value> {
    let mut shown = Map::new();
    if let Some(users) = found.users.filter(|_| info.user_count) {
        shown.insert("user_count".to_owned(), users.into());
    }
    if info.subscription_count {
        shown.insert("subscription_count".to_owned(), found.subscriptions.into());
    }
    shown
}
