//! What an event is about. Most are about an order and carry it as it was right after them; a product, a user and
//! a vendor do the same, and what an app tells of its own is about nothing that is known here.

use crate::order::Order;
use crate::product::Product;
use crate::user::RegisteredUser;
use crate::vendor::Vendor;

/// What an event is about, as it was right after the event.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// An order.
    Order(Box<Order>),
    /// Something that is sold.
    Product(Box<Product>),
    /// Somebody with an account.
    User(Box<RegisteredUser>),
    /// Somebody who fulfils orders.
    Vendor(Box<Vendor>),
    /// Only the app knows.
    App,
}

/// A [`Subject`] that somebody else holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum SubjectRef<'a> {
    /// See [`Subject::Order`].
    Order(&'a Order),
    /// See [`Subject::Product`].
    Product(&'a Product),
    /// See [`Subject::User`].
    User(&'a RegisteredUser),
    /// See [`Subject::Vendor`].
    Vendor(&'a Vendor),
    /// See [`Subject::App`].
    App,
}

impl Subject {
    /// The same, borrowed.
    pub fn by_ref(&self) -> SubjectRef<'_> {
        match self {
            Self::Order(order) => SubjectRef::Order(order),
            Self::Product(product) => SubjectRef::Product(product),
            Self::User(user) => SubjectRef::User(user),
            Self::Vendor(vendor) => SubjectRef::Vendor(vendor),
            Self::App => SubjectRef::App,
        }
    }
}

impl<'a> SubjectRef<'a> {
    /// The order that it is about.
    pub fn order(self) -> Option<&'a Order> {
        match self {
            Self::Order(order) => Some(order),
            _ => None,
        }
    }
}

impl From<Order> for Subject {
    fn from(order: Order) -> Self {
        Self::Order(Box::new(order))
    }
}

impl From<Product> for Subject {
    fn from(product: Product) -> Self {
        Self::Product(Box::new(product))
    }
}

impl From<RegisteredUser> for Subject {
    fn from(user: RegisteredUser) -> Self {
        Self::User(Box::new(user))
    }
}

impl From<Vendor> for Subject {
    fn from(vendor: Vendor) -> Self {
        Self::Vendor(Box::new(vendor))
    }
}

impl<'a> From<&'a Subject> for SubjectRef<'a> {
    fn from(subject: &'a Subject) -> Self {
        subject.by_ref()
    }
}

impl<'a> From<&'a Order> for SubjectRef<'a> {
    fn from(order: &'a Order) -> Self {
        Self::Order(order)
    }
}

impl<'a> From<&'a Product> for SubjectRef<'a> {
    fn from(product: &'a Product) -> Self {
        Self::Product(product)
    }
}

impl<'a> From<&'a RegisteredUser> for SubjectRef<'a> {
    fn from(user: &'a RegisteredUser) -> Self {
        Self::User(user)
    }
}

impl<'a> From<&'a Vendor> for SubjectRef<'a> {
    fn from(vendor: &'a Vendor) -> Self {
        Self::Vendor(vendor)
    }
}
