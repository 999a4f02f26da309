//! Forms for browser uploads: what is signed, against independent signers and an independent reader of the policy.

mod refusals;
mod verify;

use base64::{Engine, prelude::BASE64_STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use presign::{
    AmzDate, Checksum, Credentials, Endpoint, Error, ErrorKind, PostForm, PostRequest, Presigner, Scheme,
    sigv4::{self, CredentialScope, SigningKey},
};
use proptest::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use sha2::Sha256;
use std::{collections::BTreeSet, time::Duration};

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const TOKEN: &str = "IQoJb3JpZ2luX2VjEXAMPLE//a+b/c==";

fn s3_at(endpoint: Endpoint) -> Presigner {
    Presigner::new(Credentials::new(ID, SECRET), endpoint)
}

fn s3() -> Presigner {
    s3_at(aws("us-east-1"))
}

fn aws(region: &str) -> Endpoint {
    Endpoint::aws(region).unwrap()
}

fn custom(host: &str) -> Endpoint {
    Endpoint::from_parts(Scheme::Https, host, None, "", "us-east-1").unwrap()
}

fn date() -> AmzDate {
    "20130524T000000Z".parse().unwrap()
}

fn field<'f>(form: &'f PostForm, name: &str) -> Option<&'f str> {
    form.fields().find(|(other, _)| *other == name).map(|(_, value)| value)
}

fn policy(form: &PostForm) -> Value {
    decode(field(form, "policy").unwrap())
}

fn decode(policy: &str) -> Value {
    serde_json::from_slice(&BASE64_STANDARD.decode(policy).unwrap()).unwrap()
}

/// Signs as in "Calculating a Signature" of sigv4-authentication-HTTPPOST.html.
fn sign(policy: &str, credential: &str) -> String {
    let (_, scope) = credential.split_once('/').unwrap_or_default();
    let mut key = format!("AWS4{SECRET}").into_bytes();
    for part in scope.split('/').chain([policy]) {
        key =
            Hmac::<Sha256>::new_from_slice(&key).unwrap().chain_update(part).finalize().into_bytes().to_vec();
    }
    hex::encode(key)
}

// The documented example.

/// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html: "it should have carriage returns and new
/// lines for your computed hash to match this value".
const EXAMPLE: &str = r#"{ "expiration": "2015-12-30T12:00:00.000Z",
  "conditions": [
    {"bucket": "sigv4examplebucket"},
    ["starts-with", "$key", "user/user1/"],
    {"acl": "public-read"},
    {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},
    ["starts-with", "$Content-Type", "image/"],
    {"x-amz-meta-uuid": "14365123651274"},
    {"x-amz-server-side-encryption": "AES256"},
    ["starts-with", "$x-amz-meta-tag", ""],

    {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},
    {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
    {"x-amz-date": "20151229T000000Z" }
  ]
}"#;

#[test]
fn the_documented_policy_has_the_documented_signature() {
    let date = "20151229T000000Z".parse().unwrap();
    let scope = CredentialScope::new(&date, "us-east-1", "s3");
    let key = SigningKey::derive(SECRET, &scope);
    let policy = BASE64_STANDARD.encode(EXAMPLE.replace('\n', "\r\n"));
    assert_eq!(policy.len(), 864);
    assert!(
        policy
            .starts_with("eyAiZXhwaXJhdGlvbiI6ICIyMDE1LTEyLTMwVDEyOjAwOjAwLjAwMFoiLA0KICAiY29uZGl0aW9ucyI6")
    );
    let signature = key.sign_text(&policy, &scope).unwrap();
    assert_eq!(signature.to_string(), "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e");

    for (region, service) in [("us-west-2", "s3"), ("us-east-1", "s3express")] {
        let other = CredentialScope::new(&date, region, service);
        assert_eq!(
            key.sign_text(&policy, &other).unwrap_err().to_string(),
            format!(
                "signing key is not for 20151229/{region}/{service}/aws4_request: derive one for that scope"
            )
        );
    }
}

#[test]
fn the_setters_write_the_documented_conditions() {
    let form = s3_at(aws("aws-global"))
        .post_under("sigv4examplebucket", "user/user1/")
        .acl("public-read")
        .success_action_redirect("http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html")
        .content_type_starts_with("image/")
        .metadata("uuid", "14365123651274")
        .sse_s3()
        .field_starts_with("x-amz-meta-tag", "")
        .expires_in(Duration::from_secs(36 * 3600))
        .presign_at("20151229T000000Z".parse().unwrap())
        .unwrap();
    let documented = serde_json::from_str(EXAMPLE).unwrap();
    assert_eq!(conditions(&policy(&form)), conditions(&documented));
    assert_eq!(policy(&form)["expiration"], "2015-12-30T12:00:00Z");
    assert_eq!(form.url(), "https://sigv4examplebucket.s3.amazonaws.com/");
}

