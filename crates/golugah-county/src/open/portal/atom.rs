//! Atom (RFC 4287), as much of it as a council's feed needs.

/// A feed.
#[derive(Debug)]
pub(super) struct Feed {
    /// What names this feed for ever.
    pub(super) id: String,
    /// The language's tag.
    pub(super) language: &'static str,
    pub(super) title: String,
    pub(super) subtitle: String,
    /// Who answers for it.
    pub(super) author: String,
    /// When it changed last, in UTC.
    pub(super) updated: String,
    /// Where the feed itself lies, and the page it follows.
    pub(super) itself: String,
    pub(super) page: String,
    pub(super) entries: Vec<Entry>,
}

/// One entry.
#[derive(Debug)]
pub(super) struct Entry {
    /// What names this entry for ever.
    pub(super) id: String,
    pub(super) title: String,
    /// When it came to be and when it changed last, in UTC.
    pub(super) published: String,
    pub(super) updated: String,
    pub(super) page: String,
    /// What kind of entry it is: the word, and the word for people.
    pub(super) category: (&'static str, String),
    pub(super) content: String,
}

impl Feed {
    /// The document.
    pub(super) fn write(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        out.push_str(&format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
            self.language
        ));
        element(&mut out, "id", &self.id);
        element(&mut out, "title", &self.title);
        element(&mut out, "subtitle", &self.subtitle);
        element(&mut out, "updated", &self.updated);
        out.push_str(&format!(
            "<author><name>{}</name></author>\n",
            escaped(&self.author)
        ));
        link(&mut out, "self", "application/atom+xml", &self.itself);
        link(&mut out, "alternate", "text/html", &self.page);
        out.push_str("<generator>golugah</generator>\n");
        for entry in &self.entries {
            out.push_str("<entry>\n");
            element(&mut out, "id", &entry.id);
            element(&mut out, "title", &entry.title);
            element(&mut out, "published", &entry.published);
            element(&mut out, "updated", &entry.updated);
            link(&mut out, "alternate", "text/html", &entry.page);
            let (term, label) = &entry.category;
            out.push_str(&format!(
                "<category term=\"{term}\" label=\"{}\"/>\n",
                escaped(label)
            ));
            out.push_str(&format!(
                "<content type=\"text\">{}</content>\n",
                escaped(&entry.content)
            ));
            out.push_str("</entry>\n");
        }
        out.push_str("</feed>\n");
        out
    }
}

fn element(out: &mut String, name: &str, text: &str) {
    out.push_str(&format!("<{name}>{}</{name}>\n", escaped(text)));
}

fn link(out: &mut String, relation: &str, kind: &str, to: &str) {
    out.push_str(&format!(
        "<link rel=\"{relation}\" type=\"{kind}\" href=\"{}\"/>\n",
        escaped(to)
    ));
}

/// A text within XML. What XML 1.0 cannot hold at all, as most control characters, is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for symbol in text.chars() {
        match symbol {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A reader would make a line feed of it.
            '\r' => {}
            '\t' | '\n' => out.push(symbol),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(symbol),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_texts_whatever_they_hold() {
        let feed = Feed {
            id: "urn:uuid:1".to_owned(),
            language: "fa",
            title: "شهرستان <الف> & «ب»".to_owned(),
            subtitle: String::new(),
            author: "شورا".to_owned(),
            updated: "2026-11-24T10:00:00.000Z".to_owned(),
            itself: "/portal/feed.atom?a=1&b=\"2\"".to_owned(),
            page: "/".to_owned(),
            entries: vec![Entry {
                id: "urn:uuid:2".to_owned(),
                title: "]]><script>".to_owned(),
                published: "2026-11-24T10:00:00.000Z".to_owned(),
                updated: "2026-11-24T10:00:00.000Z".to_owned(),
                page: "/portal/sessions/1".to_owned(),
                category: ("session", "جلسه".to_owned()),
                content: "سطر\r\nسطر\u{1}\u{ffff} می‌شود".to_owned(),
            }],
        };
        let text = feed.write();
        assert!(text.contains("<title>شهرستان &lt;الف&gt; &amp; «ب»</title>"));
        assert!(text.contains("<title>]]&gt;&lt;script&gt;</title>"));
        assert!(text.contains("href=\"/portal/feed.atom?a=1&amp;b=&quot;2&quot;\""));
        assert!(text.contains("<content type=\"text\">سطر\nسطر می‌شود</content>"));
    }
}
