//! What a page shows again after a refusal, for every form alike: each field that stands against it is marked and says why, the summary
//! leads to each, and what is folded around the form is open.
//!
//! This is done to the page as it was drawn, so that no form has to know of it. Which field a refusal is about its key says:
//! `refusal-day-past` is about the field `day`. Beside it, whatever the form asks for and nobody filled in is named, all of it at once.
//! Values stand in quotes and have no angle brackets, for templates escape both: a tag ends at the next one.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, to_bytes};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::Response;
use golugah_persian::Language;

use super::{Form, say};

/// The longest page that is drawn, in bytes: a session of 120 items has a tenth of it.
const LONGEST_PAGE: usize = 8 * 1024 * 1024;

/// Where it is noted what a form was refused for, with what was typed. Every copy is the same note.
#[derive(Clone, Debug, Default)]
pub(super) struct Noted(Arc<Mutex<Option<(&'static str, Form)>>>);

impl Noted {
    /// Notes that a form was refused.
    pub(super) fn note(&self, key: &'static str, form: Form) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((key, form));
    }

    fn take(&self) -> Option<(&'static str, Form)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// An answer to a form that was sent to this address: where it was refused, its page with the marks.
pub(super) async fn marked(noted: &Noted, language: Language, action: &str, response: Response) -> Response {
    let Some((key, form)) = noted.take() else {
        return response;
    };
    let is_page = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST_PAGE).await else {
        // A page of ours is never so long; were it ever, its reader is told that something broke.
        head.status = axum::http::StatusCode::INTERNAL_SERVER_ERROR;
        return Response::from_parts(head, Body::empty());
    };
    let html = String::from_utf8_lossy(&bytes);
    let html = marks(&html, language, action, key, &form).unwrap_or_else(|| html.into_owned());
    head.headers.remove(CONTENT_LENGTH);
    head.headers.insert(CONTENT_LENGTH, HeaderValue::from(html.len()));
    Response::from_parts(head, Body::from(html))
}

/// A field as it was drawn.
struct Field<'html> {
    /// Where its tag begins and ends.
    begin: usize,
    end: usize,
    tag: &'html str,
    name: &'html str,
}

impl Field<'_> {
    /// Whether one of several is chosen, for which no single button can be at fault.
    fn is_choice(&self) -> bool {
        matches!(attribute(self.tag, "type"), Some("radio" | "checkbox"))
    }

    fn is_asked_for(&self) -> bool {
        self.tag.contains(" required") && attribute(self.tag, "type") != Some("file")
    }

    fn id(&self) -> String {
        attribute(self.tag, "id").map_or_else(|| format!("field-{}", self.name), str::to_owned)
    }
}

/// The page with its marks; `None` where the form is not on it.
fn marks(html: &str, language: Language, action: &str, key: &str, form: &Form) -> Option<String> {
    let (begin, end) = form_of(html, action)?;
    let fields = fields(html, begin, end);
    let about = about(key, &fields);
    let mut told: Vec<&str> = Vec::new();
    let mut put: Vec<(usize, String)> = Vec::new();
    let (mut first, mut others) = (None, String::new());
    for (place, field) in fields.iter().enumerate() {
        let is_missing = field.is_asked_for() && form.value(field.name).trim().is_empty();
        let is_it = about == Some(place);
        let is_told = told.contains(&field.name);
        if is_told || !(is_it || is_missing && !is_about(about, &fields, field.name)) {
            continue;
        }
        told.push(field.name);
        let id = field.id();
        let sentence = if is_it {
            first = Some(id.clone());
            say(language, key, &[])
        } else {
            say(language, "refusal-field-empty", &[])
        };
        if !is_it {
            let label = label(&html[begin..end], &id).unwrap_or_default();
            let colon = if label.is_empty() {
                String::new()
            } else {
                say(language, "site-colon", &[])
            };
            others.push_str(&format!(
                "<li><a href=\"#{id}\">{label}{colon} {sentence}</a></li>"
            ));
        }
        mark(html, begin, field, &id, &sentence, &mut put);
    }
    open_around(html, begin, &mut put);
    summary(html, first.as_deref(), &others, &mut put);
    Some(with(html, put))
}

/// Whether the field that the refusal itself is about has this name.
fn is_about(about: Option<usize>, fields: &[Field<'_>], name: &str) -> bool {
    about.is_some_and(|place| fields[place].name == name)
}

/// The field that a refusal is about, the one whose name says most of its key.
fn about(key: &str, fields: &[Field<'_>]) -> Option<usize> {
    let key = format!("_{}_", key.trim_start_matches("refusal-").replace('-', "_"));
    let said = |name: &str| key.contains(&format!("_{name}_"));
    let weight = |field: &Field<'_>| {
        if said(field.name) {
            return field.name.len() * 2;
        }
        // Where a page has several forms, the same field has a name of its own in each: `move_reason`.
        let last = field.name.rsplit('_').next().unwrap_or_default();
        if last.len() < field.name.len() && said(last) {
            last.len()
        } else {
            0
        }
    };
    let weights: Vec<usize> = fields.iter().map(weight).collect();
    let heaviest = weights.iter().copied().max().filter(|weight| *weight > 0)?;
    weights.iter().position(|weight| *weight == heaviest)
}

/// Where the form that is sent to this address stands.
fn form_of(html: &str, action: &str) -> Option<(usize, usize)> {
    let of_a_form = format!(" action=\"{action}\"");
    let of_a_button = format!(" formaction=\"{action}\"");
    let at = html.find(&of_a_form).or_else(|| html.find(&of_a_button))?;
    let begin = html[..at].rfind("<form")?;
    let end = begin + html[begin..].find("</form>")?;
    Some((begin, end))
}

fn fields(html: &str, begin: usize, end: usize) -> Vec<Field<'_>> {
    let mut fields = Vec::new();
    let mut at = begin;
    while let Some(found) = html[at..end].find('<') {
        let from = at + found;
        let Some(length) = html[from..end].find('>') else {
            break;
        };
        at = from + length + 1;
        let tag = &html[from..at];
        let is_field = ["<input ", "<select ", "<textarea "]
            .iter()
            .any(|kind| tag.starts_with(kind));
        let is_hidden = attribute(tag, "type") == Some("hidden");
        if let (true, false, Some(name)) = (is_field, is_hidden, attribute(tag, "name")) {
            fields.push(Field {
                begin: from,
                end: at,
                tag,
                name,
            });
        }
    }
    fields
}

/// The value of an attribute in a tag.
fn attribute<'html>(tag: &'html str, name: &str) -> Option<&'html str> {
    let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// The label of a field, as it was drawn.
