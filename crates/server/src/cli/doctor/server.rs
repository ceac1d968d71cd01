//! The server itself, asked as clients ask it: at its own address, and at the one that people use.

use std::{net::TcpListener, time::Duration};

use futures_util::StreamExt as _;
use jiff::Timestamp;
use reqwest::{Client, StatusCode, header};
use serde_json::Value;
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, protocol::Role},
};

use super::{Finding, target};
use crate::{cli::Common, config::Config};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// A difference of clocks above this breaks signatures sooner or later (at 600 s all of them).
const SKEW: u64 = 30;

pub(super) fn examine(common: &Common, config: &Config) -> Vec<Finding> {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            return vec![Finding::fail("server", error.to_string(), "look at the machine's limits")];
        }
    };
    let key = target::At::of(common.clone()).find().ok().and_then(|found| found.keys.into_iter().next());
    let key = key.map(|own| own.key);
    runtime.block_on(async {
        let client = match target::http() {
            Ok(client) => client,
            Err(error) => return vec![Finding::fail("server", error.to_string(), "report this")],
        };
        let local = format!("http://{}", crate::health::own_address(config.listen));
        let mut findings = own(&client, config, &local, key.as_deref()).await;
        match &config.public_url {
            Some(public) => findings.extend(at_public_url(&client, public, key.as_deref()).await),
            None => findings.push(Finding::ok("public_url", "not set: people use the address it listens on")),
        }
        findings
    })
}

async fn own(client: &Client, config: &Config, local: &str, key: Option<&str>) -> Vec<Finding> {
    let answer = get(client, &format!("{local}/healthz")).await;
    let body = match answer {
        Ok((_, body)) => body,
        Err(error) => return vec![not_running(config, &error)],
    };
    let alive: Value = serde_json::from_str(&body).unwrap_or_default();
    let Some(version) = alive["version"].as_str() else {
        return vec![Finding::fail(
            "server",
            format!("another program answers on {}", config.listen),
            "stop it, or choose another port with the setting `listen`",
        )];
    };
    let own = env!("CARGO_PKG_VERSION");
    let mut findings = vec![if version == own {
        Finding::ok("server", format!("version {version} answers on {}", config.listen))
    } else {
        Finding::warn(
            "server",
            format!("version {version} runs, this program is {own}"),
            "restart the server to run the installed version: orderbell upgrade",
        )
    }];
    findings.extend(readiness(client, local).await);
    findings.push(dashboard(client, local).await);
    if let Some(key) = key {
        findings.push(websocket(client, "websocket", local, key).await);
    }
    findings
}

fn not_running(config: &Config, error: &str) -> Finding {
    match TcpListener::bind(config.listen) {
        Ok(_) => Finding::warn(
            "server",
            format!("no server runs on {}", config.listen),
            "start it: orderbell serve (with the same settings)",
        ),
        Err(bind) if bind.kind() == std::io::ErrorKind::AddrInUse => Finding::fail(
            "server",
            format!("another program has {} and does not speak HTTP ({error})", config.listen),
            "stop it, or choose another port with the setting `listen`",
        ),
        Err(bind) => Finding::fail(
            "server",
            format!("nobody can listen on {}: {bind}", config.listen),
            "choose an address of this machine and a port from 1024 on with the setting `listen`",
        ),
    }
}

async fn readiness(client: &Client, local: &str) -> Vec<Finding> {
    let (status, body) = match get(client, &format!("{local}/readyz")).await {
        Ok(answer) => answer,
        Err(error) => return vec![Finding::fail("readiness", error, "look at the server's log")],
    };
    let readiness: Value = serde_json::from_str(&body).unwrap_or_default();
    if status == StatusCode::OK {
        let trip = readiness["parts"].as_array().into_iter().flatten();
        let trip =
            trip.filter(|part| part["name"] == "round_trip").find_map(|part| part["milliseconds"].as_f64());
        let trip = trip.map(|ms| format!(", an event takes {ms} ms to a client")).unwrap_or_default();
        return vec![Finding::ok("readiness", format!("all checks pass{trip}"))];
    }
    let failing = readiness["parts"].as_array().into_iter().flatten().filter(|part| part["ok"] == false);
    let mut findings: Vec<Finding> = failing
        .map(|part| {
            let text = |name: &str| part[name].as_str().unwrap_or_default();
            let found = format!("{}: {}", text("name"), text("problem"));
            Finding::fail("readiness", found, "see docs/operations.md and the server's log")
        })
        .collect();
    if findings.is_empty() {
        let state = readiness["status"].as_str().unwrap_or("unknown").to_owned();
        findings.push(Finding::warn(
            "readiness",
            format!("the server is {state}"),
            "ask again in a few seconds",
        ));
    }
    findings
}