// Other signers.

#[derive(Deserialize)]
struct Recorded {
    form: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    by: String,
    what: String,
    url: String,
    fields: Vec<(String, String)>,
    policy: String,
    signature: String,
}

/// Returns the conditions of a policy, as operator, field and values. Names are in lower case, since S3 does not mind
/// their case.
fn conditions(policy: &Value) -> BTreeSet<String> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let condition = |condition: &Value| match condition {
        Value::Object(object) => {
            let (name, value) = object.iter().next().unwrap();
            assert_eq!(object.len(), 1);
            format!("eq {} {value}", name.to_ascii_lowercase())
        }
        Value::Array(all) if all[0] == "content-length-range" => format!("size {} {}", all[1], all[2]),
        Value::Array(all) => {
            let name = text(&all[1]).strip_prefix('$').unwrap().to_ascii_lowercase();
            format!("{} {name} {}", text(&all[0]), all[2])
        }
        other => panic!("{other}"),
    };
    policy["conditions"].as_array().unwrap().iter().map(condition).collect()
}

#[test]
fn other_signers_write_the_same_forms() {
    let recorded: Recorded = toml::from_str(include_str!("../vectors/post.toml")).unwrap();
    let global = || aws("aws-global");
    let bucket = "examplebucket";
    let strange = "été/duck \"7\" \\.jpg";
    let with_token =
        |s3: Presigner| s3.with_credentials(Credentials::new(ID, SECRET).with_session_token(TOKEN));
    let local = || Endpoint::from_parts(Scheme::Http, "localhost", Some(9000), "", "us-east-1").unwrap();
    let js = "@aws-sdk/s3-presigned-post 3.1164.0";
    let boto = "botocore 1.43.11";

    let mut compared = 0;
    for row in &recorded.form {
        let presigner = match (&*row.by, &*row.what) {
            (by, "plain" | "under" | "dots") if by == boto => s3_at(global()),
            (by, "path") if by == boto => s3_at(global().path_style()),
            (by, "token") if by == boto => with_token(s3_at(global())),
            (_, "all") => s3_at(aws("eu-west-1")),
            (_, "china") => s3_at(aws("cn-north-1")),
            (_, "accelerate") => s3_at(aws("us-east-1").accelerate().unwrap()),
            (_, "custom" | "path") => s3_at(local()),
            (by, "plain" | "under") if by == js => s3(),
            (by, "token") if by == js => with_token(s3()),
            (by, what) => panic!("{what} of {by}"),
        };
        let request = match (&*row.by, &*row.what) {
            (_, "plain") => presigner.post(bucket, "photos/duck.jpg"),
            (by, "under") => {
                let form = presigner
                    .post_under(bucket, "uploads/")
                    .content_length(1..=10_000_000)
                    .expires_in(Duration::from_secs(3600));
                match by == boto {
                    true => form.content_type_starts_with("image/"),
                    false => form.content_type("image/jpeg").acl("private"),
                }
            }
            (_, "all") => presigner
                .post(bucket, strange)
                .acl("private")
                .metadata("Photographer", "Zoe")
                .success_action_status(201)
                .storage_class("STANDARD_IA")
                .sse_s3()
                .expires_in(Duration::from_secs(604_800)),
            (by, "token") if by == js => presigner.post(bucket, strange),
            (_, "dots") => presigner.post("my.example.bucket", "duck.jpg"),
            _ => presigner.post(bucket, "duck.jpg"),
        };
        let form = request.presign_at(date()).unwrap();
        let what = format!("{} of {}", row.what, row.by);

        assert_eq!(form.url(), row.url, "{what}");
        let theirs = decode(&row.policy);
        assert_eq!(policy(&form)["expiration"], theirs["expiration"], "{what}");
        assert_eq!(conditions(&policy(&form)), conditions(&theirs), "{what}");

        // The SDK for JavaScript sends the bucket too.
        let theirs = row.fields.iter().filter(|(name, _)| name != "bucket");
        let theirs: BTreeSet<_> = theirs.map(|(name, value)| (name.to_ascii_lowercase(), &**value)).collect();
        let ours = form.fields().filter(|(name, _)| !["policy", "x-amz-signature"].contains(name));
        assert_eq!(
            ours.map(|(name, value)| (name.to_ascii_lowercase(), value)).collect::<BTreeSet<_>>(),
            theirs
        );

        let (_, credential) =
            row.fields.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-amz-credential")).unwrap();
        let parts: Vec<_> = credential.split('/').collect();
        let date = date();
        let scope = CredentialScope::new(&date, parts[2], parts[3]);
        let signature = SigningKey::derive(SECRET, &scope).sign_text(&row.policy, &scope).unwrap();
        assert_eq!(signature.to_string(), row.signature, "{what}");
        compared += 1;
    }
    assert_eq!(compared, 13);
}

