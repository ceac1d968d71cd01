//! `orderbell auth verify`: says which part of a signature is wrong.

use std::{fs, io::Write as _, path::PathBuf};

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use orderbell_wire::{
    auth::{
        fault::{Credential, explain_request, explain_subscription},
        http::SignedRequest,
    },
    channel::ChannelName,
    socket_id::SocketId,
};
use secrecy::ExposeSecret as _;

use super::target::{self, Target};

#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Verb,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Say what is wrong with a subscription's auth or with a signed request.
    Verify(Box<Verify>),
}

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  orderbell auth verify --socket-id 264774.13368624 --channel private-chat --auth 'KEY:SIGNATURE'
  orderbell auth verify --socket-id 264774.13368624 --channel presence-chat --auth 'KEY:SIGNATURE' \\
      --channel-data '{\"user_id\":\"10\"}'
  orderbell auth verify --request 'POST /apps/1/events?auth_key=...&auth_signature=...' --body '{\"name\":...}'
  orderbell auth verify --request 'GET https://orders.example.com/apps/1/channels?...' --at 1795248000

The socket id, channel, auth and channel_data are in the browser's network panel, in the answer of /broadcasting/auth and
in the WebSocket's pusher:subscribe message. Nothing is sent anywhere; the app's keys come from PUSHER_APP_ID,
PUSHER_APP_KEY and PUSHER_APP_SECRET in the environment, or else from the data folder. The exit code is 1 when something is wrong.")]
struct Verify {
    /// The connection that subscribes.
    #[arg(long, value_name = "ID", requires_all = ["channel", "auth"], conflicts_with = "request")]
    socket_id: Option<SocketId>,
    /// The channel.
    #[arg(long, value_name = "NAME", requires = "socket_id")]
    channel: Option<String>,
    /// What was sent as `auth`.
    #[arg(long, value_name = "KEY:SIGNATURE", requires = "socket_id")]
    auth: Option<String>,
    /// What was sent as `channel_data`, byte for byte.
    #[arg(long, value_name = "JSON", requires = "socket_id")]
    channel_data: Option<String>,
    /// A signed request: method and address with the whole query.
    #[arg(long, value_name = "METHOD URL", required_unless_present = "socket_id")]
    request: Option<String>,
    /// The request's body, byte for byte.
    #[arg(long, requires = "request")]
    body: Option<String>,
    /// A file with the request's body.
    #[arg(long, value_name = "FILE", requires = "request", conflicts_with = "body")]
    body_file: Option<PathBuf>,
    /// The clock to judge the timestamp by, in seconds since 1970 (default: now).
    #[arg(long, value_name = "SECONDS", requires = "request")]
    at: Option<i64>,
    #[command(flatten)]
    target: target::At,
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let Verb::Verify(verify) = options.command;
    let Verify { socket_id, channel, auth, channel_data, request, body, body_file, at, target } = *verify;
    let target = target.find()?;
    target.signer()?;
    let faults = match (socket_id, request) {
        (Some(socket_id), _) => {
            let channel = channel.unwrap_or_default();
            let channel: ChannelName = channel.parse().with_context(|| format!("channel {channel:?}"))?;
            if !channel.requires_auth() {
                bail!("{channel} is a public channel: nobody needs a signature for it");
            }
            let live = live(&target);
            let fault =
                explain_subscription(auth.as_deref(), socket_id, &channel, channel_data.as_deref(), &live);
            fault.map(|fault| fault.to_string()).into_iter().collect()
        }
        (None, request) => {
            let body = match body_file {
                Some(file) => fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?,
                None => body.unwrap_or_default().into_bytes(),
            };
            let now = at.unwrap_or_else(|| Timestamp::now().as_second());
            of_request(&target, &request.unwrap_or_default(), &body, now)?
        }
    };
    if faults.is_empty() {
        writeln!(std::io::stdout(), "the signature is right")?;
        return Ok(());
    }
    bail!("{}", faults.join("\n"))
}

fn live(target: &Target) -> Vec<Credential<'_>> {
    let keys = target.keys.iter();
    keys.map(|own| Credential { key: &own.key, secret: own.secret.expose_secret() }).collect()
}

/// Everything that is wrong with a request, also that it is for another app.
fn of_request(target: &Target, request: &str, body: &[u8], now: i64) -> anyhow::Result<Vec<String>> {
    let expected = "--request must be a method and an address, such as 'GET /apps/1/channels?auth_key=...'";
    let (method, url) = request.trim().split_once(' ').context(expected)?;
    let from_path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map(|at| &rest[at..]).context(expected)?,
        None => url,
    };
    let (path, raw_query) = from_path.trim().split_once('?').unwrap_or((from_path.trim(), ""));
    let signed = SignedRequest { method, path, raw_query, body };
    let mut faults: Vec<String> =
        explain_request(&signed, &live(target), now).iter().map(ToString::to_string).collect();
    let asked = path.split_once("/apps/").and_then(|(_, rest)| rest.split('/').next());
    if let (Some(asked), Some(own)) = (asked, target.app_id.as_deref())
        && asked != own
    {
        faults.push(format!("the path names app {asked:?}, but these credentials are those of app {own:?}"));
    }
    Ok(faults)
}
