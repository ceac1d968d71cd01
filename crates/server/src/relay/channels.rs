//! Which channels and rooms an order event goes to. The only place where the order domain meets their names.

use orderbell_hub::TrackedChannels;
use orderbell_orders::{Audience, OrderId, View};
use orderbell_store::{LogStream, LoggedChannel};
use orderbell_wire::channel::ChannelName;

/// A sequence of order events that somebody can listen to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Stream {
    /// All events of the app.
    Admin,
    /// Events of one vendor's orders.
    Vendor(String),
    /// Events of one order.
    Order(OrderId),
}

const ADMIN: &str = "private-admin.orders";
const VENDOR: &str = "private-vendor-orders.";
const ORDER: &str = "private-order.";

const ADMIN_ROOM: &str = "admin";
const VENDOR_ROOM: &str = "vendor:";
const ORDER_ROOM: &str = "order:";

impl Stream {
    /// The channel of the stream; `None` for a vendor id that no channel name can carry.
    #[must_use]
    pub fn channel(&self) -> Option<ChannelName> {
        match self {
            Self::Admin => ADMIN.parse().ok(),
            Self::Vendor(vendor) => format!("{VENDOR}{vendor}").parse().ok(),
            Self::Order(uid) => format!("{ORDER}{uid}").parse().ok(),
        }
    }

    /// The stream of a channel; `None` for channels that are not ours.
    #[must_use]
    pub fn from_channel(channel: &ChannelName) -> Option<Self> {
        let name = channel.as_str();
        if name == ADMIN {
            return Some(Self::Admin);
        }
        if let Some(vendor) = name.strip_prefix(VENDOR) {
            return (!vendor.is_empty()).then(|| Self::Vendor(vendor.to_owned()));
        }
        Some(Self::Order(name.strip_prefix(ORDER)?.parse().ok()?))
    }

    /// The room of the stream at `/ws` and `/v1/stream`.
    #[must_use]
    pub fn room(&self) -> String {
        match self {
            Self::Admin => ADMIN_ROOM.to_owned(),
            Self::Vendor(vendor) => format!("{VENDOR_ROOM}{vendor}"),
            Self::Order(uid) => format!("{ORDER_ROOM}{uid}"),
        }
    }

    /// The stream of a room; `None` for what is not the name of one.
    #[must_use]
    pub fn from_room(name: &str) -> Option<Self> {
        if name == ADMIN_ROOM {
            return Some(Self::Admin);
        }
        if let Some(vendor) = name.strip_prefix(VENDOR_ROOM) {
            let stream = Self::Vendor(vendor.to_owned());
            return (!vendor.is_empty() && stream.channel().is_some()).then_some(stream);
        }
        Some(Self::Order(name.strip_prefix(ORDER_ROOM)?.parse().ok()?))
    }

    /// The stream as the log knows it.
    #[must_use]
    pub fn in_log(&self) -> LogStream {
        match self {
            Self::Admin => LogStream::Admin,
            Self::Vendor(vendor) => LogStream::Vendor(vendor.clone()),
            Self::Order(order) => LogStream::Order(*order),
        }
    }

    /// The streams of an audience, with the view that each listener gets.
    #[must_use]
    pub fn of(audience: &Audience) -> Vec<(Self, View)> {
        let mut streams = Vec::with_capacity(3);
        if audience.admin {
            streams.push((Self::Admin, View::Full));
        }
        if let Some((vendor, view)) = &audience.vendor {
            streams.push((Self::Vendor(vendor.clone()), *view));
        }
        if let Some((order, view)) = &audience.order {
            streams.push((Self::Order(*order), *view));
        }
        streams
    }
}

/// A channel as the log knows it. Besides our events an order channel may carry what an app triggers on it.
#[must_use]
pub fn logged(channel: &ChannelName) -> LoggedChannel {
    LoggedChannel {
        name: channel.as_str().to_owned(),
        orders: Stream::from_channel(channel).map(|stream| stream.in_log()),
    }
}

/// The channels of order events, which are tracked in every app.
///
/// # Panics
/// Never: the names are constants.
#[must_use]
pub fn tracked() -> TrackedChannels {
    TrackedChannels::parse([ADMIN.to_owned(), format!("{VENDOR}*"), format!("{ORDER}*")])
        .expect("constant names that channels may have")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_and_streams_are_inverse() {
        let order = Stream::Order("01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f".parse().unwrap());
        for stream in [Stream::Admin, Stream::Vendor("7".into()), order] {
            let channel = stream.channel().unwrap();
            assert!(channel.requires_auth(), "{}", channel.as_str());
            assert_eq!(Stream::from_channel(&channel).as_ref(), Some(&stream));
            assert_eq!(Stream::from_room(&stream.room()), Some(stream));
        }
    }

    #[test]
    fn other_words_are_no_rooms() {
        for name in
            ["", "Admin", "admin:", "vendor:", "vendor:a b", "order:", "order:7", "private-admin.orders"]
        {
            assert_eq!(Stream::from_room(name), None, "{name}");
        }
        assert_eq!(Stream::from_room(&format!("vendor:{}", "v".repeat(200))), None);
    }

    #[test]
    fn foreign_channels_are_nobodys_stream() {
        for name in
            ["admin.orders", "private-admin.orders2", "private-vendor-orders.", "private-order.7", "x"]
        {
            assert_eq!(Stream::from_channel(&name.parse().unwrap()), None, "{name}");
        }
    }
}
