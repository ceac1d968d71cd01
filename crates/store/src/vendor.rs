//! What an app has told of its vendors. An order may name a vendor that is not here.

use jiff::Timestamp;
use orderbell_orders::{Actor, Vendor, VendorEdit};
use thiserror::Error;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::sqlite::vendors;
use crate::store::Store;

/// Most vendors of one app. All of them are held in memory.
pub const MAX_VENDORS: usize = 2_000;

/// How a vendor is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VendorWrite {
    /// It must be new.
    Create,
    /// It may be new.
    Put,
    /// It must be there, and at this version if one is named.
    Change(Option<i64>),
}

/// Why a vendor was not written. Nothing changed.
#[derive(Debug, Clone, PartialEq, Error)]
pub enum VendorRefused {
    /// There is none.
    #[error("there is no such vendor")]
    NotFound,
    /// There is one already.
    #[error("there is a vendor with this id already")]
    Exists,
    /// A new vendor needs a name.
    #[error("a new vendor needs a name")]
    NameRequired,
    /// The vendor is not as the sender had it before them.
    #[error("the vendor has changed in the meantime, it is at version {}", vendor.version)]
    VersionMismatch {
        /// The vendor as it is.
        vendor: Box<Vendor>,
    },
    /// The app has enough.
    #[error("an app may have {MAX_VENDORS} vendors")]
    TooMany,
}

impl Store {
    /// Every vendor of every app.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn all_vendors(&self) -> Result<Vec<(AppId, Vendor)>, ReadError> {
        self.db.read(|conn| Ok(vendors::all(conn)?)).await
    }

    /// The vendors of an app, in the order of their ids.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn vendors(&self, app: AppId) -> Result<Vec<Vendor>, ReadError> {
        self.db.read(move |conn| Ok(vendors::of_app(conn, app)?)).await
    }

    /// One vendor.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn vendor(&self, app: AppId, id: String) -> Result<Option<Vendor>, ReadError> {
        self.db.read(move |conn| Ok(vendors::one(conn, app, &id)?)).await
    }

    /// Writes a vendor; says whether it is new. If that pauses it or ends a pause, its staff and the admins are told.
    ///
    /// # Errors
    /// See [`WriteError`]; a refusal is not an error but a result.
    pub async fn write_vendor(
        &self,
        app: AppId,
        id: String,
        edit: VendorEdit,
        how: VendorWrite,
        actor: Actor,
        now: Timestamp,
    ) -> Result<Result<(Vendor, bool), VendorRefused>, WriteError> {
        self.db.write(move |tx| Ok(vendors::write(tx, app, &id, &edit, how, &actor, now)?)).await
    }

    /// Deletes a vendor; says whether there was one. Its orders, products and staff stay.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub async fn delete_vendor(&self, app: AppId, id: String) -> Result<bool, WriteError> {
        self.db.write(move |tx| Ok(vendors::delete(tx, app, &id)?)).await
    }
}
