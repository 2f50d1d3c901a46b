//! Where what people type comes in: no form reaches a page or a deed past this. What nobody sees is taken out, what is too
//! long is refused, and one press of a button is told from every other.

use axum::extract::{Form as Fields, FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header::CONTENT_TYPE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use golugah_desk::{Sending, hex};
use golugah_persian::Language;
use sha2::{Digest, Sha256};

use super::refused::{Noted, marked};
use super::{Form, PageError, Site, Visitor, in_a_sentence};

/// The hidden field that holds a form's one-time key.
const KEY: &str = "once";

/// The fields of several lines: the wording of a decision, minutes, a report, why something is as it is.
const LONG: [&str; 5] = ["text", "minutes", "correction", "reason", "answer"];

/// The field that takes a whole document, and how long that is at most, in characters: minutes of some fifty pages.
const WHOLE: (&str, usize) = ("pasted", 100_000);

/// The fields that are taken as they are: what is hashed and never shown, and an address, which is looked at by itself.
const AS_SENT: [&str; 4] = ["password", "old", "new", "back"];

/// How long a field of one line is at most, in characters.
pub const LONGEST_LINE: usize = 500;

/// How long a field of several lines is at most, in characters: some ten printed pages.
pub const LONGEST_TEXT: usize = 20_000;

/// Reads a plain form before its handler does, and marks the page of whichever was refused. One in parts is read by its handler, for its file may not fit into memory.
pub(super) async fn taken_in(mut request: Request, next: Next) -> Response {
    let noted = Noted::default();
    let visitor = request.extensions().get::<Visitor>();
    let (language, path) = visitor.map_or((Language::Persian, String::new()), |visitor| {
        (visitor.language, visitor.path.clone())
    });
    request.extensions_mut().insert(noted.clone());
    let action = match language {
        Language::Persian => path,
        Language::English => format!("/en{path}"),
    };
    let response = read(request, next, noted.clone()).await;
    marked(&noted, language, &action, response).await
}

async fn read(request: Request, next: Next, noted: Noted) -> Response {
    if !is_plain(request.headers()) {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let sent = Request::from_parts(parts.clone(), body);
    let fields = match Fields::<Vec<(String, String)>>::from_request(sent, &()).await {
        Ok(Fields(fields)) => fields,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return in_a_sentence(StatusCode::PAYLOAD_TOO_LARGE, "refusal-form-too-long");
        }
        Err(rejection) => return rejection.into_response(),
    };
    let form = Form::new(fields).noting(noted);
    let mut request = Request::from_parts(parts, axum::body::Body::empty());
    let extensions = request.extensions_mut();
    if let Some(visitor) = extensions.remove::<Visitor>() {
        extensions.insert(visitor.sending(&form, None));
    }
    extensions.insert(form);
    next.run(request).await
}

fn is_plain(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"))
}

impl FromRequestParts<Site> for Form {
    type Rejection = PageError;

    /// The form as it was taken in; empty where none was sent.
    async fn from_request_parts(parts: &mut Parts, _site: &Site) -> Result<Self, PageError> {
        Ok(parts.extensions.remove().unwrap_or_default())
    }
}

impl Visitor {
    /// The same visitor, who sends this form, with a file of this hash where there is one.
    #[must_use]
    pub fn sending(mut self, form: &Form, file: Option<&str>) -> Self {
        let person = self.person.as_ref().map(|person| person.id);
        self.sent = match form.unfit {
            Some(key) => Some(Sending::Unfit(key)),
            None => person.and_then(|person| once(form, person, &self.path, file)),
        };
        self
    }
}

/// What tells this press from every other: the key of the form as it was drawn, who presses, where the form goes and all that
/// stands in it. So a form that is sent again is known, and one that was changed in between is another.
fn once(form: &Form, person: i64, path: &str, file: Option<&str>) -> Option<Sending> {
    let key = form.value(KEY);
    if key.len() != 32 || !key.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let mut hash = Sha256::new();
    let mut add = |text: &str| {
        hash.update((text.len() as u64).to_be_bytes());
        hash.update(text);
    };
    add(&person.to_string());
    add(path);
    add(file.unwrap_or_default());
    for (name, value) in form.fields() {
        add(name);
        add(value);
    }
    Some(Sending::Once(hex(&hash.finalize())))
}

/// What was typed into a field, without what nobody sees.
pub(super) fn cleaned(name: &str, value: String) -> String {
    if AS_SENT.contains(&name) {
        return value;
    }
    let is_long = is_long(name);
    // What an Arabic keyboard wrote is kept and printed as Persian; a whole document stays as it came.
    let value = if name != WHOLE.0 && value.contains(['ي', 'ى', 'ك']) {
        golugah_persian::persian_letters(&value)
    } else {
        value
    };
    // Most of what is typed has nothing of it.
    if !value.contains(|c: char| c.is_control() || is_unseen(c)) {
        return value;
    }
    let mut clean = String::with_capacity(value.len());
    for letter in value.replace("\r\n", "\n").chars() {
        match letter {
            '\n' | '\r' | '\u{2028}' | '\u{2029}' if is_long => clean.push('\n'),
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => clean.push(' '),
            letter if letter.is_control() || is_unseen(letter) => {}
            letter => clean.push(letter),
        }
    }
    clean
}

/// Letters that nobody sees and that turn what stands around them, or hide in it. Persian is not written without the
/// zero-width non-joiner, nor some names without the joiner: both stay.
pub(super) fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{61c}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether a field has several lines: one of [`LONG`], one of many wordings in one form (`text-7`), or a whole document.
fn is_long(name: &str) -> bool {
    let of_many = name
        .strip_prefix("text-")
        .is_some_and(|rest| rest.parse::<u16>().is_ok());
    of_many || name == WHOLE.0 || LONG.contains(&name)
}

/// The key of the sentence that says that more was typed into a field than it takes.
pub(super) fn too_long(name: &str, value: &str) -> Option<&'static str> {
    let (most, key) = if name == WHOLE.0 {
        (WHOLE.1, "refusal-pasted-too-long")
    } else if is_long(name) {
        (LONGEST_TEXT, "refusal-text-too-long")
    } else {
        (LONGEST_LINE, "refusal-line-too-long")
    };
    // Whatever has fewer bytes has fewer characters.
    (value.len() > most && value.chars().count() > most).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(fields: &[(&str, &str)]) -> Form {
        let fields = fields.iter();
        Form::new(
            fields
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
        )
    }

    #[test]
    fn what_nobody_sees_is_taken_out_and_persian_stays() {
        let turning =
            "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}";
        let typed = format!("می\u{200c}خواهد{turning}\u{0}\u{7}\u{85} ک\u{200d}ت\u{feff}");
        for name in ["text", "title"] {
            let form = form(&[(name, &typed)]);
            assert_eq!(form.value(name), "می\u{200c}خواهد ک\u{200d}ت", "{name}");
        }
        assert_eq!(
            form(&[("text", "یک\r\nدو\rسه\t\n")]).value("text"),
            "یک\nدو\nسه \n"
        );
        assert_eq!(form(&[("title", "یک\r\nدو\tسه")]).value("title"), "یک دو سه");
        assert_eq!(
            form(&[("password", "a\u{200e}\u{7}")]).value("password"),
            "a\u{200e}\u{7}"
        );
    }

    #[test]
    fn arabic_letters_are_kept_as_persian_ones() {
        for name in ["name_fa", "text-3", "place", "text"] {
            assert_eq!(form(&[(name, "مريم كاظمى")]).value(name), "مریم کاظمی", "{name}");
        }
        for name in ["password", "pasted"] {
            assert_eq!(form(&[(name, "مريم")]).value(name), "مريم", "{name}");
        }
    }

    #[test]
    fn each_field_has_a_most_length() {
        let unfit = |name: &str, length: usize| form(&[(name, &"ن".repeat(length))]).unfit;
        assert_eq!(unfit("title", LONGEST_LINE), None);
        assert_eq!(unfit("title", LONGEST_LINE + 1), Some("refusal-line-too-long"));
        assert_eq!(
            unfit("delegate-7", LONGEST_LINE + 1),
            Some("refusal-line-too-long")
        );
        assert_eq!(unfit("correction", LONGEST_TEXT), None);
        assert_eq!(
            unfit("correction", LONGEST_TEXT + 1),
            Some("refusal-text-too-long")
        );
    }

    #[test]
    fn a_press_is_told_from_every_other() {
        let key = "0123456789abcdef0123456789abcdef";
        let pressed = |text: &str, person, path: &str, file| {
            once(&form(&[(KEY, key), ("text", text)]), person, path, file)
        };
        let first = pressed("یک", 7, "/sessions/1/items", None);
        assert!(first.is_some());
        assert_eq!(first, pressed("یک", 7, "/sessions/1/items", None));
        for other in [
            pressed("دو", 7, "/sessions/1/items", None),
            pressed("یک", 8, "/sessions/1/items", None),
            pressed("یک", 7, "/sessions/2/items", None),
            pressed("یک", 7, "/sessions/1/items", Some("ab")),
        ] {
            assert_ne!(first, other);
        }
        assert_eq!(once(&form(&[(KEY, "guessed")]), 7, "/", None), None);
    }
}
