//! Two apps on one server.

use std::process::Command;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use orderbell_testkit::{Http, TestServer};
use serde_json::{Value, json};

pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

/// An app, and everybody who may speak for it.
#[derive(Debug)]
pub(crate) struct App {
    pub(crate) id: String,
    pub(crate) key: String,
    pub(crate) api_key: String,
    /// With the API key.
    pub(crate) api: Http,
    /// With key and secret.
    pub(crate) basic: Http,
    /// Signed in.
    pub(crate) owner: Http,
}

impl App {
    /// The app that the server has from the start. Its owner is the operator.
    pub(crate) fn first(server: &TestServer) -> Self {
        let run = server.first_run();
        Self::new(server, &run.app_id, &run.key, &run.secret, &run.api_key, server.owner())
    }

    /// Another, with an owner who is no operator.
    pub(crate) fn second(server: &TestServer, operator: &Http) -> Self {
        let made = operator.post("/v1/apps", &json!({"name": "Villa"}));
        assert_eq!(made.status, 201, "{}", made.text);
        let made = made.json();
        let text = |pointer: &str| made.pointer(pointer).unwrap().as_str().unwrap().to_owned();
        let owner = server.anonymous();
        let invitation = text("/setup_link").rsplit('/').next().unwrap().to_owned();
        let person = json!({
            "token": invitation, "name": "Ketut", "email": "ketut@example.com", "password": "villa kedua 2026",
        });
        assert_eq!(owner.post("/v1/setup", &person).status, 201);
        let id = text("/app/id");
        let made = Command::new(BINARY)
            .args(["keys", "create", "--app", &id, "--data"])
            .arg(server.data())
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let api_key = String::from_utf8(made.stdout).unwrap().trim().to_owned();
        Self::new(server, &id, &text("/key/key"), &text("/key/secret"), &api_key, owner)
    }

    fn new(server: &TestServer, id: &str, key: &str, secret: &str, api_key: &str, owner: Http) -> Self {
        let basic = BASE64_STANDARD.encode(format!("{key}:{secret}"));
        Self {
            id: id.to_owned(),
            key: key.to_owned(),
            api_key: api_key.to_owned(),
            api: server.anonymous().bearer(api_key),
            basic: server.anonymous().header("Authorization", &format!("Basic {basic}")),
            owner,
        }
    }

    /// Places an order: its uid, and the token of its link.
    pub(crate) fn place(&self, order: &Value) -> (String, String) {
        let placed = self.api.post("/v1/orders", order);
        assert_eq!(placed.status, 201, "{}", placed.text);
        let placed = placed.json();
        let text = |pointer: &str| placed.pointer(pointer).unwrap().as_str().unwrap().to_owned();
        (text("/order/uid"), text("/link_token"))
    }
}
