//! What is not genuine, not readable or not for this app: a clear answer, and no trace of it.

use std::{
    io::{Read as _, Write as _},
    net::TcpStream,
};

use orderbell_testkit::TestServer;
use serde_json::json;

use crate::desk::{BINARY, Desk, Source, base64_hmac, midtrans, send_woo, woo};

/// Nothing was written down: neither an event nor a receipt.
fn assert_no_trace(desk: &Desk, source: &Source) {
    assert_eq!(desk.events(), ["order.created"]);
    assert_eq!(desk.receipts(source), [] as [serde_json::Value; 0]);
}

#[test]
fn the_published_vectors_are_believed_and_nothing_else_is() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let woocommerce = desk.source(&json!({"provider": "woocommerce", "secret": "woo_secret"}));
    let shopify = desk.source(&json!({"provider": "shopify", "secret": "shpss_secret"}));
    let body = r#"{"id":727,"status":"processing"}"#;
    // Genuine, and then found to lack something: had the signature been wrong, it would have been a 401.
    let woo = |signature: &str| {
        let headers = [("X-WC-Webhook-Topic", "order.updated"), ("X-WC-Webhook-Signature", signature)];
        desk.send(&woocommerce, &headers, body)
    };
    let reply = woo("nWbaPeePlhim5GCx1IjiFzls5VUYQAfOEGirnR5j3gA=");
    assert_eq!((reply.status, reply.text.contains("currency")), (400, true), "{}", reply.text);
    assert_eq!(woo("nWbaPeePlhim5GCx1IjiFzls5VUYQAfOEGirnR5j3gB=").status, 401);
    let shop = |name: &str, topic: &str| {
        let signature = "m7LbwrcTLHT24C1Ew5wJKyCUE2LWtuoCYDKChLRbNSc=";
        let headers = [(name, signature), ("X-Shopify-Topic", topic), ("X-Shopify-Webhook-Id", "w1")];
        desk.send(&shopify, &headers, body).status
    };
    assert_eq!(shop("X-Shopify-Hmac-Sha256", "themes/publish"), 200);
    assert_eq!(shop("X-Other", "themes/publish"), 401);

    // These are of one day, so on any other they are genuine and stale.
    let stripe = desk.source(&json!({"provider": "stripe", "secret": "whsec_test_secret"}));
    let event = r#"{"id":"evt_test_1","object":"event","type":"payment_intent.succeeded"}"#;
    let mac = "08e7e979e8fd1f5182b69d3bbb28c015a051f15c66fdfdd968b6dc0bf1f9bf08";
    let reply = desk.send(&stripe, &[("Stripe-Signature", &format!("t=1795219200,v1={mac}"))], event);
    let timely = jiff::Timestamp::now().as_second().abs_diff(1_795_219_200) <= 300;
    assert!(timely || reply.status == 401 && reply.text.contains("check the clocks"), "{}", reply.text);
    let wrong = desk.send(&stripe, &[("Stripe-Signature", &format!("t=1795219201,v1={mac}"))], event);
    assert!(wrong.status == 401 && wrong.text.contains("does not match"), "{}", wrong.text);
    let secret = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    let standard = desk.source(&json!({"provider": "standard", "secret": secret}));
    let headers = [
        ("webhook-id", "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk"),
        ("webhook-timestamp", "1649367553"),
        ("webhook-signature", "v1,tZ1I4/hDygAJgO5TYxiSd6Sd0kDW6hPenDe+bTa3Kkw="),
    ];
    let reply = desk.send(&standard, &headers, r#"{"email":"test@example.com","username":"test_user"}"#);
    assert!(reply.status == 401 && reply.text.contains("check the clocks"), "{}", reply.text);

    let gateway =
        desk.source(&json!({"provider": "midtrans", "secret": "askvnoibnosifnboseofinbofinfgbiufglnbfg"}));
    let doc = json!({"order_id": "1111", "status_code": "200", "gross_amount": "100000.00", "transaction_id": "t",
        "transaction_status": "pending",
        "signature_key": "edc076b21793ebe3e17926350f5b8ae67d902fe657b3d0aa31b932d5c127e2375d308a2bc94f3265ac2d80a1f181a79b997ac178a236fcff35af263fc4d4c231"});
    assert_eq!(desk.taken(&gateway, &[], &doc.to_string())["outcome"], "unmatched");
    let own = json!({"order_id": "ORD-261121-7K3Q-1", "status_code": "200", "gross_amount": "150000.00",
        "transaction_id": "t", "transaction_status": "settlement",
        "signature_key": "e65beaa055c0e8818a3ca1bf21f58fc4f4f435f5759d3445e3d94f685b4eda5a3a734dba09dfa3c8a0d6a9b3fa7560a2786249a2b761f009609cb4285847e5ed"});
    assert_eq!(desk.send(&gateway, &[], &own.to_string()).status, 401, "signed with another key");
    assert_eq!(desk.events(), [""; 0]);
}

