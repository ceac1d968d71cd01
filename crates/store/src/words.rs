//! How an app wants our events worded, so that what it has can go on listening as it does.
//!
//! Kept as one JSON value beside the app: the database never asks for a part of it. Which names exist and which make
//! sense is the caller's to check.

use std::collections::BTreeMap;

use orderbell_orders::Aliases;
use serde::{Deserialize, Serialize};

use crate::app::AppId;
use crate::error::WriteError;
use crate::sqlite::apps;
use crate::store::Store;

/// The words of an app. The default is our own vocabulary and nothing else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AppWords {
    /// What it calls the statuses.
    pub aliases: Aliases,
    /// By type of event, the names under which the same event goes out as well.
    pub emit_as: BTreeMap<String, Vec<String>>,
    /// The fields of an order are repeated at the top of an event's data, as Laravel apps have them.
    pub laravel_flat: bool,
    /// Events of orders go to the public channels `admin.orders` and `order.{id}` as well, where anybody with the app's
    /// public key hears them.
    pub public_channels: bool,
}

impl Store {
    /// Changes an app's words and returns them. `edit` runs between reading and writing them.
    ///
    /// # Errors
    /// [`WriteError::UnknownApp`], or the write failed.
    pub async fn update_words(
        &self,
        app: AppId,
        edit: impl FnOnce(&mut AppWords) + Send + 'static,
    ) -> Result<AppWords, WriteError> {
        self.db.write(move |tx| Ok(apps::update_words(tx, app, edit)?)).await
    }
}
