//! Cookies: what they are called and how they are read.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

use super::Site;

/// The cookie that names a visit.
pub const SESSION_COOKIE: &str = "golugah";

/// What a cookie is called here. Behind https the prefix has browsers take it from this very host alone, over https, so that
/// no neighbour under the same domain can put one in.
pub(crate) fn cookie_name(site: &Site, name: &str) -> String {
    if site.settings.behind_https {
        format!("__Host-{name}")
    } else {
        name.to_owned()
    }
}

/// The visit's secret name among these headers.
pub(crate) fn visit_cookie_of(site: &Site, headers: &HeaderMap) -> Option<String> {
    named_cookie(headers, &cookie_name(site, SESSION_COOKIE))
}

/// The value of a cookie among these headers.
pub(crate) fn named_cookie(headers: &HeaderMap, wanted: &str) -> Option<String> {
    let cookies = headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut pairs = cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(name, _)| *name == wanted)
        .map(|(_, value)| value.to_owned())
}

#[cfg(test)]
mod tests {
    use axum::http::header::COOKIE;
    use axum::http::{HeaderMap, HeaderValue};

    use super::named_cookie;

    #[test]
    fn a_cookie_is_found_however_its_neighbours_are_parted() {
        for text in [
            "golugah=1",
            "a=2; golugah=1",
            "a=2;golugah=1;b=3",
            " golugah=1 ;\tb=3",
            "a;golugah=1",
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(COOKIE, HeaderValue::from_static(text));
            assert_eq!(named_cookie(&headers, "golugah").as_deref(), Some("1"), "{text}");
            assert_eq!(named_cookie(&headers, "__Host-golugah"), None, "{text}");
        }
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=2"));
        headers.append(COOKIE, HeaderValue::from_static("golugah=1"));
        assert_eq!(named_cookie(&headers, "golugah").as_deref(), Some("1"));
        headers.insert(COOKIE, HeaderValue::from_static("xgolugah=1; golugah-known=2"));
        assert_eq!(named_cookie(&headers, "golugah"), None);
    }
}
