//! The whole site: every feature's routes behind the guard, and what is true of every answer.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode, Version};
use axum::response::{IntoResponse, Response};
use axum::routing::future::RouteFuture;
use axum::{Router, middleware};
use tower::util::MapRequest;
use tower::{Layer, Service};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::csrf::CsrfLayer;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::support::web::{Answers, Live, Menu, PageError, Route, Routes, Site, Visitor};
use crate::{FEATURES, county, support};

/// A site that answers requests.
pub type Server = MapRequest<Router, fn(Request) -> Request>;

/// No page asks for any of these.
const NOTHING_OF_THE_DEVICE: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
                                     magnetometer=(), microphone=(), payment=(), publickey-credentials-get=(), usb=()";

fn routes() -> Routes {
    support::web::shared_routes().and(FEATURES.routes())
}

/// Every route and who may ask for it: the table that rights are checked by.
pub fn rights() -> Vec<Route> {
    routes().split().1
}

/// The site over a database.
pub fn server(mut site: Site) -> Server {
    let (router, table) = routes().split();
    let menu = Menu::new(FEATURES.menu(), FEATURES.own_rests_on(), |asked, heads| {
        Box::pin(FEATURES.own(asked, heads))
    });
    site.menu = Arc::new(menu);
    let answers = Answers::new(&site, &table);
    // A year, for this host alone: what else lies under the domain is not ours to decide.
    let https = site.settings.behind_https.then(|| {
        SetResponseHeaderLayer::overriding(
            STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static("max-age=31536000"),
        )
    });
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    let policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; \
                  base-uri 'none'; frame-ancestors 'none'";
    // Letters are packed as they come.
    let packing = DefaultPredicate::new()
        .and(NotForContentType::new("font/"))
        .and(written_at_once);
    let router = router
        .fallback(no_such_page)
        .route_layer(middleware::from_fn_with_state(
            (site.clone(), Arc::new(table)),
            county::guarding,
        ))
        .with_state(site)
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::custom(|_| -> Response {
            PageError::Broken("a page panicked".to_owned()).into_response()
        }))
        .layer(middleware::map_response(support::web::with_retry_after))
        .layer(middleware::from_fn_with_state(answers, support::web::looked_at))
        .layer(SetResponseHeaderLayer::if_not_present(
            CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(policy),
        ))
        .layer(header(REFERRER_POLICY, "no-referrer"))
        .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(X_FRAME_OPTIONS, "DENY"))
        .layer(header(
            HeaderName::from_static("permissions-policy"),
            NOTHING_OF_THE_DEVICE,
        ))
        .layer(header(
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ))
        .layer(header(
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ))
        .layer(tower::util::option_layer(https))
        .layer(CompressionLayer::new().compress_when(packing));
    tower::util::MapRequestLayer::new(support::web::in_its_language as fn(Request) -> Request).layer(router)
}

/// What is said at an address that no route has, as anybody reads it.
async fn no_such_page(State(site): State<Site>, visitor: Visitor) -> Response {
    support::web::in_its_frame(&site, &visitor, PageError::NotFound.into_response()).await
}

/// Whether an answer is there whole: one that grows while somebody watches would be held back by the packing.
fn written_at_once(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<Live>().is_none()
}

/// One answer.
pub fn answer(server: &mut Server, request: Request) -> RouteFuture<std::convert::Infallible> {
    server.call(request)
}
