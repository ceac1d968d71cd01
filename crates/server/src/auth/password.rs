//! Password hashing with Argon2id at OWASP's minimum (19 MiB, 2 passes, 1 lane).
//!
//! One hash costs tens of milliseconds and 19 MiB, which makes sign-in the cheapest way to exhaust the server. So at
//! most two run at once, a few may wait, and the rest is told to come back.

use std::{sync::Arc, time::Duration};

use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _, password_hash::phc::PasswordHash};
use secrecy::{ExposeSecret as _, SecretString};
use tokio::sync::Semaphore;

/// Fewest characters of a password.
pub const MIN_LENGTH: usize = 12;
/// Most bytes of a password; longer ones would only make hashing slow.
pub const MAX_LENGTH: usize = 1024;

const CONCURRENT: usize = 2;
const WAITING: usize = 16;
const PATIENCE: Duration = Duration::from_secs(5);

/// Hashes and verifies, a few at a time.
#[derive(Debug, Clone)]
pub struct Passwords {
    running: Arc<Semaphore>,
    admitted: Arc<Semaphore>,
    /// Verified against when the account does not exist, so that both answers take the same time.
    decoy: Arc<str>,
}

/// Why no answer was given.
#[derive(Debug, thiserror::Error)]
pub enum PasswordError {
    /// Too many others are waiting.
    #[error("too many sign-ins at once")]
    Busy,
    /// The hasher failed or was stopped.
    #[error("hashing failed")]
    Failed,
}

impl Passwords {
    /// Prepares the hasher; costs one hash.
    ///
    /// # Errors
    /// [`PasswordError::Failed`] when hashing does not work at all.
    pub fn new() -> Result<Self, PasswordError> {
        Ok(Self {
            running: Arc::new(Semaphore::new(CONCURRENT)),
            admitted: Arc::new(Semaphore::new(CONCURRENT + WAITING)),
            decoy: hash("a password that nobody has")?.into(),
        })
    }

    /// Hash for storage, in PHC string form.
    ///
    /// # Errors
    /// [`PasswordError`] when too many others wait or the hasher fails.
    pub async fn hash(&self, password: SecretString) -> Result<String, PasswordError> {
        self.run(move || hash(password.expose_secret())).await?
    }

    /// Whether the password is right. `None` as stored hash stands for "no such account" and takes as long.
    ///
    /// # Errors
    /// [`PasswordError`] when too many others wait or the hasher fails.
    pub async fn verify(
        &self,
        password: SecretString,
        stored: Option<String>,
    ) -> Result<bool, PasswordError> {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| self.decoy.to_string());
        let matches = self
            .run(move || {
                PasswordHash::new(&stored).is_ok_and(|stored| {
                    Argon2::default().verify_password(password.expose_secret().as_bytes(), &stored).is_ok()
                })
            })
            .await?;
        Ok(known && matches)
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, PasswordError> {
        let _admitted = self.admitted.try_acquire().map_err(|_| PasswordError::Busy)?;
        let running = Arc::clone(&self.running).acquire_owned();
        let permit = tokio::time::timeout(PATIENCE, running).await.map_err(|_| PasswordError::Busy)?;
        let permit = permit.map_err(|_| PasswordError::Failed)?;
        tokio::task::spawn_blocking(move || {
            // Held inside the thread: a client that hangs up must not make room while its hash still runs.
            let _permit = permit;
            work()
        })
        .await
        .map_err(|_| PasswordError::Failed)
    }
}

fn hash(password: &str) -> Result<String, PasswordError> {
    Argon2::default()
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|_| PasswordError::Failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_of_a_known_account_passes() {
        let passwords = Passwords::new().unwrap();
        let stored = passwords.hash("correct horse battery".into()).await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(passwords.verify("correct horse battery".into(), Some(stored.clone())).await.unwrap());
        assert!(!passwords.verify("wrong horse battery".into(), Some(stored)).await.unwrap());
        assert!(!passwords.verify("a password that nobody has".into(), None).await.unwrap());
        assert!(!passwords.verify("x".into(), Some("garbage".into())).await.unwrap());
    }
}
