//! Finds out what a server does differently from Amazon S3.

mod alterations;
mod forms;
mod keys;
mod operations;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    fmt::Display,
};

use presign::{AmzDate, Presigner, Request};

use crate::{
    Result,
    client::{Call, Client, Response, Upload},
};

/// A survey of what presigned URLs can do on a server.
pub struct Survey<'a> {
    s3: Presigner,
    bucket: &'a str,
    /// The prefix of all keys, so that other objects are not affected.
    prefix: String,
    client: Client,
    written: RefCell<BTreeSet<String>>,
    requests: Cell<usize>,
}

/// `Err` describes the difference.
type Finding = std::result::Result<(), String>;

impl<'a> Survey<'a> {
    pub fn new(s3: Presigner, bucket: &'a str) -> Self {
        let prefix = format!("presign-roundtrip-{}/", AmzDate::now());
        Self {
            s3,
            bucket,
            prefix,
            client: Client::new(),
            written: RefCell::default(),
            requests: Cell::new(0),
        }
    }

    /// Runs all checks, prints a line for each, and deletes what they wrote.
    ///
    /// Differences are not errors. It is an error if the server cannot be reached, or refuses a plain PUT or GET.
    pub fn run(&self) -> Result<()> {
        println!("{} on {}, below {}", self.bucket, self.s3.endpoint(), self.prefix);
        let key = self.key("plain.txt");
        self.put(&key, b"quack")
            .and_then(|()| self.expect_object(&key, b"quack"))
            .map_err(|difference| format!("a plain PUT and GET failed: {difference}"))?;
        let checks = self.all();
        let clean_up = self.clean_up();
        let (total, different) = checks?;
        println!("\n{} requests; {different} of {total} checks differ from Amazon S3", self.requests.get());
        clean_up
    }

    fn all(&self) -> Result<(usize, usize)> {
        let (mut total, mut different) = (0, 0);
        let mut report = |name: &str, finding: Finding| {
            total += 1;
            match finding {
                Ok(()) => println!("  same       {name}"),
                Err(difference) => {
                    different += 1;
                    println!("  different  {name}: {difference}");
                }
            }
        };
        println!("\nOperations");
        for (name, check) in operations::CHECKS {
            report(name, check(self));
        }
        println!("\nKeys");
        for key in keys::KEYS {
            report(&format!("{key:?}"), keys::check(self, key));
        }
        println!("\nAltered requests, which must be refused, and the diagnosis");
        for (name, finding) in alterations::check(self)? {
            report(name, finding);
        }
        println!("\nForms, and the diagnosis of those that must be refused");
        let forms = forms::check(self)?;
        let has_none = forms.len() == 1;
        for (name, finding) in forms {
            report(name, finding);
        }
        if has_none {
            println!("  skipped    the other checks: the server does not support uploads by POST");
        }
        Ok((total, different))
    }

    /// Deletes every object that was written. A server may have stored it under another key.
    fn clean_up(&self) -> Result<()> {
        for key in self.written.take() {
            self.send(self.s3.delete(self.bucket, key), b"")?;
        }
        let list =
            self.s3.list_objects(self.bucket).query("prefix", &*self.prefix).query("encoding-type", "url");
        let left = self.send(list, b"")?.elements("Key")?;
        match left.len() {
            0 => Ok(()),
            some => Err(format!("{some} objects below {} could not be deleted", self.prefix).into()),
        }
    }

    fn key(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    fn send(&self, request: Request<'_>, body: &[u8]) -> Result<Response> {
        self.send_call(&(&request.presign()?).into(), body)
    }

    fn send_call(&self, call: &Call, body: &[u8]) -> Result<Response> {
        self.requests.set(self.requests.get() + 1);
        self.client.send(call, body)
    }

    /// Sends a form that stores an object under a key.
    fn post(&self, key: &str, upload: &Upload, file: &[u8]) -> Result<Response> {
        self.written.borrow_mut().insert(key.into());
        self.requests.set(self.requests.get() + 1);
        self.client.post(upload, file)
    }

    /// Sends a request, and returns the response if it has this status.
    fn expect(
        &self,
        request: Request<'_>,
        body: &[u8],
        status: u16,
    ) -> std::result::Result<Response, String> {
        let response = self.send(request, body).map_err(|error| error.to_string())?;
        if response.status == status {
            return Ok(response);
        }
        Err(format!("returns {} instead of {status}", outcome(&response)))
    }

    fn put(&self, key: &str, body: &[u8]) -> Finding {
        self.put_with(key, body, |put| put, 200)
    }

    fn put_with(
        &self,
        key: &str,
        body: &[u8],
        set: impl FnOnce(Request<'_>) -> Request<'_>,
        status: u16,
    ) -> Finding {
        self.written.borrow_mut().insert(key.into());
        self.expect(set(self.s3.put(self.bucket, key)), body, status).map(drop)
    }

    fn expect_object(&self, key: &str, body: &[u8]) -> Finding {
        let response = self.expect(self.s3.get(self.bucket, key), b"", 200)?;
        same("the body", &*response.text(), &*String::from_utf8_lossy(body))
    }
}

/// Returns the status and the code of a response.
fn outcome(response: &Response) -> String {
    let code = response.element("Code").unwrap_or_default();
    format!("{} {code}", response.status.as_u16()).trim_end().into()
}

fn same(what: &str, got: impl Display, expected: impl Display) -> Finding {
    let (got, expected) = (got.to_string(), expected.to_string());
    if got == expected { Ok(()) } else { Err(format!("{what} is {got:?} instead of {expected:?}")) }
}
