//! A request with one change is accepted if and only if it still means the same.
#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use percent_encoding::percent_decode_str;
use presign::{Method, PresignedUrl, Refusal, Verifier};
use presign_fuzz::{Inputs, method};
use std::collections::BTreeMap;
use url::form_urlencoded;

fuzz_target!(|input: (Change<'_>, Inputs<'_>)| {
    let (change, inputs) = input;
    let presigner = inputs.presigner();
    let Ok(presigned) = inputs.request(&presigner).presign_at(inputs.date()) else { return };
    let headers = presigned.signed_headers().map(|(name, value)| (name.into(), value.into())).collect();
    let signed = Sent { method: presigned.method(), url: presigned.url().into(), headers };
    let Some(sent) = change.make(signed.clone()) else { return };
    if signed.url.len().max(sent.url.len()) > 64 * 1024 {
        return;
    }

    let service = signed.read().expect("a signed URL can be parsed").scope().service().to_owned();
    let verifier = Verifier::any_region().service(service);
    let headers: Vec<_> = sent.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    let own = signed.read().expect("a signed URL can be parsed");
    let own_headers: Vec<_> = signed.headers.iter().map(|(name, value)| (&**name, &**value)).collect();
    let own = verifier.verify(&own, signed.method, &own_headers, inputs.date(), &inputs.credentials());
    let own = own.expect("a signed request is accepted");
    let verdict = sent.read().and_then(|url| {
        let verified = verifier.verify(&url, sent.method, &headers, inputs.date(), &inputs.credentials())?;
        // An accepted request has the signed operation, object and headers.
        assert_eq!(verified.operation(), own.operation());
        assert_eq!(verified.object(), own.object());
        assert!(verified.headers().eq(own.headers()));
        Ok(())
    });
    assert_eq!(
        verdict.is_ok(),
        sent.meaning() == signed.meaning(),
        "{verdict:?}: {signed:?} became {sent:?}"
    );
});

#[derive(Arbitrary, Debug)]
enum Change<'a> {
    Byte { at: u16, to: u8 },
    ByteAdded { at: u16, byte: u8 },
    ByteDropped { at: u16 },
    Method(#[arbitrary(with = method)] Method),
    HeaderValue { at: u8, to: &'a str },
    HeaderAdded { name: &'a str, value: &'a str },
    HeaderRepeated { at: u8, value: &'a str },
    HeaderDropped { at: u8 },
    HeaderPadded { at: u8, is_tab: bool },
}

impl Change<'_> {
    fn make(self, mut sent: Sent) -> Option<Sent> {
        let mut url = sent.url.into_bytes();
        let (url_len, header_count) = (url.len(), sent.headers.len());
        let byte = |at: u16| usize::from(at) % url_len;
        let header = |at: u8| usize::from(at).checked_rem(header_count);
        match self {
            Self::Byte { at, to } => url[byte(at)] = to,
            Self::ByteAdded { at, byte: added } => url.insert(byte(at), added),
            Self::ByteDropped { at } => drop(url.remove(byte(at))),
            Self::Method(method) => sent.method = method,
            Self::HeaderValue { at, to } => sent.headers[header(at)?].1 = to.into(),
            Self::HeaderAdded { name, value } => {
                let has_len = sent.headers.iter().any(|(name, _)| name == "content-length");
                let name = match name {
                    "Authorization" => name.into(),
                    // Refused together with a signed length.
                    "transfer-encoding" if has_len => name.into(),
                    _ => format!("x-AMZ-{name}"),
                };
                sent.headers.push((name, value.into()));
            }
            Self::HeaderRepeated { at, value } => {
                sent.headers.push((sent.headers[header(at)?].0.clone(), value.into()));
            }
            Self::HeaderPadded { at, is_tab } => {
                sent.headers[header(at)?].1.push_str(if is_tab { "\t" } else { "  " })
            }
            Self::HeaderDropped { at } => drop(sent.headers.remove(header(at)?)),
        }
        String::from_utf8(url).ok().map(|url| Sent { url, ..sent })
    }
}

#[derive(Clone, Debug)]
struct Sent {
    method: Method,
    url: String,
    headers: Vec<(String, String)>,
}

impl Sent {
    fn read(&self) -> Result<PresignedUrl, Refusal> {
        self.url.parse().map_err(Refusal::Url)
    }

    /// Returns the meaning of the request in the protocol, with the decoders of other crates.
    fn meaning(&self) -> Option<impl PartialEq> {
        let (scheme, rest) = self.url.split_once("://")?;
        let default_port = match &*scheme.to_ascii_lowercase() {
            "http" => 80,
            "https" => 443,
            _ => return None,
        };
        let (host, target) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
        // Ports are compared as numbers.
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.contains(']') => (name, port),
            _ => (host, ""),
        };
        let is_number = port.bytes().all(|byte| byte.is_ascii_digit());
        let port =
            if port.is_empty() { default_port } else { port.parse::<u16>().ok().filter(|_| is_number)? };
        // The `Host` header has neither a scheme nor a default port.
        let port = Some(port).filter(|port| *port != default_port);
        let host = (name.to_ascii_lowercase(), port);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path: Vec<u8> = percent_decode_str(if path.is_empty() { "/" } else { path }).collect();
        let mut parameters: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        parameters.sort();

        let mut headers = BTreeMap::<_, Vec<_>>::new();
        for (name, value) in &self.headers {
            let words = value.trim_matches([' ', '\t']).split(' ').filter(|word| !word.is_empty());
            headers.entry(name.to_ascii_lowercase()).or_default().push(words.collect::<Vec<_>>().join(" "));
        }
        // This value means the same as a missing header.
        headers.retain(|name, values| name != "x-amz-content-sha256" || *values != ["UNSIGNED-PAYLOAD"]);
        Some((self.method, host, path, parameters, headers))
    }
}
