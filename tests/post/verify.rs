//! Forms as a server receives them: what is accepted, and why the rest is refused.

use super::*;
use presign::{FormError, KeyLookup, PostedFile, PostedForm, Refusal, SigningKeys, VerifiedPost, Verifier};

const BUCKET: &str = "examplebucket";
const CREDENTIAL: &str = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";

fn keys() -> Credentials {
    Credentials::new(ID, SECRET)
}

fn now() -> AmzDate {
    "20130524T000001Z".parse().unwrap()
}

/// The fields of a form, and the file that comes with it.
#[derive(Clone)]
struct Sent {
    fields: Vec<(String, String)>,
    file_name: String,
    len: u64,
}

impl Sent {
    fn of(form: &PostForm) -> Self {
        Self::of_fields(form.fields())
    }

    fn of_fields<'f>(fields: impl IntoIterator<Item = (&'f str, &'f str)>) -> Self {
        let fields = fields.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { fields, file_name: "duck.jpg".into(), len: 5 }
    }

    /// Signs any document as a policy, with the usual fields of a signature and the given ones.
    fn with_policy(policy: impl AsRef<[u8]>, fields: &[(&str, &str)]) -> Self {
        let policy = BASE64_STANDARD.encode(policy);
        Self::with_encoded(&policy, fields)
    }

    fn with_encoded(policy: &str, fields: &[(&str, &str)]) -> Self {
        let signature = sign(policy, CREDENTIAL);
        let auth = [
            ("x-amz-algorithm", "AWS4-HMAC-SHA256"),
            ("x-amz-credential", CREDENTIAL),
            ("x-amz-date", "20130524T000000Z"),
            ("policy", policy),
            ("x-amz-signature", &signature),
        ];
        Self::of_fields(fields.iter().copied().chain(auth))
    }

    /// Signs a policy with the given conditions and those of the signature.
    fn with_conditions(conditions: &str, fields: &[(&str, &str)]) -> Self {
        Self::with_policy(policy_with(conditions), fields)
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        match self.fields.iter_mut().find(|field| field.0 == name) {
            Some(field) => field.1 = value.into(),
            None => self.fields.push((name.into(), value.into())),
        }
        self
    }

    fn without(mut self, name: &str) -> Self {
        self.fields.retain(|(other, _)| other != name);
        self
    }

    fn with_file(self, file_name: &str, len: u64) -> Self {
        Self { file_name: file_name.into(), len, ..self }
    }

    fn verify(&self) -> Result<String, Refusal> {
        self.verify_with(&Verifier::new("us-east-1"), now(), &keys(), |verified| verified.key().to_owned())
    }

    fn verify_with<T>(
        &self,
        verifier: &Verifier,
        now: AmzDate,
        keys: &impl SigningKeys,
        read: impl FnOnce(&VerifiedPost<'_>) -> T,
    ) -> Result<T, Refusal> {
        let fields = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let form = PostedForm::from_fields(fields)?;
        let file = PostedFile::new(&self.file_name, self.len);
        verifier.verify_post(&form, BUCKET, file, now, keys).map(|verified| read(&verified))
    }

    #[track_caller]
    fn assert_refused(&self, refusal: impl Into<Refusal>) {
        assert_eq!(self.verify(), Err(refusal.into()));
    }
}

/// Returns a policy with the given conditions and those of the signature.
fn policy_with(conditions: &str) -> String {
    format!(
        r#"{{"expiration": "2013-05-24T00:15:00Z", "conditions": [{{"bucket": "{BUCKET}"}},
            {{"x-amz-algorithm": "AWS4-HMAC-SHA256"}}, {{"x-amz-credential": "{CREDENTIAL}"}},
            {{"x-amz-date": "20130524T000000Z"}}, {conditions}]}}"#
    )
}

