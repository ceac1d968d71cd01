//! The people who look after an app's orders, and the invitations by which they come in. Passwords arrive hashed and
//! tokens as SHA-256; nothing that lets somebody in can be read back from here.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use orderbell_orders::Locale;
use thiserror::Error;

use crate::app::AppId;
use crate::error::{ReadError, WriteError};
use crate::sqlite::people;
use crate::store::Store;

/// A user's row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UserId(
    /// The row's number.
    pub i64,
);

/// What somebody may do in an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Everything; the person who set the app up.
    Owner,
    /// Everything about orders.
    Admin,
    /// Runs one vendor.
    Vendor,
    /// Works at one vendor's counter.
    Cashier,
    /// Orders.
    Customer,
}

/// The name of a role that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("unknown role `{0}`, use owner, admin, vendor, cashier or customer")]
pub struct UnknownRole(
    /// What was given.
    pub String,
);

/// Somebody with an account.
#[derive(Clone, PartialEq, Eq)]
pub struct User {
    /// Their row.
    pub id: UserId,
    /// The app they belong to.
    pub app: AppId,
    /// Their address in lower case, which is also the sign-in name.
    pub email: String,
    /// How colleagues call them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The vendor they work for.
    pub vendor_id: Option<String>,
    /// Their language.
    pub locale: Locale,
    /// Their password, hashed; `None` cannot sign in with one.
    pub password_hash: Option<String>,
    /// Whether they look after all apps of the server, besides what they do in their own.
    pub operator: bool,
    /// When the account was made.
    pub created_at: Timestamp,
}

/// An account to be made.
#[derive(Clone)]
pub struct NewUser {
    /// Address, unique in the app whatever its case.
    pub email: String,
    /// How colleagues call them.
    pub name: String,
    /// The vendor they work for. An invitation that names one wins.
    pub vendor_id: Option<String>,
    /// Their language; the app's if `None`.
    pub locale: Option<Locale>,
    /// Their password, hashed by the caller.
    pub password_hash: Option<String>,
}

/// An invitation to be made. It works once.
#[derive(Debug, Clone)]
pub struct NewInvitation {
    /// SHA-256 of the token in the link.
    pub token_hash: [u8; 32],
    /// What the invited person may do.
    pub role: Role,
    /// The vendor they are to work for.
    pub vendor_id: Option<String>,
    /// From when on it does not work any more.
    pub expires_at: Timestamp,
}

/// Why an invitation did not let somebody in. It stays usable except where it says otherwise.
#[derive(Debug, Clone, Error)]
pub enum RedeemError {
    /// No invitation has this token.
    #[error("there is no such invitation")]
    Unknown,
    /// Its time is over.
    #[error("the invitation has expired")]
    Expired,
    /// Somebody has come in with it already.
    #[error("the invitation was used already")]
    Used,
    /// Another account of the app has the address.
    #[error("another account has this e-mail address")]
    EmailTaken,
    /// The write failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

/// Why an account was not made.
#[derive(Debug, Clone, Error)]
pub enum CreateUserError {
    /// Another account of the app has the address.
    #[error("another account has this e-mail address")]
    EmailTaken,
    /// The write failed.
    #[error(transparent)]
    Write(#[from] WriteError),
}

impl Role {
    /// Every role, from the one that may do most.
    pub const ALL: [Self; 5] = [Self::Owner, Self::Admin, Self::Vendor, Self::Cashier, Self::Customer];

    /// The stable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Admin => "admin",
            Self::Vendor => "vendor",
            Self::Cashier => "cashier",
            Self::Customer => "customer",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or_else(|| UnknownRole(text.to_owned()))
    }
}

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

// The hash is kept out of logs: it is what an attacker would take home to guess at.
impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User")
            .field("id", &self.id)
            .field("app", &self.app)
            .field("email", &self.email)
            .field("name", &self.name)
            .field("role", &self.role)
            .field("vendor_id", &self.vendor_id)
            .field("operator", &self.operator)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for NewUser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewUser")
            .field("email", &self.email)
            .field("name", &self.name)
            .field("vendor_id", &self.vendor_id)
            .field("locale", &self.locale)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Makes an invitation.
    ///
    /// # Errors
    /// [`WriteError::UnknownApp`], or the write failed.
    pub async fn create_invitation(
        &self,
        app: AppId,
        invitation: NewInvitation,
        now: Timestamp,
    ) -> Result<(), WriteError> {
        self.db.write(move |tx| people::create_invitation(tx, app, &invitation, now)).await
    }

    /// Makes the account of somebody who came with an invitation, and uses the invitation up, in one transaction: two
    /// people with one link cannot both come in. The role is the invitation's. The first owner of the first app becomes
    /// the operator of the server.
    ///
    /// # Errors
    /// See [`RedeemError`].
    pub async fn redeem_invitation(
        &self,
        token_hash: [u8; 32],
        user: NewUser,
        now: Timestamp,
    ) -> Result<User, RedeemError> {
        self.db.write(move |tx| people::redeem(tx, token_hash, user, now)).await
    }

    /// Whether somebody owns the app, that is whether it has been set up.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has_owner(&self, app: AppId) -> Result<bool, ReadError> {
        self.db.read(move |conn| Ok(people::has_owner(conn, app)?)).await
    }

    /// Makes an account without an invitation.
    ///
    /// # Errors
    /// See [`CreateUserError`].
    pub async fn create_user(
        &self,
        app: AppId,
        role: Role,
        user: NewUser,
        now: Timestamp,
    ) -> Result<User, CreateUserError> {
        self.db.write(move |tx| people::create(tx, app, role, user, now)).await
    }

    /// The user with this address, whatever its case.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn user_by_email(&self, app: AppId, email: &str) -> Result<Option<User>, ReadError> {
        let email = people::folded(email);
        self.db.read(move |conn| Ok(people::by_email(conn, app, &email)?)).await
    }

    /// The accounts with this address, whatever its case and in whichever app, at most `limit` of them.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn users_by_email(&self, email: &str, limit: usize) -> Result<Vec<User>, ReadError> {
        let email = people::folded(email);
        self.db.read(move |conn| Ok(people::by_email_anywhere(conn, &email, limit)?)).await
    }

    /// Who looks after all apps of the server.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn operators(&self) -> Result<Vec<User>, ReadError> {
        self.db.read(|conn| Ok(people::operators(conn)?)).await
    }

    /// Lets somebody look after all apps of the server, or no longer; `false` when there is no such user.
    ///
    /// # Errors
    /// When the write failed.
    pub async fn set_operator(&self, user: UserId, operator: bool) -> Result<bool, WriteError> {
        self.db.write(move |tx| Ok(people::set_operator(tx, user, operator)?)).await
    }

    /// One user.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn user(&self, id: UserId) -> Result<Option<User>, ReadError> {
        self.db.read(move |conn| Ok(people::by_id(conn, id)?)).await
    }
}
