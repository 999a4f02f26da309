use std::borrow::Cow;

use indicatif::ProgressBar;
use presign::{AmzDate, Method, PostForm, Presigned};
use roxmltree::Document;
use ureq::{
    Agent, Body, SendBody,
    http::{self, HeaderMap, StatusCode, header},
    unversioned::multipart::{Form, Part},
};

use crate::Result;

/// Sends requests unchanged. It follows no redirects and has no credentials.
pub struct Client(Agent);

impl Client {
    pub fn new() -> Self {
        // A server may close a connection after a refusal without saying so.
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_idle_connections(0)
            .proxy(None);
        Self(config.build().into())
    }

    pub fn send(&self, call: &Call, body: &[u8]) -> Result<Response> {
        self.send_with(call, body, &ProgressBar::hidden())
    }

    pub fn send_with(&self, call: &Call, body: &[u8], bar: &ProgressBar) -> Result<Response> {
        let mut request = http::Request::builder().method(call.method.as_str()).uri(&*call.url);
        for (name, value) in &call.headers {
            request = request.header(name, value);
        }
        if !matches!(call.method, Method::Put | Method::Post) {
            return Response::read(self.0.run(request.body(())?)?);
        }
        // S3 does not accept a body of unknown length.
        let request = request.header(header::CONTENT_LENGTH, body.len());
        let mut reader = bar.wrap_read(body);
        Response::read(self.0.run(request.body(SendBody::from_reader(&mut reader))?)?)
    }

    /// Sends a form with a file, as a browser does.
    pub fn post(&self, upload: &Upload, file: &[u8]) -> Result<Response> {
        let fields = upload.fields.iter();
        let form = fields.fold(Form::new(), |form, (name, value)| form.text(name, value));
        let form = form.part("file", Part::bytes(file).file_name(FILE_NAME));
        Response::read(self.0.post(&upload.url).send(form)?)
    }
}

/// A form that the client fills in, which may be altered.
#[derive(Clone)]
pub struct Upload {
    url: String,
    pub fields: Vec<(String, String)>,
}

impl Upload {
    /// Sets the value of a field, which is added if the form does not have it.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        match self.fields.iter_mut().find(|field| field.0 == name) {
            Some(field) => field.1 = value.into(),
            None => self.fields.push((name.into(), value.into())),
        }
        self
    }
}

impl From<&PostForm> for Upload {
    fn from(form: &PostForm) -> Self {
        let fields = form.fields().map(|(name, value)| (name.into(), value.into())).collect();
        Self { url: form.url().into(), fields }
    }
}

/// A request of the client, which may be altered.
#[derive(Clone)]
pub struct Call {
    pub method: Method,
    pub url: String,
    pub headers: Vec<(String, String)>,
}

impl From<&Presigned> for Call {
    fn from(presigned: &Presigned) -> Self {
        let headers = presigned.headers().map(|(name, value)| (name.into(), value.into())).collect();
        Self { method: presigned.method(), url: presigned.url().into(), headers }
    }
}

pub struct Response {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Response {
    fn read(response: http::Response<Body>) -> Result<Self> {
        let (head, mut body) = response.into_parts();
        let body = body.with_config().limit(MAX_BODY).read_to_vec()?;
        Ok(Self { status: head.status, headers: head.headers, body })
    }

    pub fn successful(self) -> Result<Self> {
        if self.status.is_success() {
            return Ok(self);
        }
        Err(format!("the server returned {}: {}", self.status, self.text()).into())
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.body)
    }

    /// Returns the text of an XML element.
    pub fn element(&self, name: &str) -> Result<String> {
        let element = self.elements(name)?.into_iter().next();
        element.ok_or_else(|| format!("the response has no {name}").into())
    }

    /// Returns the texts of all XML elements of this name.
    pub fn elements(&self, name: &str) -> Result<Vec<String>> {
        let text = self.text();
        let document = Document::parse(&text).map_err(|_| "the response is not XML")?;
        let named = document.descendants().filter(|node| node.tag_name().name() == name);
        Ok(named.map(|node| node.text().unwrap_or_default().into()).collect())
    }

    /// Returns the time of the server, from its `Date` header.
    pub fn date(&self) -> Option<AmzDate> {
        AmzDate::from_http_date(self.header("date")?).ok()
    }
}

/// The name of every file that is sent with a form.
pub const FILE_NAME: &str = "duck.txt";
const MAX_BODY: u64 = 100 * 1024 * 1024;
