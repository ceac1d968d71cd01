//! Who a connection is, so that it can be recognized when it comes back.
//!
//! A tab's id belongs to one page and is exact. A cookie is shared by the tabs of a browser, a user by all devices, so
//! what is known of them is several positions of which nobody can tell whose each is.

use std::fmt;
use std::sync::Arc;

/// What a connection has brought along that a later one may bring again.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub struct Identity {
    /// The id of a page load, from the path of the URL.
    pub tab: Option<[u8; 16]>,
    /// The browser's cookie.
    pub cookie: Option<[u8; 16]>,
    /// The cookie is being set by this very answer: nobody knows yet whether the client keeps cookies.
    pub cookie_is_new: bool,
}

impl Identity {
    pub(crate) fn is_empty(&self) -> bool {
        self.tab.is_none() && self.cookie.is_none()
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Whoever knows one can take a connection's place.
        f.debug_struct("Identity")
            .field("tab", &self.tab.is_some())
            .field("cookie", &self.cookie.is_some())
            .field("cookie_is_new", &self.cookie_is_new)
            .finish()
    }
}

/// Under what a position is filed.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CursorIdentity {
    /// A page load: exact, and only one connection has it.
    Tab([u8; 16]),
    /// A browser: shared by its tabs.
    Cookie([u8; 16]),
    /// A user whom the app has vouched for: shared by tabs and devices.
    User(Arc<str>),
}

impl CursorIdentity {
    /// Whether only one page can have it.
    pub fn is_exact(&self) -> bool {
        matches!(self, Self::Tab(_))
    }
}

impl fmt::Debug for CursorIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tab(_) => f.write_str("Tab"),
            Self::Cookie(_) => f.write_str("Cookie"),
            Self::User(user) => f.debug_tuple("User").field(user).finish(),
        }
    }
}