async fn dashboard(client: &Client, local: &str) -> Finding {
    match get(client, &format!("{local}/")).await {
        Ok((StatusCode::OK, body)) if body.contains("<html") || body.contains("<!doctype html") => {
            Finding::ok("dashboard", "built in")
        }
        Ok((status, _)) => Finding::fail(
            "dashboard",
            format!("the program was built without it ({status})"),
            "build it with `make build`, which builds the dashboard first",
        ),
        Err(error) => Finding::fail("dashboard", error, "look at the server's log"),
    }
}

async fn at_public_url(client: &Client, public: &str, key: Option<&str>) -> Vec<Finding> {
    let url = format!("{public}/healthz");
    let reply = match client.get(&url).timeout(PATIENCE).send().await {
        Ok(reply) => reply,
        Err(error) => {
            return vec![Finding::fail(
                "public_url",
                target::unreachable(public, &error.without_url()).to_string(),
                "check name, certificate and proxy; from inside some networks the public address is not reachable",
            )];
        }
    };
    let status = reply.status();
    let date = reply.headers().get(header::DATE).and_then(|date| date.to_str().ok()).map(str::to_owned);
    let body: Value = serde_json::from_str(&reply.text().await.unwrap_or_default()).unwrap_or_default();
    let mut findings = Vec::new();
    if body["status"] == "ok" && body["version"].is_string() {
        findings.push(Finding::ok("public_url", format!("{public} leads here")));
    } else {
        let found = format!("{public} answers {status}, but not as this server does");
        findings.push(Finding::fail(
            "public_url",
            found,
            "have the proxy pass all paths on, /healthz among them",
        ));
    }
    findings.extend(date.as_deref().and_then(skew));
    if let Some(key) = key {
        findings.push(websocket(client, "public websocket", public, key).await);
    }
    findings
}

/// The proxy's clock against this one.
fn skew(date: &str) -> Option<Finding> {
    let there = jiff::fmt::rfc2822::parse(date).ok()?.timestamp();
    let seconds = Timestamp::now().as_second().abs_diff(there.as_second());
    Some(if seconds > SKEW {
        Finding::warn(
            "clock",
            format!("this machine and {date} (the answer from public_url) are {seconds} s apart"),
            "run an NTP client on both: signatures fail at 600 s",
        )
    } else {
        Finding::ok("clock", format!("{seconds} s apart from the answer of public_url"))
    })
}

/// Opens a WebSocket as a client does and waits for the first frame.
async fn websocket(client: &Client, check: &'static str, base: &str, key: &str) -> Finding {
    let mend = "have the proxy pass upgrades on; nginx: proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; \
                proxy_set_header Connection upgrade;";
    match tokio::time::timeout(PATIENCE, handshake(client, base, key)).await {
        Ok(Ok(())) => Finding::ok(check, format!("a client can connect to {base}")),
        Ok(Err(found)) => Finding::fail(check, format!("{base}: {found}"), mend),
        Err(_) => Finding::fail(check, format!("{base}: nothing came within {} s", PATIENCE.as_secs()), mend),
    }
}

async fn handshake(client: &Client, base: &str, key: &str) -> Result<(), String> {
    let request = client
        .get(format!("{base}/app/{key}?protocol=7&client=doctor"))
        .header(header::CONNECTION, "Upgrade")
        .header(header::UPGRADE, "websocket")
        .header(header::SEC_WEBSOCKET_VERSION, "13")
        .header(header::SEC_WEBSOCKET_KEY, "dGhlIHNhbXBsZSBub25jZQ==");
    let reply = request.send().await.map_err(|error| error.without_url().to_string())?;
    if reply.status() != StatusCode::SWITCHING_PROTOCOLS {
        let (status, body) = (reply.status(), reply.text().await.unwrap_or_default());
        let body: Value = serde_json::from_str(&body).unwrap_or_default();
        return Err(format!("{status} instead of a WebSocket. {}", body["detail"].as_str().unwrap_or("")));
    }
    let upgraded = reply.upgrade().await.map_err(|error| error.to_string())?;
    let mut socket = WebSocketStream::from_raw_socket(upgraded, Role::Client, None).await;
    match socket.next().await {
        Some(Ok(Message::Text(text))) if text.contains("pusher:connection_established") => Ok(()),
        Some(Ok(Message::Text(text))) => Err(format!("the server said {text}")),
        other => Err(format!("the connection ended: {other:?}")),
    }
}

async fn get(client: &Client, url: &str) -> Result<(StatusCode, String), String> {
    let reply = client.get(url).timeout(PATIENCE).send().await;
    let reply = reply.map_err(|error| error.without_url().to_string())?;
    let status = reply.status();
    Ok((status, reply.text().await.map_err(|error| error.to_string())?))
}
