use proptest::prelude::*;

use super::*;

const KEY: &str = "278d425bdf160c739803";
const SECRET: &str = "7ad3773142a6692b25b8";
const NOW: i64 = 1_353_088_179;
const BODY: &str = r#"{"name":"foo","channels":["project-3"],"data":"{\"some\":\"data\"}"}"#;

fn lookup(key: &str) -> Option<(u8, &'static str)> {
    (key == KEY).then_some((3, SECRET))
}

fn check(method: &str, path: &str, raw_query: &str, body: &str, now: i64) -> Result<u8, HttpAuthError> {
    let request = SignedRequest { method, path, raw_query, body: body.as_bytes() };
    verify(&request, lookup, now).map(|verified| verified.app)
}

fn post(raw_query: &str) -> Result<u8, HttpAuthError> {
    check("POST", "/apps/3/events", raw_query, BODY, NOW)
}

const QUERY: &str = "auth_key=278d425bdf160c739803&auth_timestamp=1353088179&auth_version=1.0\
    &body_md5=ec365a775a4cd0599faeb73354201b6f\
    &auth_signature=da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c";

fn without(name: &str) -> String {
    QUERY.split('&').filter(|pair| !pair.starts_with(name)).collect::<Vec<_>>().join("&")
}

/// Signs whatever parameters are given, complete or not.
fn signed(pairs: &str) -> String {
    let text = signed_text("POST", "/apps/3/events", &decode(pairs).unwrap());
    format!("{pairs}&auth_signature={}", hmac_hex(SECRET, &text))
}

#[test]
fn check_99_the_published_trigger_verifies_and_an_altered_body_does_not() {
    assert_eq!(body_md5(BODY.as_bytes()), "ec365a775a4cd0599faeb73354201b6f");
    assert_eq!(post(QUERY), Ok(3));
    let altered = BODY.replace("foo", "fop");
    assert_eq!(check("POST", "/apps/3/events", QUERY, &altered, NOW), Err(HttpAuthError::BodyDigest));
}

#[test]
fn our_signer_makes_the_published_signature() {
    let query = sign(KEY, SECRET, "POST", "/apps/3/events", &[], BODY.as_bytes(), NOW);
    assert!(
        query.ends_with("auth_signature=da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c")
    );
}

#[test]
fn checks_105_and_106_order_case_and_encoding_do_not_matter() {
    let signature = "16819168891cb5dfd72b5c7a5d3d602605b26c6ba1930033b5e2eeeb65010291";
    for params in [
        "filter_by_prefix=presence-&info=user_count",
        "Info=user_count&Filter_By_Prefix=presence-",
        "info=user%5Fcount&filter%5Fby%5Fprefix=presence%2D",
    ] {
        let query = format!(
            "auth_signature={signature}&{params}&auth_version=1.0&auth_timestamp=1353088179&auth_key={KEY}"
        );
        assert_eq!(check("get", "/apps/3/channels", &query, "", NOW), Ok(3), "{params}");
    }
    for info in ["user_count%2Csubscription_count", "user_count,subscription_count"] {
        let query = sign(KEY, SECRET, "GET", "/c", &[("info", "user_count,subscription_count")], b"", NOW);
        let query = query.replace("user%5Fcount%2Csubscription%5Fcount", info);
        assert!(query.contains(info));
        assert_eq!(check("GET", "/c", &query, "", NOW), Ok(3));
    }
    // A semicolon is part of a channel name, not a separator.
    let query = sign(KEY, SECRET, "GET", "/c", &[("filter_by_prefix", "a;b")], b"", NOW).replace("%3B", ";");
    let request = SignedRequest { method: "GET", path: "/c", raw_query: &query, body: b"" };
    assert_eq!(verify(&request, lookup, NOW).unwrap().param("filter_by_prefix"), Some("a;b"));
}

#[test]
fn check_107_a_path_may_be_signed_before_it_is_encoded() {
    let query = format!(
        "auth_key={KEY}&auth_timestamp=1353088179&auth_version=1.0&body_md5=99914b932bd37a50b983c5e7c90ae93b\
         &auth_signature=28b6750c82b532792302c92155d0e9890c8e66466e5e9a0cfbfce5aa2d2c085f"
    );
    let path = "/apps/3/users/user%20one/terminate_connections";
    assert_eq!(check("POST", path, &query, "{}", NOW), Ok(3));
    let raw = sign(KEY, SECRET, "POST", path, &[], b"{}", NOW);
    assert_eq!(check("POST", path, &raw, "{}", NOW), Ok(3));
}

