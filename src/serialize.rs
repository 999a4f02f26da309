//! Serializes signed requests and forms. Written by hand, since serde's derive would add three crates.

use serde::{Serialize, Serializer, ser::SerializeStruct};

use crate::{AmzDate, PostForm, Presigned};

/// Writes `method`, `url`, `headers` and `expiresAt`.
///
/// The names are those of JavaScript's `fetch`. `headers` is an object, since each name occurs once. The date is
/// as in RFC 3339, which JavaScript's `Date` can parse. A signed `content-length` is not included, as in
/// [`Presigned::headers`].
///
/// ```
/// use presign::{Credentials, Endpoint, Presigner};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
/// let put = s3
///     .put("examplebucket", "duck.jpg")
///     .content_type("image/jpeg")
///     .presign_at("20130524T000000Z".parse()?)?;
/// let json = serde_json::to_value(&put).unwrap();
/// assert_eq!(json["method"], "PUT");
/// assert_eq!(json["url"], put.url());
/// assert_eq!(json["headers"]["content-type"], "image/jpeg");
/// assert_eq!(json["expiresAt"], "2013-05-24T00:15:00Z");
/// # Ok::<(), presign::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl Serialize for Presigned {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Presigned", 4)?;
        object.serialize_field("method", self.method().as_str())?;
        object.serialize_field("url", self.url())?;
        object.serialize_field("headers", &Pairs(self.headers()))?;
        object.serialize_field("expiresAt", &Date(self.expires_at()))?;
        object.end()
    }
}

/// Writes `url`, `fields` and `expiresAt`.
///
/// `fields` is an object, as in boto3 and the AWS SDK for JavaScript, so existing code for a page works with it. Each
/// name occurs once. The order of the members does not matter: S3 only requires the file to come last.
///
/// ```
/// use presign::{Credentials, Endpoint, Presigner};
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "secret");
/// let s3 = Presigner::new(credentials, Endpoint::aws("us-east-1")?);
/// let form = s3
///     .post_under("examplebucket", "uploads/")
///     .presign_at("20130524T000000Z".parse()?)?;
/// let json = serde_json::to_value(&form).unwrap();
/// assert_eq!(json["url"], "https://examplebucket.s3.us-east-1.amazonaws.com/");
/// assert_eq!(json["fields"]["key"], "uploads/${filename}");
/// assert_eq!(json["expiresAt"], "2013-05-24T00:15:00Z");
/// # Ok::<(), presign::Error>(())
/// ```
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
impl Serialize for PostForm {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("PostForm", 3)?;
        object.serialize_field("url", self.url())?;
        object.serialize_field("fields", &Pairs(self.fields()))?;
        object.serialize_field("expiresAt", &Date(self.expires_at()))?;
        object.end()
    }
}

/// Names and values, as an object.
struct Pairs<I>(I);

impl<K: Serialize, V: Serialize, I: Iterator<Item = (K, V)> + Clone> Serialize for Pairs<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.clone())
    }
}

struct Date(AmzDate);

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.to_rfc3339())
    }
}
