//! Somebody who has an account in the app. The account itself lives there; here is known what a notification says.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An account of the app's. Storage form, like [`crate::Order`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisteredUser {
    /// The app's own id for it, the `customer_user_id` of its orders.
    pub id: String,
    /// What they are called.
    pub name: String,
    /// As they wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// As they wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// When they registered, as far as is known: when they were first told of.
    pub registered_at: Timestamp,
    /// When what is known of them last changed.
    pub updated_at: Timestamp,
}
