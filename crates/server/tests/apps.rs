//! Several apps on one server: strictly apart, and changed while they run, over the API and on the command line.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::process::Command;

use orderbell_testkit::{Http, Socket, TestServer};
use orderbell_wire::{
    auth::{http::sign, subscription_signature},
    channel::ChannelName,
};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");
const PASSWORD: &str = "warung sari 2026";

/// An app's credentials, and a client that is signed in as its owner.
struct Tenant {
    id: String,
    key: String,
    secret: String,
    owner: Http,
}

fn first(server: &TestServer) -> Tenant {
    let run = server.first_run();
    let owner = server.owner();
    Tenant { id: run.app_id.clone(), key: run.key.clone(), secret: run.secret.clone(), owner }
}

/// Another app, made by the operator, with an owner of its own.
fn second(server: &TestServer, operator: &Http, email: &str) -> Tenant {
    let made = operator.post("/v1/apps", &json!({"name": "Villa"}));
    assert_eq!(made.status, 201, "{}", made.text);
    let made = made.json();
    let token = made["setup_link"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let owner = server.anonymous();
    let body = json!({"token": token, "name": "Ketut", "email": email, "password": PASSWORD});
    assert_eq!(owner.post("/v1/setup", &body).status, 201);
    let text = |pointer: &str| made.pointer(pointer).unwrap().as_str().unwrap().to_owned();
    Tenant { id: text("/app/id"), key: text("/key/key"), secret: text("/key/secret"), owner }
}

impl Tenant {
    fn path(&self, rest: &str) -> String {
        format!("/v1/apps/{}{rest}", self.id)
    }

    fn trigger(&self, server: &TestServer, body: &Value) -> (u16, String) {
        self.trigger_as(server, &self.id, body)
    }

    fn trigger_as(&self, server: &TestServer, app: &str, body: &Value) -> (u16, String) {
        let (path, body) = (format!("/apps/{app}/events"), body.to_string());
        let query = sign(&self.key, &self.secret, "POST", &path, &[], body.as_bytes(), now());
        let reply = server.anonymous().post_text(&format!("{path}?{query}"), "application/json", &body);
        (reply.status, reply.text)
    }

    fn subscriber(&self, server: &TestServer, channel: &str) -> Socket {
        let (mut socket, id) = Socket::open(server.authority(), &self.key);
        socket.subscribe(channel, &self.auth(&id, channel));
        socket
    }

    fn auth(&self, id: &str, channel: &str) -> String {
        let name: ChannelName = channel.parse().unwrap();
        format!("{}:{}", self.key, subscription_signature(&self.secret, id.parse().unwrap(), &name, None))
    }
}

fn now() -> i64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64
}

fn event(channel: &str, data: &str) -> Value {
    json!({"name": "e", "channels": [channel], "data": data})
}

/// The close code of a connection that is turned away or sent away; the `pusher:error` before it says the same.
fn farewell(mut socket: Socket) -> u16 {
    let mut said = None;
    loop {
        match socket.next() {
            Ok(frame) => {
                if frame.event == "pusher:error" {
                    said = frame.data["code"].as_u64();
                }
            }
            Err(close) => {
                let (code, _) = close.unwrap();
                assert_eq!(said, Some(code.into()));
                return code;
            }
        }
    }
}

fn dial(server: &TestServer, key: &str) -> Socket {
    Socket::dial(server.authority(), &format!("/app/{key}?protocol=7"))
}

