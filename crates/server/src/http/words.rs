//! What serde says of a wrong value, in words that somebody understands who knows JSON and not this program.
//!
//! serde's messages name Rust's types, and there is no setting for them. What is not known here stays as it is, because a
//! clumsy reason is better than none.

/// Longest piece of a foreign value that is repeated in an answer, in characters.
const QUOTED: usize = 40;

/// A complaint of serde without the names of types; reads on after the field's name.
pub(super) fn plain(message: &str) -> String {
    let known = match message {
        NOT_A_NUMBER | NO_NUMBER => "must be a whole number",
        TOO_LARGE => "is too large a number",
        TOO_SMALL => "is too small a number",
        "provided string was not `true` or `false`" => "must be true or false",
        _ => {
            let known = of_type(message).or_else(|| of_choice(message));
            return known.unwrap_or_else(|| message.replace('`', ""));
        }
    };
    known.to_owned()
}

/// Whether a text was given where a whole number has to be.
pub(super) fn is_about_a_number(message: &str) -> bool {
    matches!(message, NOT_A_NUMBER | NO_NUMBER | TOO_LARGE | TOO_SMALL)
}

const NOT_A_NUMBER: &str = "invalid digit found in string";
const NO_NUMBER: &str = "cannot parse integer from empty string";
const TOO_LARGE: &str = "number too large to fit in target type";
const TOO_SMALL: &str = "number too small to fit in target type";

/// `unknown variant FOUND, expected CHOICE`, `expected ONE or OTHER`, `expected one of ...`.
fn of_choice(message: &str) -> Option<String> {
    let rest = message.strip_prefix("unknown variant `")?;
    // What was found may have anything in it, backticks too.
    let (found, known) = rest.rsplit_once("`, expected ")?;
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    let found: String = found.chars().take(QUOTED).collect();
    match known.split_last()? {
        (only, []) => Some(format!("must be {only}, not {found:?}")),
        (last, others) => Some(format!("must be {} or {last}, not {found:?}", others.join(", "))),
    }
}

/// `invalid type: FOUND, expected WANTED`, and the same of an `invalid value`.
fn of_type(message: &str) -> Option<String> {
    let rest = message.strip_prefix("invalid type: ").or_else(|| message.strip_prefix("invalid value: "))?;
    let (found, wanted) = rest.rsplit_once(", expected ")?;
    let wanted = match wanted {
        "a sequence" => "a list",
        "a map" => "a JSON object",
        "a string" => "a text",
        "a boolean" => "true or false",
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "a whole number",
        "u64" | "u128" | "usize" => "a whole number, 0 or more",
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" => "a whole number from 0 to 4294967295",
        "f32" | "f64" => "a number",
        structure if structure.starts_with("struct ") => "a JSON object",
        _ => return None,
    };
    let found = match found {
        "null" => "null".to_owned(),
        "map" => "an object".to_owned(),
        "sequence" => "a list".to_owned(),
        found => found.split('`').nth(1).map_or_else(|| "a text".to_owned(), str::to_owned),
    };
    Some(format!("must be {wanted}, not {found}"))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn types_of_the_program_are_not_named() {
        for (serde, words) in [
            ("invalid type: floating point `1.5`, expected i64", "must be a whole number, not 1.5"),
            ("invalid type: null, expected struct OrderBody", "must be a JSON object, not null"),
            ("invalid type: map, expected a sequence", "must be a list, not an object"),
            (
                "invalid type: string \"x\", expected u32",
                "must be a whole number from 0 to 4294967295, not a text",
            ),
            ("invalid value: integer `-1`, expected u16", "must be a whole number from 0 to 65535, not -1"),
            ("invalid type: boolean `true`, expected a string", "must be a text, not true"),
            ("unknown variant `c`, expected `a` or `b`", "must be a or b, not \"c\""),
            ("unknown variant `d`, expected one of `a`, `b`, `c`", "must be a, b or c, not \"d\""),
            ("unknown variant `b`, expected `a`", "must be a, not \"b\""),
            ("`x` is something else", "x is something else"),
        ] {
            assert_eq!(plain(serde), words);
        }
    }
}