#[test]
fn what_is_wrong_gets_a_4xx_and_leaves_no_trace() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    desk.place("A");
    let source = desk.midtrans();
    let genuine = midtrans("A-1", "settlement", &json!({}));
    for (body, status) in [
        (genuine.replace("150000.00", "150000.01"), 401),
        (genuine.replace("\"A-1\"", "\"A-2\""), 401),
        (genuine.replace("signature_key", "no_signature"), 400),
        (genuine.replace("transaction_id", "no_id"), 400),
        ("[]".to_owned(), 400),
        ("not json".to_owned(), 400),
        (String::new(), 400),
    ] {
        let reply = desk.send(&source, &[], &body);
        assert_eq!(reply.status, status, "{body}: {}", reply.text);
        assert!(!reply.text.contains("TESTKEY"), "{}", reply.text);
    }
    let large = format!("{{\"a\":\"{}\"}}", "x".repeat(1024 * 1024));
    assert_eq!(desk.send(&source, &[], &large).status, 413);
    assert_eq!(desk.outside.get(&source.path).status, 405);
    assert_no_trace(&desk, &source);
    let shown = desk.api.get("/v1/sources").json()["sources"][0].clone();
    assert_eq!(shown["refused"]["count"], 7);
    assert_eq!(shown["failed"], 0);
}

#[test]
fn which_part_of_a_url_is_wrong_is_not_told() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.midtrans();
    let body = midtrans("A-1", "settlement", &json!({}));
    let token = source.path.rsplit('/').next().unwrap();
    let path = |path: String| desk.outside.post_text(&path, "application/json", &body);
    let answers = [
        path(format!("/hooks/midtrans/{token}x")),
        path(format!("/hooks/stripe/{token}")),
        path(format!("/hooks/nobody/{token}")),
        path("/hooks/midtrans/obs_x".into()),
    ];
    assert!(answers.iter().all(|answer| answer.status == 404 && answer.text == answers[0].text));
    let off = desk.api.patch(&format!("/v1/sources/{}", source.id), &json!({"enabled": false}));
    assert_eq!(off.status, 200);
    let disabled = desk.send(&source, &[], &body);
    assert_eq!((disabled.status, &disabled.text), (404, &answers[0].text));
}

#[test]
fn another_apps_secret_and_orders_are_another_apps() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    desk.place("A");
    let source = desk.midtrans();
    let run = |words: &[&str]| {
        let mut command = std::process::Command::new(BINARY);
        command.args(words).arg("--data").arg(server.data()).env("ORDERBELL_LOG__LEVEL", "warn");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["app", "create", "other"]);
    let listed = run(&["app", "list"]);
    let other =
        listed.lines().find(|line| line.contains("other")).unwrap().split_whitespace().next().unwrap();
    let key = run(&["keys", "create", "--app", other]);
    let key = key.split_whitespace().find(|word| word.starts_with("ob_")).unwrap().to_owned();
    let theirs = Desk { api: server.anonymous().bearer(&key), ..desk.clone() };
    let foreign = theirs.source(&json!({"provider": "midtrans", "secret": "another-server-key"}));
    // Signed for the first app, sent to the other one's URL.
    let body = midtrans("A-1", "settlement", &json!({}));
    assert_eq!(theirs.send(&foreign, &[], &body).status, 401);
    // Even with the same secret it reaches its own app's orders only.
    let same = theirs.midtrans();
    assert_eq!(theirs.taken(&same, &[], &body)["outcome"], "pending");
    assert!(theirs.settled(&same, "unmatched")["detail"].as_str().unwrap().contains("A-1"));
    assert_no_trace(&desk, &source);
    for path in ["", "/receipts", "/receipts/1"] {
        let seen = desk.api.get(&format!("/v1/sources/{}{path}", same.id));
        assert!([404, 405].contains(&seen.status), "{path}: {}", seen.status);
    }
}

#[test]
fn the_ping_of_a_new_webhook_gets_its_200_even_over_http_1_0() {
    let server = TestServer::start(BINARY);
    let desk = Desk::of(&server);
    let source = desk.source(&json!({"provider": "woocommerce", "secret": "woo_secret"}));
    let ask = |headers: &str, body: &str| {
        let mut stream = TcpStream::connect(server.authority()).unwrap();
        let request = format!(
            "POST {} HTTP/1.0\r\nHost: shop\r\n{headers}Content-Length: {}\r\n\r\n{body}",
            source.path,
            body.len()
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    let ping = ask("Content-Type: application/x-www-form-urlencoded\r\n", "webhook_id=12");
    assert!(ping.starts_with("HTTP/1.0 200 "), "{ping}");
    assert!(ask("", "webhook_id=1x").starts_with("HTTP/1.0 401 "));
    let order = woo("processing", "2026-11-21T03:04:05", &json!({}));
    let signature = base64_hmac(b"woo_secret", &order);
    let headers = format!("X-WC-Webhook-Topic: order.created\r\nX-WC-Webhook-Signature: {signature}\r\n");
    assert!(ask(&headers, &order).starts_with("HTTP/1.0 200 "));
    assert_eq!(desk.count("order.created"), 1);
    assert_eq!(send_woo(&desk, &source, "order.created", &order)["repeated"], true);
}

#[test]
fn a_source_that_floods_is_asked_to_come_later() {
    let server = TestServer::start_with(BINARY, &[("ORDERBELL_INTAKE__REQUESTS_PER_SECOND", "3")]);
    let desk = Desk::of(&server);
    let (one, other) = (desk.midtrans(), desk.midtrans());
    let body = midtrans("A-1", "pending", &json!({}));
    let replies: Vec<_> = (0..20).map(|_| desk.send(&one, &[], &body)).collect();
    let late: Vec<_> = replies.iter().filter(|reply| reply.status == 429).collect();
    assert!(!late.is_empty() && late.iter().all(|reply| reply.header("retry-after").is_some()));
    assert!(replies.iter().all(|reply| [200, 429].contains(&reply.status)));
    assert_eq!(desk.send(&other, &[], &body).status, 200, "one source does not hold up another");
}
