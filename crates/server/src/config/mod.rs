//! Configuration: layers of text become one checked [`Config`], or the start stops with the setting's name.
//!
//! Three steps, each in its own place: `config.default.toml` lists every setting with its default and its
//! documentation and is compiled in; [`raw`] layers a file and the environment over it and checks names and types;
//! [`Config::check`] checks ranges and combinations. The rest of the program sees [`Config`] only, so no other
//! module reads the environment.

mod admission;
mod channels;
mod credentials;
mod drain;
mod gateways;
mod intake;
mod live;
mod observation;
mod raw;
mod resume;
mod retention;
mod webhooks;

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use orderbell_orders::{Currency, Locale};
use orderbell_store::{ChannelSettings, NotASealingKey, SealingKey};

use self::raw::RawConfig;
pub use self::{
    admission::{AdmissionConfig, ProxyConfig},
    credentials::Credentials,
    drain::DrainConfig,
    gateways::GatewayConfig,
    intake::IntakeConfig,
    live::LiveConfig,
    observation::{HealthConfig, MetricsAccess},
    resume::ResumeConfig,
    retention::RetentionConfig,
    webhooks::WebhookConfig,
};

/// The compiled-in defaults, which are also the reference of all settings.
pub const DEFAULTS: &str = include_str!("../../../../config.default.toml");

/// Where the layers come from: what the command line said, and the environment as it was at start.
#[derive(Debug, Default)]
pub struct Sources {
    /// `--config FILE`. A file that cannot be read or parsed stops the start.
    pub file: Option<PathBuf>,
    /// `--listen HOST:PORT`; wins over everything.
    pub listen: Option<String>,
    /// `--data DIR`; wins over everything.
    pub data: Option<PathBuf>,
    /// Environment variables, passed in so that tests need not change the process's own.
    pub environment: Vec<(String, String)>,
}

/// All settings, checked.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Folder of the database.
    pub data: PathBuf,
    /// Scheme and authority under which people reach the server, without a trailing slash; `None`: from `listen`.
    pub public_url: Option<String>,
    /// What the first app is made from.
    pub app: FirstApp,
    /// Log filter and format.
    pub log: LogConfig,
    /// Path under which the Pusher routes are found too, such as `/ws`; empty for none.
    pub path_prefix: String,
    /// Limits of the HTTP side.
    pub http: HttpConfig,
    /// Limits of the WebSocket side.
    pub hub: orderbell_hub::HubConfig,
    /// What the clients of a new app may do on channels, and how much of everything it may have.
    pub channels: ChannelSettings,
    /// What secrets in the database are sealed with; `None`: the key in the data folder.
    pub sealing_key: Option<SealingKey>,
    /// Threads and queue of the database.
    pub store: StoreSettings,
    /// Where webhooks may go, and how much is done for them.
    pub webhooks: WebhookConfig,
    /// What is taken from sources, and how long it is kept.
    pub intake: IntakeConfig,
    /// How payment gateways are asked.
    pub gateways: GatewayConfig,
    /// Limits of raw WebSockets and event streams.
    pub live: LiveConfig,
    /// How many may come in, and how fast.
    pub admission: AdmissionConfig,
    /// Who may read the figures.
    pub metrics: MetricsAccess,
    /// How the server checks itself.
    pub health: HealthConfig,
    /// How clients are sent away when the server stops.
    pub drain: DrainConfig,
    /// What is kept for clients that come back.
    pub resume: ResumeConfig,
    /// Orders come by themselves: `--demo`, which no file and no environment can set.
    pub demo: bool,
    /// How long what is over is kept.
    pub retention: RetentionConfig,
}

/// The app that a new database starts with.
#[derive(Debug, Clone)]
pub struct FirstApp {
    /// Credentials from the settings or the environment; `None`: random ones are made.
    pub credentials: Option<Credentials>,
    /// Name that people see.
    pub name: String,
    /// Language of texts that are not for one reader.
    pub locale: Locale,
    /// Currency of orders that name none.
    pub currency: Currency,
    /// IANA time zone.
    pub timezone: String,
}

/// How the program logs.
#[derive(Debug, Clone)]
pub struct LogConfig {
    /// A `tracing` filter.
    pub filter: String,
    /// One JSON object per line instead of text.
    pub json: bool,
}

/// Limits of the HTTP side.
#[derive(Debug, Clone)]
pub struct HttpConfig {
    /// Largest request body in bytes.
    pub max_body: usize,
    /// Time for the head of a connection's first request.
    pub head_timeout: Duration,
    /// Time for a request's body.
    pub body_timeout: Duration,
    /// Proxies that say whom they speak for.
    pub proxies: ProxyConfig,
}

/// Threads and queue of the database.
#[derive(Debug, Clone, Copy)]
pub struct StoreSettings {
    /// Reading threads.
    pub readers: usize,
    /// Writes that may wait.
    pub queue: usize,
}