// What a browser sends, and a small server that follows the pages of S3.

struct Upload {
    fields: Vec<(String, String)>,
    file_name: String,
    file_len: u64,
}

impl Upload {
    fn of(form: &PostForm) -> Self {
        let fields = form.fields().map(|(name, value)| (name.into(), value.into())).collect();
        Self { fields, file_name: "duck.jpg".into(), file_len: 5 }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(other, _)| other != name);
        self.fields.push((name.into(), value.into()));
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(other, _)| other != name);
        self
    }

    fn with_len(self, file_len: u64) -> Self {
        Self { file_len, ..self }
    }

    fn get(&self, name: &str) -> Option<String> {
        let (_, value) = self.fields.iter().find(|(other, _)| other.eq_ignore_ascii_case(name))?;
        Some(value.replace("${filename}", &self.file_name))
    }

    /// Follows sigv4-authentication-HTTPPOST.html and sigv4-HTTPPOSTConstructPolicy.html.
    fn is_accepted_by(&self, bucket: &str, now: &str) -> Result<(), String> {
        let raw = |name: &str| self.get(name).ok_or(format!("{name} is missing"));
        let policy = raw("policy")?;
        if raw("x-amz-signature")? != sign(&policy, &raw("x-amz-credential")?) {
            return Err("the signature does not match".into());
        }
        let policy = decode(&policy);
        if now >= policy["expiration"].as_str().unwrap() {
            return Err("the policy has expired".into());
        }
        let mut covered = BTreeSet::new();
        for condition in policy["conditions"].as_array().unwrap() {
            let (operator, name, value) = match condition {
                Value::Object(object) => {
                    let (name, value) = object.iter().next().unwrap();
                    ("eq", name.clone(), value.as_str().unwrap())
                }
                Value::Array(all) if all[0] == "content-length-range" => {
                    if !(all[1].as_u64().unwrap()..=all[2].as_u64().unwrap()).contains(&self.file_len) {
                        return Err("the size is out of range".into());
                    }
                    continue;
                }
                _ => {
                    let name = condition[1].as_str().unwrap().strip_prefix('$').unwrap();
                    (condition[0].as_str().unwrap(), name.to_owned(), condition[2].as_str().unwrap())
                }
            };
            let actual = if name == "bucket" { Some(bucket.to_owned()) } else { self.get(&name) };
            let holds = actual.is_some_and(|actual| match operator {
                "eq" => actual == value,
                "starts-with" => actual.starts_with(value),
                other => panic!("{other}"),
            });
            if !holds {
                return Err(format!("the condition of {name} fails"));
            }
            covered.insert(name.to_ascii_lowercase());
        }
        for (name, _) in &self.fields {
            let name = name.to_ascii_lowercase();
            let is_exempt = ["policy", "x-amz-signature"].contains(&&*name) || name.starts_with("x-ignore-");
            if !is_exempt && !covered.contains(&name) {
                return Err(format!("{name} has no condition"));
            }
        }
        Ok(())
    }
}

const NOW: &str = "2013-05-24T00:00:01Z";

/// Returns a form with every setter.
fn full(s3: &Presigner) -> PostRequest<'_> {
    s3.post_under("examplebucket", "uploads/")
        .content_length(1..=10)
        .content_type_starts_with("image/")
        .acl("private")
        .metadata("Photographer", "Zoe")
        .tagging([("team", "birds/ducks"), ("süß", "")])
        .storage_class("STANDARD_IA")
        .checksum(Checksum::Sha1([7; 20]))
        .content_md5(&[7; 16])
        .sse_kms("alias/photos")
        .bucket_key_enabled(true)
        .sse_c(&[1; 32], &[2; 16])
        .success_action_status(201)
        .success_action_redirect("https://example.com/done?a=b&c='d'")
        .field("Cache-Control", "max-age=60")
        .field("x-ignore-page", "7")
        .field_starts_with("x-amz-meta-caption", "")
}