fn cli(server: &TestServer, args: &[&str]) -> String {
    let output = Command::new(BINARY).args(args).arg("--data").arg(server.data()).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn nothing_of_an_app_reaches_another() {
    let server = TestServer::start(BINARY);
    let warung = first(&server);
    let villa = second(&server, &warung.owner, "ketut@example.com");

    // The same channel name is two channels.
    let mut in_warung = warung.subscriber(&server, "private-x");
    let mut in_villa = villa.subscriber(&server, "private-x");
    assert_eq!(warung.trigger(&server, &event("private-x", "for the warung")).0, 200);
    assert_eq!(villa.trigger(&server, &event("private-x", "for the villa")).0, 200);
    assert_eq!(in_warung.expect("e").data, "for the warung");
    assert_eq!(in_villa.expect("e").data, "for the villa");

    // Check 102: a key of one app on the path of the other publishes nothing.
    let (status, _) = warung.trigger_as(&server, &villa.id, &event("private-x", "stolen"));
    assert!(matches!(status, 401 | 404), "{status}");
    // A signature of one app does not open a channel of the other.
    let (mut socket, id) = Socket::open(server.authority(), &villa.key);
    socket.send("pusher:subscribe", &json!({"channel": "private-x", "auth": warung.auth(&id, "private-x")}));
    socket.expect("pusher:error");
    socket.expect("pusher:subscription_error");
    // Nor does a socket id of one app keep an event of the other from anybody.
    let except = json!({"name": "e", "channels": ["private-x"], "data": "all", "socket_id": id});
    assert_eq!(warung.trigger(&server, &except).0, 200);
    assert_eq!(in_warung.expect("e").data, "all");
    assert_eq!(villa.trigger(&server, &event("private-x", "last")).0, 200);
    assert_eq!(in_villa.expect("e").data, "last", "and nothing came in between");

    // Orders, counters and the log are the app's own.
    let order = json!({"flow": "restaurant", "pay_later": true, "customer": {"name": "Budi"},
        "items": [{"name": "Nasi goreng", "qty": 1, "unit_price": "22500"}]});
    let placed = server.api().post("/v1/orders", &order);
    assert_eq!(placed.status, 201, "{}", placed.text);
    let uid = placed.json()["order"]["id"]
        .as_str()
        .map_or_else(|| placed.json()["order"]["uid"].as_str().unwrap().to_owned(), str::to_owned);
    assert_eq!(villa.owner.get(&format!("/v1/orders/{uid}")).status, 404);
    assert_eq!(villa.owner.get("/v1/stats").json()["stats"]["total"], 0);
    assert_eq!(warung.owner.get("/v1/stats").json()["stats"]["total"], 1);
    let echo = |owner: &Http, socket: &str| {
        let form = format!("socket_id={socket}&channel_name=private-order.{uid}");
        owner.post_text("/broadcasting/auth", "application/x-www-form-urlencoded", &form).status
    };
    assert_eq!(echo(&villa.owner, &id), 403);

    // Who manages one app does not learn that the other exists; its API key manages neither.
    for path in [warung.path(""), format!("/v1/apps/{}", "1".repeat(6))] {
        let foreign = villa.owner.get(&path);
        assert_eq!((foreign.status, foreign.json()["code"].as_str()), (404, Some("not_found")), "{path}");
        assert_eq!(villa.owner.patch(&path, &json!({"enabled": false})).status, 404);
    }
    let foreign_key = warung.path(&format!("/keys/{}", warung.key));
    assert_eq!(villa.owner.delete(&foreign_key).status, 404);
    assert_eq!(
        villa.owner.post(&format!("{foreign_key}/reveal"), &json!({"password": PASSWORD})).status,
        404
    );
    assert_eq!(villa.owner.delete(&villa.path(&format!("/keys/{}", warung.key))).status, 404);
    let listed = villa.owner.get("/v1/apps").json();
    assert_eq!((listed["apps"].as_array().unwrap().len(), &listed["operator"]), (1, &json!(false)));
    assert_eq!(villa.owner.post("/v1/apps", &json!({"name": "Mine"})).status, 403);
    let program = server.api();
    assert_eq!(program.get(&villa.path("")).status, 404);
    assert_eq!(program.get(&warung.path("")).status, 200);
    assert_eq!(program.patch(&warung.path(""), &json!({"enabled": false})).status, 403);
    assert_eq!(program.post(&warung.path("/keys"), &json!({"label": "more"})).status, 403);
    assert!(!listed.to_string().contains(&villa.secret));
}

#[test]
fn one_address_may_have_accounts_in_two_apps() {
    let server = TestServer::start(BINARY);
    let warung = first(&server);
    let made = warung.owner.post("/v1/apps", &json!({"name": "Villa"})).json();
    let token = made["setup_link"].as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let other = "another password 26";
    let body = json!({"token": token, "name": "Dewi", "email": "dewi@example.com", "password": other});
    assert_eq!(server.anonymous().post("/v1/setup", &body).status, 201);
    for (password, app) in [(PASSWORD, &warung.id), (other, &made["app"]["id"].as_str().unwrap().to_owned())]
    {
        let attempt = json!({"email": "dewi@example.com", "password": password});
        let reply = server.anonymous().post("/v1/session", &attempt);
        assert_eq!((reply.status, reply.json()["app"]["id"].as_str()), (200, Some(app.as_str())));
    }
    let wrong = json!({"email": "dewi@example.com", "password": "neither of both"});
    assert_eq!(server.anonymous().post("/v1/session", &wrong).status, 401);
}

#[test]
fn keys_are_rotated_without_a_gap_and_revoked_at_once() {
    let server = TestServer::start(BINARY);
    let old = first(&server);
    let rotated = old.owner.post_empty(&old.path(&format!("/keys/{}/rotate", old.key)));
    assert_eq!(rotated.status, 201, "{}", rotated.text);
    let rotated = rotated.json();
    let text = |name: &str| rotated[name].as_str().unwrap().to_owned();
    assert!(text("env").contains(&format!("PUSHER_APP_SECRET={}", text("secret"))));
    let new =
        Tenant { key: text("key"), secret: text("secret"), id: old.id.clone(), owner: server.anonymous() };

    // Check 45: both sign and connect.
    let (by_old, mut by_new) = (old.subscriber(&server, "private-x"), new.subscriber(&server, "private-x"));
    assert_eq!(old.trigger(&server, &event("private-x", "1")).0, 200);
    assert_eq!(new.trigger(&server, &event("private-x", "2")).0, 200);
    let keys = old.owner.get(&old.path("")).json()["keys"].clone();
    assert_eq!(keys.as_array().unwrap().iter().map(|key| &key["current"]).collect::<Vec<_>>(), [false, true]);
    assert_eq!(old.owner.get("/v1/session").json()["app"]["key"], new.key.as_str());

    assert_eq!(old.owner.delete(&old.path(&format!("/keys/{}", old.key))).status, 204);
    assert_eq!(farewell(by_old), 4009);
    assert_eq!(farewell(dial(&server, &old.key)), 4001);
    assert_eq!(old.trigger(&server, &event("private-x", "3")).0, 401);
    assert_eq!(new.trigger(&server, &event("private-x", "4")).0, 200);
    for data in ["1", "2", "4"] {
        assert_eq!(by_new.expect("e").data, data);
    }
    let last = old.owner.delete(&old.path(&format!("/keys/{}", new.key)));
    assert_eq!((last.status, last.json()["code"].as_str()), (409, Some("last_key")));

    let reveal = old.path(&format!("/keys/{}/reveal", new.key));
    let refused = old.owner.post(&reveal, &json!({"password": "not the password"}));
    assert_eq!((refused.status, refused.json()["errors"][0]["field"].as_str()), (422, Some("password")));
    assert_eq!(old.owner.post_empty(&reveal).status, 422);
    let shown = old.owner.post(&reveal, &json!({"password": PASSWORD}));
    assert_eq!((shown.status, shown.json()["secret"].as_str()), (200, Some(new.secret.as_str())));
}

#[test]
fn checks_8_and_109_a_disabled_app_is_not_served_until_it_is_enabled() {
    let server = TestServer::start(BINARY);
    let warung = first(&server);
    let socket = warung.subscriber(&server, "private-x");
    let disabled = warung.owner.patch(&warung.path(""), &json!({"enabled": false}));
    assert_eq!((disabled.status, &disabled.json()["enabled"]), (200, &json!(false)), "{}", disabled.text);
    assert_eq!(farewell(socket), 4003);
    assert_eq!(farewell(dial(&server, &warung.key)), 4003);
    assert_eq!(warung.trigger(&server, &event("a", "1")).0, 403);
    let program = server.api().get("/v1/orders");
    assert_eq!((program.status, program.json()["code"].as_str()), (403, Some("app_disabled")));
    assert_eq!(warung.owner.patch(&warung.path(""), &json!({"enabled": true})).status, 200);
    warung.subscriber(&server, "private-x");
    assert_eq!(server.api().get("/v1/orders").status, 200);
}

#[test]
fn settings_and_limits_of_an_app_count_at_once() {
    let server = TestServer::start(BINARY);
    let warung = first(&server);
    let villa = second(&server, &warung.owner, "ketut@example.com");
    let wrong = json!({"name": "", "settings": {"event_bytes": 0, "allowed_origins": ["shop"], "max_connections": -1}});
    let refused = warung.owner.patch(&warung.path(""), &wrong);
    assert_eq!(refused.status, 422, "{}", refused.text);
    assert!(refused.text.contains("settings.max_connections"), "{}", refused.text);
    let wrong = json!({"name": "", "settings": {"event_bytes": 0, "allowed_origins": ["shop"]}});
    let errors = warung.owner.patch(&warung.path(""), &wrong).json()["errors"].clone();
    let fields: Vec<&str> =
        errors.as_array().unwrap().iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["settings.event_bytes", "settings.allowed_origins[0]", "name"]);

    let change = json!({"settings": {"event_bytes": 100, "channels_per_event": 2, "max_connections": 1,
        "allowed_origins": ["https://shop.test"]}});
    let changed = warung.owner.patch(&warung.path(""), &change);
    assert_eq!((changed.status, &changed.json()["settings"]["event_bytes"]), (200, &json!(100)));
    assert_eq!(warung.trigger(&server, &event("a", &"x".repeat(100))).0, 200);
    assert_eq!(warung.trigger(&server, &event("a", &"x".repeat(101))).0, 413);
    let three = json!({"name": "e", "channels": ["a", "b", "c"], "data": ""});
    assert_eq!(warung.trigger(&server, &three).0, 400);
    assert_eq!(villa.trigger(&server, &three).0, 200, "the other app keeps its limits");

    let from = |origin: &str, key: &str| {
        Socket::dial_with(server.authority(), &format!("/app/{key}?protocol=7"), &[("origin", origin)])
    };
    // Check 16.
    assert_eq!(farewell(from("https://evil.test", &warung.key)), 4009);
    from("https://evil.test", &villa.key).expect("pusher:connection_established");
    let mut open = from("https://shop.test", &warung.key);
    open.expect("pusher:connection_established");
    // Check 9, with the code that brings clients back.
    assert_eq!(farewell(dial(&server, &warung.key)), 4100);
    assert_eq!(warung.owner.get(&warung.path("")).json()["connections"], 1);
    open.send("pusher:ping", &json!({}));
    open.expect("pusher:pong");
}

