//! The settings as they are written: names and types are checked here, ranges in the parent module.
//!
//! `deny_unknown_fields` everywhere: a misspelt key that is silently ignored is a setting that somebody believes in.

use std::path::PathBuf;

use config::{Environment, File, FileFormat};
use serde::Deserialize;

use super::{DEFAULTS, Sources};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawConfig {
    pub(super) listen: String,
    pub(super) data: PathBuf,
    pub(super) public_url: String,
    pub(super) secret_key: String,
    pub(super) app: RawApp,
    pub(super) log: RawLog,
    pub(super) http: RawHttp,
    pub(super) hub: RawHub,
    pub(super) channels: RawChannels,
    pub(super) resume: RawResume,
    pub(super) retention: RawRetention,
    pub(super) store: RawStore,
    pub(super) live: RawLive,
    pub(super) metrics: RawMetrics,
    pub(super) health: RawHealth,
    pub(super) drain: RawDrain,
    pub(super) webhooks: RawWebhooks,
    pub(super) intake: RawIntake,
    pub(super) gateways: RawGateways,
    pub(super) admission: RawAdmission,
    /// Where a test lets the process die; see [`orderbell_store::fault`]. No release build knows the setting.
    #[cfg(debug_assertions)]
    #[serde(default)]
    pub(super) fault: RawFault,
}

#[cfg(debug_assertions)]
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFault {
    pub(super) point: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawApp {
    pub(super) id: String,
    pub(super) key: String,
    pub(super) secret: String,
    pub(super) name: String,
    pub(super) locale: String,
    pub(super) currency: String,
    pub(super) timezone: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLog {
    pub(super) level: String,
    pub(super) format: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHttp {
    pub(super) path_prefix: String,
    pub(super) max_body_bytes: i64,
    pub(super) head_timeout_seconds: i64,
    pub(super) body_timeout_seconds: i64,
    pub(super) trusted_proxies: Vec<String>,
    pub(super) forwarded_header: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHub {
    pub(super) shards: i64,
    pub(super) activity_timeout_seconds: i64,
    pub(super) pong_timeout_seconds: i64,
    pub(super) queue_bytes: i64,
    pub(super) outbound_bytes: i64,
    pub(super) write_stall_seconds: i64,
    pub(super) messages_per_second: i64,
    pub(super) subscriptions_per_second: i64,
    pub(super) send_buffer_bytes: i64,
    pub(super) tcp_user_timeout_seconds: i64,
    pub(super) tcp_keepalive_seconds: i64,
    pub(super) terminate_code: i64,
    pub(super) cache_events: i64,
    pub(super) cache_bytes: i64,
    pub(super) cache_seconds: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawChannels {
    pub(super) client_events: bool,
    pub(super) subscription_counts: bool,
    pub(super) authorize_within_seconds: i64,
    pub(super) allowed_origins: Vec<String>,
    pub(super) replay: Vec<String>,
    pub(super) max_connections: i64,
    pub(super) message_bytes: i64,
    pub(super) channels_per_connection: i64,
    pub(super) presence_members: i64,
    pub(super) client_events_per_second: i64,
    pub(super) event_bytes: i64,
    pub(super) channels_per_event: i64,
    pub(super) events_per_batch: i64,
    pub(super) event_samples: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawResume {
    pub(super) retention_hours: i64,
    pub(super) max_events: i64,
    pub(super) keep_hours: i64,
    pub(super) max_positions: i64,
    pub(super) position_seconds: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRetention {
    pub(super) events_days: i64,
    pub(super) failed_jobs_days: i64,
    pub(super) idempotency_hours: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStore {
    pub(super) readers: i64,
    pub(super) queue: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawMetrics {
    pub(super) access: String,
    pub(super) token: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawHealth {
    pub(super) interval_seconds: i64,
    pub(super) timeout_seconds: i64,
    pub(super) min_free_megabytes: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDrain {
    pub(super) closes_per_second: i64,
    pub(super) longest_seconds: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawWebhooks {
    pub(super) allow_private: Vec<String>,
    pub(super) allow_http: bool,
    pub(super) ports: Vec<i64>,
    pub(super) timeout_seconds: i64,
    pub(super) retry_seconds: i64,
    pub(super) concurrency: i64,
    pub(super) per_endpoint: i64,
    pub(super) queue: i64,
    pub(super) log_days: i64,
    pub(super) log_entries: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawIntake {
    pub(super) requests_per_second: i64,
    pub(super) receipt_days: i64,
    pub(super) payment_receipt_days: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGateways {
    pub(super) timeout_seconds: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLive {
    pub(super) max_connections: i64,
    pub(super) max_rooms: i64,
    pub(super) max_message_bytes: i64,
    pub(super) messages_per_second: i64,
    pub(super) join_within_seconds: i64,
    pub(super) heartbeat_seconds: i64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawAdmission {
    pub(super) handshakes_per_second: i64,
    pub(super) handshake_wait_seconds: i64,
    pub(super) connections: i64,
    pub(super) connections_per_address: i64,
    pub(super) unlimited_addresses: Vec<String>,
    pub(super) reserved_descriptors: i64,
    pub(super) memory_bytes: i64,
    pub(super) publishes_per_second: i64,
}

impl RawConfig {
    /// Layers defaults, file, environment and flags, in rising order.
    pub(super) fn read(sources: Sources) -> Result<Self, config::ConfigError> {
        let mut layers = config::Config::builder().add_source(File::from_str(DEFAULTS, FileFormat::Toml));
        if let Some(file) = sources.file {
            layers = layers.add_source(File::from(file).format(FileFormat::Toml).required(true));
        }
        // The crate would also read the process's own variables; they are handed over so that a test can say
        // which ones there are. ORDERBELL_API_KEY belongs to programs that call Orderbell and is not a setting.
        let ours = sources.environment.into_iter().filter(|(name, _)| name != "ORDERBELL_API_KEY").collect();
        layers = layers.add_source(
            Environment::with_prefix("ORDERBELL")
                .prefix_separator("_")
                .separator("__")
                .try_parsing(true)
                .list_separator(",")
                .with_list_parse_key("webhooks.allow_private")
                .with_list_parse_key("webhooks.ports")
                .with_list_parse_key("channels.allowed_origins")
                .with_list_parse_key("channels.replay")
                .with_list_parse_key("http.trusted_proxies")
                .with_list_parse_key("admission.unlimited_addresses")
                .source(Some(ours)),
        );
        layers = layers.set_override_option("listen", sources.listen)?;
        layers = layers.set_override_option("data", sources.data.map(|dir| dir.display().to_string()))?;
        layers.build()?.try_deserialize()
    }
}
