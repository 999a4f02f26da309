//! Checks when URLs start to be valid and when they expire.

use std::time::{Duration, SystemTime};

use presign::sigv4::{CredentialScope, SigningKey};
use presign::{
    AmzDate, ClockOffset, Credentials, Endpoint, ErrorResponse, Method, Presigned, Presigner, Request,
};
use proptest::prelude::*;

const NOON: i64 = 1_767_268_800;

fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "secret")
}

fn presigner(credentials: Credentials) -> Presigner {
    Presigner::new(credentials, Endpoint::aws("us-east-1").unwrap())
}

fn at(unix_seconds: i64) -> AmzDate {
    AmzDate::from_unix_seconds(unix_seconds).unwrap()
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Returns `X-Amz-Date` and `X-Amz-Expires` of the URL.
fn date_and_lifetime(presigned: &Presigned) -> (i64, i64) {
    let value = |name: &str| presigned.url().split_once(name).unwrap().1.split('&').next().unwrap();
    let date: AmzDate = value("X-Amz-Date=").parse().unwrap();
    (date.unix_seconds(), value("X-Amz-Expires=").parse().unwrap())
}

#[derive(Clone, Copy, Debug)]
struct Inputs {
    now: i64,
    lifetime: u64,
    window: Option<u64>,
    back_date: Option<u64>,
}

impl Inputs {
    fn request<'a>(&self, s3: &'a Presigner) -> Request<'a> {
        let request = s3.get("examplebucket", "duck.jpg").expires_in(seconds(self.lifetime));
        let request =
            self.window.into_iter().fold(request, |request, window| request.stable_for(seconds(window)));
        self.back_date.into_iter().fold(request, |request, back| request.back_date(seconds(back)))
    }

    fn presign(&self, s3: &Presigner) -> Presigned {
        self.request(s3).presign_at(at(self.now)).unwrap()
    }
}

fn inputs() -> impl Strategy<Value = Inputs> {
    let week = 200_000u64;
    let optional = || proptest::option::of(1..week);
    (0..4_000_000_000i64, 1..week, optional(), optional())
        .prop_map(|(now, lifetime, window, back_date)| Inputs { now, lifetime, window, back_date })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_url_is_valid_from_now_for_its_lifetime(inputs in inputs()) {
        let presigned = inputs.presign(&presigner(credentials()));
        let (start, lifetime) = date_and_lifetime(&presigned);
        let earliest_start = inputs.now - inputs.back_date.unwrap_or(0) as i64;
        let extra = (inputs.back_date.unwrap_or(0) + inputs.window.unwrap_or(0)) as i64;
        prop_assert!(start <= earliest_start);
        prop_assert!(start + lifetime >= inputs.now + inputs.lifetime as i64);
        prop_assert_eq!(lifetime, inputs.lifetime as i64 + extra);
        prop_assert_eq!(presigned.expires_at(), at(start + lifetime));
    }

    #[test]
    fn a_url_stays_the_same_within_its_window(inputs in inputs(), window in 1..200_000u64, later in 0..200_000i64) {
        let inputs = Inputs { window: Some(window), back_date: None, ..inputs };
        let s3 = presigner(credentials());
        let then = Inputs { now: inputs.now + later, ..inputs };
        let is_same_window = inputs.now / window as i64 == then.now / window as i64;
        prop_assert_eq!(inputs.presign(&s3).url() == then.presign(&s3).url(), is_same_window);
    }

    #[test]
    fn a_url_never_outlives_its_credentials(inputs in inputs(), rest in -10..800_000i64) {
        let expiry = at(inputs.now + rest);
        let (s3, without_expiry) = (presigner(credentials().with_expiry(expiry)), presigner(credentials()));
        let unlimited = inputs.presign(&without_expiry);
        let request = inputs.request(&s3);
        let strict = request.clone().presign_at(at(inputs.now));
        let shortened = request.shorten_to_credentials().presign_at(at(inputs.now));
        if rest <= 0 {
            prop_assert!(strict.is_err() && shortened.is_err());
        } else if unlimited.expires_at() <= expiry {
            prop_assert_eq!(strict.unwrap().into_url(), unlimited.url());
            prop_assert_eq!(shortened.unwrap().into_url(), unlimited.url());
        } else {
            prop_assert!(strict.is_err());
            let shortened = shortened.unwrap();
            let (start, lifetime) = date_and_lifetime(&shortened);
            prop_assert_eq!(start, date_and_lifetime(&unlimited).0);
            prop_assert_eq!(at(start + lifetime), expiry);
            prop_assert_eq!(shortened.expires_at(), expiry);
        }
    }
}

