//! The style, the letters and the mark: built in, so that nothing is fetched from elsewhere.

use std::sync::LazyLock;

use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;

use super::{Packed, Routes, Who};

const STYLE: &str = include_str!("../../../assets/golugah.css");
const MARK: &str = include_str!("../../../assets/golugah.svg");
const SMALL: &[u8] = include_bytes!("../../../../../assets/vendor/vazirmatn/Vazirmatn-small.woff2");
const WHOLE: &[u8] = include_bytes!("../../../../../assets/vendor/vazirmatn/Vazirmatn-wght.woff2");

/// For what never changes under its name.
const FOR_EVER: &str = "max-age=31536000, immutable";

/// The routes of the assets.
pub fn routes() -> Routes {
    Routes::new()
        .page("/assets/golugah.css", Who::Anybody, async |headers: HeaderMap| {
            // Its comments are for whoever writes pages; phones need not load them.
            static SENT: LazyLock<Packed> = LazyLock::new(|| {
                Packed::part("text/css; charset=utf-8", without_comments(STYLE)).cached("max-age=3600")
            });
            SENT.to(&headers)
        })
        .page("/assets/golugah.svg", Who::Anybody, async || {
            let head = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "max-age=86400")];
            (head, MARK).into_response()
        })
        .page("/assets/Vazirmatn-small.woff2", Who::Anybody, async || {
            ([(CONTENT_TYPE, "font/woff2"), (CACHE_CONTROL, FOR_EVER)], SMALL).into_response()
        })
        .page("/assets/Vazirmatn-wght.woff2", Who::Anybody, async || {
            ([(CONTENT_TYPE, "font/woff2"), (CACHE_CONTROL, FOR_EVER)], WHOLE).into_response()
        })
}

/// A style sheet as it is sent. No text in it holds what begins a comment.
fn without_comments(style: &str) -> String {
    let mut sent = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, comment)) = rest.split_once("/*") {
        sent.push_str(before.trim_end());
        sent.push('\n');
        rest = comment
            .split_once("*/")
            .map_or("", |(_, after)| after.trim_start());
    }
    sent.push_str(rest);
    sent
}

#[cfg(test)]
mod tests {
    use super::{STYLE, without_comments};

    #[test]
    fn a_style_is_sent_without_its_comments_and_with_all_its_rules() {
        assert_eq!(
            without_comments("/* a */ a { b }\n/* c\n*/\nd { e }\n"),
            "\na { b }\nd { e }\n"
        );
        let sent = without_comments(STYLE);
        assert!(!sent.contains("/*") && !sent.contains("*/"));
        assert!(
            sent.contains(".masthead {") && sent.contains("unicode-range") && sent.trim_end().ends_with('}')
        );
    }
}