#[test]
fn the_documented_form_is_accepted_as_documented() {
    let policy = BASE64_STANDARD.encode(EXAMPLE.replace('\n', "\r\n"));
    // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-post-example.html: the fields of its form.
    let fields = [
        ("key", "user/user1/${filename}"),
        ("acl", "public-read"),
        ("success_action_redirect", "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"),
        ("Content-Type", "image/jpeg"),
        ("x-amz-meta-uuid", "14365123651274"),
        ("x-amz-server-side-encryption", "AES256"),
        ("X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"),
        ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"),
        ("X-Amz-Date", "20151229T000000Z"),
        ("x-amz-meta-tag", ""),
        ("Policy", policy.as_str()),
        ("X-Amz-Signature", "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e"),
    ];
    let form = PostedForm::from_fields(fields).unwrap();
    let verify = |bucket, now: &str| {
        let file = PostedFile::new("MyFilename.jpg", 1);
        let verified =
            Verifier::new("us-east-1").verify_post(&form, bucket, file, now.parse().unwrap(), &keys())?;
        Ok((verified.key().to_owned(), verified.expires_at().to_string()))
    };
    let bucket = "sigv4examplebucket";
    let accepted = Ok(("user/user1/MyFilename.jpg".to_owned(), "20151230T120000Z".to_owned()));
    assert_eq!(verify(bucket, "20151229T000000Z"), accepted);
    assert_eq!(verify(bucket, "20151230T115959Z"), accepted);
    let expires_at = "20151230T120000Z".parse().unwrap();
    assert_eq!(
        verify(bucket, "20151230T120000Z"),
        Err(Refusal::PolicyExpired { expires_at, now: expires_at })
    );
    let condition = r#"["eq", "$bucket", "sigv4examplebucket"]"#.into();
    assert_eq!(verify("another", "20151229T000000Z"), Err(Refusal::ConditionFailed { condition }));
}

#[test]
fn forms_of_other_signers_are_accepted() {
    let recorded: Recorded = toml::from_str(include_str!("../vectors/post.toml")).unwrap();
    let mut verified = 0;
    for row in &recorded.form {
        let bucket = if row.what == "dots" { "my.example.bucket" } else { BUCKET };
        let mut fields: Vec<_> =
            row.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend([("policy", &*row.policy), ("x-amz-signature", &*row.signature)]);
        let form = PostedForm::from_fields(fields).unwrap();
        let credentials = [keys(), keys().with_session_token(TOKEN)];
        let file = PostedFile::new("duck.jpg", 5);
        let result = Verifier::any_region().verify_post(&form, bucket, file, now(), &credentials[..]);
        assert!(result.is_ok(), "{} of {}: {result:?}", row.what, row.by);
        verified += 1;
    }
    assert_eq!(verified, 13);
}

