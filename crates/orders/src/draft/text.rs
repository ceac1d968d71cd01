//! Cleaning of texts that strangers typed. Control characters break logs, SMS gateways and receipts; bidirectional
//! overrides make a name read as something else ("evil" between two innocent halves). Both go before anything is measured.

/// One line: breaks and tabs become spaces, other control characters and bidirectional overrides vanish, ends are
/// trimmed.
pub(crate) fn line(given: &str) -> String {
    let clean: String = given.chars().filter_map(|c| if breaks(c) { Some(' ') } else { keep(c) }).collect();
    clean.trim().to_owned()
}

/// The same for a text that may have several lines: line feeds stay.
pub(crate) fn lines(given: &str) -> String {
    let given = given.replace("\r\n", "\n");
    let clean: String = given
        .chars()
        .filter_map(|c| match c {
            '\t' => Some(' '),
            _ if breaks(c) => Some('\n'),
            _ => keep(c),
        })
        .collect();
    clean.trim().to_owned()
}

fn breaks(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn keep(c: char) -> Option<char> {
    let overrides = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (!c.is_control() && !overrides).then_some(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line_without_tricks() {
        assert_eq!(line("  Budi\r\n\tSantoso\0\u{7f} "), "Budi   Santoso");
        assert_eq!(line("abc\u{202e}txt.exe\u{2066}\u{2069}"), "abctxt.exe");
        assert_eq!(line("Nasi 🍳 – pédas"), "Nasi 🍳 – pédas");
        assert_eq!(line("\u{202a}\n\u{1b}"), "");
    }

    #[test]
    fn a_text_keeps_its_lines() {
        assert_eq!(lines("Jl. Melati 5\r\nRT 02\u{2028}Sleman\u{7}\n"), "Jl. Melati 5\nRT 02\nSleman");
    }
}