#[test]
fn every_field_of_the_setters_has_its_value() {
    let s3 = s3().with_credentials(Credentials::new(ID, SECRET).with_session_token(TOKEN));
    let form = full(&s3).presign_at(date()).unwrap();
    let (_, signature) = form.fields().last().unwrap();
    let policy = field(&form, "policy").unwrap();
    assert!(form.fields().eq([
        ("key", "uploads/${filename}"),
        ("Content-Type", "image/"),
        ("acl", "private"),
        ("x-amz-meta-photographer", "Zoe"),
        (
            "tagging",
            "<Tagging><TagSet><Tag><Key>team</Key><Value>birds/ducks</Value></Tag><Tag><Key>süß</Key>\
             <Value></Value></Tag></TagSet></Tagging>",
        ),
        ("x-amz-storage-class", "STANDARD_IA"),
        ("x-amz-checksum-sha1", "BwcHBwcHBwcHBwcHBwcHBwcHBwc="),
        ("Content-MD5", "BwcHBwcHBwcHBwcHBwcHBw=="),
        ("x-amz-server-side-encryption", "aws:kms"),
        ("x-amz-server-side-encryption-aws-kms-key-id", "alias/photos"),
        ("x-amz-server-side-encryption-bucket-key-enabled", "true"),
        ("x-amz-server-side-encryption-customer-algorithm", "AES256"),
        ("x-amz-server-side-encryption-customer-key", "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="),
        ("x-amz-server-side-encryption-customer-key-md5", "AgICAgICAgICAgICAgICAg=="),
        ("success_action_status", "201"),
        ("success_action_redirect", "https://example.com/done?a=b&c='d'"),
        ("Cache-Control", "max-age=60"),
        ("x-ignore-page", "7"),
        ("x-amz-meta-caption", ""),
        ("x-amz-algorithm", "AWS4-HMAC-SHA256"),
        ("x-amz-credential", "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request"),
        ("x-amz-date", "20130524T000000Z"),
        ("x-amz-security-token", TOKEN),
        ("policy", policy),
        ("x-amz-signature", signature),
    ]));
    assert!(form.open_fields().eq([
        ("key", "uploads/"),
        ("Content-Type", "image/"),
        ("x-amz-meta-caption", "")
    ]));
}

#[test]
fn an_upload_is_accepted_as_long_as_it_keeps_the_conditions() {
    let s3 = s3();
    let form = full(&s3).presign_at(date()).unwrap();
    let upload = || Upload::of(&form);
    let check = |upload: Upload| upload.is_accepted_by("examplebucket", NOW);
    let accepted = Ok(());
    assert_eq!(check(upload()), accepted);
    assert_eq!(check(upload().with_len(1)), accepted);
    assert_eq!(check(upload().with_len(10)), accepted);
    assert_eq!(check(upload().with("key", "uploads/another.jpg")), accepted);
    assert_eq!(check(upload().with("Content-Type", "image/png")), accepted);
    assert_eq!(check(upload().with("x-amz-meta-caption", "Größe")), accepted);
    assert_eq!(check(upload().with("x-ignore-page", "8")), accepted);

    let refused = |text: &str| Err(text.to_owned());
    assert_eq!(check(upload().with_len(0)), refused("the size is out of range"));
    assert_eq!(check(upload().with_len(11)), refused("the size is out of range"));
    assert_eq!(check(upload().with("key", "else/where")), refused("the condition of key fails"));
    assert_eq!(
        check(upload().with("Content-Type", "text/html")),
        refused("the condition of Content-Type fails")
    );
    assert_eq!(check(upload().with("Expires", "0")), refused("expires has no condition"));
    assert_eq!(upload().is_accepted_by("other", NOW), refused("the condition of bucket fails"));
    assert_eq!(
        upload().is_accepted_by("examplebucket", "2013-05-24T00:15:00Z"),
        refused("the policy has expired")
    );
    for (name, value) in form.fields() {
        let is_open = form.open_fields().any(|(open, _)| open == name) || name == "x-ignore-page";
        if name != "x-ignore-page" {
            assert!(check(upload().without(name)).is_err(), "without {name}");
        }
        if !is_open {
            assert!(check(upload().with(name, &format!("{value}="))).is_err(), "another {name}");
        }
    }
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        "x-amz-meta-[a-zA-Z0-9_.-]{1,12}",
        "x-ignore-[a-z]{1,8}",
        Just("Cache-Control".to_owned()),
        Just("Expires".to_owned()),
        "[A-Za-z0-9_.-]{1,16}",
    ]
}