/// Conditions, the fields besides those of the signature, and the key or the failed condition.
type Row = (&'static str, &'static [(&'static str, &'static str)], Result<&'static str, String>);

#[test]
fn conditions_are_checked_as_documented() {
    const FAILED: fn(&str) -> Result<&'static str, String> = |condition| Err(condition.to_owned());
    let key = r#"{"key": "k"}"#;
    // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html, "Condition Matching",
    // "Conditions" and "Character Escaping".
    let rows: &[Row] = &[
        (key, &[("key", "k")], Ok("k")),
        (key, &[("key", "K")], FAILED(r#"["eq", "$key", "k"]"#)),
        (r#"["eq", "$key", "k"]"#, &[("key", "k")], Ok("k")),
        (r#"["eq", "$KEY", "k"]"#, &[("Key", "k")], Ok("k")),
        (r#"{"Key": "k"}"#, &[("kEY", "k")], Ok("k")),
        (r#"["starts-with", "$key", "user/"]"#, &[("key", "user/a/b")], Ok("user/a/b")),
        (r#"["starts-with", "$key", "user/"]"#, &[("key", "user/")], Ok("user/")),
        (r#"["starts-with", "$key", ""]"#, &[("key", "any")], Ok("any")),
        (
            r#"["starts-with", "$key", "user/"]"#,
            &[("key", "users/")],
            FAILED(r#"["starts-with", "$key", "user/"]"#),
        ),
        // All conditions of a field must hold.
        (
            r#"["starts-with", "$key", "a"], ["starts-with", "$key", "ab"]"#,
            &[("key", "ac")],
            FAILED(r#"["starts-with", "$key", "ab"]"#),
        ),
        // A condition needs its field, even with any value: stackoverflow.com/questions/17585881.
        (
            r#"{"key": "k"}, ["starts-with", "$filename", ""]"#,
            &[("key", "k")],
            FAILED(r#"["starts-with", "$filename", ""]"#),
        ),
        (r#"{"key": "k"}, {"acl": "private"}"#, &[("key", "k")], FAILED(r#"["eq", "$acl", "private"]"#)),
        // Variables are replaced before the policy is checked, by the name after the last slash or backslash.
        (r#"["starts-with", "$key", "user/"]"#, &[("key", "user/${filename}")], Ok("user/duck.jpg")),
        (r#"{"key": "user/duck.jpg"}"#, &[("key", "user/${filename}")], Ok("user/duck.jpg")),
        (
            r#"{"key": "user/${filename}"}"#,
            &[("key", "user/${filename}")],
            FAILED(r#"["eq", "$key", "user/${filename}"]"#),
        ),
        (
            r#"{"key": "k"}, {"x-amz-meta-name": "duck.jpg"}"#,
            &[("key", "k"), ("x-amz-meta-name", "${filename}")],
            Ok("k"),
        ),
        // A content type with commas is a list.
        (
            r#"{"key": "k"}, ["starts-with", "$Content-Type", "image/"]"#,
            &[("key", "k"), ("Content-Type", "image/jpg,image/png,image/gif")],
            Ok("k"),
        ),
        (
            r#"{"key": "k"}, ["starts-with", "$Content-Type", "image/"]"#,
            &[("key", "k"), ("Content-Type", "image/jpg,text/html")],
            FAILED(r#"["starts-with", "$content-type", "image/"]"#),
        ),
        (
            r#"{"key": "k"}, ["starts-with", "$Content-Type", "image/"]"#,
            &[("key", "k"), ("Content-Type", "image/jpg, ")],
            FAILED(r#"["starts-with", "$content-type", "image/"]"#),
        ),
        (
            r#"{"key": "k"}, {"Content-Type": "image/jpg,text/html"}"#,
            &[("key", "k"), ("content-type", "image/jpg,text/html")],
            Ok("k"),
        ),
        // Escapes, with `\$` and `\v`, which JSON does not have.
        (r#"{"key": "\$ \\ \u00e9 \ud83e\udd86 \" \/"}"#, &[("key", "$ \\ é 🦆 \" /")], Ok("$ \\ é 🦆 \" /")),
        (r#"{"key": "\\$"}"#, &[("key", "\\$")], Ok("\\$")),
        (r#"{"key": "\v\b\f\n\r\t"}"#, &[("key", "\u{b}\u{8}\u{c}\n\r\t")], Ok("\u{b}\u{8}\u{c}\n\r\t")),
        // Secrets are not repeated.
        (
            r#"{"key": "k"}, {"x-amz-server-side-encryption-customer-key": "c2VjcmV0"}"#,
            &[("key", "k")],
            FAILED(r#"["eq", "$x-amz-server-side-encryption-customer-key", ".."]"#),
        ),
        (
            r#"{"key": "k"}, {"X-Amz-Security-Token": "c2VjcmV0"}"#,
            &[("key", "k")],
            FAILED(r#"["eq", "$x-amz-security-token", ".."]"#),
        ),
        (
            r#"{"key": "k"}, {"X-Amz-Signature": "0123456789abcdef"}"#,
            &[("key", "k")],
            FAILED(r#"["eq", "$x-amz-signature", ".."]"#),
        ),
    ];
    for (conditions, fields, expected) in rows {
        let result = Sent::with_conditions(conditions, fields).verify();
        let expected =
            expected.clone().map(str::to_owned).map_err(|condition| Refusal::ConditionFailed { condition });
        assert_eq!(result, expected, "{conditions} {fields:?}");
    }
}

#[test]
fn every_field_needs_a_condition() {
    let conditions = r#"{"key": "k"}, {"acl": "private"}"#;
    let sent = Sent::with_conditions(conditions, &[("key", "k"), ("acl", "private")]);
    assert_eq!(sent.verify(), Ok("k".into()));
    // The page excepts x-amz-signature, file, policy and names with the prefix x-ignore-.
    assert_eq!(sent.clone().with("x-ignore-me", "a").with("X-IGNORE-THAT", "b").verify(), Ok("k".into()));
    for name in ["submit", "Expires", "x-amz-meta-a", "x-ignor", "x-amz-expires", "x-amz-storage-class"] {
        sent.clone()
            .with(name, "")
            .assert_refused(Refusal::FieldNotCovered { name: name.to_ascii_lowercase() });
    }
    for (policy, name) in [
        (policy_with(conditions).replace(r#"{"bucket": "examplebucket"},"#, ""), "bucket"),
        (policy_with(conditions).replace(r#"{"x-amz-date": "20130524T000000Z"},"#, ""), "x-amz-date"),
        (policy_with(r#"{"acl": "private"}"#), "key"),
    ] {
        Sent::with_policy(policy, &[("key", "k"), ("acl", "private")])
            .assert_refused(Refusal::FieldNotCovered { name: name.into() });
    }
}

#[test]
fn the_length_of_the_file_is_limited_by_every_range() {
    let verify = |ranges: &str, len| {
        let conditions = format!(r#"{{"key": "k"}}{ranges}"#);
        Sent::with_conditions(&conditions, &[("key", "k")]).with_file("duck.jpg", len).verify().map(|_| ())
    };
    for len in [0, 1, u64::MAX] {
        assert_eq!(verify("", len), Ok(()));
    }
    // Some signers write the numbers as text.
    for range in [r#", ["content-length-range", 2, 10]"#, r#", ["content-length-range", "2", "10"]"#] {
        assert_eq!(verify(range, 2), Ok(()));
        assert_eq!(verify(range, 10), Ok(()));
        assert_eq!(verify(range, 1), Err(Refusal::FileTooSmall { len: 1, min: 2 }));
        assert_eq!(verify(range, 11), Err(Refusal::FileTooLarge { len: 11, max: 10 }));
    }
    let two = r#", ["content-length-range", 0, 10], ["content-length-range", 5, 18446744073709551615]"#;
    assert_eq!(verify(two, 4), Err(Refusal::FileTooSmall { len: 4, min: 5 }));
    assert_eq!(verify(two, 5), Ok(()));
    assert_eq!(verify(two, 11), Err(Refusal::FileTooLarge { len: 11, max: 10 }));
    let empty = r#", ["content-length-range", 3, 2]"#;
    for len in 0..6 {
        assert!(verify(empty, len).is_err());
    }
}

#[test]
fn the_length_of_a_streamed_file_is_checked_later() {
    let form = s3().post(BUCKET, "duck.jpg").content_length(2..=10).presign_at(date()).unwrap();
    let posted = PostedForm::from_fields(form.fields()).unwrap();
    let verifier = Verifier::new("us-east-1");
    let verified =
        verifier.verify_post(&posted, BUCKET, PostedFile::streamed("duck.jpg"), now(), &keys()).unwrap();
    assert_eq!(verified.content_length(), 2..=10);
    assert_eq!(verified.check_len(10), Ok(()));
    assert_eq!(verified.check_len(11), Err(Refusal::FileTooLarge { len: 11, max: 10 }));
    assert_eq!(verified.check_len(1), Err(Refusal::FileTooSmall { len: 1, min: 2 }));

    let free = s3().post(BUCKET, "duck.jpg").presign_at(date()).unwrap();
    let posted = PostedForm::from_fields(free.fields()).unwrap();
    let verified = verifier.verify_post(&posted, BUCKET, PostedFile::streamed(""), now(), &keys()).unwrap();
    assert_eq!(verified.content_length(), 0..=u64::MAX);
}

#[test]
fn the_name_of_the_file_is_what_follows_the_last_slash() {
    let form = s3().post_under(BUCKET, "u/").presign_at(date()).unwrap();
    for (name, key) in [
        ("duck.jpg", "u/duck.jpg"),
        ("C:\\photos\\duck.jpg", "u/duck.jpg"),
        ("../../etc/passwd", "u/passwd"),
        ("a\\b/c", "u/c"),
        ("..", "u/.."),
        ("", "u/"),
        ("a/", "u/"),
        ("${filename}", "u/${filename}"),
        ("été 🦆", "u/été 🦆"),
    ] {
        assert_eq!(Sent::of(&form).with_file(name, 5).verify(), Ok(key.into()), "{name}");
    }
    let long = "x".repeat(1024);
    assert_eq!(Sent::of(&form).with_file(&long, 5).verify(), Ok(format!("u/{long}")));
    Sent::of(&form).with_file(&(long + "x"), 5).assert_refused(FormError::FileNameTooLong);

    let all = s3().post_under(BUCKET, "").presign_at(date()).unwrap();
    assert_eq!(Sent::of(&all).verify(), Ok("duck.jpg".into()));
    Sent::of(&all).with_file("", 5).assert_refused(FormError::EmptyKey);
    Sent::of(&all).with_file("duck/", 5).assert_refused(FormError::EmptyKey);
}

#[test]
fn a_form_without_its_signature_is_refused() {
    let form = full(&s3()).presign_at(date()).unwrap();
    let sent = Sent::of(&form);
    for field in ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-Signature", "policy", "key"] {
        sent.clone().without(&field.to_ascii_lowercase()).assert_refused(FormError::Missing { field });
    }
    let public = [("key", "k"), ("acl", "private")];
    Sent::of_fields(public).assert_refused(FormError::NotSigned);
    Sent::of_fields(public)
        .with("policy", "e30=")
        .assert_refused(FormError::Missing { field: "X-Amz-Algorithm" });
    let version_2 = [("key", "k"), ("policy", "e30="), ("AWSAccessKeyId", ID), ("signature", "c2ln")];
    Sent::of_fields(version_2).assert_refused(FormError::SignatureVersion2);

    sent.clone().with("x-amz-algorithm", "AWS4-HMAC-SHA1").assert_refused(FormError::Algorithm);
    sent.clone().with("x-amz-date", "20130525T000000Z").assert_refused(FormError::ScopeDay);
    for (name, field, value) in [
        ("x-amz-credential", "X-Amz-Credential", "AKIAIOSFODNN7EXAMPLE"),
        (
            "x-amz-credential",
            "X-Amz-Credential",
            "AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request",
        ),
        ("x-amz-date", "X-Amz-Date", "2013-05-24T00:00:00Z"),
        ("x-amz-signature", "X-Amz-Signature", "8AFDBF4008"),
    ] {
        sent.clone().with(name, value).assert_refused(FormError::Malformed { field });
    }
    for value in ["another", "ANOTHER", ""] {
        let upper = sent.clone().with("KEY", value);
        upper.assert_refused(FormError::Repeated { field: "key".into() });
    }
    sent.clone().with("File", "text").assert_refused(FormError::File);
    sent.clone().with("bucket", "another").assert_refused(FormError::Bucket);
    assert_eq!(sent.with("bucket", BUCKET).verify(), Ok("uploads/duck.jpg".into()));
}

#[test]
fn the_key_is_that_of_the_claimed_credentials() {
    let temporary = keys().with_session_token(TOKEN);
    let session = keys().with_s3_express_session_token(TOKEN);
    let form = |credentials: &Credentials| {
        let s3 = s3().with_credentials(credentials.clone());
        match s3.post(BUCKET, "duck.jpg").presign_at(date()) {
            Ok(form) => Sent::of(&form),
            Err(error) => {
                assert_eq!(error, Error::SessionOfDirectoryBucket);
                let conditions = format!(r#"{{"key": "k"}}, {{"x-amz-s3session-token": "{TOKEN}"}}"#);
                Sent::with_conditions(&conditions, &[("key", "k"), ("x-amz-s3session-token", TOKEN)])
            }
        }
    };
    let verify =
        |form: &Sent, keys: &Credentials| form.verify_with(&Verifier::new("us-east-1"), now(), keys, |_| ());
    for (signer, verifier, expected) in [
        (keys(), keys(), Ok(())),
        (temporary.clone(), temporary.clone(), Ok(())),
        (session.clone(), session.clone(), Ok(())),
        (keys(), temporary.clone(), Err(Refusal::InvalidToken)),
        (temporary.clone(), keys(), Err(Refusal::InvalidToken)),
        // A token of one kind is not one of the other kind.
        (session.clone(), temporary.clone(), Err(Refusal::InvalidToken)),
        (temporary.clone(), session.clone(), Err(Refusal::InvalidToken)),
        (keys(), Credentials::new("AKIDANOTHER", SECRET), Err(Refusal::InvalidAccessKeyId)),
        (keys(), Credentials::new(ID, "another secret"), Err(Refusal::SignatureDoesNotMatch)),
        (temporary.clone(), temporary.clone().with_expiry(now()), Err(Refusal::ExpiredToken)),
    ] {
        assert_eq!(verify(&form(&signer), &verifier), expected, "{signer:?} {verifier:?}");
    }

    let claimed = |form: Sent| {
        let fields = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let posted = PostedForm::from_fields(fields).unwrap();
        let claim = posted.claim();
        let token = claim.session_token().map(str::to_owned);
        (token, claim.session_token_parameter(), claim.region_set().map(str::to_owned))
    };
    let token = Some(TOKEN.to_owned());
    assert_eq!(claimed(form(&temporary)), (token.clone(), Some("X-Amz-Security-Token"), None));
    assert_eq!(claimed(form(&session)), (token, Some("X-Amz-S3session-Token"), None));
    assert_eq!(claimed(form(&keys())), (None, None, None));

    let lookup = KeyLookup(|claim| {
        assert_eq!((claim.access_key_id(), claim.session_token()), (ID, None));
        Ok(SigningKey::derive(SECRET, &claim.scope()))
    });
    let verifier = Verifier::new("us-east-1");
    assert_eq!(form(&keys()).verify_with(&verifier, now(), &lookup, |_| ()), Ok(()));
    let region = Verifier::new("eu-west-1");
    let refusal = form(&keys()).verify_with(&region, now(), &lookup, |_| ()).unwrap_err();
    assert_eq!(refusal, Refusal::Region { expected: "eu-west-1".into() });
    let service = verifier.clone().service("s3express");
    let refusal = form(&keys()).verify_with(&service, now(), &lookup, |_| ()).unwrap_err();
    assert_eq!(refusal, Refusal::Service { expected: "s3express".into() });
    let early: AmzDate = "20130523T234459Z".parse().unwrap();
    let refusal = form(&keys()).verify_with(&verifier, early, &lookup, |_| ()).unwrap_err();
    assert_eq!(refusal, Refusal::NotYetValid { date: date(), now: early });
}

#[test]
fn a_malformed_policy_is_refused() {
    let sent = |policy: &str| Sent::with_policy(policy, &[("key", "k")]);
    for policy in [
        "",
        "null",
        "[]",
        "{",
        "{} {}",
        "\"expiration\"",
        r#"{"expiration": "2013-05-24T00:15:00Z", "conditions": [],}"#,
        r#"{'expiration': '2013-05-24T00:15:00Z', 'conditions': []}"#,
        r#"{"expiration": "2013-05-24T00:15:00Z", "conditions": [["eq", "$key", "\x"]]}"#,
        r#"{"expiration": "2013-05-24T00:15:00Z", "conditions": [["eq", "$key", "\ud800"]]}"#,
        r#"{"expiration": "2013-05-24T00:15:00Z", "conditions": [["content-length-range", 1, 1e999]]}"#,
        &"[".repeat(40_000),
        &r#"{"a":"#.repeat(8_000),
        &format!(r#"{{"conditions": {}"#, "[".repeat(40_000)),
    ] {
        sent(policy).assert_refused(FormError::PolicyJson);
    }
    for policy in [
        "{}",
        r#"{"expiration": "2013-05-24T00:15:00Z"}"#,
        r#"{"conditions": []}"#,
        r#"{"expiration": "2013-05-24T00:15:00Z", "conditions": {}}"#,
        r#"{"expiration": "2013-05-24T00:15:00Z", "conditions": null}"#,
        r#"{"expiration": "2013-05-24T00:15:00Z", "conditions": [], "Conditions": []}"#,
        r#"{"expiration": "2013-05-24T00:15:00Z", "conditions": [], "conditions": []}"#,
        r#"{"expiration": "2013-05-24T00:15:00Z", "expiration": "2023-05-24T00:15:00Z", "conditions": []}"#,
        r#"{"expiration": "2013-05-24T00:15:00Z", "conditions": [], "a": 1}"#,
    ] {
        sent(policy).assert_refused(FormError::PolicyMembers);
    }
    for expiration in
        ["1369354500", "null", "\"\"", "\"tomorrow\"", "\"20130524T001500Z\"", "\"2013-05-24\"", "[]"]
    {
        let policy = format!(r#"{{"expiration": {expiration}, "conditions": []}}"#);
        sent(&policy).assert_refused(FormError::PolicyExpiration);
    }
    for condition in [
        "1",
        "null",
        "\"key\"",
        "{}",
        r#"{"key": "k", "acl": "private"}"#,
        r#"{"key": "k", "key": "k"}"#,
        r#"{"key": 1}"#,
        r#"{"key": null}"#,
        r#"{"key": ["k"]}"#,
        r#"{"key": {"k": "k"}}"#,
        "[]",
        r#"["eq", "$key"]"#,
        r#"["eq", "$key", "k", "k"]"#,
        r#"["eq", "key", "k"]"#,
        r#"["eq", "$key", 1]"#,
        r#"["EQ", "$key", "k"]"#,
        r#"["ends-with", "$key", "k"]"#,
        r#"["starts-with", "$key", true]"#,
        r#"["starts-with", ["$key"], "k"]"#,
        r#"["content-length-range", 1]"#,
        r#"["content-length-range", -1, 2]"#,
        r#"["content-length-range", 1, 2.5]"#,
        r#"["content-length-range", 1, 1e3]"#,
        r#"["content-length-range", 1, 18446744073709551616]"#,
        r#"["content-length-range", 1, "18446744073709551616"]"#,
        r#"["content-length-range", 1, "+2"]"#,
        r#"["content-length-range", "", 2]"#,
        r#"["content-length-range", null, 2]"#,
        &format!("{}{}", "[".repeat(100), "]".repeat(100)),
    ] {
        let policy = policy_with(&format!(r#"{{"key": "k"}}, {condition}"#));
        sent(&policy).assert_refused(FormError::PolicyCondition { number: 6 });
    }
    for encoded in ["e30", "e30=\n", "e 30=", "$", "////"] {
        Sent::with_encoded(encoded, &[("key", "k")]).assert_refused(FormError::PolicyEncoding);
    }
    // An invalid policy is not read before its signature is verified.
    sent("null").with("x-amz-signature", &"0".repeat(64)).assert_refused(Refusal::SignatureDoesNotMatch);
}

#[test]
fn a_large_form_is_refused() {
    let sent = Sent::with_conditions(r#"{"key": "k"}"#, &[("key", "k")]);
    let bytes: usize = sent.fields.iter().map(|(name, value)| name.len() + value.len()).sum();
    let room = 65_536 - bytes - "x-ignore-a".len();
    assert_eq!(sent.clone().with("x-ignore-a", &"x".repeat(room)).verify(), Ok("k".into()));
    sent.clone().with("x-ignore-a", &"x".repeat(room + 1)).assert_refused(FormError::TooLarge);
    let mut many = sent;
    many.fields
        .extend((many.fields.len()..1_024).map(|number| (format!("x-ignore-{number}"), String::new())));
    assert_eq!(many.verify(), Ok("k".into()));
    many.with("x-ignore-1025", "").assert_refused(FormError::TooManyFields);
}

#[test]
fn the_bucket_is_found_by_the_host_and_the_path() {
    let verifier = Verifier::new("us-east-1").domain("s3.example.com:9000").domain("localhost");
    let below = verifier.clone().base_path("/my%20files/s3").unwrap();
    for (verifier, host, path, bucket) in [
        (&verifier, "localhost:9000", "/photos", Some("photos")),
        (&verifier, "localhost", "/photos/", Some("photos")),
        (&verifier, "localhost", "/ph%6ftos", Some("photos")),
        (&verifier, "photos.s3.example.com:9000", "/", Some("photos")),
        (&verifier, "my.photos.s3.example.com:9000", "/", Some("my.photos")),
        (&verifier, "s3.example.com", "/photos", None),
        (&verifier, "localhost", "/", None),
        (&verifier, "localhost", "/photos/duck.jpg", None),
        (&verifier, "localhost", "photos", None),
        (&verifier, "localhost", "/%", None),
        (&verifier, "", "/photos", None),
        (&below, "localhost", "/my%20files/s3/photos", Some("photos")),
        (&below, "localhost", "/my files/s3/photos", Some("photos")),
        (&below, "localhost", "/photos", None),
        (&below, "localhost", "/my%20files/s3", None),
    ] {
        assert_eq!(verifier.bucket(host, path).as_deref(), bucket, "{host} {path}");
    }
}

#[test]
fn only_signed_fields_are_returned() {
    let form = full(&s3()).presign_at(date()).unwrap();
    let sent = Sent::of(&form).with("x-ignore-page", "7").with("x-ignore-other", "8");
    let names = sent.verify_with(&Verifier::new("us-east-1"), now(), &keys(), |verified| {
        assert_eq!(verified.field("X-Ignore-Page"), None);
        assert_eq!(verified.field("ACL"), form.fields().find(|field| field.0 == "acl").map(|field| field.1));
        assert_eq!(verified.bucket(), BUCKET);
        assert_eq!(verified.form().field("x-ignore-page"), Some("7"));
        let names: Vec<_> = verified.fields().map(|(name, _)| name.to_owned()).collect();
        let others: Vec<_> = names.iter().map(|name| name.to_ascii_uppercase()).collect();
        let others: Vec<_> = others.iter().map(String::as_str).collect();
        assert_eq!(verified.takes_only(&others), Ok(()));
        for name in names.iter().filter(|name| *name != "key") {
            let others: Vec<_> = names.iter().filter(|other| *other != name).map(String::as_str).collect();
            let refusal = Refusal::FieldNotImplemented { name: name.clone() };
            assert_eq!(verified.takes_only(&others), Err(refusal));
        }
        names
    });
    let auth = ["policy", "x-amz-algorithm", "x-amz-credential", "x-amz-date", "x-amz-signature"];
    let expected: BTreeSet<_> = form.fields().map(|(name, _)| name.to_ascii_lowercase()).collect();
    let expected: Vec<_> = expected
        .into_iter()
        .filter(|name| !auth.contains(&&**name) && !name.starts_with("x-ignore-"))
        .collect();
    assert_eq!(names, Ok(expected));
}

#[test]
fn debug_of_a_posted_form_shows_no_secret() {
    let s3 = s3().with_credentials(keys().with_session_token(TOKEN));
    let form = s3.post(BUCKET, "duck.jpg").sse_c(&[7; 32], &[8; 16]).presign_at(date()).unwrap();
    let debug = Sent::of(&form)
        .verify_with(&Verifier::new("us-east-1"), now(), &keys().with_session_token(TOKEN), |verified| {
            assert!(format!("{:?}", verified.form()).starts_with("PostedForm"));
            format!("{verified:?} {:?}", verified.form().claim())
        })
        .unwrap();
    assert!(debug.contains("AKIAIOSFODNN7EXAMPLE") && debug.contains("duck.jpg"));
    for name in
        ["policy", "x-amz-signature", "x-amz-security-token", "x-amz-server-side-encryption-customer-key"]
    {
        assert!(!debug.contains(field(&form, name).unwrap()), "{name}");
    }
}

/// Returns what the small server of this file and the crate make of an upload.
fn verdicts(sent: &Sent) -> (Result<(), String>, Result<(), Refusal>) {
    let upload =
        Upload { fields: sent.fields.clone(), file_name: sent.file_name.clone(), file_len: sent.len };
    (upload.is_accepted_by(BUCKET, NOW), sent.verify().map(|_| ()))
}

#[test]
fn no_covered_field_can_be_changed() {
    let form = full(&s3()).presign_at(date()).unwrap();
    let sent = Sent::of(&form);
    assert_eq!(verdicts(&sent), (Ok(()), Ok(())));
    let open: Vec<_> = form.open_fields().collect();
    let mut changes = 0;
    for (name, value) in form.fields().filter(|(name, _)| !name.starts_with("x-ignore-")) {
        assert!(sent.clone().without(name).verify().is_err(), "without {name}");
        let prefix = open.iter().find(|(other, _)| *other == name).map(|(_, prefix)| *prefix);
        for (at, c) in value.char_indices() {
            for other in ['\0', 'a', 'A', '0', '=', '$', '/'].into_iter().filter(|other| *other != c) {
                let changed = [&value[..at], &other.to_string(), &value[at + c.len_utf8()..]].concat();
                let may_differ = prefix.is_some_and(|prefix| changed.starts_with(prefix));
                let changed = sent.clone().with(name, &changed);
                assert_eq!(changed.verify().is_ok(), may_differ, "{name}: {:?}", changed.fields);
                changes += 1;
            }
        }
    }
    assert!(changes > 5_000, "{changes}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_signed_is_verified(
        key in "[^\\p{Cc}]{1,40}",
        is_prefix in any::<bool>(),
        fields in prop::collection::vec((name(), "[ -~]{0,30}", any::<bool>()), 0..8),
        size in prop::option::of((0_u64..9, 5_u64..20)),
        file_name in "[^\\p{Cc}/\\\\]{0,20}",
        len in 0_u64..20,
        change in prop::option::of((any::<prop::sample::Index>(), "[ -~]{0,12}")),
    ) {
        let Ok(form) = signed(&s3(), &key, is_prefix, &fields, size) else { return Ok(()) };
        let mut sent = Sent::of(&form).with_file(&file_name, len);
        if let Some((index, value)) = change {
            let at = index.index(sent.fields.len());
            sent.fields[at].1 = value;
        }
        // Lists of content types are in the table above.
        prop_assume!(!sent.fields.iter().any(|(name, value)| {
            name.eq_ignore_ascii_case("content-type") && value.contains([',', ' '])
        }));
        let is_empty_key = sent.fields[0].1.replace("${filename}", &file_name).is_empty();
        let (expected, verdict) = verdicts(&sent);
        prop_assert_eq!(verdict.is_ok(), expected.is_ok() && !is_empty_key, "{:?} {:?}", expected, verdict);
    }

    #[test]
    fn no_form_panics(
        fields in prop::collection::vec((
            prop_oneof![
                prop::sample::select(&["key", "policy", "x-amz-algorithm", "x-amz-credential", "x-amz-date",
                    "x-amz-signature", "bucket", "file", "content-type"][..]).prop_map(str::to_owned),
                any::<String>(),
            ],
            any::<String>(),
        ), 0..12),
        policy in any::<String>(),
        file_name in any::<String>(),
    ) {
        let mut sent = Sent::of_fields([]);
        sent.fields = fields;
        let _ = sent.clone().with_file(&file_name, 5).verify();
        prop_assert!(Sent::with_policy(&policy, &[("key", "k")]).with_file(&file_name, 5).verify().is_err());
    }
}
