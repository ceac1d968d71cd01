//! The URL of somebody else's server, checked as far as that is possible before it is used.
//!
//! What a name will point to is only known when a connection is made, and judged then. Here is refused what can never
//! work or be right, so that whoever enters it learns of it at once.

use std::net::IpAddr;

use thiserror::Error;
use url::{Host, Url};

use crate::guard::{Forbidden, Guard};

/// Longest URL, in bytes.
pub const MAX_LENGTH: usize = 2000;

/// What URLs may look like.
#[derive(Clone, Debug)]
pub struct EndpointRules {
    /// Which addresses may be connected to.
    pub guard: Guard,
    /// Whether `http://` is permitted towards public addresses too.
    pub allow_http: bool,
    /// Ports that are permitted towards public addresses.
    pub ports: Vec<u16>,
}

/// A URL that requests may be sent to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    pub(crate) url: Url,
    /// Only addresses that the operator has listed may be connected to: the scheme or the port is not one for the public.
    pub(crate) listed_only: bool,
}

/// Why a URL is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EndpointError {
    /// It is too long.
    #[error("must have at most {MAX_LENGTH} bytes, this has {0}")]
    TooLong(usize),
    /// It is no URL.
    #[error("must be a URL such as https://shop.example.com/pusher/webhook ({0})")]
    NotAUrl(#[from] url::ParseError),
    /// It is for another protocol.
    #[error("must begin with https://, not with {0}://")]
    Scheme(String),
    /// It carries a name or password.
    #[error("must not contain a user name or password; check the signature of requests instead")]
    Credentials,
    /// It has a part that is never sent.
    #[error("must not contain a fragment (#...)")]
    Fragment,
    /// It is not encrypted.
    #[error(
        "must begin with https://; http:// works towards networks listed in webhooks.allow_private, and everywhere \
         with webhooks.allow_http"
    )]
    Plain,
    /// Its port is not one for the public.
    #[error("must not use port {0}; webhooks.ports lists the permitted ones")]
    Port(u16),
    /// Its address is not one to which requests may go.
    #[error("must not point there: {0} (setting webhooks.allow_private)")]
    Forbidden(#[from] Forbidden),
}

