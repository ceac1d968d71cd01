//! What every operation has in common, added to the document once instead of at each handler: the refusals that come
//! before a handler is asked, the media type of problems, and an example of everything that is sent and answered.
//!
//! Whatever a handler says itself stays as it is. Examples are put together from those of the fields, so a field that gets a
//! better one improves all of them.

use serde_json::{Map, Value, json};

use super::examples::{Examples, problem};

const JSON: &str = "application/json";
const PROBLEM_JSON: &str = "application/problem+json";
const PROBLEM: &str = "#/components/schemas/Problem";

/// Completes the document.
pub(super) fn complete(document: &mut Value) {
    let schemas = document["components"]["schemas"].clone();
    let examples = Examples::new(&schemas);
    let Some(paths) = document["paths"].as_object_mut() else { return };
    for operations in paths.values_mut().filter_map(Value::as_object_mut) {
        for operation in operations.values_mut().filter_map(Value::as_object_mut) {
            add_refusals(operation);
            add_examples(operation, &examples);
        }
    }
}

/// What any operation of this shape may answer before its handler is reached.
fn add_refusals(operation: &mut Map<String, Value>) {
    let open = super::is_open(operation.get("security"));
    let secured = operation.get("security").and_then(Value::as_array).is_some_and(|ways| !ways.is_empty());
    let in_path = |parameter: &Value| parameter["in"] == "path";
    let has_path =
        operation.get("parameters").and_then(Value::as_array).is_some_and(|all| all.iter().any(in_path));
    let is_query = |parameter: &Value| parameter["in"] == "query" || parameter["in"] == "header";
    let has_query =
        operation.get("parameters").and_then(Value::as_array).is_some_and(|all| all.iter().any(is_query));
    let has_body = operation.contains_key("requestBody");
    let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else { return };
    let mut may = |applies: bool, status: &str, description: &str| {
        if applies && !responses.contains_key(status) {
            let answer =
                json!({ "description": description, "content": { JSON: { "schema": { "$ref": PROBLEM } } } });
            responses.insert(status.to_owned(), answer);
        }
    };
    may(has_body || has_path, "400", "The request cannot be read");
    may(!open, "401", "Credentials are missing or wrong");
    may(secured, "403", "The caller may not do this, or the app is disabled");
    may(has_path, "404", "There is no such thing, or the caller may not see it");
    may(has_body, "408", "The body took too long");
    may(has_body, "413", "The body is too large");
    may(has_body, "415", "The content type is not supported");
    may(has_body || has_query, "422", "A field or a parameter is wrong");
    may(secured, "500", "The server failed; the cause is in its log");
    may(secured, "503", "The server cannot do this now; send the request again");
    for (status, response) in responses.iter_mut() {
        // utoipa leaves out what a description would only repeat, but the format requires one.
        if response["description"].as_str().is_none_or(str::is_empty) {
            response["description"] = Value::from(meaning(status));
        }
        let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) else { continue };
        let is_problem = content.get(JSON).is_some_and(|media| media["schema"]["$ref"] == PROBLEM);
        if is_problem && let Some(media) = content.remove(JSON) {
            content.insert(PROBLEM_JSON.to_owned(), media);
        }
    }
}

fn meaning(status: &str) -> &'static str {
    match status {
        "200" => "Done",
        "201" => "Made",
        "202" => "Taken on",
        "204" => "Done; there is nothing to say",
        "400" => "The request cannot be read",
        "401" => "Credentials are missing or wrong",
        "403" => "The caller may not do this, or the app is disabled",
        "404" => "There is no such thing, or the caller may not see it",
        "409" => "It is not as the request takes it to be",
        "410" => "It is not kept any more",
        "413" => "The body is too large",
        "422" => "A field or a parameter is wrong",
        "429" => "Too many attempts; `Retry-After` says when to come back",
        "503" => "The server cannot do this now; send the request again",
        _ => "See the body",
    }
}

fn add_examples(operation: &mut Map<String, Value>, examples: &Examples<'_>) {
    for parameter in operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten() {
        if parameter.get("example").is_none() && parameter["required"] == true {
            let name = parameter["name"].as_str().unwrap_or("").to_owned();
            parameter["example"] = examples.of(&parameter["schema"], &name);
        }
    }
    if let Some(content) = operation.get_mut("requestBody").and_then(|body| body["content"].as_object_mut()) {
        for media in content.values_mut().filter(|media| media.get("example").is_none()) {
            media["example"] = examples.of_request(&media["schema"]);
        }
    }
    let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else { return };
    for (status, response) in responses.iter_mut() {
        let Some(content) = response.get_mut("content").and_then(Value::as_object_mut) else { continue };
        for (kind, media) in content.iter_mut().filter(|(_, media)| media.get("example").is_none()) {
            media["example"] =
                if kind == PROBLEM_JSON { problem(status) } else { examples.of(&media["schema"], "") };
        }
    }
}
