//! The checked-in description of the API is the one that the code makes. After a change of the API:
//! `cargo run -p orderbell -- openapi > openapi.json && cd web && npm run api`.

#[test]
fn openapi_json_is_what_the_code_says() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi.json");
    let checked_in = std::fs::read_to_string(file).expect("openapi.json is in the repository");
    let made = orderbell::http::openapi_document();
    assert!(
        checked_in.trim_end() == made,
        "openapi.json is stale; run: cargo run -p orderbell -- openapi > openapi.json"
    );
}

fn operations() -> Vec<(String, serde_json::Value)> {
    let document: serde_json::Value =
        serde_json::from_str(&orderbell::http::openapi_document()).expect("the document is JSON");
    let paths = document["paths"].as_object().expect("there are paths").clone();
    let all = paths.into_iter().flat_map(|(path, operations)| {
        let operations = operations.as_object().expect("a path has operations").clone();
        operations.into_iter().map(move |(method, operation)| (format!("{method} {path}"), operation))
    });
    all.collect()
}

#[test]
fn everything_that_is_sent_and_answered_has_an_example() {
    let bodies = |value: &serde_json::Value| value["content"].as_object().cloned().unwrap_or_default();
    for (name, operation) in operations() {
        let mut contents = vec![bodies(&operation["requestBody"])];
        contents.extend(operation["responses"].as_object().expect("there are answers").values().map(bodies));
        for (kind, media) in contents.into_iter().flatten() {
            assert!(!media["example"].is_null(), "{name} has no example of {kind}");
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            assert!(parameter["required"] != true || !parameter["example"].is_null(), "{name}: {parameter}");
        }
    }
}

#[test]
fn every_refusal_is_a_problem_and_every_answer_says_what_it_means() {
    for (name, operation) in operations() {
        for (status, answer) in operation["responses"].as_object().expect("there are answers") {
            assert!(answer["description"].as_str().is_some_and(|text| !text.is_empty()), "{name} {status}");
            let kinds: Vec<_> =
                answer["content"].as_object().into_iter().flatten().map(|(kind, _)| kind).collect();
            let refusal = status.starts_with('4');
            assert!(!refusal || kinds == ["application/problem+json"], "{name} {status}: {kinds:?}");
        }
    }
}

#[test]
fn no_two_schemas_have_one_name() {
    let routes = orderbell::http::openapi::routes();
    assert!(routes.clashes().is_empty(), "{:?}", routes.clashes());
}
