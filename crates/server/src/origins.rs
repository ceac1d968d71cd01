//! Which pages may open connections of an app.
//!
//! A connection is authorized by signatures and not by cookies, so a foreign page gains nothing that its visitors could
//! not have anyway; the list is for owners who want their public channels on their own pages only. Programs send no
//! origin and are not concerned.

use std::str::FromStr;

use thiserror::Error;

/// Longest entry: a host name and what is around it.
const MAX_LENGTH: usize = 300;

/// The pages that may connect; without any entry, all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origins(Vec<OriginPattern>);

/// One entry of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OriginPattern {
    /// `*`: every page.
    Any,
    /// Pages of one host, or of all hosts below it.
    Host {
        /// `http` or `https`.
        scheme: String,
        /// Host and port in lower case; after the `*.` if `below`.
        authority: String,
        /// Whether it stands for the hosts below it.
        below: bool,
    },
}

/// An entry that is no origin.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("must be an origin such as https://shop.example.com or https://*.example.com, without a path, or *")]
pub struct NotAnOrigin;

impl Origins {
    /// Whether a page of this origin may connect. `host` is what the request was sent to: our own pages always may.
    #[must_use]
    pub fn allow(&self, origin: Option<&str>, host: Option<&str>) -> bool {
        let Some(origin) = origin.filter(|_| !self.0.is_empty()) else { return true };
        let origin = origin.to_ascii_lowercase();
        let Some((scheme, authority)) = origin.split_once("://") else {
            return self.0.contains(&OriginPattern::Any);
        };
        let own = host.is_some_and(|host| host.eq_ignore_ascii_case(authority));
        own || self.0.iter().any(|pattern| pattern.matches(scheme, authority))
    }
}

impl FromIterator<OriginPattern> for Origins {
    fn from_iter<T: IntoIterator<Item = OriginPattern>>(patterns: T) -> Self {
        Self(patterns.into_iter().collect())
    }
}

impl OriginPattern {
    fn matches(&self, scheme: &str, authority: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Host { scheme: wanted, authority: host, below: false } => {
                wanted == scheme && host == authority
            }
            Self::Host { scheme: wanted, authority: host, below: true } => {
                let sub = authority.strip_suffix(host.as_str()).and_then(|rest| rest.strip_suffix('.'));
                wanted == scheme && sub.is_some_and(|sub| !sub.is_empty())
            }
        }
    }
}

impl FromStr for OriginPattern {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        if text == "*" {
            return Ok(Self::Any);
        }
        let text = text.to_ascii_lowercase();
        let (scheme, rest) = text.split_once("://").ok_or(NotAnOrigin)?;
        let (below, authority) = match rest.strip_prefix("*.") {
            Some(authority) => (true, authority),
            None => (false, rest),
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._:[]".contains(c);
        let starts = authority.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[');
        if !matches!(scheme, "http" | "https")
            || !starts
            || !authority.chars().all(plain)
            || text.len() > MAX_LENGTH
        {
            return Err(NotAnOrigin);
        }
        // Browsers leave out the port that goes without saying.
        let usual = if scheme == "https" { ":443" } else { ":80" };
        let authority = authority.strip_suffix(usual).unwrap_or(authority).to_owned();
        Ok(Self::Host { scheme: scheme.to_owned(), authority, below })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origins(entries: &[&str]) -> Origins {
        entries.iter().map(|entry| entry.parse().unwrap()).collect()
    }

    #[test]
    fn check_16_only_listed_pages_our_own_and_programs_may_connect() {
        let list = origins(&["https://Shop.test:443", "https://*.example.com", "http://localhost:5173"]);
        for (origin, allowed) in [
            ("https://shop.test", true),
            ("HTTPS://SHOP.TEST", true),
            ("http://shop.test", false),
            ("https://shop.test:8443", false),
            ("https://shop.test.evil.test", false),
            ("https://evilshop.test", false),
            ("https://a.example.com", true),
            ("https://a.b.example.com", true),
            ("https://example.com", false),
            ("https://evilexample.com", false),
            ("https://.example.com", false),
            ("http://localhost:5173", true),
            ("http://own.test:8080", true),
            ("null", false),
            ("", false),
        ] {
            assert_eq!(list.allow(Some(origin), Some("own.test:8080")), allowed, "{origin}");
        }
        assert!(list.allow(None, None), "a program");
        assert!(origins(&[]).allow(Some("null"), None));
        assert!(origins(&["*"]).allow(Some("null"), None));
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for text in [
            "",
            "shop.test",
            "https://",
            "https://a/b",
            "ftp://a",
            "https://*",
            "https://a b",
            "https://*.",
            "null",
        ] {
            assert_eq!(text.parse::<OriginPattern>(), Err(NotAnOrigin), "{text}");
        }
    }
}