/// Why the configuration was refused. Every text names the setting and says what would be right.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A layer could not be read, or has a name or type that no setting has.
    #[error("configuration: {0}")]
    Layer(#[from] config::ConfigError),
    /// A value is of the right type but not allowed.
    #[error(
        "setting `{setting}` is {value:?}: {expected} (set it with {environment}, or in the file given by --config)"
    )]
    Value {
        /// Dotted name as in `config.default.toml`.
        setting: &'static str,
        /// What was given.
        value: String,
        /// What is allowed.
        expected: String,
        /// The environment variable that sets it.
        environment: String,
    },
    /// Some but not all of a set of credentials.
    #[error(
        "{given} is set but {missing} is not: give the app's id, key and secret together, or none of them to have random ones made"
    )]
    PartialCredentials {
        /// The variable that was found.
        given: String,
        /// The first one that was not.
        missing: String,
    },
}

impl Config {
    /// Reads all layers and checks every value.
    ///
    /// # Errors
    /// [`ConfigError`] names the setting, what it was, and what is allowed.
    pub fn load(sources: Sources) -> Result<Self, ConfigError> {
        let credentials = Credentials::from_environment(&sources.environment)?;
        let raw = RawConfig::read(sources)?;
        Self::check(raw, credentials)
    }

    fn check(raw: RawConfig, from_environment: Option<Credentials>) -> Result<Self, ConfigError> {
        #[cfg(debug_assertions)]
        if let Some(point) = raw.fault.point {
            orderbell_store::fault::arm(point);
        }
        let listen = raw.listen.parse::<SocketAddr>().or_else(|_| resolve(&raw.listen)).map_err(|()| {
            wrong("listen", &raw.listen, "must be HOST:PORT, for example 127.0.0.1:8080 or 0.0.0.0:8080")
        })?;
        let credentials = match from_environment {
            Some(credentials) => Some(credentials),
            None => Credentials::from_settings(&raw.app.id, &raw.app.key, &raw.app.secret)?,
        };
        Ok(Self {
            demo: false,
            listen,
            data: raw.data,
            public_url: public_url(&raw.public_url)?,
            app: FirstApp {
                credentials,
                name: raw.app.name,
                locale: raw.app.locale.parse().map_err(|_| {
                    wrong("app.locale", &raw.app.locale, "must be \"id\" (Indonesian) or \"en\" (English)")
                })?,
                currency: raw.app.currency.parse().map_err(|_| {
                    wrong("app.currency", &raw.app.currency, "must be an ISO 4217 code such as IDR")
                })?,
                timezone: timezone(raw.app.timezone)?,
            },
            log: LogConfig {
                json: match raw.log.format.as_str() {
                    "text" => false,
                    "json" => true,
                    other => return Err(wrong("log.format", other, "must be \"text\" or \"json\"")),
                },
                filter: filter(raw.log.level)?,
            },
            http: HttpConfig {
                max_body: range("http.max_body_bytes", raw.http.max_body_bytes, 1024, 16 << 20)?,
                head_timeout: seconds("http.head_timeout_seconds", raw.http.head_timeout_seconds, 60)?,
                body_timeout: seconds("http.body_timeout_seconds", raw.http.body_timeout_seconds, 300)?,
                proxies: ProxyConfig::check(&raw.http)?,
            },
            path_prefix: path_prefix(raw.http.path_prefix)?,
            hub: orderbell_hub::HubConfig {
                shards: range("hub.shards", raw.hub.shards, 0, 256)?,
                activity_timeout: seconds(
                    "hub.activity_timeout_seconds",
                    raw.hub.activity_timeout_seconds,
                    600,
                )?,
                pong_timeout: seconds("hub.pong_timeout_seconds", raw.hub.pong_timeout_seconds, 600)?,
                queue_limit: range("hub.queue_bytes", raw.hub.queue_bytes, 16 << 10, 64 << 20)?,
                outbound_limit: range("hub.outbound_bytes", raw.hub.outbound_bytes, 1 << 20, 1 << 40)?,
                write_stall: seconds("hub.write_stall_seconds", raw.hub.write_stall_seconds, 600)?,
                messages_per_second: range(
                    "hub.messages_per_second",
                    raw.hub.messages_per_second,
                    0,
                    1_000_000,
                )?,
                subscriptions_per_second: range(
                    "hub.subscriptions_per_second",
                    raw.hub.subscriptions_per_second,
                    0,
                    1_000_000,
                )?,
                send_buffer: range("hub.send_buffer_bytes", raw.hub.send_buffer_bytes, 4 << 10, 16 << 20)?,
                user_timeout: seconds(
                    "hub.tcp_user_timeout_seconds",
                    raw.hub.tcp_user_timeout_seconds,
                    3600,
                )?,
                keepalive: seconds("hub.tcp_keepalive_seconds", raw.hub.tcp_keepalive_seconds, 3600)?,
                terminate_code: range("hub.terminate_code", raw.hub.terminate_code, 4001, 4299)? as u16,
                cache_events: range("hub.cache_events", raw.hub.cache_events, 1, 1_000_000)?,
                cache_bytes: range("hub.cache_bytes", raw.hub.cache_bytes, 64 << 10, 4 << 30)?,
                cache_lifetime: seconds("hub.cache_seconds", raw.hub.cache_seconds, 1800)?,
                position_interval: seconds("resume.position_seconds", raw.resume.position_seconds, 12)?,
                ..orderbell_hub::HubConfig::default()
            },
            channels: channels::check(raw.channels)?,
            sealing_key: match &*raw.secret_key {
                "" => None,
                // The value is a secret, so it is not repeated.
                key => Some(key.parse().map_err(|error: NotASealingKey| {
                    wrong("secret_key", "(hidden)", format!("must be right: {error}"))
                })?),
            },
            store: StoreSettings {
                readers: range("store.readers", raw.store.readers, 1, 64)?,
                queue: range("store.queue", raw.store.queue, 64, 65_536)?,
            },
            gateways: GatewayConfig::check(&raw.gateways)?,
            live: LiveConfig::check(&raw.live)?,
            metrics: MetricsAccess::check(raw.metrics)?,
            health: HealthConfig::check(&raw.health)?,
            drain: DrainConfig::check(&raw.drain)?,
            webhooks: WebhookConfig::check(&raw.webhooks)?,
            intake: IntakeConfig::check(&raw.intake)?,
            resume: ResumeConfig::check(&raw.resume)?,
            retention: RetentionConfig::check(&raw.retention)?,
            admission: AdmissionConfig::check(&raw.admission)?,
        })
    }

