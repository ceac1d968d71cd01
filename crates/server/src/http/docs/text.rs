//! Text as HTML. Descriptions come from our own source, but they speak of angle brackets.

use std::fmt;

/// A description: what is between backticks is code.
pub(super) struct Markup<'a>(pub(super) &'a str);

/// Text without anything that HTML would read.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl fmt::Display for Markup<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, part) in self.0.split('`').enumerate() {
            if at % 2 == 1 {
                write!(f, "<code>{}</code>", escape(part))?
            } else {
                f.write_str(&escape(part))?
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_description_is_markup_but_backticks() {
        let html = Markup("`a<b>` & \"c\" <script>").to_string();
        assert_eq!(html, "<code>a&lt;b&gt;</code> &amp; &quot;c&quot; &lt;script&gt;");
    }
}
