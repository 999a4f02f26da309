//! Recognizes URLs that were rewritten on the way, and URLs with a signature other than AWS Signature Version 4. These
//! checks run only after a URL has turned out to be invalid.

use super::UrlError;

/// Returns how a presigned URL was rewritten, if it was.
pub(super) fn rewritten(text: &str) -> Option<UrlError> {
    let is_scheme =
        |start: &str| text.get(..start.len()).is_some_and(|text| text.eq_ignore_ascii_case(start));
    if SEPARATORS.iter().any(|separator| text.contains(separator)) {
        Some(UrlError::Escaped)
    } else if ["http%3A", "https%3A"].into_iter().any(is_scheme)
        || DELIMITERS.iter().any(|delimiter| text.contains(delimiter))
    {
        Some(UrlError::EncodedTwice)
    } else if text.trim_matches(is_around) != text {
        Some(UrlError::Surrounded)
    } else {
        None
    }
}

/// Returns the error for a URL whose parameters belong to another kind of signature. `has` returns whether the URL
/// has a parameter, in any case.
pub(super) fn other_signature(has: impl Fn(&str) -> bool) -> Option<UrlError> {
    if has("AWSAccessKeyId") {
        return Some(UrlError::SignatureVersion2);
    }
    let (_, signature) = SIGNATURES.iter().find(|(markers, _)| markers.iter().all(|marker| has(marker)))?;
    Some(UrlError::OtherSignature { signature })
}

/// Returns whether a character comes from the text around a URL.
fn is_around(c: char) -> bool {
    c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '<' | '>' | '\u{feff}')
}

/// An `&` in front of a parameter of the signature, escaped for HTML or for JSON.
const SEPARATORS: [&str; 5] = ["&amp;X-Amz-", "&#38;X-Amz-", "&#x26;X-Amz-", "\\u0026X-Amz-", "\\&X-Amz-"];

/// A delimiter next to a parameter of the signature, percent-encoded.
const DELIMITERS: [&str; 4] =
    ["%3FX-Amz-Algorithm", "%3fX-Amz-Algorithm", "X-Amz-Algorithm%3D", "X-Amz-Algorithm%3d"];

/// The parameters of other kinds of presigned URLs, and the names of their signatures.
///
/// * CloudFront: <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-canned-policy.html>
/// * Google Cloud Storage: <https://cloud.google.com/storage/docs/authentication/signatures>; `GoogleAccessId`
///   is its older form.
/// * Alibaba Cloud OSS, version 4 and 1: <https://www.alibabacloud.com/help/en/oss/developer-reference/include-signature-in-url>
/// * Tencent COS: <https://www.tencentcloud.com/document/product/436/7778>
/// * Huawei OBS: <https://support.huaweicloud.com/intl/en-us/api-obs/obs_04_0011.html>
/// * Azure Blob Storage: <https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas>
static SIGNATURES: [(&[&str], &str); 8] = [
    (&["Key-Pair-Id"], "CloudFront"),
    (&["X-Goog-Signature"], "Google Cloud Storage"),
    (&["GoogleAccessId"], "Google Cloud Storage"),
    (&["x-oss-signature"], "Alibaba Cloud OSS"),
    (&["OSSAccessKeyId"], "Alibaba Cloud OSS"),
    (&["q-signature"], "Tencent COS"),
    (&["AccessKeyId", "Signature"], "Huawei OBS"),
    (&["sig", "sv"], "Azure Blob Storage"),
];
