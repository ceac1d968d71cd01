//! Who is signed in. A session ends when nobody has used it for a while or when it has become old, whichever comes
//! first; only the SHA-256 of its token is kept, so a stolen database signs nobody in.

use jiff::{SignedDuration, Timestamp};

use crate::error::{ReadError, WriteError};
use crate::people::{User, UserId};
use crate::sqlite::sessions;
use crate::store::Store;

/// A session that nobody used for this long is over.
pub const IDLE_LIFE: SignedDuration = SignedDuration::from_hours(12);

/// A session is over this long after sign-in, however much it is used.
pub const ABSOLUTE_LIFE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Use is written down at most this often, so that a busy screen does not turn its reads into writes.
pub const TOUCH_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// A session to be started.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// Who has signed in.
    pub user: UserId,
    /// SHA-256 of the token.
    pub token_hash: [u8; 32],
}

/// A session that holds.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who is signed in; the app is theirs.
    pub user: User,
    /// When they signed in.
    pub created_at: Timestamp,
    /// When it was last used, as far as it was written down.
    pub seen_at: Timestamp,
}

impl Session {
    /// Whether it still holds.
    pub(crate) fn holds(&self, now: Timestamp) -> bool {
        now.duration_since(self.seen_at) < IDLE_LIFE && now.duration_since(self.created_at) < ABSOLUTE_LIFE
    }
}

impl Store {
    /// Starts a session, and clears away those of the same user that are over.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn create_session(&self, session: NewSession, now: Timestamp) -> Result<(), WriteError> {
        self.db.write(move |tx| Ok(sessions::create(tx, &session, now)?)).await
    }

    /// Forgets the sessions that are over at `now`, a few at a time; returns how many. Most people close the browser
    /// instead of signing out, and never come back with the same token.
    ///
    /// # Errors
    /// When a write failed; what was forgotten before stays so.
    pub async fn prune_sessions(&self, now: Timestamp) -> Result<usize, WriteError> {
        self.db.write_in_steps(move |tx| Ok(sessions::prune(tx, now)?)).await
    }

    /// The session with this token, if it holds. Counts as use: that is written down in passing, and when it cannot
    /// be, the session holds all the same.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn session(&self, token_hash: [u8; 32], now: Timestamp) -> Result<Option<Session>, ReadError> {
        let found = self.db.read(move |conn| Ok::<_, ReadError>(sessions::find(conn, token_hash)?)).await?;
        let Some(mut session) = found.filter(|session| session.holds(now)) else { return Ok(None) };
        if now.duration_since(session.seen_at) >= TOUCH_EVERY {
            let touched: Result<(), WriteError> =
                self.db.write(move |tx| Ok(sessions::touch(tx, token_hash, now)?)).await;
            match touched {
                Ok(()) => session.seen_at = now,
                Err(error) => tracing::warn!(%error, "the use of a session was not written down"),
            }
        }
        Ok(Some(session))
    }

    /// Ends a session; one that does not exist is over already.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn delete_session(&self, token_hash: [u8; 32]) -> Result<(), WriteError> {
        self.db.write(move |tx| Ok(sessions::delete(tx, token_hash)?)).await
    }

    /// Ends all sessions of a user, for example when the password changes; returns how many.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn delete_sessions_of(&self, user: UserId) -> Result<usize, WriteError> {
        self.db.write(move |tx| Ok(sessions::delete_of(tx, user)?)).await
    }
}