    /// Where a server listens that was told nothing.
    #[must_use]
    pub fn default_listen() -> SocketAddr {
        SocketAddr::from((std::net::Ipv4Addr::LOCALHOST, 8080))
    }

    /// The address to print and to build links from: `public_url`, or the address that is really listened on, with
    /// an unspecified one (0.0.0.0) shown as the loopback address, because no browser can open 0.0.0.0.
    #[must_use]
    pub fn base_url(&self, bound: SocketAddr) -> String {
        if let Some(url) = &self.public_url {
            return url.clone();
        }
        let mut shown = bound;
        if bound.ip().is_unspecified() {
            shown.set_ip(if bound.is_ipv4() {
                std::net::Ipv4Addr::LOCALHOST.into()
            } else {
                std::net::Ipv6Addr::LOCALHOST.into()
            });
        }
        format!("http://{shown}")
    }
}

fn wrong(
    setting: &'static str,
    value: &(impl ToString + ?Sized),
    expected: impl Into<String>,
) -> ConfigError {
    let environment = format!("ORDERBELL_{}", setting.replace('.', "__").to_uppercase());
    ConfigError::Value { setting, value: value.to_string(), expected: expected.into(), environment }
}

fn range(setting: &'static str, value: i64, low: usize, high: usize) -> Result<usize, ConfigError> {
    usize::try_from(value)
        .ok()
        .filter(|value| (low..=high).contains(value))
        .ok_or_else(|| wrong(setting, &value, format!("must be between {low} and {high}")))
}

fn seconds(setting: &'static str, value: i64, high: usize) -> Result<Duration, ConfigError> {
    Ok(Duration::from_secs(range(setting, value, 1, high)? as u64))
}

/// A host name such as `localhost:8080` is resolved once, at start.
fn resolve(listen: &str) -> Result<SocketAddr, ()> {
    use std::net::ToSocketAddrs as _;
    let mut found: Vec<_> = listen.to_socket_addrs().map_err(|_| ())?.collect();
    // IPv4 first: "localhost" then means the same address that the printed examples use.
    found.sort_by_key(SocketAddr::is_ipv6);
    found.into_iter().next().ok_or(())
}

fn public_url(value: &str) -> Result<Option<String>, ConfigError> {
    if value.is_empty() {
        return Ok(None);
    }
    let expected = "must be a scheme and host such as https://orders.example.com, without a path";
    let url = value.trim_end_matches('/');
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match rest {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', ' ', '@']) => {
            Ok(Some(url.to_ascii_lowercase()))
        }
        _ => Err(wrong("public_url", value, expected)),
    }
}

fn path_prefix(value: String) -> Result<String, ConfigError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let is_path = |rest: &str| rest.split('/').all(|part| !part.is_empty() && part.chars().all(plain));
    if value.is_empty() || value.strip_prefix('/').is_some_and(is_path) {
        Ok(value)
    } else {
        Err(wrong(
            "http.path_prefix",
            &value,
            "must be empty or a path such as /ws, without a slash at its end",
        ))
    }
}

fn timezone(name: String) -> Result<String, ConfigError> {
    match jiff::tz::TimeZone::get(&name) {
        Ok(_) => Ok(name),
        Err(_) => Err(wrong("app.timezone", &name, "must be an IANA time zone such as Asia/Jakarta")),
    }
}

fn filter(level: String) -> Result<String, ConfigError> {
    match level.parse::<tracing_subscriber::EnvFilter>() {
        Ok(_) => Ok(level),
        Err(_) => Err(wrong("log.level", &level, "must be error, warn, info, debug or trace")),
    }
}

#[cfg(test)]
mod tests;
