//! Requests by route, status and duration.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{counter::Counter, family::Family, histogram::Histogram},
    registry::Registry,
};

use crate::http::AppState;

/// Upper bounds of durations, in seconds.
const BOUNDS: [f64; 11] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1, 0.25, 1.0, 2.5, 10.0];

/// Counts of the HTTP side since the start.
#[derive(Debug, Clone)]
pub struct HttpMetrics {
    requests: Family<Answered, Counter>,
    durations: Family<Asked, Histogram, fn() -> Histogram>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Asked {
    method: &'static str,
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: &'static str,
    route: String,
    status: u16,
}

impl Default for HttpMetrics {
    fn default() -> Self {
        Self {
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(BOUNDS)),
        }
    }
}

impl HttpMetrics {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register(
            "orderbell_http_requests",
            "Requests answered, by method, route pattern and status",
            self.requests.clone(),
        );
        registry.register(
            "orderbell_http_request_seconds",
            "Time until the head of the answer was ready, by method and route pattern",
            self.durations.clone(),
        );
    }
}

/// Measures a request. The route is the pattern that matched, so that ids in paths do not become labels.
pub async fn measure(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let method = method(request.method());
    let pattern = request.extensions().get::<MatchedPath>();
    let route = pattern.map_or_else(|| "(page)".to_owned(), |pattern| pattern.as_str().to_owned());
    let began = Instant::now();
    let response = next.run(request).await;
    let asked = Asked { method, route };
    state.http_metrics.durations.get_or_create(&asked).observe(began.elapsed().as_secs_f64());
    let answered = Answered { method, route: asked.route, status: response.status().as_u16() };
    state.http_metrics.requests.get_or_create(&answered).inc();
    response
}

/// Anybody may send any word as a method.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
