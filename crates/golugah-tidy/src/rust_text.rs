//! As much of Rust's grammar as the rules need: where its strings are, what is code, and where its tests
//! begin.

use std::ops::Range;

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

/// A comment or a literal: where it stands, and for a literal what is between its quotes.
struct Piece {
    whole: Range<usize>,
    inner: Option<Range<usize>>,
}

/// Every string and character literal with the line it begins on; comments and lifetimes are passed over.
pub(crate) fn literals(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for piece in pieces(text) {
        let Some(inner) = piece.inner else { continue };
        line += lines_in(&text[counted..piece.whole.start]);
        counted = piece.whole.start;
        found.push((line, &text[inner]));
    }
    found
}

/// The text with a blank for every byte of its comments and literals, so that what is left is code, at its own place.
pub(crate) fn code_alone(text: &str) -> String {
    let mut code = text.as_bytes().to_vec();
    for piece in pieces(text) {
        for byte in &mut code[piece.whole] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    // Whole pieces were blanked, and they begin and end between letters.
    String::from_utf8(code).unwrap_or_default()
}

/// The place behind the bracket that closes the one at `open`, in text that is code alone.
pub(crate) fn closing_bracket(code: &str, open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => continue,
        }
        if depth == 0 {
            return at + 1;
        }
    }
    code.len()
}

/// The number of the line at a place.
pub(crate) fn line_at(text: &str, at: usize) -> usize {
    1 + lines_in(&text[..at])
}

fn lines_in(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

fn pieces(text: &str) -> Vec<Piece> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let begun = at;
        let mut inner = None;
        let mut is_piece = true;
        at = if rest.starts_with("//") {
            at + rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            at + rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(hashes) = raw_string(text, at) {
            let close = format!("\"{}", "#".repeat(hashes));
            let open = at + hashes + 2;
            let end = text[open..].find(&close).map_or(text.len(), |end| open + end);
            inner = Some(open..end);
            end + close.len()
        } else if bytes[at] == b'"' {
            let end = closing(bytes, at + 1, b'"');
            inner = Some(at + 1..end);
            end + 1
        } else if let Some(length) = character(rest) {
            inner = Some(at + 1..at + length - 1);
            at + length
        } else {
            is_piece = false;
            at + rest.chars().next().map_or(1, char::len_utf8)
        };
        at = at.min(bytes.len());
        if is_piece {
            found.push(Piece {
                whole: begun..at,
                inner,
            });
        }
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
fn code_alone_keeps_every_place() {
    let text = "a(\"ب)\", 'x'); // (\nb{}";
    let code = code_alone(text);
    assert_eq!(code, "a(     ,    );     \nb{}");
    assert_eq!(&code[..closing_bracket(&code, 1)], "a(     ,    )");
    assert_eq!(line_at(text, text.len() - 1), 2);
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
