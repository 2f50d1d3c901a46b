//! The style and the letters: built in, so that nothing is fetched from elsewhere.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;

use super::{Routes, Who};

const STYLE: &str = include_str!("../../../assets/golugah.css");
const LETTERS: &[u8] = include_bytes!("../../../../../assets/vendor/vazirmatn/Vazirmatn-wght.woff2");

/// The routes of the assets.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/assets/golugah.css", Who::Anybody, async || {
            (
                [
                    (CONTENT_TYPE, "text/css; charset=utf-8"),
                    (CACHE_CONTROL, "max-age=3600"),
                ],
                STYLE,
            )
                .into_response()
        })
        .page("/assets/Vazirmatn-wght.woff2", Who::Anybody, async || {
            (
                [
                    (CONTENT_TYPE, "font/woff2"),
                    (CACHE_CONTROL, "max-age=31536000, immutable"),
                ],
                LETTERS,
            )
                .into_response()
        })
}
