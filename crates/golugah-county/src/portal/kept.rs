//! Answers that are the same for everybody, kept until the county changes.
//!
//! Every change of an official record makes the log one entry longer, so an answer made at one length of the log and on one
//! day is right for as long as both stand. What is kept is packed once and not for every phone anew.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

use super::queries;
use crate::support::web::{PageError, Site};

/// The answers of one site.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept(Arc<Mutex<Shelf>>);

#[derive(Debug, Default)]
struct Shelf {
    /// The log's length and the day at which the answers were made.
    at: (i64, String),
    answers: BTreeMap<String, Answer>,
}

/// An answer as it is sent.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    kind: &'static str,
    /// The name under which a browser saves it; a page has none.
    file: Option<&'static str>,
    /// What tells this answer from every other.
    tag: String,
    plain: Bytes,
    packed: Bytes,
}

impl Kept {
    /// The answer of this name, made by `make` where it is not there or no longer true. Names are few: what a visitor can
    /// vary has no place in one.
    pub(super) async fn answer<F>(
        &self,
        site: &Site,
        name: String,
        make: impl FnOnce() -> F,
    ) -> Result<Answer, PageError>
    where
        F: Future<Output = Result<Answer, PageError>>,
    {
        // Asked before the answer is made: what changes meanwhile makes the next one new.
        let size = queries::log_size(site.db.public()).await?;
        let at = (size, site.db.clock().now().day());
        {
            let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if shelf.at != at {
                shelf.at = at.clone();
                shelf.answers.clear();
            }
            if let Some(answer) = shelf.answers.get(&name) {
                return Ok(answer.clone());
            }
        }
        let answer = make().await?;
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if shelf.at == at {
            shelf.answers.insert(name, answer.clone());
        }
        Ok(answer)
    }
}

impl Answer {
    /// A page.
    pub(super) fn page(html: String) -> Self {
        Self::new("text/html; charset=utf-8", None, html)
    }

    /// A file.
    pub(super) fn file(kind: &'static str, name: &'static str, text: String) -> Self {
        Self::new(kind, Some(name), text)
    }

    fn new(kind: &'static str, file: Option<&'static str>, text: String) -> Self {
        let tag: String = Sha256::digest(text.as_bytes())
            .iter()
            .take(8)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        let packed = packer.write_all(text.as_bytes()).and_then(|()| packer.finish());
        Self {
            kind,
            file,
            tag: format!("W/\"{tag}\""),
            // Writing into memory cannot fail; if it did, nothing is sent packed.
            packed: packed.unwrap_or_default().into(),
            plain: text.into(),
        }
    }

    /// The answer to a request with these headers.
    pub(super) fn to(&self, headers: &HeaderMap) -> Response {
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
        head.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        head.insert(VARY, HeaderValue::from_static("accept-encoding, cookie"));
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