fn label(form: &str, id: &str) -> Option<String> {
    let (_, rest) = form.split_once(&format!("<label for=\"{id}\">"))?;
    let label = rest.split("</label>").next()?;
    (!label.contains('<')).then(|| label.to_owned())
}

/// Puts the sentence to the field and ties the two together.
fn mark(
    html: &str,
    begin: usize,
    field: &Field<'_>,
    id: &str,
    sentence: &str,
    put: &mut Vec<(usize, String)>,
) {
    let told = format!("refused-{id}");
    let said = format!("<span class=\"error\" id=\"{told}\">{sentence}</span>");
    if field.is_choice() {
        // The sentence belongs to the question, which is the legend's.
        let before = &html[begin..field.begin];
        let legend = before
            .rfind("</legend>")
            .filter(|at| !before[*at..].contains("</fieldset>"));
        let at = legend.map_or(field.begin, |at| begin + at);
        put.push((at, said));
        if attribute(field.tag, "id").is_none() {
            put.push((field.end - 1, format!(" id=\"{id}\"")));
        }
        return;
    }
    put.push((field.begin, said));
    let mut marks = " aria-invalid=\"true\"".to_owned();
    if attribute(field.tag, "id").is_none() {
        marks.push_str(&format!(" id=\"{id}\""));
    }
    match field.tag.find(" aria-describedby=\"") {
        Some(at) => put.push((
            field.begin + at + " aria-describedby=\"".len(),
            format!("{told} "),
        )),
        None => marks.push_str(&format!(" aria-describedby=\"{told}\"")),
    }
    put.push((field.end - 1, marks));
}

/// Opens what is folded around the form: nobody looks for a refusal behind a fold.
fn open_around(html: &str, begin: usize, put: &mut Vec<(usize, String)>) {
    let mut around = Vec::new();
    let mut at = 0;
    while let Some(found) = html[at..begin].find("details") {
        let from = at + found;
        at = from + "details".len();
        if html[..from].ends_with("</") {
            around.pop();
        } else if html[..from].ends_with('<') {
            around.push(at);
        }
    }
    for at in around {
        let tag = html[at..].split('>').next().unwrap_or_default();
        if !tag.contains(" open") {
            put.push((at, " open".to_owned()));
        }
    }
}

