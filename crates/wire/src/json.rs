//! A look at JSON before it is parsed: how deep does it nest?
//!
//! The parser skips values that nobody asked for without recursion, so depth alone cannot overflow the stack
//! there. The check exists because the same text travels on to clients whose parsers may be less careful.

/// Whether brackets outside strings nest deeper than `limit`. Text that is not JSON gets some answer as well.
pub(crate) fn deeper_than(text: &str, limit: usize) -> bool {
    let mut depth = 0_usize;
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' | b'[' => {
                depth += 1;
                if depth > limit {
                    return true;
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b'"' => {
                while let Some(byte) = bytes.next() {
                    match byte {
                        b'"' => break,
                        b'\\' => {
                            bytes.next();
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
    false
}

/// Whether the text opens an object. Derived parsers would take an array for a struct as well.
pub(crate) fn is_object(text: &str) -> bool {
    text.trim_start_matches([' ', '\t', '\n', '\r']).starts_with('{')
}

/// Whether a JSON text that is valid otherwise has an escape for half of a surrogate pair. JSON allows it, and many
/// parsers do not.
pub(crate) fn has_half_character(text: &str) -> bool {
    text.contains("\\u") && serde_json::from_str::<serde_json::Value>(text).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_open_brackets_and_not_text() {
        assert!(!deeper_than(r#"{"a":[{"b":1}]}"#, 3));
        assert!(deeper_than(r#"{"a":[{"b":1}]}"#, 2));
        assert!(!deeper_than(r#"{"a":"[[[[\"[[[["}"#, 1));
        assert!(!deeper_than("[][][][]", 1));
        assert!(deeper_than(&"[".repeat(10_000), 32));
    }

    #[test]
    fn only_a_brace_opens_an_object() {
        assert!(is_object(" \r\n\t{}"));
        assert!(!is_object("[{}]") && !is_object("\"{\"") && !is_object(""));
    }
}
