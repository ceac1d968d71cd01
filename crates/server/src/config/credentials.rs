//! The credentials of an app as its developers know them: id, key and secret of the Pusher protocol.
//!
//! An app that talks to Pusher or Laravel Reverb has them in its environment already. Taking the same variables
//! means that one `.env` file serves both sides, and that nothing has to be copied between them.

use secrecy::SecretString;

use super::ConfigError;

/// Id, key and secret of one app.
#[derive(Debug, Clone)]
pub struct Credentials {
    /// Public id, part of the HTTP API's paths.
    pub id: String,
    /// Public key, part of the WebSocket's path.
    pub key: String,
    /// Signs requests and channel authorizations; never leaves the server.
    pub secret: SecretString,
}

/// Prefixes in the order in which they are looked for.
const PREFIXES: [&str; 2] = ["PUSHER_APP_", "REVERB_APP_"];

impl Credentials {
    /// Reads `PUSHER_APP_*`, or else `REVERB_APP_*`. An empty value counts as absent, as in `.env` files.
    pub(super) fn from_environment(environment: &[(String, String)]) -> Result<Option<Self>, ConfigError> {
        let value = |name: &str| {
            environment.iter().find(|(key, value)| key == name && !value.is_empty()).map(|(_, v)| v.clone())
        };
        for prefix in PREFIXES {
            let names = ["ID", "KEY", "SECRET"].map(|part| format!("{prefix}{part}"));
            let values = names.clone().map(|name| value(&name));
            if let Some(credentials) = complete(&names, values)? {
                return Ok(Some(credentials));
            }
        }
        Ok(None)
    }

    /// Reads the `[app]` table's three credentials.
    pub(super) fn from_settings(id: &str, key: &str, secret: &str) -> Result<Option<Self>, ConfigError> {
        let given = |value: &str| (!value.is_empty()).then(|| value.to_owned());
        let names = ["app.id", "app.key", "app.secret"].map(str::to_owned);
        complete(&names, [given(id), given(key), given(secret)])
    }
}

fn complete(names: &[String; 3], values: [Option<String>; 3]) -> Result<Option<Credentials>, ConfigError> {
    match values {
        [Some(id), Some(key), Some(secret)] => {
            for (name, value) in names.iter().zip([&id, &key]) {
                check_characters(name, value)?;
            }
            Ok(Some(Credentials { id, key, secret: secret.into() }))
        }
        [None, None, None] => Ok(None),
        values => {
            let find = |present: bool| {
                let found = values.iter().position(|value| value.is_some() == present);
                names[found.expect("at least one of three is set and one is not")].clone()
            };
            Err(ConfigError::PartialCredentials { given: find(true), missing: find(false) })
        }
    }
}

/// Id and key become parts of URL paths and of `key:signature`, so they must need no escaping there.
fn check_characters(name: &str, value: &str) -> Result<(), ConfigError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if value.len() <= 100 && value.chars().all(plain) {
        return Ok(());
    }
    Err(ConfigError::Value {
        setting: "app.id/app.key",
        value: value.to_owned(),
        expected: "must be 1 to 100 letters, digits, `-`, `_` or `.`".to_owned(),
        environment: name.to_owned(),
    })
}
