//! One request, sent within bounds, and what came of it.
//!
//! Redirects are not followed: they would lead past the checks of the endpoint, and an endpoint that has moved should be
//! entered anew. No proxy is taken from the environment, because it would connect where the guard cannot look. An answer
//! counts as soon as its head is there; of its body only the beginning is kept, and a body that is too long or too slow
//! changes nothing.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use reqwest::Method;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use reqwest::redirect::Policy;
use thiserror::Error;

use crate::endpoint::Endpoint;
use crate::guard::{Forbidden, Guard};
use crate::resolver::{self, Lookup, Refusal, Resolver};

/// How many bytes of an answer's body are read before the connection is given up, and so the most that can be kept.
pub const READ: usize = 64 * 1024;

/// How many bytes of an answer's body are kept of those that are only to be looked at.
const KEPT: usize = 4 * 1024;

/// Idle connections that are kept per endpoint.
const IDLE: usize = 4;

/// How a client behaves.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which addresses may be connected to.
    pub guard: Guard,
    /// How long an answer may take, from the look-up of the name to the end of its head.
    pub timeout: Duration,
    /// What it calls itself.
    pub user_agent: String,
}

/// Sends requests. Clones share their connections.
#[derive(Clone)]
pub struct Client {
    guard: Guard,
    timeout: Duration,
    /// To any address that the guard permits.
    open: reqwest::Client,
    /// Only to those that the operator has listed.
    listed: reqwest::Client,
}

/// A request.
#[derive(Clone)]
pub struct Request<'a> {
    endpoint: &'a Endpoint,
    method: Method,
    headers: Vec<(&'static str, String)>,
    own: Vec<(String, String)>,
    body: String,
    keep: usize,
}

/// What came of a request.
#[derive(Debug)]
pub struct Sent {
    /// How long it took.
    pub took: Duration,
    /// The answer, or why there is none.
    pub result: Result<Answer, Failure>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// For how long the endpoint asks not to be bothered.
    pub retry_after: Option<Duration>,
    /// The beginning of the body; what is not UTF-8 is replaced.
    pub body: String,
    /// Whether that is all of it.
    pub whole: bool,
}

/// Why there is no answer.
#[derive(Debug, Error)]
pub enum Failure {
    /// The name or address leads to where no requests are sent.
    #[error(transparent)]
    Forbidden(#[from] Forbidden),
    /// The name leads to a public address, which may not be reached by such a URL.
    #[error("{0}")]
    NotListed(String),
    /// The name is unknown, or nobody knows now.
    #[error("the host name could not be resolved: {0}")]
    Name(String),
    /// No connection could be made.
    #[error("no connection: {0}")]
    Connect(String),
    /// There was no answer in time.
    #[error("no answer within {} ms", .0.as_millis())]
    Timeout(Duration),
    /// The connection broke, or what came was not HTTP.
    #[error("no usable answer: {0}")]
    Broken(String),
}

/// A client could not be made.
#[derive(Debug, Error)]
#[error("no client for outgoing requests could be made: {0}")]
pub struct ClientError(#[from] reqwest::Error);

impl<'a> Request<'a> {
    /// A POST. `headers` has the content type among them.
    #[must_use]
    pub fn post(endpoint: &'a Endpoint, headers: Vec<(&'static str, String)>, body: String) -> Self {
        Self { endpoint, method: Method::POST, headers, own: Vec::new(), body, keep: KEPT }
    }

    /// A GET.
    #[must_use]
    pub fn get(endpoint: &'a Endpoint, headers: Vec<(&'static str, String)>) -> Self {
        Self { endpoint, method: Method::GET, headers, own: Vec::new(), body: String::new(), keep: KEPT }
    }

    /// With headers that a user has chosen; those that cannot be sent are left out.
    #[must_use]
    pub fn also(mut self, own: Vec<(String, String)>) -> Self {
        self.own = own;
        self
    }

    /// With so many bytes of the answer kept, instead of 4096; at most [`READ`].
    #[must_use]
    pub fn keeping(mut self, bytes: usize) -> Self {
        self.keep = bytes.min(READ);
        self
    }
}

/// Headers and bodies have secrets and people in them.
impl fmt::Debug for Request<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("endpoint", self.endpoint)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("guard", &self.guard).finish_non_exhaustive()
    }
}

impl Client {
    /// Makes a client.
    ///
    /// # Errors
    /// When the system's trusted certificates cannot be used.
    pub fn new(settings: &Settings) -> Result<Self, ClientError> {
        Self::with_lookup(settings, &resolver::system())
    }