#[test]
fn commands_change_a_running_server_at_once_and_work_without_one() {
    let mut server = TestServer::start(BINARY);
    let warung = first(&server);
    let socket = warung.subscriber(&server, "private-x");
    cli(&server, &["app", "set", "event_bytes=10", "name=Warung Sari"]);
    assert_eq!(warung.trigger(&server, &event("a", "more than ten bytes")).0, 413);
    assert_eq!(warung.owner.get(&warung.path("")).json()["name"], "Warung Sari");
    cli(&server, &["app", "disable"]);
    assert_eq!(farewell(socket), 4003);
    cli(&server, &["app", "enable"]);
    let socket = warung.subscriber(&server, "private-x");

    let made = cli(&server, &["key", "create", "--label", "web shop"]);
    let line = |name: &str| {
        made.lines()
            .find_map(|line| line.strip_prefix(name))
            .map(|value| value.trim_start_matches('=').to_owned())
            .unwrap()
    };
    let new = Tenant {
        id: warung.id.clone(),
        key: line("PUSHER_APP_KEY"),
        secret: line("PUSHER_APP_SECRET"),
        owner: server.anonymous(),
    };
    assert_eq!(new.trigger(&server, &event("a", "1")).0, 200);
    let listed = cli(&server, &["key", "list"]);
    assert!(
        listed.contains("web shop") && listed.contains(&warung.key) && !listed.contains(&warung.secret),
        "{listed}"
    );
    cli(&server, &["key", "revoke", &warung.key]);
    assert_eq!(farewell(socket), 4009);

    let villa = cli(&server, &["app", "create", "Villa", "--id", "777"]);
    assert!(villa.contains("PUSHER_APP_ID=777") && villa.contains("/setup/"), "{villa}");
    assert!(cli(&server, &["app", "list"]).contains("777"));
    let unnamed = Command::new(BINARY).args(["app", "show", "--data"]).arg(server.data()).output().unwrap();
    assert!(String::from_utf8_lossy(&unnamed.stderr).contains("--app"), "with two apps one has to be named");
    assert!(cli(&server, &["app", "show", "--app", "777"]).contains("event_bytes=10240"));

    let operator_key = cli(&server, &["keys", "create", "--operator", "--app", "777"]);
    let operator = server.anonymous().bearer(operator_key.trim());
    let listed = operator.get("/v1/apps").json();
    assert_eq!((listed["apps"].as_array().unwrap().len(), &listed["operator"]), (2, &json!(true)));
    let shown = operator.post_empty(&new.path(&format!("/keys/{}/reveal", new.key)));
    assert_eq!(shown.json()["secret"], new.secret.as_str());
    cli(&server, &["operator", "remove", "dewi@example.com"]);
    assert_eq!(warung.owner.get("/v1/apps").json()["operator"], false);
    cli(&server, &["operator", "add", "Dewi@example.com"]);
    assert!(cli(&server, &["operator", "list"]).contains("dewi@example.com"));
    let number = cli(&server, &["keys", "list", "--app", "777"]);
    cli(&server, &["keys", "revoke", number.split_whitespace().next().unwrap(), "--app", "777"]);
    assert_eq!(operator.get("/v1/apps").status, 401, "at once");

    server.terminate();
    cli(&server, &["app", "set", "event_bytes=20", "--app", &warung.id]);
    server.restart();
    assert_eq!(new.trigger(&server, &event("a", "fifteen bytes..")).0, 200);
    assert_eq!(new.trigger(&server, &event("a", "more than twenty bytes")).0, 413);
}

#[test]
fn a_stolen_database_holds_no_secret_and_a_lost_key_is_named() {
    let mut server = TestServer::start(BINARY);
    let secret = server.first_run().secret.clone();
    let contains = |text: &str| {
        std::fs::read_dir(server.data()).unwrap().any(|entry| {
            let bytes = std::fs::read(entry.unwrap().path()).unwrap_or_default();
            bytes.windows(text.len()).any(|part| part == text.as_bytes())
        })
    };
    assert!(!contains(&secret) && contains(&server.first_run().key));
    server.terminate();
    std::fs::remove_file(server.data().join("secret.key")).unwrap();
    let output = Command::new(BINARY).args(["app", "list", "--data"]).arg(server.data()).output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        !output.status.success() && words.contains("secret.key") && words.contains("ORDERBELL_SECRET_KEY"),
        "{words}"
    );
}
