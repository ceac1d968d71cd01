//! The values of a sample with the names on the way to them.

use serde_json::Value;

/// Most values that are looked at.
const MAX_LEAVES: usize = 500;
/// Deepest level that is looked at.
const MAX_DEPTH: usize = 6;

/// A value that is neither an object nor inside a list.
#[derive(Debug, Clone)]
pub(super) struct Leaf<'a> {
    /// Where it is.
    pub(super) pointer: String,
    /// The names on the way, in snake case.
    pub(super) path: Vec<String>,
    /// What is there.
    pub(super) value: &'a Value,
}

impl Leaf<'_> {
    /// Its own name.
    pub(super) fn key(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }
}

/// All of them, the shallow ones first.
pub(super) fn leaves(data: &Value) -> Vec<Leaf<'_>> {
    let mut found = Vec::new();
    let mut level = vec![(String::new(), Vec::new(), data)];
    for _ in 0..=MAX_DEPTH {
        let mut next = Vec::new();
        for (pointer, path, value) in level {
            match value {
                Value::Object(members) => next.extend(
                    members
                        .iter()
                        // What Laravel adds to every event.
                        .filter(|(name, _)| name.as_str() != "socket")
                        .map(|(name, value)| {
                            let mut path = path.clone();
                            path.push(snake(name));
                            (format!("{pointer}/{}", escape(name)), path, value)
                        }),
                ),
                _ if pointer.is_empty() => {}
                _ => found.push(Leaf { pointer, path, value }),
            }
            if found.len() + next.len() > MAX_LEAVES {
                break;
            }
        }
        level = next;
    }
    found.truncate(MAX_LEAVES);
    found
}

/// The pointer of the object that seems to be the thing reported: the one of that name, or everything.
pub(super) fn root(data: &Value) -> String {
    const NAMES: [&str; 12] = [
        "order",
        "booking",
        "reservation",
        "pesanan",
        "reservasi",
        "transaction",
        "transaksi",
        "payment",
        "product",
        "shipment",
        "user",
        "data",
    ];
    let Value::Object(members) = data else { return String::new() };
    let named = NAMES.iter().find_map(|wanted| {
        members.iter().find(|(name, value)| snake(name) == *wanted && value.is_object()).map(|(name, _)| name)
    });
    let Some(name) = named else { return String::new() };
    let inner = &members[name];
    let pointer = format!("/{}", escape(name));
    // `{"data": {"order": {...}}}`
    if name == "data" && inner.is_object() { format!("{pointer}{}", root(inner)) } else { pointer }
}

/// A name as a part of a JSON pointer.
pub(super) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// `orderId` and `Order-ID` as `order_id`.
pub(super) fn snake(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 4);
    let mut before = '_';
    for c in name.chars() {
        if matches!(c, ' ' | '-' | '.') {
            snake.push('_');
        } else {
            if c.is_uppercase() && (before.is_lowercase() || before.is_ascii_digit()) {
                snake.push('_');
            }
            snake.extend(c.to_lowercase());
        }
        before = c;
    }
    snake
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_become_snakes() {
        for (name, expected) in [
            ("orderId", "order_id"),
            ("Order-ID", "order_id"),
            ("newStatus", "new_status"),
            ("total", "total"),
        ] {
            assert_eq!(snake(name), expected);
        }
    }

    #[test]
    fn leaves_are_found_with_pointers_that_lead_back() {
        let data = json!({"order": {"id": 7, "a/b": "x", "items": [1]}, "socket": null, "z": true});
        let found = leaves(&data);
        let pointers: Vec<_> = found.iter().map(|leaf| leaf.pointer.as_str()).collect();
        assert_eq!(pointers, ["/z", "/order/a~1b", "/order/id", "/order/items"]);
        for leaf in &found {
            assert_eq!(data.pointer(&leaf.pointer), Some(leaf.value));
        }
        assert_eq!(root(&data), "/order");
        assert_eq!(root(&json!({"data": {"booking": {}}})), "/data/booking");
        assert_eq!(root(&json!({"order_id": 1})), "");
    }
}