    fn with_lookup(settings: &Settings, lookup: &Lookup) -> Result<Self, ClientError> {
        // Another part of the program may have chosen one before; any will do.
        drop(rustls::crypto::ring::default_provider().install_default());
        let client = |listed_only| {
            let resolver =
                Resolver { lookup: Arc::clone(lookup), guard: settings.guard.clone(), listed_only };
            reqwest::Client::builder()
                .user_agent(settings.user_agent.as_str())
                .dns_resolver(Arc::new(resolver))
                .redirect(Policy::none())
                .retry(reqwest::retry::never())
                .referer(false)
                .no_proxy()
                .http1_only()
                .pool_max_idle_per_host(IDLE)
                .pool_idle_timeout(Duration::from_secs(20))
                .build()
        };
        Ok(Self {
            guard: settings.guard.clone(),
            timeout: settings.timeout,
            open: client(false)?,
            listed: client(true)?,
        })
    }

    /// Sends a request. Takes the time-out at most.
    pub async fn send(&self, request: Request<'_>) -> Sent {
        let start = Instant::now();
        let result = self.attempt(request, start).await;
        Sent { took: start.elapsed(), result }
    }

    async fn attempt(&self, request: Request<'_>, start: Instant) -> Result<Answer, Failure> {
        let Request { endpoint, method, headers, own, body, keep } = request;
        // A host that is an address never comes to the resolver.
        if let Some(address) = endpoint.address() {
            self.guard.check(address)?;
        }
        let client = if endpoint.listed_only { &self.listed } else { &self.open };
        let mut sending = client.request(method, endpoint.url.clone()).headers(header_map(&headers, &own));
        if !body.is_empty() {
            sending = sending.body(body);
        }
        let sending = sending.send();
        let mut response = match tokio::time::timeout(self.timeout, sending).await {
            Ok(sent) => sent.map_err(|error| failure(&error))?,
            Err(_) => return Err(Failure::Timeout(self.timeout)),
        };
        let status = response.status().as_u16();
        let retry_after = response.headers().get(RETRY_AFTER).and_then(seconds);
        let left = self.timeout.saturating_sub(start.elapsed());
        let (body, whole) = beginning(&mut response, left, keep).await;
        Ok(Answer { status, retry_after, body, whole })
    }
}

fn header_map(headers: &[(&'static str, String)], own: &[(String, String)]) -> HeaderMap {
    let headers = headers.iter().map(|(name, value)| (*name, value));
    headers
        .chain(own.iter().map(|(name, value)| (name.as_str(), value)))
        .filter_map(|(name, value)| {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            Some((name, HeaderValue::from_str(value).ok()?))
        })
        .collect()
}

/// Only seconds: the other form, a date, needs two clocks to agree.
fn seconds(value: &HeaderValue) -> Option<Duration> {
    value.to_str().ok()?.trim().parse().ok().map(Duration::from_secs)
}

/// The beginning of a body, and whether that is all.
async fn beginning(response: &mut reqwest::Response, left: Duration, keep: usize) -> (String, bool) {
    let mut kept = Vec::new();
    let mut read = 0;
    let mut ended = false;
    let reading = async {
        loop {
            match response.chunk().await {
                Ok(Some(chunk)) => {
                    read += chunk.len();
                    kept.extend_from_slice(&chunk[..chunk.len().min(keep.saturating_sub(kept.len()))]);
                    if read > READ {
                        break;
                    }
                }
                Ok(None) => {
                    ended = true;
                    break;
                }
                Err(_) => break,
            }
        }
    };
    // What has come until then is what is kept.
    tokio::time::timeout(left, reading).await.unwrap_or(());
    // A body that is not read to its end takes its connection along.
    let whole = ended && read == kept.len();
    (String::from_utf8_lossy(&kept).into_owned(), whole)
}

/// Says what went wrong in words for whoever looks at the log, from the innermost cause outwards.
fn failure(error: &reqwest::Error) -> Failure {
    let mut causes: Vec<&(dyn StdError + 'static)> = Vec::new();
    let mut next = error.source();
    while let Some(cause) = next {
        causes.push(cause);
        next = cause.source();
    }
    let refusal = causes.iter().find_map(|cause| cause.downcast_ref::<Refusal>());
    if let Some(refusal) = refusal {
        return match refusal {
            Refusal::Forbidden(forbidden) => Failure::Forbidden(*forbidden),
            Refusal::Public => Failure::NotListed(refusal.to_string()),
        };
    }
    let innermost = causes.last().map_or_else(|| error.to_string(), ToString::to_string);
    if causes.iter().any(|cause| cause.to_string().contains("dns error")) {
        Failure::Name(innermost)
    } else if error.is_connect() {
        Failure::Connect(innermost)
    } else {
        Failure::Broken(innermost)
    }
}

#[cfg(test)]
mod tests;
