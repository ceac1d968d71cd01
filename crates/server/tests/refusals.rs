//! Requests that cannot be read are refused in the API's form and words, wherever they come in. What is asked of every
//! operation is asked of those that the API's description has, so that a new one is asked too.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed, and the line says where")]

use orderbell_testkit::{Http, Reply, TestServer};
use serde_json::{Value, json};

const BINARY: &str = env!("CARGO_BIN_EXE_orderbell");

/// Method, path and parameters of all operations.
fn operations() -> Vec<(String, String, Vec<Value>)> {
    let document: Value = serde_json::from_str(&orderbell::http::openapi_document()).unwrap();
    let mut all = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
            all.push((method.clone(), path.clone(), parameters));
        }
    }
    all
}

fn ask(http: &Http, method: &str, path: &str) -> Reply {
    match method {
        "get" => http.get(path),
        "put" => http.put(path, &json!({})),
        "post" => http.post(path, &json!({})),
        "patch" => http.patch(path, &json!({})),
        "delete" => http.delete(path),
        other => panic!("{other} {path}"),
    }
}

#[test]
fn a_path_that_is_not_text_is_a_problem_at_every_operation() {
    let server = TestServer::start(BINARY);
    let mut asked = 0;
    for (method, path, _) in operations() {
        if !path.contains('{') {
            continue;
        }
        asked += 1;
        let parts = path.split('/').map(|part| if part.starts_with('{') { "%ff" } else { part });
        let wrong = parts.collect::<Vec<_>>().join("/");
        // A connection for each: the server closes one whose body it has not read.
        let reply = ask(&server.api(), &method, &wrong);
        let name = path.split(['{', '}']).nth(1).unwrap();
        assert_eq!(reply.header("content-type"), Some("application/problem+json"), "{method} {wrong}");
        let problem = reply.json();
        assert_eq!(
            (reply.status, problem["code"].as_str()),
            (400, Some("malformed_path")),
            "{method} {wrong}"
        );
        assert!(problem["detail"].as_str().unwrap().starts_with(&format!("{name}: ")), "{problem}");
    }
    assert!(asked > 20, "{asked}");
    // Server SDKs show people the text of a refusal as it is.
    for path in ["/apps/%ff/channels", "/apps/app/channels/%ff"] {
        let reply = server.api().get(path);
        assert!((400..500).contains(&reply.status) && !reply.text.contains("Invalid"), "{}", reply.text);
    }
}

#[test]
fn a_limit_that_is_no_number_is_answered_like_one_out_of_range() {
    let server = TestServer::start(BINARY);
    let owner = server.owner();
    let placed = server.api().post(
        "/v1/orders",
        &json!({"customer": {"name": "Budi"}, "items": [{"name": "Teh", "qty": 1, "unit_price": "5000"}]}),
    );
    let uid = placed.json()["order"]["uid"].as_str().unwrap().to_owned();
    let mut asked = 0;
    for (method, path, parameters) in operations() {
        let limit = parameters.iter().find(|given| given["in"] == "query" && given["name"] == "limit");
        let Some(limit) = limit.filter(|_| method == "get") else { continue };
        asked += 1;
        let path = path.replace("{order}", &uid).replace("{channel}", "news").replace("{id}", "1");
        let (zero, word) = (owner.get(&format!("{path}?limit=0")), owner.get(&format!("{path}?limit=abc")));
        let most = limit["schema"]["maximum"].as_i64().unwrap_or_else(|| panic!("{path} has no range"));
        let wanted = format!("must be between 1 and {most}");
        for reply in [&zero, &word] {
            assert_eq!(reply.status, 422, "{path}: {}", reply.text);
            let error = &reply.json()["errors"][0];
            assert_eq!((&error["field"], &error["message"]), (&json!("limit"), &json!(wanted)), "{path}");
        }
        assert_eq!(zero.text, word.text, "{path}");
    }
    assert!(asked > 8, "{asked}");
}
