//! Webhooks: addresses to which an app wants events to be sent. What an event is called and what a prefix is a prefix of
//! is not known here; both are kept as they are given.

use std::fmt;

use jiff::Timestamp;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::sqlite::{webhook_log, webhooks};
use crate::store::Store;

/// The row of a webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WebhookId(
    /// The row's number.
    pub i64,
);

/// A webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Its row.
    pub id: WebhookId,
    /// Whose it is.
    pub app: AppId,
    /// Where events are sent.
    pub url: String,
    /// The kinds of events that are sent.
    pub events: Vec<String>,
    /// What the names of channels have to begin with; empty for all.
    pub prefix: String,
    /// Whether several events may be sent in one request.
    pub batch: bool,
    /// Whether anything is sent.
    pub enabled: bool,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// A webhook to be made, see [`Webhook`]. The values are the caller's to check.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the webhook")]
pub struct NewWebhook {
    pub url: String,
    pub events: Vec<String>,
    pub prefix: String,
    pub batch: bool,
    pub enabled: bool,
}

/// What is to be changed of a webhook, see [`Webhook`]; `None` leaves it as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are those of the webhook")]
pub struct WebhookChange {
    pub url: Option<String>,
    pub events: Option<Vec<String>>,
    pub prefix: Option<String>,
    pub batch: Option<bool>,
    pub enabled: Option<bool>,
}

impl fmt::Display for WebhookId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Store {
    /// Makes a webhook, unless the app has `limit` of them already; `None` then.
    ///
    /// # Errors
    /// [`WriteError::UnknownApp`], or the write failed.
    pub async fn create_webhook(
        &self,
        app: AppId,
        webhook: NewWebhook,
        limit: usize,
        now: Timestamp,
    ) -> Result<Option<Webhook>, WriteError> {
        self.db.write(move |tx| Ok(webhooks::create(tx, app, &webhook, limit, now)?)).await
    }

    /// The webhooks of an app, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn webhooks(&self, app: AppId) -> Result<Vec<Webhook>, ReadError> {
        self.db.read(move |conn| Ok(webhooks::of_app(conn, app)?)).await
    }

    /// The webhooks of all apps.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn all_webhooks(&self) -> Result<Vec<Webhook>, ReadError> {
        self.db.read(|conn| Ok(webhooks::all(conn)?)).await
    }

    /// One webhook of an app.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn webhook(&self, app: AppId, id: WebhookId) -> Result<Option<Webhook>, ReadError> {
        self.db.read(move |conn| Ok(webhooks::one(conn, app, id)?)).await
    }

    /// Changes a webhook and returns it as it is then; `None` when the app has no such webhook.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn update_webhook(
        &self,
        app: AppId,
        id: WebhookId,
        change: WebhookChange,
        now: Timestamp,
    ) -> Result<Option<Webhook>, WriteError> {
        self.db.write(move |tx| Ok(webhooks::update(tx, app, id, &change, now)?)).await
    }

    /// Deletes a webhook, what waits for it and its log; `false` when the app has no such webhook.
    ///
    /// A long log is deleted in several writes, so that orders do not wait for it. If that is interrupted, the webhook is
    /// switched off and still listed.
    ///
    /// # Errors
    /// When a write failed.
    pub async fn delete_webhook(
        &self,
        app: AppId,
        id: WebhookId,
        now: Timestamp,
    ) -> Result<bool, WriteError> {
        let off = WebhookChange { enabled: Some(false), ..WebhookChange::default() };
        let found = self
            .db
            .write(move |tx| {
                let found = webhooks::update(tx, app, id, &off, now)?.is_some();
                if found {
                    webhook_log::clear_queue(tx, id)?;
                }
                Ok::<_, WriteError>(found)
            })
            .await?;
        if found {
            self.db.write_in_steps(move |tx| Ok(webhook_log::delete_step(tx, id)?)).await?;
            self.db.write(move |tx| Ok::<_, WriteError>(webhooks::delete(tx, app, id)?)).await?;
        }
        Ok(found)
    }
}
