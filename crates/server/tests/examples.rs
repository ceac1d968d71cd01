//! The clients in `examples/`, as they are, against a real server (S4).

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use std::{
    io::{BufRead as _, BufReader, Lines},
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
};

use orderbell_testkit::TestServer;
use serde_json::json;

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

struct Example {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Example {
    fn start(command: &mut Command) -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples");
        let mut child = command.current_dir(folder).stdout(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Self { child, lines }
    }

    /// Reads until a line has this in it.
    fn expect(&mut self, part: &str) {
        let found = self.lines.by_ref().map_while(Result::ok).any(|line| line.contains(part));
        assert!(found, "the example ended without {part:?}");
    }
}

impl Drop for Example {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

#[test]
fn every_example_shows_an_order_and_survives_a_crash_of_the_server() {
    let mut server = TestServer::start(BINARY);
    let (url, key) = (server.url().to_owned(), server.first_run().api_key.clone());
    let order = json!({
        "flow": "restaurant", "pay_later": true, "customer": {"name": "Budi"}, "vendor_id": "main",
        "items": [{"name": "Nasi goreng", "qty": 2, "unit_price": "22500"}],
    });
    let placed = server.api().post("/v1/orders", &order).json();
    let (uid, token) = (placed["order"]["uid"].as_str().unwrap(), placed["link_token"].as_str().unwrap());
    let socket = url.replace("http", "ws");

    let mut node = Example::start(Command::new("node").args([
        "--experimental-websocket",
        "ws-order.mjs",
        &socket,
        uid,
        token,
    ]));
    let mut python =
        Example::start(Command::new("python3").args(["sse-orders.py", &url, "vendor:main", &key]));
    let mut curl = Example::start(Command::new("sh").args(["sse-orders.sh", &url, &key]));
    node.expect("new_order Pesanan Masuk");
    curl.expect("new_order");
    // This one listens from when it came, which it says.
    python.expect("joined");
    assert_eq!(server.api().post("/v1/orders", &order).status, 201);
    python.expect("new_order ORD-");

    server.crash_and_restart();
    assert_eq!(server.api().post_empty(&format!("/v1/orders/{uid}/start")).status, 200);
    node.expect("order_status_update Sedang Disiapkan");
    python.expect("order_status_update");
}
