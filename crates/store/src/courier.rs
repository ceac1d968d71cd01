//! Couriers that can be asked where a parcel is: to which URL, and how the answer is to be read.
//!
//! A courier is found by the name that orders are shipped with, whatever its case. The headers of a question carry keys
//! of the app's account there, so they are sealed. What an answer says is worked out by the server.

use std::collections::BTreeMap;
use std::fmt;

use jiff::{SignedDuration, Timestamp};
use orderbell_orders::ShipmentState;
use secrecy::SecretString;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::sqlite::couriers;
use crate::store::Store;

/// The row of a courier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CourierId(
    /// The row's number.
    pub i64,
);

/// How a courier is asked, and what its answers mean.
#[derive(Debug, Clone)]
pub struct CourierTemplate {
    /// What orders call it; unique in the app, whatever the case.
    pub name: String,
    /// Where to ask; `{tracking_no}` stands for the number of the parcel.
    pub url: String,
    /// Names and values of headers, which are kept sealed.
    pub headers: Vec<(String, SecretString)>,
    /// JSON pointer to the courier's word for where the parcel is.
    pub status_at: String,
    /// JSON pointer to the courier's text; empty for none.
    pub text_at: String,
    /// What the words mean, in lower case. Words that are not here are looked up among those that every courier uses.
    pub words: BTreeMap<String, ShipmentState>,
    /// How often to ask while a parcel is on its way.
    pub every: SignedDuration,
    /// Whether it is asked at all.
    pub enabled: bool,
}

/// A courier.
#[derive(Debug, Clone)]
pub struct Courier {
    /// Its row.
    pub id: CourierId,
    /// How it is asked.
    pub template: CourierTemplate,
    /// When it was entered.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// What became of a courier that was to be written.
#[derive(Debug, Clone)]
pub enum CourierWritten {
    /// It is there.
    Yes(Box<Courier>),
    /// Another courier of the app has the name.
    NameTaken,
    /// The app has as many as it may have.
    TooMany,
    /// There is none to be changed.
    Unknown,
}

impl fmt::Display for CourierId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Store {
    /// Enters a courier, or puts a template in the place of the one that the courier `id` has. Orders that are on their
    /// way are asked about from then on.
    ///
    /// # Errors
    /// [`WriteError::UnknownApp`], or a write failed.
    pub async fn put_courier(
        &self,
        app: AppId,
        id: Option<CourierId>,
        template: CourierTemplate,
        limit: usize,
        now: Timestamp,
    ) -> Result<CourierWritten, WriteError> {
        let sealing = self.db.sealing();
        let written =
            self.db.write(move |tx| couriers::put(tx, &sealing, app, id, &template, limit, now)).await?;
        if matches!(written, CourierWritten::Yes(_)) {
            self.catch_up_timers(now).await?;
        }
        Ok(written)
    }

    /// The couriers of an app, by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn couriers(&self, app: AppId) -> Result<Vec<Courier>, ReadError> {
        let sealing = self.db.sealing();
        self.db.read(move |conn| Ok(couriers::of_app(conn, &sealing, app)?)).await
    }

    /// One courier of an app.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn courier(&self, app: AppId, id: CourierId) -> Result<Option<Courier>, ReadError> {
        let sealing = self.db.sealing();
        self.db.read(move |conn| Ok(couriers::one(conn, &sealing, app, id)?)).await
    }

    /// The courier of an app that orders call so.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn courier_named(&self, app: AppId, name: String) -> Result<Option<Courier>, ReadError> {
        let sealing = self.db.sealing();
        self.db.read(move |conn| Ok(couriers::named(conn, &sealing, app, &name)?)).await
    }

    /// Deletes a courier; `false` when the app has no such courier. Questions that were to be asked go away when they
    /// are due.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn delete_courier(&self, app: AppId, id: CourierId) -> Result<bool, WriteError> {
        self.db.write(move |tx| Ok(couriers::delete(tx, app, id)?)).await
    }
}