#[test]
fn a_prepared_url_has_the_same_lifetime_as_a_single_one() {
    let s3 = presigner(credentials().with_expiry(at(NOON + 500)));
    let one = s3
        .get("examplebucket", "duck.jpg")
        .back_date(seconds(60))
        .stable_for(seconds(3_600))
        .shorten_to_credentials()
        .presign_at(at(NOON + 59))
        .unwrap();
    let bulk = s3
        .objects(Method::Get, "examplebucket")
        .back_date(seconds(60))
        .stable_for(seconds(3_600))
        .shorten_to_credentials()
        .prepare_at(at(NOON + 59))
        .unwrap();
    let mut url = String::new();
    bulk.write_url("duck.jpg", &mut url).unwrap();
    assert_eq!(url, one.url());
    assert_eq!(bulk.expires_at(), one.expires_at());
    assert_eq!(date_and_lifetime(&one), (NOON - 3_600, 4_100));
}

#[test]
fn a_url_that_is_back_dated_past_midnight_has_the_scope_of_the_day_before() {
    let s3 = presigner(credentials());
    let midnight = "20260102T000000Z".parse().unwrap();
    let request = || s3.get("examplebucket", "duck.jpg");
    let back_dated = request().back_date(seconds(60)).expires_in(seconds(840)).presign_at(midnight).unwrap();
    let before = request().presign_at("20260101T235900Z".parse().unwrap()).unwrap();
    assert_eq!(back_dated.url(), before.url());
}

#[test]
fn a_signing_key_creates_the_same_url_as_its_secret() {
    let date = at(NOON);
    for (bucket, service) in [("examplebucket", "s3"), ("logs--use1-az4--x-s3", "s3express")] {
        let scope = CredentialScope::new(&date, "us-east-1", service);
        let key = SigningKey::from_secret_bytes(SigningKey::derive("secret", &scope).secret_bytes(), &scope);
        let edge = presigner(Credentials::from_signing_key("AKIDEXAMPLE", key).with_session_token("token"));
        let origin = presigner(credentials().with_session_token("token"));
        // The second URL uses the cached key.
        for key in ["duck.jpg", "goose.jpg"] {
            let url = |s3: &Presigner| s3.get(bucket, key).presign_at(date).unwrap().into_url();
            assert_eq!(url(&edge), url(&origin));
        }
        let mut url = String::from("before");
        assert!(edge.get(bucket, "duck.jpg").write_url_at(at(NOON + 86_400), &mut url).is_err());
        assert_eq!(url, "before");
    }
}

#[test]
fn dates_are_parsed_from_rfc_3339() {
    for (text, date) in [
        ("2026-01-01T00:00:00Z", "20260101T000000Z"),
        ("2026-01-01T00:00:00.999Z", "20260101T000000Z"),
        ("2026-01-01T01:30:00+01:30", "20260101T000000Z"),
        ("2025-12-31T16:00:00-08:00", "20260101T000000Z"),
        ("0001-01-01T00:00:00Z", "00010101T000000Z"),
    ] {
        assert_eq!(AmzDate::from_rfc3339(text).unwrap().to_string(), date, "{text}");
    }
    for text in [
        "",
        "20260101T000000Z",
        "2026-01-01",
        "2026-01-01T00:00:00",
        "2026-13-01T00:00:00Z",
        "2026-01-01T00:00:00Z ",
    ] {
        let error = AmzDate::from_rfc3339(text).unwrap_err();
        assert_eq!(
            error.to_string(),
            "date does not have the form 2013-05-24T00:00:00Z: use RFC 3339",
            "{text}"
        );
    }
    // In UTC, this is in the year 0.
    assert!(AmzDate::from_rfc3339("0001-01-01T00:00:00+01:00").is_err());
}

