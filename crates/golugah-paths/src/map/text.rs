//! Names as they stand in a picture.

/// A name in at most two lines that fit the box, cut at blanks where there are any.
pub(super) fn wrap(name: &str) -> Vec<String> {
    const FITS: f64 = 26.0;
    let mut lines = vec![String::new()];
    for word in name.split_whitespace() {
        let line = lines.len() - 1;
        if lines[line].is_empty() {
            lines[line].push_str(word);
        } else if width(&lines[line]) + 1.0 + width(word) <= FITS {
            lines[line].push(' ');
            lines[line].push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    let too_many = lines.len() > 2;
    lines.truncate(2);
    let last = lines.len() - 1;
    for (number, line) in lines.iter_mut().enumerate() {
        let mut cut = too_many && number == last;
        while width(line) > FITS - if cut { 1.0 } else { 0.0 } {
            line.pop();
            cut = true;
        }
        if cut {
            line.truncate(line.trim_end().len());
            line.push('…');
        }
    }
    lines
}

/// A text's width in letters of usual width.
fn width(text: &str) -> f64 {
    text.chars()
        .map(|letter| if letter.is_uppercase() { 1.25 } else { 1.0 })
        .sum()
}

/// A text that keeps its own direction among others (first strong isolate).
pub(super) fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// Text that may stand in XML.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // Control characters are not allowed in XML at all.
            _ if letter.is_control() => safe.push(' '),
            _ => safe.push(letter),
        }
    }
    safe
}
