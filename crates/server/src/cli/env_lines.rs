//! `orderbell env`: the exact lines that connect an app or an SDK to this server.

use std::io::Write as _;

use clap::{Args, ValueEnum};
use secrecy::ExposeSecret as _;

use super::target;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  orderbell env laravel-reverb >> .env        then put the secret in: it is hidden
  orderbell env laravel-pusher --reveal       with the secret
  orderbell env node --url https://orders.example.com")]
pub(super) struct Options {
    /// What is to be connected.
    kind: Kind,
    /// Print the secret too.
    #[arg(long)]
    reveal: bool,
    #[command(flatten)]
    target: target::At,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// .env of a Laravel app with the `reverb` driver.
    LaravelReverb,
    /// .env of a Laravel app with the `pusher` driver.
    LaravelPusher,
    /// The npm package `pusher`, on a server.
    Node,
    /// The Go package `github.com/pusher/pusher-http-go/v5`.
    Go,
    /// The PyPI package `pusher`.
    Python,
    /// Laravel Echo with pusher-js, in a page.
    Echo,
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let Options { kind, reveal, target } = options;
    let target = target.find()?;
    let (app_id, own) = target.signer()?;
    let secret = if reveal { own.secret.expose_secret() } else { "(hidden: --reveal shows it)" };
    let address = Address::of(&target.url);
    let lines = Lines { id: app_id, key: &own.key, secret, address };
    write!(std::io::stdout(), "{}", lines.of(kind))?;
    Ok(())
}

/// An address taken apart, as SDKs want it.
struct Address<'u> {
    scheme: &'u str,
    host: &'u str,
    port: &'u str,
}

impl<'u> Address<'u> {
    fn of(url: &'u str) -> Self {
        let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
        let authority = rest.split('/').next().unwrap_or(rest);
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, port),
            _ => (authority, if scheme == "https" { "443" } else { "80" }),
        };
        Self { scheme, host, port }
    }

    fn tls(&self) -> bool {
        self.scheme == "https"
    }
}

struct Lines<'a> {
    id: &'a str,
    key: &'a str,
    secret: &'a str,
    address: Address<'a>,
}

impl Lines<'_> {
    fn of(&self, kind: Kind) -> String {
        let Self { id, key, secret, address: Address { host, port, .. } } = self;
        let tls = self.address.tls();
        match kind {
            Kind::LaravelReverb => self.laravel("reverb", "REVERB", &["APP_KEY", "HOST", "PORT", "SCHEME"]),
            Kind::LaravelPusher => {
                self.laravel("pusher", "PUSHER", &["APP_KEY", "HOST", "PORT", "SCHEME", "APP_CLUSTER"])
            }
            Kind::Node => format!(
                "// npm install pusher\n\
                 import Pusher from 'pusher';\n\
                 const pusher = new Pusher({{\n  appId: '{id}',\n  key: '{key}',\n  secret: '{secret}',\n  \
                 host: '{host}',\n  port: '{port}',\n  useTLS: {tls},\n}});\n\
                 await pusher.trigger('my-channel', 'my-event', {{ hello: 'world' }});\n"
            ),
            Kind::Python => {
                let tls = if tls { "True" } else { "False" };
                format!(
                    "# pip install pusher\n\
                     import pusher\n\
                     client = pusher.Pusher(\n    app_id='{id}',\n    key='{key}',\n    secret='{secret}',\n    \
                     host='{host}',\n    port={port},\n    ssl={tls},\n)\n\
                     client.trigger('my-channel', 'my-event', {{'hello': 'world'}})\n"
                )
            }
            Kind::Go => format!(
                "// go get github.com/pusher/pusher-http-go/v5\n\
                 client := pusher.Client{{\n\tAppID:  \"{id}\",\n\tKey:    \"{key}\",\n\tSecret: \"{secret}\",\n\t\
                 Host:   \"{host}:{port}\",\n\tSecure: {tls},\n}}\n\
                 err := client.Trigger(\"my-channel\", \"my-event\", map[string]string{{\"hello\": \"world\"}})\n"
            ),
            Kind::Echo => format!(
                "// npm install laravel-echo pusher-js\n\
                 import Echo from 'laravel-echo';\n\
                 import Pusher from 'pusher-js';\n\
                 const echo = new Echo({{\n  broadcaster: 'reverb',\n  Pusher,\n  key: '{key}',\n  \
                 wsHost: '{host}',\n  wsPort: {port},\n  wssPort: {port},\n  forceTLS: {tls},\n  \
                 enabledTransports: ['ws', 'wss'],\n  \
                 wsPath: '/tab/' + crypto.randomUUID(),\n}});\n\
                 echo.channel('my-channel').listen('.my-event', (data) => console.log(data));\n\
                 // with wsPath a page gets what it missed on tracked channels after its connection was cut\n\
                 // private channels are signed by authEndpoint, which is /broadcasting/auth of the page's own server by default\n"
            ),
        }
    }

    fn laravel(&self, driver: &str, prefix: &str, for_the_page: &[&str]) -> String {
        let Address { scheme, host, port } = self.address;
        let mut lines = vec![
            format!("BROADCAST_CONNECTION={driver}"),
            format!("{prefix}_APP_ID={}", self.id),
            format!("{prefix}_APP_KEY={}", self.key),
            format!("{prefix}_APP_SECRET={}", self.secret),
            format!("{prefix}_HOST={host}"),
            format!("{prefix}_PORT={port}"),
            format!("{prefix}_SCHEME={scheme}"),
        ];
        if prefix == "PUSHER" {
            lines.push("PUSHER_APP_CLUSTER=mt1".to_owned());
        }
        lines
            .extend(for_the_page.iter().map(|name| format!("VITE_{prefix}_{name}=\"${{{prefix}_{name}}}\"")));
        lines.push(
            "# then: php artisan config:clear && npm run build (VITE_ values are compiled in)".to_owned(),
        );
        lines.join("\n") + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_names_this_server() {
        for (url, tls) in [("https://orders.test", true), ("http://127.0.0.1:8080", false)] {
            let address = Address::of(url);
            assert_eq!(address.tls(), tls);
            let lines = Lines { id: "7", key: "the-key", secret: "the-secret", address: Address::of(url) };
            for kind in Kind::value_variants() {
                let text = lines.of(*kind);
                assert!(text.contains("the-key") && text.contains(address.host), "{text}");
                assert!(text.contains(address.port), "{text}");
                assert_eq!(
                    text.contains("the-secret"),
                    !matches!(kind, Kind::Echo),
                    "no secret in a page: {text}"
                );
            }
        }
    }
}