/// Signs a form for a key or a prefix, with fields and a range of sizes. Each field has a value or, if it is open, a start.
fn signed(
    s3: &Presigner,
    key: &str,
    is_prefix: bool,
    fields: &[(String, String, bool)],
    size: Option<(u64, u64)>,
) -> Result<PostForm, Error> {
    let mut request = match is_prefix {
        true => s3.post_under("examplebucket", key),
        false => s3.post("examplebucket", key),
    };
    for (name, value, is_open) in fields {
        request = match is_open {
            true => request.field_starts_with(name, value),
            false => request.field(name, value),
        };
    }
    if let Some((start, end)) = size {
        request = request.content_length(start..=end);
    }
    request.presign_at(date())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_signed_is_accepted_and_no_field_lacks_a_condition(
        key in "[^\\p{Cc}]{1,40}",
        is_prefix in any::<bool>(),
        fields in prop::collection::vec((name(), "[ -~]{0,30}", any::<bool>()), 0..8),
        token in prop::option::of("[!-$&-~]{1,80}"),
        size in prop::option::of((0_u64..9, 5_u64..20)),
    ) {
        let credentials = Credentials::new(ID, SECRET).with_session_token(token.as_deref());
        let s3 = s3().with_credentials(credentials);
        let Ok(form) = signed(&s3, &key, is_prefix, &fields, size) else { return Ok(()) };

        prop_assert_eq!(form.fields().next().unwrap().1.trim_end_matches("${filename}"), &*key);
        let covered = conditions(&policy(&form));
        let has_condition = |name: &str| {
            let name = name.to_ascii_lowercase();
            covered.iter().any(|condition| condition.split(' ').nth(1) == Some(&name))
        };
        for (name, _) in form.fields() {
            let is_exempt = ["policy", "x-amz-signature"].contains(&name)
                || name.to_ascii_lowercase().starts_with("x-ignore-");
            prop_assert_eq!(has_condition(name), !is_exempt, "{}", name);
        }
        let names: BTreeSet<_> = form.fields().map(|(name, _)| name.to_ascii_lowercase()).collect();
        prop_assert_eq!(names.len(), form.fields().count());

        let range = size.map_or(0..=u64::MAX, |(start, end)| start..=end);
        for len in [0, 1, 5, 8, 19, 20] {
            let verdict = Upload::of(&form).with_len(len).is_accepted_by("examplebucket", NOW);
            prop_assert_eq!(verdict.is_ok(), range.contains(&len), "{:?}", verdict);
        }
        // A browser parses the HTML, and a shell the command.
        prop_assert!(form.fields().eq(inputs(&form.to_html()).iter().map(|(name, value)| (&**name, &**value))));
        let words = shell_words::split(&form.to_curl()).unwrap();
        let sent: Vec<_> = form.fields().map(|(name, value)| format!("{name}={value}")).collect();
        let sent = sent.iter().flat_map(|pair| ["--form-string", pair]);
        let expected: Vec<_> =
            ["curl"].into_iter().chain(sent).chain(["--form", "file=@-", form.url()]).collect();
        prop_assert_eq!(words, expected);
    }
}

/// Returns the names and values of the hidden inputs of a page, unescaped.
fn inputs(html: &str) -> Vec<(String, String)> {
    let unescape = |text: &str| {
        assert!(!text.contains(['<', '>', '\'']), "{text}");
        let text =
            text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
        text.replace("&amp;", "&")
    };
    let hidden = html.split("<input type=\"hidden\" name=\"").skip(1);
    let input = |input: &str| {
        let (name, rest) = input.split_once("\" value=\"").unwrap();
        let (value, _) = rest.split_once("\">\n").unwrap();
        (unescape(name), unescape(value))
    };
    hidden.map(input).collect()
}

#[test]
fn the_html_is_a_whole_form() {
    let s3 = s3();
    let form = s3.post("examplebucket", "<\"Tom\" & 'Jerry'>").presign_at(date()).unwrap();
    let signature = field(&form, "x-amz-signature").unwrap();
    let policy = field(&form, "policy").unwrap();
    assert_eq!(
        form.to_html(),
        format!(
            r#"<form action="https://examplebucket.s3.us-east-1.amazonaws.com/" method="post" enctype="multipart/form-data" accept-charset="utf-8">
<input type="hidden" name="key" value="&lt;&quot;Tom&quot; &amp; &#39;Jerry&#39;&gt;">
<input type="hidden" name="x-amz-algorithm" value="AWS4-HMAC-SHA256">
<input type="hidden" name="x-amz-credential" value="AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request">
<input type="hidden" name="x-amz-date" value="20130524T000000Z">
<input type="hidden" name="policy" value="{policy}">
<input type="hidden" name="x-amz-signature" value="{signature}">
<input type="file" name="file" required>
<button>Upload</button>
</form>
"#
        )
    );

    let typed = s3.post("examplebucket", "duck").field_starts_with("content-type", "image/");
    let html = typed.presign_at(date()).unwrap().to_html();
    assert!(html.contains(
        "<input type=\"file\" name=\"file\" required onchange=\"if (this.files[0]) \
         this.form.elements['content-type'].value = this.files[0].type\">"
    ));
}

