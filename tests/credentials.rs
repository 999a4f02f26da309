//! Credentials from their various sources.

use presign::{AmzDate, Credentials, Endpoint, Error, Presigner};
use std::time::{Duration, UNIX_EPOCH};

/// Returns a URL, which depends on the access key id, the secret and the token.
fn url(credentials: &Credentials) -> String {
    let s3 = Presigner::new(credentials.clone(), Endpoint::aws("us-east-1").unwrap());
    let date = "20090101T000000Z".parse().unwrap();
    s3.get("examplebucket", "duck.jpg").presign_at(date).unwrap().into_url()
}

const ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

struct Row {
    source: &'static str,
    document: &'static str,
    id: &'static str,
    secret: &'static str,
    token: Option<&'static str>,
    expiry: Option<&'static str>,
}

/// The examples of each source's documentation.
const DOCUMENTED: [Row; 10] = [
    Row {
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html",
        document: r#"{
            "Code" : "Success",
            "LastUpdated" : "2012-04-26T16:39:16Z",
            "Type" : "AWS-HMAC",
            "AccessKeyId" : "ASIAIOSFODNN7EXAMPLE",
            "SecretAccessKey" : "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "Token" : "token",
            "Expiration" : "2017-05-17T15:09:54Z"
        }"#,
        id: "ASIAIOSFODNN7EXAMPLE",
        secret: SECRET,
        token: Some("token"),
        expiry: Some("20170517T150954Z"),
    },
    Row {
        source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
        document: r#"{
            "RoleArn": "arn:aws:iam::123456789012:role/SSMTaskRole-SSMFargateTaskIAMRole-DASWWSF2WGD6",
            "AccessKeyId": "AKIAIOSFODNN7EXAMPLE",
            "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "Token": "IQoJb3JpZ2luX2VjEEM/Example==",
            "Expiration": "2021-01-16T00:51:53Z"
        }"#,
        id: ID,
        secret: SECRET,
        token: Some("IQoJb3JpZ2luX2VjEEM/Example=="),
        expiry: Some("20210116T005153Z"),
    },
    Row {
        // The page has placeholders for the values.
        source: "https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html",
        document: r#"{
            "Version": 1,
            "AccessKeyId": "AKIAIOSFODNN7EXAMPLE",
            "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "SessionToken": "AQoDYXdzEPT//////////wEXAMPLE==",
            "Expiration": "2022-05-26T12:34:56.789Z"
        }"#,
        id: ID,
        secret: SECRET,
        token: Some("AQoDYXdzEPT//////////wEXAMPLE=="),
        expiry: Some("20220526T123456Z"),
    },
    Row {
        // Long-term credentials: "If [SessionToken] isn't present, the SDK assumes that the credentials are long-term".
        source: "https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html",
        document: r#"{"Version":1,"AccessKeyId":"AKIAIOSFODNN7EXAMPLE","SecretAccessKey":"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}"#,
        id: ID,
        secret: SECRET,
        token: None,
        expiry: None,
    },
    Row {
        // `aws configure export-credentials --format process` writes the offset in this form.
        source: "https://docs.aws.amazon.com/cli/latest/reference/configure/export-credentials.html",
        document: r#"{
            "Version": 1,
            "AccessKeyId": "ASIAIOSFODNN7EXAMPLE",
            "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "SessionToken": "token",
            "Expiration": "2026-01-01T12:00:00+00:00"
        }"#,
        id: "ASIAIOSFODNN7EXAMPLE",
        secret: SECRET,
        token: Some("token"),
        expiry: Some("20260101T120000Z"),
    },
    Row {
        // The example of AssumeRole in botocore 1.43.11, data/sts/2011-06-15/examples-1.json, its token shortened.
        source: "https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role.html",
        document: r#"{
            "AssumedRoleUser": {"Arn": "arn:aws:sts::123456789012:assumed-role/demo/Bob", "AssumedRoleId": "ARO123EXAMPLE123:Bob"},
            "Credentials": {
                "AccessKeyId": "AKIAIOSFODNN7EXAMPLE",
                "Expiration": "2011-07-15T23:28:33.359Z",
                "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY",
                "SessionToken": "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqw=="
            },
            "PackedPolicySize": 6
        }"#,
        id: ID,
        secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY",
        token: Some("AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqw=="),
        expiry: Some("20110715T232833Z"),
    },
    Row {
        // The example of GetSessionToken, from the same file.
        source: "https://docs.aws.amazon.com/cli/latest/reference/sts/get-session-token.html",
        document: r#"{"Credentials": {
            "AccessKeyId": "AKIAIOSFODNN7EXAMPLE",
            "Expiration": "2011-07-11T19:55:29.611Z",
            "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY",
            "SessionToken": "AQoEXAMPLEH4aoAH0gNCAPyJxz4BlCFFxWNE1OPTgk5TthT+FvwqnKwRcOIfrRh3c/LTo6UDdyJwOOvEVPvLXCrr"
        }}"#,
        id: ID,
        secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY",
        token: Some(
            "AQoEXAMPLEH4aoAH0gNCAPyJxz4BlCFFxWNE1OPTgk5TthT+FvwqnKwRcOIfrRh3c/LTo6UDdyJwOOvEVPvLXCrr",
        ),
        expiry: Some("20110711T195529Z"),
    },
    Row {
        // From STS with `Accept: application/json`, as in the tests of Kong's plugin aws-lambda.
        source: "https://github.com/Kong/kong, spec/03-plugins/27-aws-lambda/07-iam-sts-credentials_spec.lua",
        document: r#"{"AssumeRoleResponse": {
            "AssumeRoleResult": {
                "SourceIdentity": "kong_session",
                "AssumedRoleUser": {"Arn": "arn:aws:iam::000000000001:role/temp-role"},
                "Credentials": {
                    "AccessKeyId": "AKIAIOSFODNN7EXAMPLE",
                    "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                    "SessionToken": "token",
                    "Expiration": 1552424170
                },
                "PackedPolicySize": 1000
            },
            "ResponseMetadata": {"RequestId": "c6104cbe-af31-11e0-8154-cbc7ccf896c7"}
        }}"#,
        id: ID,
        secret: SECRET,
        token: Some("token"),
        expiry: Some("20190312T205610Z"),
    },
    Row {
        // AWS's JSON protocols write timestamps as such numbers.
        source: "https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html",
        document: r#"{"Credentials": {
            "AccessKeyId": "AKIAIOSFODNN7EXAMPLE",
            "Expiration": 1.442877512999E9,
            "SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            "SessionToken": "token"
        }}"#,
        id: ID,
        secret: SECRET,
        token: Some("token"),
        expiry: Some("20150921T231832Z"),
    },
    Row {
        // PHP and others write `/` with an escape.
        source: "https://www.rfc-editor.org/rfc/rfc8259#section-7",
        document: r#"{"\u0041ccessKeyId":"AKIAIOSFODNN7EXAMPLE","SecretAccessKey":"wJalrXUtnFEMI\/K7MDENG\/bPxRfiCYEXAMPLEKEY",
            "SessionToken":"a\/b","Expiration":"2026\u002d01-01T12:00:00Z"}"#,
        id: ID,
        secret: SECRET,
        token: Some("a/b"),
        expiry: Some("20260101T120000Z"),
    },
];