/// Makes links of the summary, which is read first.
fn summary(html: &str, first: Option<&str>, others: &str, put: &mut Vec<(usize, String)>) {
    const SUMMARY: &str = "<div class=\"error-summary\" role=\"alert\"><p>";
    let Some(at) = html.find(SUMMARY) else { return };
    let text = at + SUMMARY.len();
    let Some(length) = html[text..].find("</p>") else {
        return;
    };
    put.push((text - "><p>".len(), " tabindex=\"-1\" autofocus".to_owned()));
    if let Some(id) = first {
        put.push((text, format!("<a href=\"#{id}\">")));
        put.push((text + length, "</a>".to_owned()));
    }
    if !others.is_empty() {
        put.push((text + length + "</p>".len(), format!("<ul>{others}</ul>")));
    }
}

/// The text with these put in at their places.
fn with(html: &str, mut put: Vec<(usize, String)>) -> String {
    put.sort_by_key(|(at, _)| *at);
    let mut whole = String::with_capacity(html.len() + 1024);
    let mut from = 0;
    for (at, piece) in put {
        whole.push_str(&html[from..at]);
        whole.push_str(&piece);
        from = at;
    }
    whole.push_str(&html[from..]);
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<form action=\"/other\"><input name=\"day\" required></form>\
        <div class=\"error-summary\" role=\"alert\"><p>دیر است</p></div>\
        <details><summary>تمدید</summary></details>\
        <details class=\"a\"><summary>دعوت</summary><form method=\"post\" action=\"/sessions\">\
        <input type=\"hidden\" name=\"once\" value=\"\">\
        <label for=\"day\">روز</label><input id=\"day\" name=\"day\" required aria-describedby=\"day-hint\">\
        <label for=\"place\">محل</label><input id=\"place\" name=\"place\" required>\
        <textarea name=\"text\"></textarea>\
        <fieldset><legend>نتیجه</legend><input type=\"radio\" name=\"verdict\" required><input type=\"radio\" name=\"verdict\" required></fieldset>\
        </form></details>";

    fn page(key: &str, typed: &[(&str, &str)]) -> String {
        let typed = typed.iter();
        let form = Form::new(
            typed
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        );
        marks(PAGE, Language::Persian, "/sessions", key, &form).unwrap()
    }

    #[test]
    fn the_field_that_a_refusal_is_about_is_marked_and_led_to() {
        let page = page(
            "refusal-day-past",
            &[("day", "1300/01/01"), ("place", "سالن"), ("verdict", "a")],
        );
        assert!(
            page.contains("<p><a href=\"#day\">دیر است</a></p></div>"),
            "{page}"
        );
        assert!(
            page.contains("id=\"refused-day\">")
                && page.contains("aria-describedby=\"refused-day day-hint\""),
            "{page}"
        );
        assert_eq!(page.matches("aria-invalid").count(), 1, "{page}");
        assert!(page.contains("<details open class=\"a\">"), "{page}");
        assert!(page.contains("<details><summary>تمدید"), "{page}");
        assert!(page.starts_with("<form action=\"/other\"><input name=\"day\" required></form>"));
    }

    #[test]
    fn whatever_is_asked_for_and_empty_is_named_at_once() {
        let page = page("refusal-session-open", &[("day", " ")]);
        for link in [
            "href=\"#day\">روز:",
            "href=\"#place\">محل:",
            "href=\"#field-verdict\"",
        ] {
            assert!(page.contains(link), "{link}: {page}");
        }
        assert!(page.contains("<p>دیر است</p><ul>"), "{page}");
        assert!(page.contains("نتیجه<span class=\"error\""), "{page}");
        assert!(!page.contains("#field-text"), "nobody has to fill it in: {page}");
        assert_eq!(page.matches("id=\"field-verdict\"").count(), 1, "{page}");
    }

    #[test]
    fn a_page_without_the_form_stays_as_it_is() {
        let form = Form::default();
        assert_eq!(
            marks(PAGE, Language::Persian, "/nowhere", "refusal-day-past", &form),
            None
        );
    }
}