#[test]
fn the_url_is_that_of_the_bucket() {
    let check = |endpoint: Endpoint, bucket: &str, url: &str, scope: &str| {
        let s3 = s3_at(endpoint);
        let form = s3.post(bucket, "duck.jpg").presign_at(date()).unwrap();
        assert_eq!(form.url(), url);
        assert_eq!(field(&form, "x-amz-credential").unwrap(), format!("{ID}/20130524/{scope}/aws4_request"));
    };
    let east = "us-east-1/s3";
    check(aws("eu-west-1"), "photos", "https://photos.s3.eu-west-1.amazonaws.com/", "eu-west-1/s3");
    check(aws("us-east-1").path_style(), "photos", "https://s3.us-east-1.amazonaws.com/photos", east);
    check(
        aws("us-east-1").dual_stack().unwrap(),
        "photos",
        "https://photos.s3.dualstack.us-east-1.amazonaws.com/",
        east,
    );
    check(custom("files.example.com").path_style(), "photos", "https://files.example.com/photos", east);
    check(
        custom("files.example.com").virtual_hosted_style(),
        "photos",
        "https://photos.files.example.com/",
        east,
    );
    check(custom("photos.example.com").bucket_endpoint(), "photos", "https://photos.example.com/", east);
    let base = Endpoint::from_parts(Scheme::Https, "example.com", None, "/storage/s3", "eu-1").unwrap();
    check(base.path_style(), "photos", "https://example.com/storage/s3/photos", "eu-1/s3");

    // Only the URL is replaced: the policy does not have the host.
    let local =
        Endpoint::from_parts(Scheme::Http, "minio", Some(9000), "", "us-east-1").unwrap().path_style();
    let shown = local.clone().shown_as_parts(Scheme::Https, "example.com", None, "/dash/store").unwrap();
    check(shown.clone(), "photos", "https://example.com/dash/store/photos", east);
    let fields = |endpoint| {
        let form = s3_at(endpoint).post("photos", "duck.jpg").presign_at(date()).unwrap();
        let (_, fields, _) = form.into_parts();
        fields
    };
    assert_eq!(fields(shown), fields(local));
}

#[test]
fn the_lifetime_is_that_of_a_url() {
    let s3 = s3();
    let form = |request: PostRequest<'_>| request.presign_at(date()).unwrap();
    let duck = || s3.post("examplebucket", "duck.jpg");
    assert_eq!(form(duck()).expires_at().to_string(), "20130524T001500Z");
    let week = form(duck().expires_in(Duration::from_secs(604_800)));
    assert_eq!(policy(&week)["expiration"], "2013-05-31T00:00:00Z");
    let earlier = form(duck().back_date(Duration::from_secs(60)));
    assert_eq!(field(&earlier, "x-amz-date"), Some("20130523T235900Z"));
    assert_eq!(policy(&earlier)["expiration"], "2013-05-24T00:15:00Z");

    let expiring = Credentials::new(ID, SECRET).with_expiry("20130524T000500Z".parse().unwrap());
    let expiring = s3.with_credentials(expiring);
    let short = form(expiring.post("examplebucket", "duck.jpg").shorten_to_credentials());
    assert_eq!(policy(&short)["expiration"], "2013-05-24T00:05:00Z");
}

