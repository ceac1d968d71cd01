//! An HTTP client for tests: every status is a result, nothing is retried, and cookies are kept.

use serde_json::Value;
use ureq::Agent;

/// A client of one server.
#[derive(Debug, Clone)]
pub struct Http {
    agent: Agent,
    base_url: String,
    headers: Vec<(String, String)>,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Status code.
    pub status: u16,
    /// Headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body as text.
    pub text: String,
}

impl Http {
    /// A client without credentials.
    #[must_use]
    pub fn new(base_url: &str) -> Self {
        let agent = Agent::config_builder().http_status_as_error(false).max_redirects(0).build().new_agent();
        Self { agent, base_url: base_url.to_owned(), headers: Vec::new() }
    }

    /// The same client with a header on every request.
    #[must_use]
    pub fn header(&self, name: &str, value: &str) -> Self {
        let mut with = self.clone();
        with.headers.push((name.to_owned(), value.to_owned()));
        with
    }

    /// The same client with an API key.
    #[must_use]
    pub fn bearer(&self, key: &str) -> Self {
        self.header("Authorization", &format!("Bearer {key}"))
    }

    /// `GET`.
    #[must_use]
    pub fn get(&self, path: &str) -> Reply {
        let mut request = self.agent.get(self.url(path));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        Reply::read(request.call())
    }

    /// `DELETE`.
    #[must_use]
    pub fn delete(&self, path: &str) -> Reply {
        let mut request = self.agent.delete(self.url(path));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        Reply::read(request.call())
    }

    /// `PUT` of JSON.
    #[must_use]
    pub fn put(&self, path: &str, body: &Value) -> Reply {
        let mut request = self.agent.put(self.url(path)).header("content-type", "application/json");
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        Reply::read(request.send(body.to_string()))
    }

    /// `PATCH` of JSON.
    #[must_use]
    pub fn patch(&self, path: &str, body: &Value) -> Reply {
        let mut request = self.agent.patch(self.url(path)).header("content-type", "application/json");
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        Reply::read(request.send(body.to_string()))
    }

    /// `OPTIONS`, as a browser asks before it lets a page send.
    #[must_use]
    pub fn options(&self, path: &str) -> Reply {
        let mut request = self.agent.options(self.url(path));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        Reply::read(request.call())
    }

    /// `POST` of JSON.
    #[must_use]
    pub fn post(&self, path: &str, body: &Value) -> Reply {
        self.post_text(path, "application/json", &body.to_string())
    }

    /// `POST` without a body.
    #[must_use]
    pub fn post_empty(&self, path: &str) -> Reply {
        let mut request = self.agent.post(self.url(path));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        Reply::read(request.send_empty())
    }

    /// `POST` of anything; an empty content type sends none.
    #[must_use]
    pub fn post_text(&self, path: &str, content_type: &str, body: &str) -> Reply {
        self.try_post(path, content_type, body).expect("the server answers")
    }

    /// `POST` of JSON to a server that may be gone; `None` when there was no answer.
    #[must_use]
    pub fn post_if_up(&self, path: &str, body: &Value) -> Option<Reply> {
        self.try_post(path, "application/json", &body.to_string()).ok()
    }

    /// `POST` of anything to a server that may be gone; `None` when there was no answer.
    #[must_use]
    pub fn post_text_if_up(&self, path: &str, content_type: &str, body: &str) -> Option<Reply> {
        self.try_post(path, content_type, body).ok()
    }

    fn try_post(&self, path: &str, content_type: &str, body: &str) -> Result<Reply, ureq::Error> {
        let mut request = self.agent.post(self.url(path));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if !content_type.is_empty() {
            request = request.content_type(content_type);
        }
        Reply::try_read(request.send(body.as_bytes()))
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base_url)
    }
}

impl Reply {
    /// The body as JSON.
    ///
    /// # Panics
    /// When it is not.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// A header's value.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    fn read(result: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Self {
        Self::try_read(result).expect("the server answers")
    }

    fn try_read(result: Result<ureq::http::Response<ureq::Body>, ureq::Error>) -> Result<Self, ureq::Error> {
        let mut response = result?;
        let headers = response
            .headers()
            .iter()
            .map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        let text = response.body_mut().read_to_string()?;
        Ok(Self { status: response.status().as_u16(), headers, text })
    }
}
