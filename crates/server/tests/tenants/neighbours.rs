//! Every operation, asked by one app for what another has.

use orderbell_testkit::{Http, TestServer};
use serde_json::Value;

use crate::{
    apps::{App, BINARY},
    document::{Operation, operations},
    things::{Full, MARK, fill, order},
};

/// These take a name that is the caller's to give: what is at it in another app is no matter of theirs, and there it stays.
const OWN_NAMES: [&str; 4] = ["put_product", "put_vendor", "put_order", "list_channel_events"];

pub(crate) fn server() -> TestServer {
    let settings =
        [("ORDERBELL_CHANNELS__REPLAY", "news.*"), ("ORDERBELL_WEBHOOKS__ALLOW_PRIVATE", "127.0.0.0/8")];
    TestServer::start_with(BINARY, &settings)
}

/// Everything that an app can read of itself.
pub(crate) fn everything(full: &Full) -> Vec<(String, Value)> {
    // Who is connected, and what the clock says, changes without anybody's doing.
    let passing = |path: &str| path.starts_with("/v1/console") || path == "/v1/session" || path == "/v1/apps";
    let all = operations().into_iter().filter(|operation| operation.method == "GET" && operation.secured);
    all.filter(|operation| !operation.endless && !passing(&operation.path))
        .map(|operation| {
            let path = operation.filled(&full.things);
            let reply = operation.ask(&full.app.owner, &path);
            assert_eq!(reply.status, 200, "{path}: {}", reply.text);
            let shown = serde_json::from_str(&reply.text).unwrap_or(Value::String(reply.text));
            (path, shown)
        })
        .collect()
}

/// What of an app is in an answer.
fn told_of(full: &Full, text: &str) -> Option<String> {
    let text = text.to_lowercase();
    let parts = [MARK, &full.uid, &full.app.id, &full.app.key].map(str::to_lowercase);
    parts.into_iter().find(|part| text.contains(part))
}

/// Nothing of it is other than before.
pub(crate) fn assert_unchanged(full: &Full, before: &[(String, Value)]) {
    for ((path, before), (_, after)) in before.iter().zip(everything(full)) {
        assert_eq!(*before, after, "{path} has changed");
    }
}

#[test]
fn no_operation_reaches_what_another_app_has() {
    let server = server();
    let first = App::first(&server);
    let villa = App::second(&server, &first.owner);
    let warung = fill(&server, first);
    let before = everything(&warung);
    // The order has two names, and each has a twin that nothing has.
    let ids = [(&*warung.uid, "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f"), (&*warung.code, "ORD-261121-7K3Q")];
    let named: Vec<_> = operations().into_iter().filter(Operation::names_something).collect();
    let mut wrong = Vec::new();
    for (who, client) in clients(&villa) {
        for operation in named.iter().filter(|operation| !OWN_NAMES.contains(&&*operation.id)) {
            for (real, made_up) in
                ids.iter().filter(|(real, _)| *real == warung.uid || operation.path.contains("{order}"))
            {
                let (there, nowhere) = (warung.things.with_order(real), warung.things.nowhere(made_up));
                let path = operation.filled(&there);
                let reply = operation.ask(client, &path);
                let missing = operation.ask(client, &operation.filled(&nowhere));
                // Word for word as if there were no such thing.
                let same = reply.status == missing.status
                    && there.cleared(&reply.text) == nowhere.cleared(&missing.text);
                if !matches!(reply.status, 403 | 404) || !same {
                    let told = format!("{} {}, and of nothing {}", reply.status, reply.text, missing.text);
                    wrong.push(format!("{who}: {} {path}: {told}", operation.method));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_unchanged(&warung, &before);

    // The same requests find all of it for whoever it belongs to, so it was for their sender that they were refused.
    for operation in named.iter().filter(|operation| !operation.endless) {
        let path = operation.filled(&warung.things);
        let reply = operation.ask(&warung.app.owner, &path);
        if matches!(reply.status, 401 | 403 | 404 | 500..) {
            wrong.push(format!("{} {path}: {} {}", operation.method, reply.status, reply.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_an_app_lists_and_changes_is_its_own() {
    let server = server();
    let first = App::first(&server);
    let villa = App::second(&server, &first.owner);
    let warung = fill(&server, first);
    let before = everything(&warung);
    let (named, unnamed): (Vec<_>, Vec<_>) = operations()
        .into_iter()
        .filter(|operation| operation.secured && !operation.endless)
        .filter(|operation| !operation.names_something() || OWN_NAMES.contains(&&*operation.id))
        .partition(Operation::names_something);
    // Names late: from then on the villa has things of these names too. Flows last, because orders follow them.
    let (flows, unnamed): (Vec<_>, Vec<_>) =
        unnamed.into_iter().partition(|operation| operation.id == "set_flows");
    let mut wrong = Vec::new();
    for operation in unnamed.iter().chain(&named).chain(&flows) {
        for (who, client) in clients(&villa) {
            let path = operation.filled(&warung.things);
            let reply = operation.ask(client, &path);
            let named = operation.names_something();
            // A name that was asked for may be in the answer.
            let text = if named { warung.things.cleared(&reply.text) } else { reply.text.clone() };
            let hint = told_of(&warung, &text);
            if reply.status >= 500 || hint.is_some() || named && !matches!(reply.status, 200 | 201 | 412) {
                let told = format!("{} {} {hint:?}", reply.status, reply.text);
                wrong.push(format!("{who}: {} {path}: {told}", operation.method));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_unchanged(&warung, &before);
    // One name is two things, and one code two orders.
    let (own, _) = villa.place(&order(&warung.code, "7", true));
    assert_ne!(own, warung.uid);
    let path = format!("/v1/products/{MARK}-sku");
    let both = [&warung.app, &villa].map(|app| app.api.get(&path).json()["product"]["name"].clone());
    assert_eq!(both, [Value::from(MARK), Value::from("Nasi goreng")]);
}

fn clients(app: &App) -> [(&'static str, &Http); 3] {
    [("an API key", &app.api), ("key and secret", &app.basic), ("the owner", &app.owner)]
}
