//! The small part of Markdown that the indicators' pages use: headings, paragraphs, lists, bold, code, links.
//! Everything else is text, and all text is escaped.

use crate::plain::html;

/// The Markdown as HTML, its highest headings set to `level` (1 to 6), deeper ones below it.
pub(crate) fn render(markdown: &str, level: usize) -> String {
    let mut out = String::with_capacity(markdown.len() * 5 / 4);
    let highest = markdown
        .lines()
        .filter_map(|line| heading(line.trim()))
        .map(|(hashes, _)| hashes)
        .min()
        .unwrap_or(1);
    let mut block = Block::None;
    for line in markdown.lines() {
        let line = line.trim();
        if line.is_empty() {
            block.close(&mut out);
        } else if let Some((hashes, title)) = heading(line) {
            block.close(&mut out);
            let level = (level + hashes - highest).min(6);
            out.push_str(&format!("<h{level}>{}</h{level}>", inline(title)));
        } else if let Some((list, item)) = list_item(line) {
            block.enter(list, &mut out);
            out.push_str(&format!("<li>{}", inline(item)));
        } else {
            // A line that follows a list item without a gap belongs to the item.
            if matches!(block, Block::None) {
                block.enter(Block::Paragraph, &mut out);
            } else {
                out.push(' ');
            }
            out.push_str(&inline(line));
        }
    }
    block.close(&mut out);
    out
}

/// How many signs a heading has, and its title.
pub(crate) fn heading(line: &str) -> Option<(usize, &str)> {
    let title = line.trim_start_matches('#');
    let hashes = line.len() - title.len();
    ((1..=6).contains(&hashes) && title.starts_with(' ')).then(|| (hashes, title.trim()))
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Block {
    None,
    Paragraph,
    Bullets,
    Numbers,
}

impl Block {
    fn enter(&mut self, next: Self, out: &mut String) {
        if *self == next {
            return;
        }
        self.close(out);
        out.push_str(match next {
            Self::None => "",
            Self::Paragraph => "<p>",
            Self::Bullets => "<ul>",
            Self::Numbers => "<ol>",
        });
        *self = next;
    }

    fn close(&mut self, out: &mut String) {
        out.push_str(match self {
            Self::None => "",
            Self::Paragraph => "</p>",
            Self::Bullets => "</ul>",
            Self::Numbers => "</ol>",
        });
        *self = Self::None;
    }
}

pub(crate) fn list_item(line: &str) -> Option<(Block, &str)> {
    if let Some(item) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some((Block::Bullets, item));
    }
    let (number, item) = line.split_once(". ")?;
    let digits = !number.is_empty() && number.chars().all(char::is_numeric);
    digits.then_some((Block::Numbers, item))
}

/// Bold, code and links within a line; a sign without its partner stays a sign.
fn inline(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(['*', '`', '[']) {
        let (before, from) = rest.split_at(start);
        out.push_str(&html(before));
        if let Some((label, address, after)) = link(from) {
            let (label, address) = (html(label), html(address));
            out.push_str(&format!(
                "<a href=\"{address}\" rel=\"noreferrer\"><bdi>{label}</bdi></a>"
            ));
            rest = after;
            continue;
        }
        let (sign, tag) = if from.starts_with("**") {
            ("**", "strong")
        } else {
            ("`", "code")
        };
        let inner = from
            .strip_prefix(sign)
            .and_then(|after| after.split_once(sign))
            .filter(|(inner, _)| !inner.is_empty());
        if let Some((inner, after)) = inner {
            out.push_str(&format!("<{tag}>{}</{tag}>", html(inner)));
            rest = after;
        } else {
            out.push_str(&html(&from[..1]));
            rest = &from[1..];
        }
    }
    out.push_str(&html(rest));
    out
}

/// `[label](address)` at the beginning of the text: label, address and what follows. Only addresses of the web.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, after) = rest.split_once(')')?;
    let web = address.starts_with("https://") || address.starts_with("http://");
    (web && !label.contains('[')).then_some((label, address, after))
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn the_signs_that_the_pages_use_are_understood() {
        assert_eq!(
            render(
                "# A\nOne **bold**\nline `x<y`.\n\n## B\n- first\n  goes on\n- second\n\n1. one\n۲. two\nEnd * of `it",
                4
            ),
            "<h4>A</h4><p>One <strong>bold</strong> line <code>x&lt;y</code>.</p><h5>B</h5>\
             <ul><li>first goes on<li>second</ul><ol><li>one<li>two End * of `it</ol>"
        );
    }

    #[test]
    fn the_highest_headings_take_the_level_they_are_given() {
        assert_eq!(render("## A\n### B", 4), "<h4>A</h4><h5>B</h5>");
    }

    #[test]
    fn links_lead_to_the_web_only() {
        assert_eq!(
            render(
                "See [a & b](https://example.org/?a=1&b=2), [x](javascript:alert) and [y]",
                3
            ),
            "<p>See <a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noreferrer\"><bdi>a &amp; b</bdi></a>, \
             [x](javascript:alert) and [y]</p>"
        );
    }

    #[test]
    fn html_in_a_page_is_text() {
        assert_eq!(
            render("<b onclick=\"x\">", 3),
            "<p>&lt;b onclick=&#34;x&#34;&gt;</p>"
        );
    }
}