#[test]
fn check_100_the_window_is_open_at_599_seconds_and_closed_at_600() {
    for (now, holds) in [(NOW - 599, true), (NOW + 599, true), (NOW - 600, false), (NOW + 600, false)] {
        assert_eq!(check("POST", "/apps/3/events", QUERY, BODY, now).is_ok(), holds, "{now}");
    }
}

#[test]
fn check_101_each_refusal_has_its_own_text() {
    let version = |value: &str| QUERY.replace("auth_version=1.0", value);
    let refusals = [
        post(&without("auth_key")),
        post(&QUERY.replace(KEY, "other")),
        post(&without("auth_version")),
        post(&version("auth_version=2.0")),
        post(&without("auth_timestamp")),
        check("POST", "/apps/3/events", QUERY, BODY, NOW + 600),
        post(&QUERY.replace("auth_timestamp=1353088179", "auth_timestamp=soon")),
        post(&QUERY.replace("auth_timestamp=1353088179", "auth_timestamp=9223372036854775807")),
        post(&without("auth_signature")),
        post(&QUERY.replace("=da45", "=DA45")),
        post(&format!("{QUERY}&auth_key=x")),
        post(&signed(&format!("auth_key={KEY}&auth_timestamp={NOW}&auth_version=1.0"))),
    ];
    for refusal in &refusals {
        assert_eq!(refusal.as_ref().unwrap_err().status(), 401);
    }
    let texts: Vec<String> = refusals.map(|refusal| refusal.unwrap_err().to_string()).into();
    insta::assert_snapshot!(texts.join("\n"));
}

#[test]
fn checks_103_and_104_the_digest_of_the_body() {
    let common = format!("auth_key={KEY}&auth_timestamp={NOW}&auth_version=1.0");
    let empty = signed(&format!("{common}&body_md5=d41d8cd98f00b204e9800998ecf8427e"));
    assert_eq!(check("POST", "/apps/3/events", &empty, "", NOW), Ok(3));
    assert_eq!(post(&signed(&common)), Err(HttpAuthError::BodyDigestMissing));
    assert_eq!(post(&empty), Err(HttpAuthError::BodyDigest));
}

#[test]
fn arrays_are_signed_in_the_order_of_the_wire() {
    let common = format!("auth_key={KEY}&auth_timestamp={NOW}&auth_version=1.0");
    let query = signed(&format!("{common}&a[]=2&a[]=1"));
    assert_eq!(check("POST", "/apps/3/events", &query, "", NOW), Ok(3));
    let turned = query.replace("a[]=2&a[]=1", "a[]=1&a[]=2");
    assert!(matches!(
        check("POST", "/apps/3/events", &turned, "", NOW),
        Err(HttpAuthError::Signature { .. })
    ));
}

proptest! {
    #[test]
    fn what_we_sign_verifies_in_any_order(
        params in prop::collection::btree_map("[a-z_]{1,12}", any::<String>(), 0..4),
        body in prop::collection::vec(any::<u8>(), 0..40),
        seed in any::<usize>(),
    ) {
        prop_assume!(params.keys().all(|name| !name.starts_with("auth_") && name != "body_md5"));
        let pairs: Vec<(&str, &str)> = params.iter().map(|(name, value)| (&**name, &**value)).collect();
        let query = sign(KEY, SECRET, "POST", "/p", &pairs, &body, NOW);
        let mut parts: Vec<&str> = query.split('&').collect();
        let turn = seed % parts.len();
        parts.rotate_left(turn);
        let raw_query = parts.join("&");
        let request = SignedRequest { method: "POST", path: "/p", raw_query: &raw_query, body: &body };
        let verified = verify(&request, lookup, NOW).unwrap();
        for (name, value) in &params {
            prop_assert_eq!(verified.param(name), Some(&**value));
        }
    }

    #[test]
    fn arbitrary_queries_never_panic(raw_query in any::<String>(), path in any::<String>()) {
        let request = SignedRequest { method: "GET", path: &path, raw_query: &raw_query, body: b"" };
        prop_assert!(verify(&request, lookup, NOW).is_err());
    }
}
