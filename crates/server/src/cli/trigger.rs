//! `orderbell trigger`: publishes an event, as an app's server would.

use std::io::{Read as _, Write as _};

use anyhow::bail;
use clap::Args;
use jiff::Timestamp;
use orderbell_wire::auth::http::sign;
use secrecy::ExposeSecret as _;
use serde_json::json;

use super::target;

#[derive(Debug, Args)]
#[command(after_help = "Examples:
  orderbell trigger news headline '{\"text\":\"hello\"}'
  orderbell trigger private-chat client-note hello --except 264774.13368624
  date | orderbell trigger clock tick -
  orderbell trigger news headline '{}' --url https://orders.example.com

The request is signed with the app's credentials, as an SDK does it. They come from PUSHER_APP_ID, PUSHER_APP_KEY and
PUSHER_APP_SECRET in the environment, or else from the data folder.")]
pub(super) struct Options {
    /// The channel.
    channel: String,
    /// The event's name.
    event: String,
    /// The payload, byte for byte, mostly JSON; `-` reads it from standard input.
    #[arg(value_name = "DATA")]
    payload: String,
    /// The socket id of a connection that must not get it.
    #[arg(long, value_name = "SOCKET_ID")]
    except: Option<String>,
    /// What to be told of the channel afterwards: subscription_count, user_count, or both with a comma.
    #[arg(long, value_name = "ATTRIBUTES")]
    info: Option<String>,
    #[command(flatten)]
    target: target::At,
}

pub(super) fn run(options: Options) -> anyhow::Result<()> {
    let Options { channel, event, payload: mut data, except, info, target } = options;
    if data == "-" {
        data.clear();
        std::io::stdin().read_to_string(&mut data)?;
    }
    let target = target.find()?;
    let (app_id, own) = target.signer()?;
    let mut body = json!({ "name": event, "channel": channel, "data": data });
    for (name, value) in [("socket_id", except), ("info", info)] {
        if let Some(value) = value {
            body[name] = value.into();
        }
    }
    let body = body.to_string();
    let path = format!("/apps/{app_id}/events");
    let now = Timestamp::now().as_second();
    let query = sign(&own.key, own.secret.expose_secret(), "POST", &path, &[], body.as_bytes(), now);
    let url = format!("{}{path}?{query}", target.url);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (status, answer) = runtime.block_on(async {
        let request = target::http()?.post(url).header("content-type", "application/json").body(body);
        let reply =
            request.send().await.map_err(|error| target::unreachable(&target.url, &error.without_url()))?;
        anyhow::Ok((reply.status().as_u16(), reply.text().await?))
    })?;
    match status {
        200 => writeln!(std::io::stdout(), "{answer}")?,
        401 => bail!(
            "the server answered 401: {answer}\nthe credentials used here are those of app {app_id}, key {}; \
             `orderbell app show` prints those of the server",
            own.key
        ),
        status => bail!("the server answered {status}: {answer}"),
    }
    Ok(())
}
