//! An answer that is made once and sent often: packed once, and not sent to whoever has it.

use std::io::Write;

use axum::body::Bytes;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use golugah_desk::hex;
use sha2::{Digest, Sha256};

/// An answer as it is sent.
#[derive(Clone, Debug)]
pub struct Packed {
    kind: &'static str,
    /// The name under which a browser saves it; a page has none.
    file: Option<&'static str>,
    /// How long it may be used without asking again.
    cache: &'static str,
    /// What tells this answer from every other.
    tag: String,
    plain: Bytes,
    packed: Bytes,
}

impl Packed {
    /// A page.
    pub fn page(html: String) -> Self {
        Self::new("text/html; charset=utf-8", None, html)
    }

    /// A file.
    pub fn file(kind: &'static str, name: &'static str, text: String) -> Self {
        Self::new(kind, Some(name), text)
    }

    /// The same, used for so long without asking again.
    #[must_use]
    pub fn cached(mut self, cache: &'static str) -> Self {
        self.cache = cache;
        self
    }

    /// A part of pages.
    pub fn part(kind: &'static str, text: String) -> Self {
        Self::new(kind, None, text)
    }

    fn new(kind: &'static str, file: Option<&'static str>, text: String) -> Self {
        let tag = hex(&Sha256::digest(text.as_bytes())[..8]);
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        let packed = packer.write_all(text.as_bytes()).and_then(|()| packer.finish());
        Self {
            kind,
            file,
            cache: "no-cache",
            tag: format!("W/\"{tag}\""),
            // Writing into memory cannot fail; if it did, nothing is sent packed.
            packed: packed.unwrap_or_default().into(),
            plain: text.into(),
        }
    }

    /// The answer to a request with these headers.
    pub fn to(&self, headers: &HeaderMap) -> Response {
        let says = |name, wanted: &str| {
            let values = headers
                .get_all(name)
                .iter()
                .filter_map(|value| value.to_str().ok());
            values
                .flat_map(|value| value.split(','))
                .any(|part| part.trim() == wanted)
        };
        let mut response = if says(IF_NONE_MATCH, &self.tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let packed = !self.packed.is_empty() && takes_gzip(headers);
            let mut response = if packed {
                self.packed.clone()
            } else {
                self.plain.clone()
            }
            .into_response();
            if packed {
                response
                    .headers_mut()
                    .insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            }
            response
        };
        let head = response.headers_mut();
        head.insert(CONTENT_TYPE, HeaderValue::from_static(self.kind));
        head.insert(CACHE_CONTROL, HeaderValue::from_static(self.cache));
        // Whoever is signed in gets pages with their own heading.
        let page = self.kind.starts_with("text/html");
        let vary = if page {
            "accept-encoding, cookie"
        } else {
            "accept-encoding"
        };
        head.insert(VARY, HeaderValue::from_static(vary));
        if let Ok(tag) = HeaderValue::from_str(&self.tag) {
            head.insert(ETAG, tag);
        }
        if let Some(name) = self.file
            && let Ok(value) = HeaderValue::from_str(&format!("inline; filename=\"{name}\""))
        {
            head.insert(CONTENT_DISPOSITION, value);
        }
        response
    }
}

/// Whether the asker takes gzip: named, and not with a weight of nothing.
fn takes_gzip(headers: &HeaderMap) -> bool {
    let values = headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|part| {
        let mut words = part.split(';').map(str::trim);
        let named = words.next().is_some_and(|word| word.eq_ignore_ascii_case("gzip"));
        named
            && !words.any(|word| {
                word.strip_prefix("q=")
                    .is_some_and(|weight| weight.parse() == Ok(0.0))
            })
    })
}
