//! The whole site: every feature's routes behind the guard, and what is true of every answer.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::future::RouteFuture;
use axum::{Router, middleware};
use tower::util::MapRequest;
use tower::{Layer, Service};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::support::web::{PageError, Route, Routes, Site};
use crate::{bottlenecks, people, portal, resolutions, sessions, support};

/// The longest form.
const LONGEST_FORM: usize = 1024 * 1024;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// A site that answers requests.
pub type Server = MapRequest<Router, fn(Request) -> Request>;

fn routes() -> Routes {
    support::web::shared_routes()
        .and(portal::public_routes())
        .and(people::routes())
        .and(sessions::staff_routes())
        .and(resolutions::staff_routes())
        .and(bottlenecks::staff_routes())
}

/// Every route and who may ask for it: the table that rights are checked by.
pub fn rights() -> Vec<Route> {
    routes().split().1
}

/// The site over a database.
pub fn server(site: Site) -> Server {
    let (router, table) = routes().split();
    let header = |name: HeaderName, value: &'static str| {
        SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
    };
    let policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; \
                  base-uri 'none'; frame-ancestors 'none'";
    let router = router
        .fallback(async || PageError::NotFound.into_response())
        .route_layer(middleware::from_fn_with_state(
            (site.clone(), Arc::new(table)),
            support::web::guarding,
        ))
        .with_state(site)
        .layer(CsrfLayer::new())
        .layer(RequestBodyLimitLayer::new(LONGEST_FORM))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            PATIENCE,
        ))
        .layer(CatchPanicLayer::custom(|_| -> Response {
            PageError::Broken("a page panicked".to_owned()).into_response()
        }))
        .layer(header(CONTENT_SECURITY_POLICY, policy))
        .layer(header(REFERRER_POLICY, "no-referrer"))
        .layer(header(X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(header(X_FRAME_OPTIONS, "DENY"))
        .layer(CompressionLayer::new());
    tower::util::MapRequestLayer::new(support::web::in_its_language as fn(Request) -> Request).layer(router)
}

/// One answer, for tests.
pub fn answer(server: &mut Server, request: Request) -> RouteFuture<std::convert::Infallible> {
    server.call(request)
}
