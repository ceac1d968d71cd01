//! What somebody wants to know about channels: the `info` of the HTTP API.

/// Attributes of channels that may be asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// The number of users; applies to presence channels.
    pub user_count: bool,
    /// The number of subscriptions.
    pub subscription_count: bool,
    /// The last event of a cache channel; applies to the question about one channel.
    pub cache: bool,
}

impl Info {
    /// Reads a list of attributes. Those that we do not know are left out of the answer rather than refused, as on the
    /// hosted service.
    pub fn parse(text: &str) -> Self {
        let mut info = Self::default();
        for attribute in text.split(',') {
            match attribute.trim() {
                "user_count" => info.user_count = true,
                "subscription_count" => info.subscription_count = true,
                "cache" => info.cache = true,
                _ => {}
            }
        }
        info
    }

    /// Whether a publisher asked for nothing that is answered, so that the answer is an empty object.
    pub fn counts_nothing(self) -> bool {
        !self.user_count && !self.subscription_count
    }
}