impl Endpoint {
    /// Checks a URL.
    ///
    /// # Errors
    /// The first thing that is wrong, in the order of the variants.
    pub fn parse(text: &str, rules: &EndpointRules) -> Result<Self, EndpointError> {
        if text.len() > MAX_LENGTH {
            return Err(EndpointError::TooLong(text.len()));
        }
        let url = Url::parse(text)?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(EndpointError::Scheme(url.scheme().to_owned()));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(EndpointError::Credentials);
        }
        if url.fragment().is_some() {
            return Err(EndpointError::Fragment);
        }
        // The parser has understood every notation of an address by now: 127.1, 0x7f000001 and 2130706433 are one.
        let address = match url.host() {
            Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
            Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
            Some(Host::Domain(_)) | None => None,
        };
        let refused = Self::is_for_listed_only(&url, rules);
        if let Some(why) = &refused {
            // A name may turn out to point into a listed network; an address can be looked at now.
            let hopeless = match address {
                Some(address) => !rules.guard.lists(address),
                None => !rules.guard.lists_any(),
            };
            if hopeless {
                return Err(why.clone());
            }
        }
        if let Some(address) = address {
            rules.guard.check(address)?;
        }
        Ok(Self { listed_only: refused.is_some(), url })
    }

    /// Why the public must not be reached by such a URL, if so.
    fn is_for_listed_only(url: &Url, rules: &EndpointRules) -> Option<EndpointError> {
        if url.scheme() == "http" && !rules.allow_http {
            return Some(EndpointError::Plain);
        }
        let port = url.port_or_known_default().unwrap_or(0);
        // Whoever permits http permits its port.
        let permitted = rules.ports.contains(&port) || (rules.allow_http && port == 80);
        (!permitted).then_some(EndpointError::Port(port))
    }

    /// The URL as it was understood.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.url.as_str()
    }

    /// The address, where the URL names one instead of a host.
    pub(crate) fn address(&self) -> Option<IpAddr> {
        match self.url.host()? {
            Host::Ipv4(address) => Some(address.into()),
            Host::Ipv6(address) => Some(address.into()),
            Host::Domain(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(allowed: &[&str], allow_http: bool) -> EndpointRules {
        let allowed = allowed.iter().map(|network| network.parse().unwrap()).collect();
        EndpointRules { guard: Guard::new(allowed), allow_http, ports: vec![443, 8443] }
    }

    #[test]
    fn g12_every_notation_of_a_loopback_address_is_seen_through() {
        let rules = rules(&[], true);
        for host in [
            "127.0.0.1",
            "127.1",
            "127.0.1",
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "0177.0.0.1",
            "017700000001",
            "0",
            "[::1]",
            "[::]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[0:0:0:0:0:ffff:7f00:1]",
            "[64:ff9b::7f00:1]",
            "169.254.169.254",
            "0xa9fea9fe",
            "2852039166",
            "[fd00:ec2::254]",
            "127.0.0.1.",
            "１２７.0.0.1",
            "%31%32%37.0.0.1",
        ] {
            for url in [format!("https://{host}/"), format!("http://{host}/")] {
                let refusal = Endpoint::parse(&url, &rules).unwrap_err();
                assert!(matches!(refusal, EndpointError::Forbidden(_)), "{url}: {refusal:?}");
            }
        }
    }

    #[test]
    fn g12_urls_that_mislead_are_refused() {
        let rules = rules(&[], false);
        for (url, part) in [
            ("https://shop.example.com@127.0.0.1/", "user name"),
            ("https://user:secret@shop.example.com/", "user name"),
            ("https://shop.example.com/#@127.0.0.1", "fragment"),
            ("ftp://shop.example.com/", "ftp://"),
            ("file:///etc/passwd", "file://"),
            ("gopher://127.0.0.1:6379/_x", "gopher://"),
            ("https://", "URL"),
            ("shop.example.com/hook", "URL"),
            ("", "URL"),
            ("https://shop.example.com:22/", "port 22"),
            ("https://shop.example.com:80/", "port 80"),
            ("http://shop.example.com/", "https://"),
            ("http://127.0.0.1/", "https://"),
        ] {
            let refusal = Endpoint::parse(url, &rules).unwrap_err().to_string();
            assert!(refusal.contains(part), "{url}: {refusal}");
        }
        let long = format!("https://shop.example.com/{}", "x".repeat(MAX_LENGTH));
        assert_eq!(Endpoint::parse(&long, &rules), Err(EndpointError::TooLong(MAX_LENGTH + 25)));
    }

    #[test]
    fn the_public_is_reached_by_https_and_the_listed_networks_by_anything() {
        for url in ["https://shop.example.com/hook?a=1", "https://8.8.8.8:8443/", "https://[2606:4700::1]/"] {
            assert!(!Endpoint::parse(url, &rules(&[], false)).unwrap().listed_only, "{url}");
        }
        assert!(!Endpoint::parse("http://shop.example.com/", &rules(&[], true)).unwrap().listed_only);
        assert!(Endpoint::parse("http://shop.example.com:81/", &rules(&[], true)).is_err());
        let local = rules(&["127.0.0.0/8"], false);
        for url in ["http://127.0.0.1:8000/hook", "https://127.1:9999/", "http://laravel.test/hook"] {
            assert!(Endpoint::parse(url, &local).unwrap().listed_only, "{url}");
        }
        assert_eq!(Endpoint::parse("http://8.8.8.8/", &local), Err(EndpointError::Plain));
        assert!(matches!(
            Endpoint::parse("https://10.0.0.1/", &local),
            Err(EndpointError::Forbidden(Forbidden { what: "a private address", .. }))
        ));
        assert!(!Endpoint::parse("https://127.0.0.1/", &local).unwrap().listed_only);
    }
}
