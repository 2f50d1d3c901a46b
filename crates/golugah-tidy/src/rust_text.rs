//! As much of Rust's grammar as the rules need: where its strings are, and where its tests begin.

/// The text before an inline `mod tests { … }`, which by custom stands last in a file.
pub(crate) fn without_tests(text: &str) -> &str {
    let mut at = 0;
    let mut lines = text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let begins = line.trim() == "#[cfg(test)]"
            && lines
                .peek()
                .is_some_and(|next| next.trim_start().starts_with("mod ") && next.contains('{'));
        if begins {
            return &text[..at];
        }
        at += line.len();
    }
    text
}

/// Whether a path is that of tests alone.
pub(crate) fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// Every string and character literal with the line it begins on; comments and lifetimes are passed over.
pub(crate) fn literals(text: &str) -> Vec<(usize, &str)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    let mut line = 1;
    while at < bytes.len() {
        let rest = &text[at..];
        let begun = at;
        let opened_on = line;
        at = if rest.starts_with("//") {
            at + rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            at + rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(hashes) = raw_string(text, at) {
            let close = format!("\"{}", "#".repeat(hashes));
            let inner = at + hashes + 2;
            let end = text[inner..].find(&close).map_or(text.len(), |end| inner + end);
            found.push((opened_on, &text[inner..end]));
            (end + close.len()).min(text.len())
        } else if bytes[at] == b'"' {
            let end = closing(bytes, at + 1, b'"');
            found.push((opened_on, &text[at + 1..end]));
            end + 1
        } else if let Some(length) = character(rest) {
            found.push((opened_on, &text[at + 1..at + length - 1]));
            at + length
        } else {
            at + rest.chars().next().map_or(1, char::len_utf8)
        };
        at = at.min(bytes.len());
        line += bytes[begun..at].iter().filter(|byte| **byte == b'\n').count();
    }
    found
}

/// The number of hashes of the raw string that opens here.
fn raw_string(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(|before| before.is_alphanumeric() && before != 'b' || before == '_') {
        return None;
    }
    let rest = text[at..].strip_prefix('r')?;
    let hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
    rest[hashes..].starts_with('"').then_some(hashes)
}

fn closing(bytes: &[u8], mut at: usize, quote: u8) -> usize {
    while at < bytes.len() && bytes[at] != quote {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    at.min(bytes.len())
}

/// The length of the character literal that opens here; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('\'')?;
    if inner.starts_with('\\') {
        return Some(closing(rest.as_bytes(), 1, b'\'') + 1);
    }
    let symbol = inner.chars().next()?;
    inner[symbol.len_utf8()..]
        .starts_with('\'')
        .then(|| symbol.len_utf8() + 2)
}

#[test]
fn literals_are_found_and_comments_are_not() {
    let text = "// \"no\"\nlet a: &'x str = \"yes \\\" still\";\nlet b = 'c'; /* \"no\" */ let d = r#\"raw \"in\" it\"#;";
    assert_eq!(
        literals(text),
        [(2, "yes \\\" still"), (3, "c"), (3, "raw \"in\" it")]
    );
}

#[test]
fn the_tests_of_a_file_are_left_out() {
    assert_eq!(
        without_tests("fn a() {}\n#[cfg(test)]\nmod tests {\n}\n"),
        "fn a() {}\n"
    );
    let declared = "#[cfg(test)]\nmod tests;\nfn a() {}\n";
    assert_eq!(without_tests(declared), declared);
}