#[test]
fn json_of_each_source_is_read() {
    for Row { source, document, id, secret, token, expiry } in DOCUMENTED {
        println!("{source}");
        let read = Credentials::from_json(document).unwrap();
        let by_hand = Credentials::new(id, secret).with_session_token(token);
        assert_eq!(url(&read), url(&by_hand));
        assert_eq!(read.expiry(), expiry.map(|expiry| expiry.parse().unwrap()));
    }
}

/// Responses that were cut off.
#[test]
fn json_that_ends_early_is_refused() {
    for Row { document, .. } in DOCUMENTED {
        for end in 0..document.len() {
            assert_eq!(Credentials::from_json(&document[..end]).unwrap_err(), Error::CredentialsJson);
        }
    }
}

/// Returns a document with these members besides the id and the secret.
fn with(members: &str) -> String {
    format!(r#"{{{members}"AccessKeyId":"{ID}","SecretAccessKey":"{SECRET}"}}"#)
}

#[test]
fn empty_and_unknown_members_are_ignored() {
    let plain = url(&Credentials::new(ID, SECRET));
    for members in [
        "",
        r#""Token":null,"#,
        r#""SessionToken":"","Token":null,"Expiration":null,"#,
        r#""Version":1,"Code":"Success","#,
        r#""Version":1.0,"Code":null,"#,
        r#""AccountId":"123456789012","Other":[1,{"a":[]},true,null,-7,2.5],"ResponseMetadata":{"Code":"x"},"#,
        r#""Credentials":{"AccessKeyId":"other"},"#,
        r#""accessKeyId":"other","token":7,"#,
    ] {
        let read = Credentials::from_json(&with(members)).unwrap();
        assert_eq!((url(&read), read.expiry()), (plain.clone(), None), "{members}");
    }
}

#[test]
fn json_that_is_not_credentials_is_refused() {
    let deep = format!("{}{}", r#"{"Credentials":"#.repeat(100_000), "}".repeat(100_000));
    let long = with(&r#""a":[[[]]],"#.repeat(100_000));
    assert!(Credentials::from_json(&long).is_ok());
    let missing = |name| Error::MissingMember { name };
    let expiration = Error::MalformedExpiry { name: "Expiration" };
    for (document, error) in [
        ("", Error::CredentialsJson),
        ("null", Error::CredentialsJson),
        ("\"MARKED\"", Error::CredentialsJson),
        ("[]", Error::CredentialsJson),
        ("{", Error::CredentialsJson),
        ("<html>MARKED</html>", Error::CredentialsJson),
        (&deep, Error::CredentialsJson),
        (&format!("{} MARKED", with("")), Error::CredentialsJson),
        (&with(r#""AccessKeyId":"MARKED","#), Error::CredentialsJson),
        (&with(r#""Token":"MARKED","SessionToken":"MARKEDtoo","#), Error::CredentialsJson),
        (&with(r#""Token":["MARKED"],"#), Error::CredentialsJson),
        (&with(r#""Token":7,"#), Error::CredentialsJson),
        (r#"{"AccessKeyId":7,"SecretAccessKey":"MARKED"}"#, Error::CredentialsJson),
        (r#"{"AccessKeyId":"MARKED","SecretAccessKey":{"MARKED":7}}"#, Error::CredentialsJson),
        ("{}", missing("AccessKeyId")),
        (r#"{"Credentials":{}}"#, missing("AccessKeyId")),
        (r#"{"Credentials":"MARKED"}"#, missing("AccessKeyId")),
        (r#"{"AccessKeyId":null,"SecretAccessKey":"MARKED"}"#, missing("AccessKeyId")),
        (r#"{"AccessKeyId":"","SecretAccessKey":"MARKED"}"#, missing("AccessKeyId")),
        (r#"{"AccessKeyId":"MARKED"}"#, missing("SecretAccessKey")),
        (r#"{"AccessKeyId":"MARKED","SecretAccessKey":""}"#, missing("SecretAccessKey")),
        // GetCredentialsForIdentity of Cognito has a `SecretKey`.
        (r#"{"Credentials":{"AccessKeyId":"MARKED","SecretKey":"MARKED"}}"#, missing("SecretAccessKey")),
        // GetRoleCredentials of IAM Identity Center has names in lower case.
        (
            r#"{"roleCredentials":{"accessKeyId":"MARKED","secretAccessKey":"MARKED"}}"#,
            missing("AccessKeyId"),
        ),
        // The response on an instance whose role cannot be assumed.
        (
            r#"{"Code":"AssumeRoleUnauthorizedAccess","Message":"EC2 cannot assume the role MARKED.","LastUpdated":"2026-01-01T12:00:00Z"}"#,
            Error::CredentialsCode,
        ),
        (&with(r#""Code":"Failed","#), Error::CredentialsCode),
        (&with(r#""Code":7,"#), Error::CredentialsCode),
        (&with(r#""Version":2,"#), Error::CredentialsVersion),
        (&with(r#""Version":"1","#), Error::CredentialsVersion),
        (&with(r#""Expiration":"MARKED","#), expiration.clone()),
        (&with(r#""Expiration":"","#), expiration.clone()),
        (&with(r#""Expiration":true,"#), expiration.clone()),
        (&with(r#""Expiration":["2026-01-01T12:00:00Z"],"#), expiration.clone()),
        (&with(r#""Expiration":-100000000000,"#), expiration.clone()),
        // Milliseconds, and values that are not a time.
        (&with(r#""Expiration":1767268800000,"#), expiration.clone()),
        (&with(r#""Expiration":1e300,"#), expiration.clone()),
        (&with(r#""Expiration":-1e300,"#), expiration),
    ] {
        let read = Credentials::from_json(document).unwrap_err();
        assert_eq!(read, error, "{document:.200}");
        let told = format!("{read} {read:?}");
        assert!(!told.contains("MARKED") && !told.contains(SECRET), "{told}");
    }
}

#[test]
fn credentials_of_the_aws_sdk_are_converted() {
    let expiry = UNIX_EPOCH + Duration::from_millis(1_767_268_800_999);
    for (token, expiry) in [(None, None), (Some("to/ken"), None), (Some("to/ken"), Some(expiry))] {
        let sdk = aws_credential_types::Credentials::new(ID, SECRET, token.map(String::from), expiry, "test");
        let by_hand = Credentials::new(ID, SECRET).with_session_token(token);
        for read in [Credentials::try_from(&sdk).unwrap(), sdk.clone().try_into().unwrap()] {
            assert_eq!(url(&read), url(&by_hand));
            let rounded_down = expiry.map(|_| "20260101T120000Z".parse().unwrap());
            assert_eq!(read.expiry(), rounded_down);
        }
    }
    let never = UNIX_EPOCH + Duration::from_secs(300_000_000_000);
    let sdk = aws_credential_types::Credentials::new(ID, SECRET, None, Some(never), "test");
    assert_eq!(
        Credentials::try_from(sdk).unwrap_err().to_string(),
        "date is outside the years 0001 to 9999: check the clock it came from"
    );
}

/// "Temporary (AWS STS) access key IDs use this prefix":
/// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids>. What S3 returns without
/// the token is in vectors/responses.toml.
#[test]
fn temporary_credentials_need_a_token_on_aws() {
    let temporary = || Credentials::new("ASIAIOSFODNN7EXAMPLE", SECRET);
    let sign = |credentials: Credentials, endpoint: Endpoint| {
        Presigner::new(credentials, endpoint).get("examplebucket", "duck.jpg").presign()
    };
    let custom = |url| Endpoint::custom(url, "us-east-1").unwrap();
    let of_aws = || {
        [
            Endpoint::aws("eu-west-1").unwrap(),
            Endpoint::aws("cn-north-1").unwrap().path_style(),
            Endpoint::aws("us-gov-west-1").unwrap().fips().unwrap(),
            Endpoint::aws("us-east-1").unwrap().accelerate().unwrap(),
            custom("https://s3.us-east-1.amazonaws.com"),
            custom("https://bucket.vpce-1a2b3c4d-5e6f.s3.us-east-1.vpce.amazonaws.com:8443"),
        ]
    };
    for endpoint in of_aws() {
        for lacking in [
            temporary(),
            temporary().with_session_token(""),
            temporary().with_session_token(None),
            temporary().with_session_token("token").with_session_token(" "),
            temporary().without_session_token().with_session_token(""),
        ] {
            assert_eq!(
                sign(lacking, endpoint.clone()).unwrap_err(),
                Error::MissingSessionToken,
                "{endpoint}"
            );
        }
        for sound in [
            temporary().with_session_token("token"),
            temporary().without_session_token(),
            temporary().with_session_token("token").without_session_token(),
            temporary().with_session_token("to ken").without_session_token(),
            Credentials::new("AKIAIOSFODNN7EXAMPLE", SECRET),
            Credentials::new("asia", SECRET),
        ] {
            let insists = format!("{sound:?}").contains("session_token: false");
            let url = sign(sound, endpoint.clone()).unwrap().into_url();
            assert_ne!(url.contains("oken="), insists, "{url}");
        }
    }
    for url in [
        "http://localhost:9000",
        "http://[::1]:9000",
        "https://s3.example.com",
        "https://amazonaws.com.example",
    ] {
        assert!(sign(temporary(), custom(url)).is_ok(), "{url}");
    }
}

/// The rule depends on the endpoint, so the check is repeated for another one.
#[test]
fn credentials_lose_their_token() {
    let with_token = Credentials::new("AKIDEXAMPLE", SECRET).with_session_token("token");
    assert!(url(&with_token).contains("X-Amz-Security-Token=token"));
    assert_eq!(url(&with_token.without_session_token()), url(&Credentials::new("AKIDEXAMPLE", SECRET)));
}

#[test]
fn a_token_is_required_by_the_endpoint_that_needs_it() {
    let local = Endpoint::custom("http://localhost:9000", "us-east-1").unwrap();
    let s3 = Presigner::new(Credentials::new("ASIAIOSFODNN7EXAMPLE", SECRET), local.clone());
    let outcome = |s3: &Presigner| s3.get("examplebucket", "duck.jpg").presign().err();
    assert_eq!(outcome(&s3), None);
    let aws = s3.with_endpoint(Endpoint::aws("us-east-1").unwrap());
    assert_eq!(outcome(&aws), Some(Error::MissingSessionToken));
    assert_eq!(outcome(&aws.with_endpoint(local)), None);
    assert_eq!(outcome(&aws.with_credentials(Credentials::new("AKIDEXAMPLE", SECRET))), None);
}

/// A token that was copied from a URL, or through `encodeURIComponent`.
#[test]
fn a_token_must_not_be_url_encoded() {
    let s3 = |credentials| Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap());
    let base = || Credentials::new("ASIAIOSFODNN7EXAMPLE", SECRET);
    for token in ["AQoDYXdzEPT%2F%2Fw%3D%3D", "a%2Bb", "a%2fb", "%00", "a%zz%41", "100%25"] {
        for credentials in [base().with_session_token(token), base().with_s3_express_session_token(token)] {
            let error = s3(credentials).get("examplebucket", "duck.jpg").presign().unwrap_err();
            assert_eq!(error, Error::EncodedSessionToken, "{token}");
        }
    }
    for token in ["AQoDYXdzEPT//w==", "%", "a%b", "a%2", "a%zz", "a%2g"] {
        assert!(
            s3(base().with_session_token(token)).get("examplebucket", "duck.jpg").presign().is_ok(),
            "{token}"
        );
    }
}

#[test]
fn new_credentials_share_nothing_with_the_old() {
    let date: AmzDate = "20130524T000000Z".parse().unwrap();
    let endpoint = || Endpoint::aws("us-east-1").unwrap();
    let old = Presigner::new(Credentials::new("AKIDOLD", "old").with_session_token("old-token"), endpoint());
    let url = |s3: &Presigner| s3.get("examplebucket", "duck.jpg").presign_at(date).unwrap().into_url();
    let before = url(&old);
    for next in [
        Credentials::new("AKIDNEW", "new"),
        // The same id, which AWS does not reuse, but other services may.
        Credentials::new("AKIDOLD", "new").with_session_token("new-token"),
        Credentials::new("AKIDOLD", "old"),
    ] {
        let rotated = old.with_credentials(next.clone());
        assert_eq!(url(&rotated), url(&Presigner::new(next, endpoint())));
        assert_ne!(url(&rotated), before);
        assert_eq!(rotated.endpoint(), old.endpoint());
    }
    assert_eq!(url(&old), before);
    let expired = old.with_credentials(Credentials::new("AKIDNEW", "new").with_expiry(date));
    assert!(expired.get("examplebucket", "duck.jpg").presign_at(date).is_err());
}