#[test]
fn dates_of_requests_have_8_and_6_digits() {
    assert_eq!("20130524T000000Z".parse::<AmzDate>().unwrap().unix_seconds(), 1_369_353_600);
    for text in [
        "",
        "20130524",
        "20130524T000000",
        "2013052T000000Z",
        "201305241T000000Z",
        "20130524T00000Z",
        "20130524T0000001Z",
        "20130524T00000xZ",
        "2013052xT000000Z",
        "20130524t000000Z",
    ] {
        assert!(text.parse::<AmzDate>().is_err(), "{text}");
    }
}

/// RFC 9110, section 5.6.7: the IMF-fixdate and no other form.
#[test]
fn http_dates_are_parsed() {
    for (text, date) in [
        // The examples of RFC 9110 and of MDN's page on `Date`.
        ("Sun, 06 Nov 1994 08:49:37 GMT", "19941106T084937Z"),
        ("Tue, 15 Nov 1994 08:12:31 GMT", "19941115T081231Z"),
        ("Wed, 21 Oct 2015 07:28:00 GMT", "20151021T072800Z"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "19700101T000000Z"),
        ("Wed, 31 Dec 1969 23:59:59 GMT", "19691231T235959Z"),
        ("Thu, 29 Feb 2024 12:00:00 GMT", "20240229T120000Z"),
        ("Mon, 01 Jan 0001 00:00:00 GMT", "00010101T000000Z"),
        ("Fri, 31 Dec 9999 23:59:59 GMT", "99991231T235959Z"),
    ] {
        assert_eq!(AmzDate::from_http_date(text).unwrap().to_string(), date, "{text}");
    }
    for text in [
        "",
        " GMT",
        ", GMT",
        // The obsolete forms of RFC 850 and asctime, and an email's zones.
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 08:49:37 +0000",
        "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 gmt",
        "Sun, 06 Nov 94 08:49:37 GMT",
        "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun,  6 Nov 1994 08:49:37 GMT",
        "Sun, 06  Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT",
        "Sun, 06 Nov 1994 08:49:37.5 GMT",
        "Sun, 06 Nov 1994 08:4937: GMT",
        "Sun, 06 Nov 1994 0:849:37 GMT",
        "Sun, 06 Nov 1994 08:49:37  GMT",
        "Sun, 06 Nov 1994 08:49:37 x GMT",
        " Sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT ",
        "sun, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT",
        "Sun 06 Nov 1994 08:49:37 GMT",
        // Dates that there are not.
        "Mon, 06 Nov 1994 08:49:37 GMT",
        "Fri, 29 Feb 2023 12:00:00 GMT",
        "Sun, 00 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT",
        "Sun, 06 Nov 1994 08:49:60 GMT",
        "Sat, 01 Jan 0000 00:00:00 GMT",
        "Sun, ٠٦ Nov 1994 08:49:37 GMT",
    ] {
        assert!(AmzDate::from_http_date(text).is_err(), "{text}");
    }
}

/// A clock that is an hour slow, or a day fast, signs as of the server's time.
#[test]
fn the_clock_is_corrected() {
    let now = AmzDate::now();
    for wrong_by in [-3_600, 86_400, 0] {
        let local = at(now.unix_seconds() + wrong_by);
        let offset = ClockOffset::from_server_time(now, local);
        assert_eq!(offset.as_secs(), -wrong_by);
        assert_eq!(offset.apply(local), now);

        let s3 = presigner(credentials()).with_clock_offset(offset);
        let elsewhere = s3.with_endpoint(Endpoint::aws("eu-west-1").unwrap());
        for s3 in [&s3, &s3.clone(), &elsewhere, &s3.with_credentials(credentials())] {
            assert_eq!(s3.clock_offset(), offset);
            let is_corrected = |start: i64| {
                let earliest = now.unix_seconds() - wrong_by;
                let latest = AmzDate::now().unix_seconds() - wrong_by;
                assert!((earliest..=latest).contains(&start), "{earliest} {start} {latest}");
            };
            is_corrected(date_and_lifetime(&s3.get("examplebucket", "duck.jpg").presign().unwrap()).0);
            let objects = s3.objects(Method::Get, "examplebucket").prepare().unwrap();
            is_corrected(objects.expires_at().unix_seconds() - 900);
            let parts = s3.upload_parts("examplebucket", "big.iso", "id").prepare().unwrap();
            is_corrected(parts.expires_at().unix_seconds() - 900);

            // A date that is given is taken as it is.
            assert_eq!(
                date_and_lifetime(&s3.get("examplebucket", "a").presign_at(at(NOON)).unwrap()).0,
                NOON
            );
            let parts = s3.upload_parts("examplebucket", "a", "id").prepare_at(at(NOON)).unwrap();
            assert_eq!(parts.expires_at(), at(NOON + 900));
        }
        assert_eq!(s3.with_clock_offset(ClockOffset::default()).clock_offset().as_secs(), 0);
    }
}

