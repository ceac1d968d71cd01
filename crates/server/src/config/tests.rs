//! The layers, and that every refusal names its setting.

use secrecy::ExposeSecret as _;

use orderbell_store::ChannelSettings;

use super::*;

fn load(environment: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let environment = environment.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
    Config::load(Sources { environment, ..Sources::default() })
}

#[test]
fn defaults_are_valid_and_listen_on_reverbs_port() {
    let config = load(&[]).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.listen, Config::default_listen());
    assert!(config.app.credentials.is_none());
    assert_eq!(config.base_url(config.listen), "http://127.0.0.1:8080");
}

#[test]
fn a_flag_beats_the_environment_which_beats_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("orderbell.toml");
    std::fs::write(&file, "listen = '127.0.0.1:1'\n[hub]\nshards = 3\nqueue_bytes = 20000\n").unwrap();
    let sources = |listen: Option<&str>| Sources {
        file: Some(file.clone()),
        listen: listen.map(str::to_owned),
        data: None,
        environment: vec![
            ("ORDERBELL_LISTEN".into(), "127.0.0.1:2".into()),
            ("ORDERBELL_HUB__SHARDS".into(), "5".into()),
        ],
    };
    let config = Config::load(sources(None)).unwrap();
    assert_eq!((config.listen.port(), config.hub.shards, config.hub.queue_limit), (2, 5, 20_000));
    assert_eq!(Config::load(sources(Some("127.0.0.1:3"))).unwrap().listen.port(), 3);
}

#[test]
fn a_wrong_value_names_the_setting_and_its_variable() {
    for (name, value, expected) in [
        ("ORDERBELL_LISTEN", "nonsense", "`listen`"),
        ("ORDERBELL_HUB__SHARDS", "1000", "`hub.shards`"),
        ("ORDERBELL_HTTP__MAX_BODY_BYTES", "1", "`http.max_body_bytes`"),
        ("ORDERBELL_PUBLIC_URL", "orders.example.com", "`public_url`"),
        ("ORDERBELL_APP__TIMEZONE", "Mars/Olympus", "`app.timezone`"),
        ("ORDERBELL_APP__CURRENCY", "Rp", "`app.currency`"),
        ("ORDERBELL_LOG__FORMAT", "xml", "`log.format`"),
        ("ORDERBELL_HTTP__PATH_PREFIX", "ws/", "`http.path_prefix`"),
        ("ORDERBELL_HUB__TERMINATE_CODE", "4300", "`hub.terminate_code`"),
        ("ORDERBELL_RESUME__KEEP_HOURS", "0", "`resume.keep_hours`"),
        ("ORDERBELL_RESUME__MAX_EVENTS", "10", "`resume.max_events`"),
        ("ORDERBELL_HTTP__TRUSTED_PROXIES", "10.0.0.0/8,proxy", "`http.trusted_proxies`"),
        ("ORDERBELL_HTTP__FORWARDED_HEADER", "via", "`http.forwarded_header`"),
        ("ORDERBELL_ADMISSION__HANDSHAKE_WAIT_SECONDS", "15", "`admission.handshake_wait_seconds`"),
        ("ORDERBELL_ADMISSION__UNLIMITED_ADDRESSES", "10.0.0.0/40", "`admission.unlimited_addresses`"),
        ("ORDERBELL_HUB__MESSAGES_PER_SECOND", "-1", "`hub.messages_per_second`"),
        ("ORDERBELL_DRAIN__CLOSES_PER_SECOND", "0", "`drain.closes_per_second`"),
        ("ORDERBELL_CHANNELS__AUTHORIZE_WITHIN_SECONDS", "601", "`channels.authorize_within_seconds`"),
        ("ORDERBELL_CHANNELS__EVENT_BYTES", "-1", "`channels.event_bytes`"),
        ("ORDERBELL_CHANNELS__ALLOWED_ORIGINS", "shop.test", "`channels.allowed_origins`"),
        ("ORDERBELL_CHANNELS__REPLAY", "a b", "`channels.replay`"),
        ("ORDERBELL_SECRET_KEY", "abc", "`secret_key`"),
    ] {
        let error = load(&[(name, value)]).unwrap_err().to_string();
        assert!(error.contains(expected) && error.contains(name), "{error}");
    }
}

