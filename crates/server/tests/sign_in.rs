//! People: the invitation that works once, signing in and out, and pages of other sites.

use orderbell_testkit::TestServer;
use serde_json::json;

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

#[test]
fn the_invitation_works_once_and_names_what_is_wrong() {
    let server = TestServer::start(BINARY);
    let http = server.anonymous();
    assert_eq!(http.get("/v1/session").json()["code"], "setup_required");

    let token = server.first_run().setup_link.rsplit('/').next().unwrap().to_owned();
    let body = |token: &str, password: &str| {
        json!({
            "token": token, "name": "Dewi", "email": "dewi@example.com", "password": password,
            "store_name": "Warung Sari", "locale": "id", "timezone": "Asia/Makassar",
        })
    };
    let short = http.post("/v1/setup", &body(&token, "short"));
    assert_eq!((short.status, short.json()["errors"][0]["field"].as_str()), (422, Some("password")));
    let wrong = http.post("/v1/setup", &body("guess", "warung sari 2026"));
    assert_eq!((wrong.status, wrong.json()["code"].as_str()), (403, Some("invitation_invalid")));

    let made = http.post("/v1/setup", &body(&token, "warung sari 2026"));
    assert_eq!(made.status, 201, "{}", made.text);
    assert_eq!(made.json()["app"]["name"], "Warung Sari");
    assert_eq!(made.json()["app"]["timezone"], "Asia/Makassar");
    assert_eq!(made.json()["user"]["role"], "owner");
    assert_eq!(http.get("/v1/session").status, 200, "signed in by the set-up");

    let again = server.anonymous().post("/v1/setup", &body(&token, "warung sari 2026"));
    assert_eq!(
        (again.status, again.json()["code"].as_str()),
        (403, Some("invitation_invalid")),
        "{}",
        again.text
    );
    assert_eq!(server.anonymous().get("/v1/session").json()["code"], "signed_out");
}

#[test]
fn signing_in_needs_the_right_password_and_signing_out_ends_it() {
    let server = TestServer::start(BINARY);
    drop(server.owner());
    let http = server.anonymous();
    let attempt = |email: &str, password: &str| {
        http.post("/v1/session", &json!({"email": email, "password": password}))
    };
    let wrong = attempt("dewi@example.com", "wrong password");
    let unknown = attempt("nobody@example.com", "warung sari 2026");
    assert_eq!((wrong.status, unknown.status), (401, 401));
    assert_eq!(wrong.text, unknown.text, "the answer does not tell who has an account");

    let right = attempt("Dewi@Example.com", "warung sari 2026");
    assert_eq!(right.status, 200, "{}", right.text);
    let cookie = right.header("set-cookie").unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    assert_eq!(http.get("/v1/orders").status, 200);
    assert_eq!(http.delete("/v1/session").status, 204);
    assert_eq!(http.get("/v1/orders").status, 401);
    // Signed out twice, or never signed in, is signed out.
    for http in [&http, &server.anonymous()] {
        let reply = http.delete("/v1/session");
        assert_eq!((reply.status, &*reply.text), (204, ""));
        assert!(reply.header("set-cookie").is_some_and(|cookie| cookie.contains("Max-Age=0")), "{reply:?}");
    }
}

#[test]
fn the_session_survives_a_restart() {
    let mut server = TestServer::start(BINARY);
    let owner = server.owner();
    server.crash_and_restart();
    assert_eq!(owner.get("/v1/session").status, 200);
}

#[test]
fn guessing_passwords_is_slowed_down() {
    let server = TestServer::start(BINARY);
    drop(server.owner());
    let http = server.anonymous();
    let replies: Vec<_> = (0..12)
        .map(|n| {
            http.post("/v1/session", &json!({"email": "dewi@example.com", "password": format!("guess {n}")}))
        })
        .collect();
    let refused = replies.iter().find(|reply| reply.status == 429).expect("the limit is reached");
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait));
}

#[test]
fn pages_of_other_sites_cannot_act_with_the_session() {
    let server = TestServer::start(BINARY);
    let (api, owner) = (server.api(), server.owner());
    let order = json!({
        "pay_later": true, "customer": {"name": "Budi"},
        "items": [{"name": "Sate", "qty": 1, "unit_price": "30000"}],
    });
    let code = api.post("/v1/orders", &order).json()["order"]["code"].as_str().unwrap().to_owned();
    let accept = format!("/v1/orders/{code}/accept");
    for (name, value) in
        [("Origin", "http://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site")]
    {
        let reply = owner.header(name, value).post_empty(&accept);
        assert_eq!(reply.status, 403, "{name}: {value}: {}", reply.text);
    }
    let own =
        owner.header("Origin", server.url()).header("Sec-Fetch-Site", "same-origin").post_empty(&accept);
    assert_eq!(own.status, 200, "{}", own.text);
}

#[test]
fn every_answer_carries_the_security_headers() {
    let server = TestServer::start(BINARY);
    for path in ["/", "/setup/x", "/healthz", "/v1/session"] {
        let reply = server.anonymous().get(path);
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{path}");
    }
    assert_eq!(server.anonymous().get("/assets/missing.js").status, 404);
}
