//! An HTTP client that can change a presigned request before it sends it.

use presign::{Method, Presigned, Request};
use std::time::Duration;
use ureq::{Agent, http};

/// A presigned request that a client can change before sending it.
pub struct Call {
    pub method: Method,
    pub url: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl From<Presigned> for Call {
    fn from(presigned: Presigned) -> Self {
        Self {
            method: presigned.method(),
            url: presigned.url().into(),
            headers: presigned.headers().map(|(name, value)| (name.into(), value.into())).collect(),
            body: Vec::new(),
        }
    }
}

impl Call {
    #[track_caller]
    pub fn new(request: Request<'_>, body: &[u8]) -> Self {
        Self { body: body.into(), ..request.presign().unwrap().into() }
    }

    /// Creates a request without headers. Its body is the one that the tests store.
    pub fn plain(method: Method, url: String) -> Self {
        Self { method, url, headers: Vec::new(), body: b"quack".into() }
    }

    pub fn with_body(self, body: Vec<u8>) -> Self {
        Self { body, ..self }
    }

    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub fn path(&self) -> &str {
        self.url.split_once('?').unwrap().0
    }

    pub fn with_method(self, method: Method) -> Self {
        Self { method, ..self }
    }

    #[track_caller]
    pub fn with_url(self, from: &str, to: &str) -> Self {
        assert_eq!(self.url.matches(from).count(), 1, "{from} in {}", self.url);
        Self { url: self.url.replace(from, to), ..self }
    }

    pub fn with_last_digit_flipped(mut self) -> Self {
        let digit = self.url.pop().unwrap();
        self.url.push(if digit == '0' { '1' } else { '0' });
        self
    }

    pub fn without_query(self) -> Self {
        Self { url: self.path().into(), ..self }
    }

    pub fn without_header(mut self, name: &str) -> Self {
        self.headers.retain(|header| header.0 != name);
        self
    }

    pub fn with_header(self, name: &str, value: &str) -> Self {
        let mut call = self.without_header(name);
        call.headers.push((name.into(), value.into()));
        call
    }

    #[track_caller]
    pub fn send(self) -> Response {
        let agent: Agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .timeout_global(Some(Duration::from_secs(60)))
            .build()
            .into();
        let mut request = http::Request::builder().method(self.method.as_str()).uri(&self.url);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        // The client must send the URL unchanged.
        assert_eq!(request.uri_ref().unwrap().to_string(), self.url);
        let response = match self.method {
            Method::Post | Method::Put => agent.run(request.body(self.body).unwrap()),
            _ => agent.run(request.body(()).unwrap()),
        };
        let (head, mut body) = response.unwrap().into_parts();
        Response { head, body: body.read_to_vec().unwrap() }
    }
}

pub struct Response {
    head: http::response::Parts,
    pub body: Vec<u8>,
}

impl Response {
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.head.status, status, "{}", self.text());
        self
    }

    #[track_caller]
    pub fn expect_success(self) -> Self {
        assert!(self.head.status.is_success(), "{}: {}", self.head.status, self.text());
        self
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Returns the error code, if the response has one, and the whole text. The response to a `HEAD` has no text.
    pub fn code(&self) -> (Option<String>, String) {
        let code = (!self.head.status.is_success()).then(|| self.element("Code").to_owned());
        (code, self.text())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Returns the text of the first XML element with this name.
    #[track_caller]
    pub fn element(&self, name: &str) -> &str {
        let text = std::str::from_utf8(&self.body).unwrap();
        let (_, rest) =
            text.split_once(&format!("<{name}>")).unwrap_or_else(|| panic!("no {name} in {text:?}"));
        rest.split_once('<').unwrap().0
    }
}