#[test]
fn what_clients_may_do_on_channels_is_off_until_it_is_switched_on() {
    assert_eq!(load(&[]).unwrap().channels, ChannelSettings::default());
    let channels = load(&[
        ("ORDERBELL_CHANNELS__CLIENT_EVENTS", "true"),
        ("ORDERBELL_CHANNELS__SUBSCRIPTION_COUNTS", "true"),
        ("ORDERBELL_CHANNELS__AUTHORIZE_WITHIN_SECONDS", "20"),
        ("ORDERBELL_CHANNELS__ALLOWED_ORIGINS", "https://a.test,https://*.b.test"),
        ("ORDERBELL_CHANNELS__REPLAY", "chat-*"),
        ("ORDERBELL_CHANNELS__EVENT_BYTES", "20000"),
    ]);
    let expected = ChannelSettings {
        client_events: true,
        subscription_counts: true,
        authorize_within_seconds: 20,
        allowed_origins: vec!["https://a.test".into(), "https://*.b.test".into()],
        replay: vec!["chat-*".into()],
        event_bytes: 20_000,
        ..ChannelSettings::default()
    };
    assert_eq!(channels.unwrap().channels, expected);
}

#[test]
fn lists_are_separated_by_commas_in_the_environment_and_may_be_empty() {
    let config = load(&[
        ("ORDERBELL_HTTP__TRUSTED_PROXIES", "10.0.0.5, 2001:db8::/32"),
        ("ORDERBELL_ADMISSION__UNLIMITED_ADDRESSES", ""),
    ]);
    let config = config.unwrap();
    let trusted: Vec<_> = config.http.proxies.trusted.iter().map(ToString::to_string).collect();
    assert_eq!(trusted, ["10.0.0.5/32", "2001:db8::/32"]);
    assert!(config.admission.unlimited_addresses.is_empty());
    assert_eq!(load(&[]).unwrap().admission.unlimited_addresses.len(), 2);
}

#[test]
fn an_unknown_key_and_a_wrong_type_stop_the_start() {
    let error = load(&[("ORDERBELL_LISTN", "127.0.0.1:1")]).unwrap_err().to_string();
    assert!(error.contains("listn"), "{error}");
    let error = load(&[("ORDERBELL_STORE__READERS", "many")]).unwrap_err().to_string();
    assert!(error.contains("readers"), "{error}");
}

#[test]
fn a_file_that_cannot_be_read_stops_the_start() {
    let error = Config::load(Sources { file: Some("/nonexistent/o.toml".into()), ..Sources::default() });
    assert!(error.unwrap_err().to_string().contains("/nonexistent/o.toml"));
}

#[test]
fn credentials_come_from_pusher_or_reverb_variables() {
    let config =
        load(&[("REVERB_APP_ID", "7"), ("REVERB_APP_KEY", "k"), ("REVERB_APP_SECRET", "s")]).unwrap();
    let credentials = config.app.credentials.unwrap();
    assert_eq!((credentials.id.as_str(), credentials.key.as_str()), ("7", "k"));
    assert_eq!(credentials.secret.expose_secret(), "s");
    assert!(!format!("{credentials:?}").contains("\"s\""), "a secret must not be printed");
}

#[test]
fn half_a_set_of_credentials_is_refused() {
    let error = load(&[("PUSHER_APP_ID", "1"), ("PUSHER_APP_KEY", "k")]).unwrap_err().to_string();
    assert!(error.contains("PUSHER_APP_SECRET"), "{error}");
    let error = load(&[("PUSHER_APP_ID", "a/b"), ("PUSHER_APP_KEY", "k"), ("PUSHER_APP_SECRET", "s")]);
    assert!(error.unwrap_err().to_string().contains("PUSHER_APP_ID"));
}

#[test]
fn a_sealing_key_is_taken_and_never_repeated() {
    let key = "ab".repeat(32);
    let config = load(&[("ORDERBELL_SECRET_KEY", &key)]).unwrap();
    assert!(config.sealing_key.is_some() && !format!("{config:?}").contains(&key));
    let almost = format!("{key}c");
    let error = load(&[("ORDERBELL_SECRET_KEY", &almost)]).unwrap_err();
    assert!(!format!("{error} {error:?}").contains(&almost), "{error}");
    // All digits: still a text.
    assert!(load(&[("ORDERBELL_SECRET_KEY", &"1".repeat(64))]).unwrap().sealing_key.is_some());
}
