//! Routes and their descriptions, gathered with an eye on the names of schemas: two types of one name would be one schema
//! in the document, whichever came last, and the other's clients would be wrong without anybody noticing.

use std::{collections::BTreeMap, fmt};

use serde_json::Value;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use crate::http::AppState;

/// Described routes.
pub struct Described {
    router: OpenApiRouter<AppState>,
    schemas: BTreeMap<String, Value>,
    clashes: Vec<String>,
}

impl Described {
    pub(super) fn new(document: utoipa::openapi::OpenApi) -> Self {
        Self { router: OpenApiRouter::with_openapi(document), schemas: BTreeMap::new(), clashes: Vec::new() }
    }

    /// Adds the routes of one path.
    #[must_use]
    pub(super) fn routes(mut self, routes: UtoipaMethodRouter<AppState>) -> Self {
        for (name, schema) in &routes.0 {
            let schema = serde_json::to_value(schema).expect("a schema is made of strings and numbers");
            if let Some(other) = self.schemas.insert(name.clone(), schema.clone())
                && other != schema
            {
                self.clashes.push(name.clone());
            }
        }
        Self { router: self.router.routes(routes), ..self }
    }

    /// The router, and what describes it.
    pub fn split_for_parts(self) -> (axum::Router<AppState>, utoipa::openapi::OpenApi) {
        self.router.split_for_parts()
    }

    /// Names that two different schemas have.
    #[must_use]
    pub fn clashes(&self) -> &[String] {
        &self.clashes
    }
}

impl fmt::Debug for Described {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Described").field("clashes", &self.clashes).finish_non_exhaustive()
    }
}
