//! Examples for the document, put together from the schemas and what their fields give as examples.

use serde_json::{Map, Value, json};

/// Deeper than any schema nests that does not contain itself.
const DEPTH: usize = 8;

/// Makes examples by the schemas of a document.
pub(super) struct Examples<'a> {
    schemas: &'a Value,
}

impl<'a> Examples<'a> {
    pub(super) fn new(schemas: &'a Value) -> Self {
        Self { schemas }
    }

    /// An example of what is answered: every field is there.
    pub(super) fn of(&self, schema: &Value, name: &str) -> Value {
        self.make(schema, name, false, 0)
    }

    /// An example of what is sent: what is required, and what has an example of its own.
    pub(super) fn of_request(&self, schema: &Value) -> Value {
        self.make(schema, "", true, 0)
    }

    fn make(&self, schema: &Value, name: &str, sent: bool, depth: usize) -> Value {
        if let Some(example) = own_example(schema) {
            return example.clone();
        }
        if depth > DEPTH {
            return Value::Null;
        }
        let next = |schema: &Value| self.make(schema, name, sent, depth + 1);
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.rsplit('/').next().unwrap_or("");
            return next(&self.schemas[name]);
        }
        if let Some(first) = schema["enum"].as_array().and_then(|names| names.first()) {
            return first.clone();
        }
        if let Some(value) = schema.get("const") {
            return value.clone();
        }
        for choice in ["oneOf", "anyOf"] {
            if let Some(choices) = schema[choice].as_array() {
                let real = choices.iter().find(|choice| choice["type"] != "null");
                return real.map_or(Value::Null, next);
            }
        }
        if let Some(all) = schema["allOf"].as_array() {
            let parts = all.iter().map(next).filter_map(|part| part.as_object().cloned());
            return Value::Object(parts.flatten().collect());
        }
        match kind(schema) {
            "object" => Value::Object(self.fields(schema, sent, depth)),
            "array" => {
                let items = &schema["items"];
                if items.is_object() { json!([next(items)]) } else { json!([]) }
            }
            "string" => text(schema, name),
            "integer" => integer(schema, name),
            "number" => json!(1.5),
            "boolean" => json!(false),
            _ => Value::Null,
        }
    }

    fn fields(&self, schema: &Value, sent: bool, depth: usize) -> Map<String, Value> {
        let required = |name: &str| {
            schema["required"].as_array().is_some_and(|all| all.iter().any(|required| required == name))
        };
        let fields = schema["properties"].as_object().into_iter().flatten();
        fields
            .filter(|(name, field)| !sent || required(name) || own_example(field).is_some())
            .map(|(name, field)| (name.clone(), self.make(field, name, sent, depth + 1)))
            .collect()
    }
}

fn own_example(schema: &Value) -> Option<&Value> {
    schema.get("example").or_else(|| schema["examples"].as_array().and_then(|all| all.first()))
}

/// The type; what may be null is shown as null, unless it has an example.
fn kind(schema: &Value) -> &str {
    match &schema["type"] {
        Value::String(kind) => kind,
        Value::Array(kinds) if kinds.iter().any(|kind| kind == "null") => "null",
        Value::Array(kinds) => kinds.first().and_then(Value::as_str).unwrap_or(""),
        _ if schema["properties"].is_object() => "object",
        _ => "",
    }
}

fn text(schema: &Value, name: &str) -> Value {
    let format = schema["format"].as_str().unwrap_or("");
    Value::from(match name {
        _ if format == "date-time" || name == "at" || name.ends_with("_at") || name == "time" => {
            "2026-11-21T03:04:05.678Z"
        }
        _ if format == "uuid" || name.ends_with("uid") || name == "event_id" => {
            "01930c6a-7e4b-7c3e-9d5a-0a1b2c3d4e5f"
        }
        "epoch" => "k3x9v2m7q1d4",
        "order" | "order_id" | "code" => "ORD-261121-7K3Q",
        "email" => "dewi@example.com",
        "password" => "a quiet morning in Ubud",
        "url" => "https://shop.example.com/hooks/orderbell",
        "name" | "label" => "Dewi",
        "channel" => "private-admin.orders",
        "event" => "order.created",
        "socket" | "socket_id" => "1234.5678",
        "title" => "Pesanan baru",
        "icon" => "\u{1f6cd}\u{fe0f}",
        _ => "text",
    })
}

fn integer(schema: &Value, name: &str) -> Value {
    match name {
        "seq" | "last_seq" => json!(4182),
        "version" => json!(1),
        "total" | "subtotal" | "unit_price" | "paid" => json!(4_500_000),
        "discount" | "shipping" | "tax" | "refunded" => json!(0),
        _ => schema.get("minimum").filter(|minimum| minimum.as_i64() > Some(1)).cloned().unwrap_or(json!(1)),
    }
}

/// What a problem with this status looks like.
pub(super) fn problem(status: &str) -> Value {
    let (code, title, detail) = match status {
        "400" => (
            "malformed_json",
            "The request cannot be read",
            "the body is not JSON: expected value at line 1 column 1",
        ),
        "401" => (
            "wrong_api_key",
            "Credentials are missing or wrong",
            "the API key is unknown or revoked; make one with: orderbell keys create",
        ),
        "403" => ("forbidden", "You may not do this", "your role does not allow this"),
        "404" => ("not_found", "There is no such thing", "there is no order ORD-261121-7K3Q"),
        "405" => ("method_not_allowed", "The method is not allowed", "this path does not know the method"),
        "408" => ("body_timeout", "The body took too long", "send the whole body within 10 seconds"),
        "409" => (
            "not_possible",
            "The order does not allow this",
            "the order is cancelled; it cannot be accepted any more",
        ),
        "410" => {
            ("events_pruned", "Some events are not kept any more", "take a snapshot and go on from its seq")
        }
        "412" => (
            "order_changed",
            "The order has changed",
            "the order is accepted at version 3 now; look at it and decide again",
        ),
        "413" => (
            "body_too_large",
            "The body is too large",
            "the body may have 262144 bytes at most (setting http.max_body_bytes)",
        ),
        "415" => (
            "unsupported_media_type",
            "The content type is not supported",
            "send the header Content-Type: application/json (found none)",
        ),
        "422" => {
            ("validation_failed", "The request is not valid", "items[0].qty: must be between 1 and 9999")
        }
        "429" => ("too_many_requests", "Too many attempts", "try again in 30 seconds"),
        "503" => (
            "unavailable",
            "The server cannot do this now",
            "too many writes are waiting; nothing was recorded, send the request again",
        ),
        _ => (
            "internal",
            "The server failed",
            "nothing was recorded by this request; the cause is in the server's log",
        ),
    };
    let number: u16 = status.parse().unwrap_or(500);
    let mut problem = json!({ "status": number, "code": code, "title": title, "detail": detail });
    if status == "422" {
        problem["errors"] = json!([{ "field": "items[0].qty", "message": "must be between 1 and 9999" }]);
    }
    problem
}
