//! The operations of the API, as its description has them.

use orderbell_testkit::{Http, Reply};
use serde_json::{Value, json};

use crate::things::Things;

/// An operation of the API.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: String,
    /// With names in braces.
    pub(crate) path: String,
    /// Whether it can only be asked with credentials.
    pub(crate) secured: bool,
    /// Whether its answer never ends.
    pub(crate) endless: bool,
    body: Option<Value>,
}

/// All of them; what takes something away comes last.
pub(crate) fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(&orderbell::http::openapi_document()).unwrap();
    let paths = document["paths"].as_object().unwrap().iter();
    let mut all: Vec<_> = paths
        .flat_map(|(path, operations)| {
            let operations = operations.as_object().unwrap().iter();
            operations.map(move |(method, said)| Operation::new(path, method, said))
        })
        .collect();
    assert!(all.len() > 90, "{} operations", all.len());
    // What stands below something goes before it.
    all.sort_by_key(|operation| {
        let removes = operation.method == "DELETE" || operation.id == "cancel_job";
        (removes, if removes { -(operation.path.len() as isize) } else { 0 })
    });
    all
}

impl Operation {
    fn new(path: &str, method: &str, said: &Value) -> Self {
        let content =
            |part: &Value| part["content"].as_object().and_then(|kinds| kinds.values().next().cloned());
        let ways = said["security"].as_array().map_or(&[][..], Vec::as_slice);
        let id = said["operationId"].as_str().unwrap().to_owned();
        let mut body = content(&said["requestBody"]).map(|media| media["example"].clone());
        // The path names the thing; the example has another name.
        if path.contains('{')
            && let Some(fields) = body.as_mut().and_then(Value::as_object_mut)
        {
            fields.retain(|name, _| name != "id" && name != "sku");
        }
        Self {
            method: method.to_uppercase(),
            path: path.to_owned(),
            secured: !ways.is_empty() && !ways.contains(&json!({})),
            endless: ["text/event-stream", "application/x-ndjson"]
                .iter()
                .any(|kind| !said["responses"]["200"]["content"][kind].is_null()),
            // A link's token would speak for a customer, whoever else asks.
            body: if id == "open_payment_link" { body.map(|_| json!({})) } else { body },
            id,
        }
    }

    /// Whether its path names something.
    pub(crate) fn names_something(&self) -> bool {
        self.path.contains('{')
    }

    /// Its path with what is there in the place of names.
    pub(crate) fn filled(&self, things: &Things) -> String {
        let mut before = "";
        let filled: Vec<_> = self
            .path
            .split('/')
            .map(|part| {
                let name = part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
                let filled = name.map_or(part, |name| things.named(&self.id, before, name));
                before = part;
                filled
            })
            .collect();
        filled.join("/")
    }

    /// Asks for it with the body that the description gives as an example.
    pub(crate) fn ask(&self, client: &Http, path: &str) -> Reply {
        let client = if self.method == "GET" { client.clone() } else { client.header("If-Match", "\"1\"") };
        match (&*self.method, &self.body) {
            ("GET", _) => client.get(path),
            ("DELETE", _) => client.delete(path),
            ("POST", None) => client.post_empty(path),
            ("POST", Some(body)) => client.post(path, body),
            ("PUT", Some(body)) => client.put(path, body),
            ("PATCH", Some(body)) => client.patch(path, body),
            (method, _) => panic!("{} is asked by {method}: teach this walk how", self.id),
        }
    }
}
