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

/// What an app tells of an account of its.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserReport {
    /// See [`RegisteredUser::id`].
    pub id: String,
    /// See [`RegisteredUser::name`].
    pub name: String,
    /// See [`RegisteredUser::email`].
    pub email: Option<String>,
    /// See [`RegisteredUser::phone`].
    pub phone: Option<String>,
}

impl RegisteredUser {
    /// Somebody who was just told of for the first time.
    pub fn new(report: UserReport, now: Timestamp) -> Self {
        let UserReport { id, name, email, phone } = report;
        Self { id, name, email, phone, registered_at: now, updated_at: now }
    }

    /// Takes over what is told, and keeps what is not; says whether anything is another now.
    pub fn update(&mut self, report: UserReport, now: Timestamp) -> bool {
        let told = Self::new(report, now);
        let newer = Self {
            registered_at: self.registered_at,
            email: told.email.clone().or_else(|| self.email.clone()),
            phone: told.phone.clone().or_else(|| self.phone.clone()),
            ..told
        };
        let changed = Self { updated_at: self.updated_at, ..newer.clone() } != *self;
        if changed {
            *self = newer;
        }
        changed
    }
}