#[test]
fn debug_shows_no_secret() {
    let s3 = s3().with_credentials(Credentials::new(ID, SECRET).with_session_token(TOKEN));
    let request = s3.post("examplebucket", "duck.jpg").sse_c(&[1; 32], &[2; 16]).metadata("a", "hidden");
    let (key, shown) = ("AQEBAQEBAQEB", format!("{request:?}"));
    assert!(!shown.contains(key) && !shown.contains("hidden") && !shown.contains(TOKEN), "{shown}");
    let form = request.presign_at(date()).unwrap();
    let shown = format!("{form:?}");
    let policy = field(&form, "policy").unwrap();
    for secret in [key, TOKEN, policy, field(&form, "x-amz-signature").unwrap()] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains(r#""key": "duck.jpg""#) && shown.contains(r#""policy": "..""#), "{shown}");
}

#[cfg(feature = "serde")]
#[test]
fn what_is_handed_out_is_serialized_for_javascript() {
    let s3 = s3();
    let form =
        s3.post("examplebucket", "duck \"7\".jpg").content_type("image/jpeg").presign_at(date()).unwrap();
    let (policy, signature) = (field(&form, "policy").unwrap(), field(&form, "x-amz-signature").unwrap());
    assert_eq!(
        serde_json::to_string(&form).unwrap(),
        format!(
            r#"{{"url":"https://examplebucket.s3.us-east-1.amazonaws.com/","fields":{{"key":"duck \"7\".jpg","Content-Type":"image/jpeg","x-amz-algorithm":"AWS4-HMAC-SHA256","x-amz-credential":"AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request","x-amz-date":"20130524T000000Z","policy":"{policy}","x-amz-signature":"{signature}"}},"expiresAt":"2013-05-24T00:15:00Z"}}"#
        )
    );

    let put = s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").content_length(5);
    let put = put.presign_at(date()).unwrap();
    assert_eq!(
        serde_json::to_value(&put).unwrap(),
        serde_json::json!({
            "method": "PUT",
            "url": put.url(),
            "headers": { "content-type": "image/jpeg" },
            "expiresAt": "2013-05-24T00:15:00Z",
        })
    );
}

// Mistakes, word for word.

#[track_caller]
fn assert_error(request: PostRequest<'_>, message: &str) {
    match request.presign_at(date()) {
        Ok(_) => panic!("accepted, where it should say: {message}"),
        Err(error) => assert_eq!(error.to_string(), message),
    }
}

/// For mistakes that a URL has too: tests/errors.rs has their messages.
#[track_caller]
fn assert_same(request: PostRequest<'_>, error: impl Into<Error>) {
    assert_eq!(request.presign_at(date()).unwrap_err(), error.into());
}

#[test]
fn a_key_that_a_form_cannot_have_is_an_error() {
    let s3 = s3();
    assert_same(s3.post("examplebucket", ""), Error::EmptyKey);
    for key in ["a/../b", ".", "a/."] {
        assert_same(s3.post("examplebucket", key), Error::DotSegment);
        assert_same(s3.post_under("examplebucket", key), Error::DotSegment);
    }
    let long = "k".repeat(1025);
    for request in [s3.post("examplebucket", &long), s3.post_under("examplebucket", &long)] {
        assert_same(request, Error::KeyTooLong { bytes: 1025 });
    }
    for key in ["é\n", "é\r", "é\0", "é\u{85}"] {
        for request in [s3.post("examplebucket", key), s3.post_under("examplebucket", key)] {
            assert_error(
                request,
                "value of form field `key` has a character at byte 2 that may change on the way: remove or encode it",
            );
        }
    }
    for key in ["${filename}", "a/${filename}", "a/${filename}/b"] {
        for request in [s3.post("examplebucket", key), s3.post_under("examplebucket", key)] {
            assert_error(
                request,
                "value of form field `key` has `${filename}`, which the server replaces before it compares: use \
                 `post_under` for the key, or put it at the end of a prefix in `field_starts_with`",
            );
        }
    }
    // https://github.com/boto/boto3/issues/4514
    for request in [s3.post("examplebucket", "a$$.csv"), s3.post_under("examplebucket", "a$$/")] {
        assert_error(
            request,
            "value of form field `key` has `$$`, so S3 would refuse the form: use another value",
        );
    }
    let elsewhere = s3_at(custom("files.example.com"));
    for request in
        [elsewhere.post("photos", "a$$.csv"), s3.post("photos", "a$.csv"), s3.post_under("photos", "")]
    {
        request.presign_at(date()).unwrap();
    }
}

#[test]
fn a_field_that_a_form_cannot_have_is_an_error() {
    let s3 = s3();
    let post = || s3.post("examplebucket", "duck.jpg");
    for name in ["", "a b", "a:b", "é", "a\n", "$key", "a\"b", "a'b"] {
        let message = format!(
            "form field name {name:?} is not one that S3 accepts: use letters, digits, `-`, `_` and `.`"
        );
        assert_error(post().field(name, "v"), &message);
        assert_error(post().field_starts_with(name, "v"), &message);
    }
    assert_error(
        post().metadata("", "v"),
        "form field name \"\" is not one that S3 accepts: use letters, digits, `-`, `_` and `.`",
    );
    for name in [
        "key",
        "Policy",
        "file",
        "bucket",
        "signature",
        "AWSAccessKeyId",
        "X-Amz-Signature",
        "x-amz-date",
        "x-amz-security-token",
        "content-length",
        "content-length-range",
        "_charset_",
    ] {
        let message = format!("form field {name:?} is one that the form sets itself: leave it out");
        assert_error(post().field(name, "v"), &message);
        assert_error(post().field_starts_with(name, ""), &message);
    }
    for value in ["aé", "a\n", "a\t", "a\0", "a\u{7f}"] {
        let message = "value of form field `x-amz-meta-a` has a character at byte 1 that may change on the way: remove or encode it";
        assert_error(post().metadata("a", value), message);
        assert_error(post().field_starts_with("x-amz-meta-a", value), message);
    }
    let variable = "value of form field `x-amz-meta-a` has `${filename}`, which the server replaces before it compares: \
                    use `post_under` for the key, or put it at the end of a prefix in `field_starts_with`";
    assert_error(post().metadata("a", "${filename}"), variable);
    assert_error(post().field_starts_with("x-amz-meta-a", "${filename}/b"), variable);
    post().field_starts_with("x-amz-meta-a", "name: ${filename}").presign_at(date()).unwrap();
    assert_error(
        post().metadata("a", "$$"),
        "value of form field `x-amz-meta-a` has `$$`, so S3 would refuse the form: use another value",
    );

    let twice = |name| format!("form field `{name}` is set twice: set it once");
    assert_error(post().content_type("a/b").field("content-type", "a/b"), &twice("content-type"));
    assert_error(post().content_type("a/b").content_type_starts_with("a/"), &twice("Content-Type"));
    assert_error(post().metadata("a", "").metadata("A", ""), &twice("x-amz-meta-a"));
    assert_error(post().sse_s3().sse_kms(None), &twice("x-amz-server-side-encryption"));
    assert_error(post().content_length(1..=2).content_length(1..=2), &twice("content-length-range"));

    #[expect(clippy::reversed_empty_ranges)]
    let backwards = 2..=1;
    assert_error(
        post().content_length(backwards),
        "range of `content-length-range` ends before it starts: pass the smallest size, then the largest",
    );
    post().content_length(0..=0).presign_at(date()).unwrap();
    for status in [0, 100, 202, 303, 404] {
        assert_error(
            post().success_action_status(status),
            "value of form field `success_action_status` is not a status that S3 responds with: use 200, 201 or 204",
        );
    }
    for url in ["", "/done", "example.com", "ftp://example.com/", "https:/example.com"] {
        assert_error(
            post().success_action_redirect(url),
            "value of form field `success_action_redirect` is not an absolute URL, so S3 would ignore it: start it \
             with `https://` or `http://`",
        );
    }
    assert_same(post().tagging([("a", "<")]), Error::TagValue { key: "a".into() });

    // The first mistake is the one that is returned.
    assert_error(
        post().field("key", "").success_action_status(0),
        "form field \"key\" is one that the form sets itself: leave it out",
    );
    let error = post().field("key", "").presign_at(date()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Request);
}

#[test]
fn buckets_credentials_and_sizes_are_checked() {
    let s3 = s3();
    let no_forms =
        "directory bucket or access point does not accept forms: presign a PUT, or use the bucket behind it";
    let west = s3_at(aws("us-west-2"));
    assert_error(west.post("logs--usw2-az1--x-s3", "a"), no_forms);
    assert_error(west.post("arn:aws:s3:us-west-2:123456789012:accesspoint/myendpoint", "a"), no_forms);
    assert_same(s3.post("a", "a"), Error::BucketName);
    let lifetime = |seconds| s3.post("photos", "a").expires_in(Duration::from_secs(seconds));
    assert_same(lifetime(604_801), sigv4::Error::ExpiresTooLong { seconds: 604_801 });
    assert_same(lifetime(0), sigv4::Error::ExpiresTooShort);
    let expiry = "20130524T001459Z".parse().unwrap();
    let expiring = s3.with_credentials(Credentials::new(ID, SECRET).with_expiry(expiry));
    assert_same(expiring.post("photos", "a"), Error::OutlivesCredentials { expiry });
    assert_same(
        s3.with_credentials(Credentials::new("", SECRET)).post("photos", "a"),
        Error::EmptyAccessKeyId,
    );
    let temporary = s3.with_credentials(Credentials::new("ASIAIOSFODNN7EXAMPLE", SECRET));
    assert_same(temporary.post("photos", "a"), Error::MissingSessionToken);
    let date = date();
    let scope = CredentialScope::new(&date, "us-east-1", "s3");
    let key = SigningKey::derive(SECRET, &scope);
    let derived = s3.with_credentials(Credentials::from_signing_key(ID, key));
    let (of_key, of_secret) = (derived.post("photos", "a"), s3.post("photos", "a"));
    assert_eq!(
        of_key.presign_at(date).unwrap().into_parts(),
        of_secret.presign_at(date).unwrap().into_parts()
    );
    let scope = "20130524/us-west-2/s3/aws4_request".into();
    let elsewhere = derived.with_endpoint(aws("us-west-2"));
    assert_same(elsewhere.post("photos", "a"), sigv4::Error::SigningKeyScope { scope });

    // `MaxPostPreDataLengthBytes` is 20480 in S3's responses.
    let token = "t".repeat(9_000);
    let credentials = Credentials::new(ID, SECRET).with_session_token(&*token);
    let large = s3.with_credentials(credentials.clone());
    let bytes: usize = {
        let elsewhere = s3_at(custom("files.example.com")).with_credentials(credentials);
        let form = elsewhere.post("photos", "a").presign_at(date).unwrap();
        form.fields().map(|(name, value)| name.len() + value.len()).sum()
    };
    assert_error(
        large.post("photos", "a"),
        &format!(
            "form has {bytes} bytes before the file, and S3 accepts at most 20480: leave out fields, or use a shorter \
             session token"
        ),
    );

    // A form of exactly 20480 bytes is accepted. A value is also part of the policy, so not each length is possible.
    let (mut largest, mut too_large) = (0, usize::MAX);
    for (digits, token_len) in (0..7).flat_map(|digits| (8_420..8_520).map(move |len| (digits, len))) {
        let s3 = s3.with_credentials(Credentials::new(ID, SECRET).with_session_token(&token[..token_len]));
        match s3.post("photos", "a").content_length(1..=10_u64.pow(digits)).presign_at(date) {
            Ok(form) => {
                let bytes = form.fields().map(|(name, value)| name.len() + value.len()).sum();
                largest = largest.max(bytes);
            }
            Err(Error::FormTooLarge { bytes }) => too_large = too_large.min(bytes),
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!((largest, too_large), (20_480, 20_481));
}
