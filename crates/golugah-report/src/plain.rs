//! Names and identifiers come from files that anybody may have written. Before they stand in a sentence or on a
//! terminal, whatever could move the cursor, reorder the line or hide a letter is taken out.

/// First strong isolate: what follows has a direction of its own, until [`PDI`].
pub(crate) const FSI: char = '\u{2068}';
/// Pop directional isolate.
pub(crate) const PDI: char = '\u{2069}';

/// The text on one line, without control characters and direction marks. The Persian half-space stays.
pub(crate) fn clean(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !plain.is_empty() && !plain.ends_with(' ') {
                plain.push(' ');
            }
        } else if !(c.is_control() || is_direction_mark(c)) {
            plain.push(c);
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// The cleaned text between isolates, for a sentence that becomes HTML.
pub(crate) fn isolated(text: &str) -> String {
    format!("{FSI}{}{PDI}", clean(text))
}

/// The text for a terminal: without isolates, for not every terminal knows them and some show them as boxes.
pub(crate) fn unisolated(text: &str) -> String {
    text.replace([FSI, PDI], "")
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

/// Text as HTML: escaped, and isolates turned into `<bdi>`.
pub(crate) fn html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&#34;"),
            '\'' => escaped.push_str("&#39;"),
            FSI => escaped.push_str("<bdi>"),
            PDI => escaped.push_str("</bdi>"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// A foreign text as HTML: cleaned, escaped and isolated.
pub(crate) fn bdi(text: &str) -> String {
    html(&isolated(text))
}

#[cfg(test)]
mod tests {
    use super::{bdi, clean};

    #[test]
    fn a_hostile_name_stays_one_harmless_line() {
        assert_eq!(clean("\u{202E}evil\u{202C}\n\u{1b}[31m name\t"), "evil [31m name");
        assert_eq!(clean("شهرداری‌ها"), "شهرداری‌ها");
        assert_eq!(clean("a\u{2069}b\u{2028}c"), "ab c");
        assert_eq!(
            bdi("<script>alert(\"'1'&\")</script>"),
            "<bdi>&lt;script&gt;alert(&#34;&#39;1&#39;&amp;&#34;)&lt;/script&gt;</bdi>"
        );
    }
}
