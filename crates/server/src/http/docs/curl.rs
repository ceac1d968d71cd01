//! An operation as a command line that works when it is pasted.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::page::Operation;

/// The command.
pub(super) fn command(operation: &Operation<'_>, base_url: &str) -> String {
    let said = operation.said;
    let parameters: Vec<_> = said["parameters"].as_array().into_iter().flatten().collect();
    let mut path = operation.path.to_owned();
    for parameter in parameters.iter().filter(|parameter| parameter["in"] == "path") {
        let name = parameter["name"].as_str().unwrap_or("");
        path = path.replace(&format!("{{{name}}}"), &value(&parameter["example"]));
    }
    let required =
        parameters.iter().filter(|parameter| parameter["in"] == "query" && parameter["required"] == true);
    let query: Vec<_> = required
        .map(|parameter| {
            let encoded = value(&parameter["example"]);
            let encoded = utf8_percent_encode(&encoded, NON_ALPHANUMERIC);
            format!("{}={encoded}", parameter["name"].as_str().unwrap_or(""))
        })
        .collect();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    let method = match operation.method {
        "get" => String::new(),
        other => format!("-X {} ", other.to_uppercase()),
    };
    let mut command = format!("curl {method}'{base_url}{path}{query}'");
    let ways = said["security"].as_array().into_iter().flatten();
    if ways.into_iter().any(|way| way.get("api_key").is_some()) {
        command.push_str(" \\\n  -H \"Authorization: Bearer $ORDERBELL_KEY\"");
    }
    if parameters.iter().any(|parameter| parameter["name"] == "Idempotency-Key")
        && operation.path == "/v1/orders"
    {
        command.push_str(" \\\n  -H 'Idempotency-Key: cart-4711'");
    }
    if let Some(version) =
        parameters.iter().find(|parameter| parameter["name"] == "If-Match" && parameter["required"] == true)
    {
        command.push_str(&format!(" \\\n  -H 'If-Match: {}'", value(&version["example"])));
    }
    for (kind, media) in said["requestBody"]["content"].as_object().into_iter().flatten() {
        let body = match &media["example"] {
            Value::String(text) => text.clone(),
            example => serde_json::to_string_pretty(example).expect("a value is JSON"),
        };
        let body = body.replace('\'', r"'\''");
        command.push_str(&format!(" \\\n  -H 'Content-Type: {kind}' \\\n  -d '{body}'"));
    }
    command
}

fn value(example: &Value) -> String {
    example.as_str().map_or_else(|| example.to_string(), str::to_owned)
}