/// Credentials expire by the server's clock.
#[test]
fn credentials_expire_by_the_corrected_clock() {
    let in_an_hour = at(AmzDate::now().unix_seconds() + 3_600);
    let s3 = presigner(credentials().with_expiry(in_an_hour));
    let outcome = |seconds| {
        let offset = ClockOffset::from_server_time(at(NOON + seconds), at(NOON));
        s3.with_clock_offset(offset).get("examplebucket", "duck.jpg").presign().err().map(|e| e.to_string())
    };
    assert_eq!(outcome(0), None);
    assert_eq!(outcome(-86_400), None);
    assert!(outcome(3_000).unwrap().starts_with("url would outlive its credentials"));
    assert!(outcome(3_700).unwrap().starts_with("credentials expired"));
}

#[test]
fn a_corrected_clock_stays_within_the_years_1_to_9999() {
    let (first, last) = (at(-62_135_596_800), at(253_402_300_799));
    let (ahead, behind) =
        (ClockOffset::from_server_time(last, first), ClockOffset::from_server_time(first, last));
    assert_eq!((ahead.apply(first), ahead.apply(at(0)), ahead.apply(last)), (last, last, last));
    assert_eq!((behind.apply(first), behind.apply(at(0)), behind.apply(last)), (first, first, first));
    assert_eq!(ahead.as_secs(), -behind.as_secs());
}

/// The forms of S3 (<https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>, `RequestTimeTooSkewed`) and of the
/// responses in vectors/responses.toml.
#[test]
fn the_server_time_is_read_from_a_response() {
    let told =
        |text| ErrorResponse::from_elements([("Code", "AccessDenied"), ("ServerTime", text)]).server_time();
    assert_eq!(told("2026-01-01T12:00:00Z"), Some(at(NOON)));
    assert_eq!(told("2026-01-01T12:00:00.000Z"), Some(at(NOON)));
    assert_eq!(told("20260101T120000Z"), None);
    assert_eq!(told(""), None);
    assert_eq!(ErrorResponse::from_elements([("Code", "AccessDenied")]).server_time(), None);
    #[cfg(feature = "xml")]
    let body = "<Error><Code>RequestTimeTooSkewed</Code><RequestTime>20260101T130000Z</RequestTime>\
                <ServerTime>2026-01-01T12:00:00Z</ServerTime>\
                <MaxAllowedSkewMilliseconds>900000</MaxAllowedSkewMilliseconds></Error>";
    #[cfg(feature = "xml")]
    assert_eq!(ErrorResponse::from_xml(body).unwrap().server_time(), Some(at(NOON)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_date_converts_to_other_forms_and_back(unix_seconds in -62_135_596_800_i64..=253_402_300_799, days in 0..200_000_u64) {
        let date = at(unix_seconds);
        prop_assert_eq!(date.to_rfc3339(), jiff::Timestamp::from_second(unix_seconds).unwrap().to_string());
        prop_assert_eq!(AmzDate::from_rfc3339(&date.to_rfc3339()).unwrap(), date);
        let http = jiff::Timestamp::from_second(unix_seconds).unwrap().strftime("%a, %d %b %Y %H:%M:%S GMT");
        prop_assert_eq!(AmzDate::from_http_date(&http.to_string()).unwrap(), date);
        prop_assert_eq!(SystemTime::try_from(date).and_then(AmzDate::try_from).unwrap(), date);
        let duration = seconds(days * 86_400 + 7);
        if let Ok(later) = date.checked_add(duration) {
            prop_assert_eq!(later.unix_seconds() - unix_seconds, i64::try_from(duration.as_secs()).unwrap());
            prop_assert_eq!(later.checked_sub(duration).unwrap(), date);
        }
    }
}
