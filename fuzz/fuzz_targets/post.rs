//! A form is accepted as it was signed. A changed one is accepted only where its policy leaves the value open. No
//! policy and no field makes the verifier panic.
#![no_main]

use arbitrary::Arbitrary;
use base64::{Engine, prelude::BASE64_STANDARD};
use libfuzzer_sys::fuzz_target;
use presign::{
    AmzDate, Credentials, Endpoint, PostForm, PostedFile, PostedForm, Presigner, Refusal, Verifier,
    sigv4::{CredentialScope, SigningKey},
};
use presign_fuzz::{FORM_FIELDS, optional, pairs};
use std::collections::BTreeMap;

const BUCKET: &str = "examplebucket";
const CREDENTIAL: &str = "AKIDEXAMPLE/20130524/us-east-1/s3/aws4_request";

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    key: &'a str,
    is_prefix: bool,
    #[arbitrary(with = |u: &mut _| pairs(u, FORM_FIELDS))]
    fields: Vec<(&'a str, &'a str)>,
    #[arbitrary(with = |u: &mut _| pairs(u, FORM_FIELDS))]
    open_fields: Vec<(&'a str, &'a str)>,
    size: Option<(u8, u8)>,
    #[arbitrary(with = |u: &mut _| optional(u, &["AQoDYXdzEPT//////////w+EXAMPLE=="]))]
    token: Option<&'a str>,
    file_name: &'a str,
    len: u8,
    change: Change<'a>,
    policy: &'a str,
}

#[derive(Arbitrary, Debug)]
enum Change<'a> {
    Value { at: u8, to: &'a str },
    Byte { at: u8, position: u8, to: u8 },
    Added { name: &'a str, value: &'a str },
    Dropped { at: u8 },
}

fuzz_target!(|input: Input<'_>| {
    let date: AmzDate = "20130524T000000Z".parse().expect("a date");
    verify_any_policy(&input, date);

    let credentials = Credentials::new("AKIDEXAMPLE", "secret").with_session_token(input.token);
    let s3 = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1").expect("a region"));
    let Ok(form) = input.sign(&s3, date) else { return };
    let verify = |fields: &[(String, String)]| {
        let posted = PostedForm::from_fields(fields.iter().map(|(name, value)| (&**name, &**value)))?;
        let file = PostedFile::new(input.file_name, input.len.into());
        Verifier::new("us-east-1").verify_post(&posted, BUCKET, file, date, &credentials).map(drop)
    };
    let fields: Vec<(String, String)> =
        form.fields().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let is_in_range = input.size.is_none_or(|(min, max)| (min..=max).contains(&input.len));
    match verify(&fields) {
        Ok(()) => assert!(is_in_range),
        Err(Refusal::FileTooLarge { .. } | Refusal::FileTooSmall { .. }) => return assert!(!is_in_range),
        // The name of the file is the client's.
        Err(Refusal::Form(_)) => return,
        // A list of content types, in which `${filename}` may stand.
        Err(Refusal::ConditionFailed { condition }) if condition.contains("$content-type") => return,
        Err(refusal) => panic!("{refusal}: {form:?}"),
    }

    let Some(changed) = input.change.make(fields.clone()) else { return };
    if verify(&changed).is_ok() {
        let open: Vec<_> = form.open_fields().map(|(name, _)| name.to_ascii_lowercase()).collect();
        assert_eq!(input.meaning(&changed, &open), input.meaning(&fields, &open));
    }
});

impl Input<'_> {
    fn sign(&self, s3: &Presigner, date: AmzDate) -> Result<PostForm, presign::Error> {
        let request = match self.is_prefix {
            true => s3.post_under(BUCKET, self.key),
            false => s3.post(BUCKET, self.key),
        };
        let request = self.fields.iter().fold(request, |request, &(name, value)| request.field(name, value));
        let open = self.open_fields.iter();
        let request = open.fold(request, |request, &(name, value)| request.field_starts_with(name, value));
        match self.size {
            Some((min, max)) => request.content_length(min.into()..=max.into()),
            None => request,
        }
        .presign_at(date)
    }
}

impl Input<'_> {
    /// Returns the fields that the policy covers, with their values unless these are open.
    fn meaning(&self, fields: &[(String, String)], open: &[String]) -> BTreeMap<String, Option<String>> {
        let file_name = self.file_name.rsplit(['/', '\\']).next().unwrap_or_default();
        let fields = fields.iter().map(|(name, value)| (name.to_ascii_lowercase(), value));
        fields
            .filter(|(name, _)| !name.starts_with("x-ignore-") && name != "bucket")
            .map(|(name, value)| {
                let filled = || match name.as_str() {
                    "x-amz-security-token" => value.clone(),
                    _ => value.replace("${filename}", file_name),
                };
                let value = (!open.contains(&name)).then(filled);
                (name, value)
            })
            .collect()
    }
}

impl Change<'_> {
    fn make(&self, mut fields: Vec<(String, String)>) -> Option<Vec<(String, String)>> {
        let index = |at: u8| usize::from(at) % fields.len();
        match *self {
            Self::Value { at, to } => {
                let at = index(at);
                fields[at].1 = to.into();
            }
            Self::Byte { at, position, to } => {
                let at = index(at);
                let mut bytes = fields[at].1.clone().into_bytes();
                let position = usize::from(position).checked_rem(bytes.len())?;
                bytes[position] = to;
                fields[at].1 = String::from_utf8(bytes).ok()?;
            }
            Self::Added { name, value } => fields.push((name.into(), value.into())),
            Self::Dropped { at } => drop(fields.remove(index(at))),
        }
        Some(fields)
    }
}

/// Signs an arbitrary document as a policy.
fn verify_any_policy(input: &Input<'_>, date: AmzDate) {
    let policy = BASE64_STANDARD.encode(input.policy);
    let scope = CredentialScope::new(&date, "us-east-1", "s3");
    let signature = SigningKey::derive("secret", &scope).sign_text(&policy, &scope).expect("its own scope");
    let signature = signature.to_string();
    let own = [
        ("x-amz-algorithm", "AWS4-HMAC-SHA256"),
        ("x-amz-credential", CREDENTIAL),
        ("x-amz-date", "20130524T000000Z"),
        ("policy", &policy),
        ("x-amz-signature", &signature),
        ("key", input.key),
    ];
    let fields = own.into_iter().chain(input.fields.iter().copied());
    let Ok(form) = PostedForm::from_fields(fields) else { return };
    let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    let file = PostedFile::streamed(input.file_name);
    let verdict = Verifier::new("us-east-1").verify_post(&form, BUCKET, file, date, &credentials);
    let _ = verdict.map(|verified| verified.key().len()).map_err(|refusal| refusal.to_xml("/", ""));
}
