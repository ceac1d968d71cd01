//! The accounts of an app's customers, as far as it tells of them. The staff who sign in here are in [`crate::people`].

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use orderbell_orders::{Actor, RegisteredUser, UserReport};

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::place::{ActResult, Idempotency};
use crate::query::{CursorError, Page, Stamped};
use crate::sqlite::{positions, registered};
use crate::store::Store;

/// What came of a report about a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    /// The user as they are known now.
    pub user: RegisteredUser,
    /// `seq` of `user.registered`, if they were told of for the first time.
    pub seq: Option<i64>,
    /// Whether anything is another than before.
    pub changed: bool,
}

/// A place in the list of users. Its text form is for URLs and means nothing to anybody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserCursor {
    pub(crate) registered_at: Timestamp,
    pub(crate) id: String,
}

impl fmt::Display for UserCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}_{}", self.registered_at.as_microsecond(), self.id)
    }
}

impl FromStr for UserCursor {
    type Err = CursorError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (at, id) = text.split_once('_').ok_or(CursorError)?;
        let micros = at.parse().map_err(|_| CursorError)?;
        let registered_at = Timestamp::from_microsecond(micros).map_err(|_| CursorError)?;
        Ok(Self { registered_at, id: id.to_owned() })
    }
}

impl Store {
    /// Takes over what an app tells of a user. The first time it is an event.
    ///
    /// # Errors
    /// See [`WriteError`].
    pub async fn register_user(
        &self,
        app: AppId,
        report: UserReport,
        actor: Actor,
        idempotency: Option<Idempotency<Registration>>,
        now: Timestamp,
    ) -> Result<ActResult<Registration>, WriteError> {
        self.db.write(move |tx| registered::once(tx, app, report, &actor, idempotency, now)).await
    }

    /// One user, by the app's id for them.
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn registered_user(&self, app: AppId, id: String) -> Result<Option<RegisteredUser>, ReadError> {
        self.db.read(move |conn| Ok(registered::one(conn, app, &id)?)).await
    }

    /// A page of users, newest first; at most `limit` of them (1 to 200; what is outside is moved to the nearest).
    ///
    /// # Errors
    /// See [`ReadError`].
    pub async fn registered_users(
        &self,
        app: AppId,
        before: Option<UserCursor>,
        limit: usize,
    ) -> Result<Stamped<Page<RegisteredUser, UserCursor>>, ReadError> {
        self.db
            .read(move |conn| {
                let position = positions::position(conn, app)?;
                let value = registered::page(conn, app, before.as_ref(), limit.clamp(1, 200))?;
                Ok(Stamped { position, value })
            })
            .await
    }
}
