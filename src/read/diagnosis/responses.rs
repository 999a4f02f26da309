//! The table of the responses of servers, and what each one means. To support a new vendor, add rows.
//!
//! The first row that matches is used. The numbers are the sources of each row: the page or file that lists the response.
//!
//! 1. AWS: <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>
//! 2. AWS: <https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html>
//! 3. Cloudflare R2: <https://developers.cloudflare.com/r2/api/error-codes/>
//! 4. Backblaze B2: <https://github.com/Backblaze/b2-sdk-python/issues/136>, and recorded responses
//! 5. Alibaba OSS: <https://www.alibabacloud.com/help/en/oss/how-to-troubleshoot-403-status-code-when-you-access-oss>
//! 6. Tencent COS: <https://www.tencentcloud.com/document/product/436/7730>
//! 7. Huawei OBS: <https://support.huaweicloud.com/intl/en-us/api-obs/obs_04_0115.html>
//! 8. Google Cloud Storage: <https://cloud.google.com/storage/docs/xml-api/reference-status>
//! 9. MinIO: <https://github.com/minio/minio/blob/master/cmd/api-errors.go>, `cmd/auth-handler.go`
//! 10. Ceph: <https://github.com/ceph/ceph/blob/main/src/rgw/rgw_common.cc>
//! 11. Garage: recorded responses of 2.5.0
//! 12. SeaweedFS: <https://github.com/seaweedfs/seaweedfs/blob/master/weed/s3api/s3err/s3api_errors.go>
//! 13. OpenStack Swift: <https://github.com/openstack/swift/blob/master/swift/common/middleware/s3api/s3response.py>
//! 14. `s3s`: recorded responses of 0.14
//! 15. rclone: recorded responses of 1.75.2 `serve s3`
//! 16. CloudFront: <https://github.com/jasonsims/aws-cloudfront-sign/issues/74>
//! 17. Supabase: <https://github.com/supabase/supabase/issues/48880>
//! 18. this crate: `Refusal`
//! 19. versitygw: <https://github.com/versity/versitygw/blob/main/s3err/s3err.go>
//! 20. Oracle Cloud: <https://github.com/minio/minio-js/issues/866>

use super::{
    Case, Cause,
    row::{
        Meaning::{Mismatch, Of, Read},
        Pattern::{Any, Has, Is, OneOf, Starts},
        Row, row,
    },
    times,
};
use crate::{
    s3_names::{SSE, STORAGE_CLASS, TAGGING},
    sigv4::names::{
        X_AMZ_ALGORITHM, X_AMZ_CONTENT_SHA256, X_AMZ_CREDENTIAL, X_AMZ_DATE, X_AMZ_EXPIRES,
        X_AMZ_SECURITY_TOKEN, X_AMZ_SIGNATURE, X_AMZ_SIGNED_HEADERS,
    },
};

#[rustfmt::skip]
pub(super) static RESPONSES: &[Row] = &[
    // Two credentials in one request.
    row(&["*"], &[("Message", Has("only one auth mechanism allowed"))], Of(Cause::AuthorizationSent)), // 1, 18
    row(&["*"], &[("Message", Has("unsupported authorization type"))], Of(Cause::AuthorizationSent)), // 1, 17
    row(&["*"], &[("Message", Has("multiple authentication types"))], Of(Cause::AuthorizationSent)), // 9
    // Here, AWS means the signature by `Authorization`, wherever it was.
    row(&["*"], &[("Message", Has("aws signature version 4"))], Of(Cause::SignatureVersion)), // 1
    row(&["InvalidArgument"], &[("ArgumentName", Is("Authorization"))], Of(Cause::AuthorizationSent)), // 1
    row(&["InvalidArgument"], &[("Message", Starts("authorization header is invalid"))], Of(Cause::AuthorizationSent)), // 9, 12
    row(&["AuthorizationHeaderMalformed"], &[("Message", Has("the authorization component"))], Read(|case| {
        // Backblaze says the same of the parameter X-Amz-Credential.
        if case.says("/aws4_request") { Cause::Malformed } else { Cause::AuthorizationSent }
    })), // 1, 4

    // Time.
    row(&["RequestExpired", "ExpiredRequest", "RequestIsExpired"], &[], Of(Cause::Expired)), // 1, 3
    row(&["*"], &[("Message", Has("request has expired"))], Of(Cause::Expired)), // 1, 3, 5, 6, 7, 9, 12, 14, 18
    row(&["*"], &[("Details", Has("request signature expired"))], Of(Cause::Expired)), // 8
    row(&["*"], &[("Message", Has("request signature expired"))], Of(Cause::Expired)), // 8
    row(&["*"], &[("Message", Has("date is too old"))], Of(Cause::Expired)), // 11
    row(&["*"], &[("Message", Has("signing key is no longer valid"))], Of(Cause::Expired)), // 7
    row(&["AccessDenied"], &[("Message", Has("difference between the request time and the"))], Of(Cause::Expired)), // 15
    row(&["*"], &[("Message", Has("request is not yet valid"))], Read(times::clock)), // 1, 7, 18
    row(&["*"], &[("Message", Has("request is not valid yet"))], Read(times::clock)), // 9, 12
    row(&["RequestTimeTooSkewed"], &[], Read(times::clock)), // 1, 5, 6, 7, 9, 10, 14

    // Temporary credentials. Some servers call an expired URL an expired token.
    row(&["ExpiredToken"], &[], Read(|case| match case.signed.has_token {
        true => Cause::ExpiredToken,
        false => Cause::Expired,
    })), // 1, 6, 8, 18
    row(&["TokenRefreshRequired", "SecurityTokenExpired", "ExpiredTokenException"], &[], Of(Cause::ExpiredToken)), // 1, 5
    row(&["InvalidToken", "InvalidTokenId", "InvalidSecurityToken", "SecurityTokenNotSupported",
        "AccessKeyIdAndSecurityTokenNotMatch", "TokenCodeInvalidError"], &[], Of(Cause::InvalidToken)), // 1, 5, 9, 18

    // Access keys.
    row(&["InvalidAccessKeyId", "NotSignedUp", "InvalidClientTokenId"], &[], Of(Cause::UnknownAccessKeyId)), // 1, 4 to 14, 18
    row(&["*"], &[("Message", Has("credential access key has length"))], Of(Cause::UnknownAccessKeyId)), // 3
    row(&["AccessDenied"], &[("Message", Has("no such key:"))], Of(Cause::UnknownAccessKeyId)), // 11
    row(&["InvalidRequest"], &[("Message", Has("requires setting up seaweedfs s3 authentication"))], Of(Cause::UnknownAccessKeyId)), // 12

    // The location of the bucket, and the addressing style.
    row(&["PermanentRedirect", "TemporaryRedirect", "Redirect", "PermanentRedirectControlError", "IncorrectEndpoint",
        "EndpointNotFound", "IllegalLocationConstraintException"], &[], Read(redirect)), // 1, 7, 10
    row(&["*"], &[("Message", Has("must be addressed using the specified endpoint"))], Read(redirect)), // 5
    row(&["AccessDenied"], &[("Endpoint", Any)], Read(redirect)), // 5
    row(&["SecondLevelDomainForbidden", "PathStyleDomainForbidden", "VirtualHostDomainRequired"], &[], Of(Cause::PathStyle)), // 5, 6, 7
    row(&["*"], &[("Message", Has("path-style addressing"))], Of(Cause::PathStyle)), // 1
    row(&["*"], &[("HostNotServed", Any)], Read(|case| Cause::HostNotServed { host: case.text("HostNotServed") })), // 18
    row(&["InvalidBucketName", "BadDomainName", "InvalidHostHeader", "InvalidAddressingHeader"], &[], Of(Cause::BucketName)), // 1, 7, 9, 10
    row(&["InvalidArgument"], &[("Message", Has("your host header is malformed"))], Of(Cause::BucketName)), // 9
    row(&["BucketAccelerateNotEnabled", "ActionAccelerateNotSupported"], &[], Of(Cause::NotAccelerated)), // 6
    row(&["*"], &[("Message", Has("transfer acceleration is"))], Of(Cause::NotAccelerated)), // 1

    // The credential scope: region and service.
    row(SCOPE, &[("Region", Any)], Read(region)), // 1, 11, 18
    row(SCOPE, &[("Message", Has("region is wrong"))], Read(region)), // 9, 18
    row(SCOPE, &[("Message", Has("' is wrong; expecting '"))], Read(region)), // 1
    row(&["*"], &[("Message", Has("scoped to a valid region"))], Read(region)), // 19
    row(&["*"], &[("Message", Has("credential should be scoped"))], Of(Cause::Scope)), // 19
    row(&["*"], &[("Message", Has("date in credential scope does not match"))], Of(Cause::Scope)), // 19
    row(&["InvalidRegion", "InvalidRegionName"], &[], Read(region)), // 3, 9
    row(SCOPE, &[("Message", Has("unexpected scope"))], Of(Cause::Scope)), // 11
    row(SCOPE, &[("Message", Has("incorrect service"))], Of(Cause::Scope)), // 1, 18
    row(&["NotImplemented"], &[("Message", Starts("unknown service"))], Of(Cause::Scope)), // 14

    // Another kind of signature: V2, V4A, CloudFront.
    row(&["MissingKey", "UnknownKey", "InvalidKey", "MissingPolicy", "MissingSignature"], &[], Of(Cause::CloudFront)), // 16
    row(&["*"], &[("Message", Has("key-pair-id"))], Of(Cause::CloudFront)), // 16
    row(&["*"], &[("Message", Has("query-string authentication requires the signature, expires and"))], Of(Cause::SignatureVersion)), // 1, 5
    row(&["*"], &[("Message", Has("seconds since epoch"))], Of(Cause::SignatureVersion)), // 1
    row(&["*"], &[("Message", Has("please use aws4-"))], Of(Cause::SignatureVersion)), // 1, 4, 9, 12
    row(&["*"], &[("Message", Has("sigv2 authorization is not supported"))], Of(Cause::SignatureVersion)), // 3
    row(&["*"], &[("Message", Has("sigv4a"))], Of(Cause::SignatureVersion)), // 1
    row(&["*"], &[("Message", Has("unsupported authorization method"))], Of(Cause::SignatureVersion)), // 11
    row(&["InvalidArgument"], &[("ArgumentName", Is(X_AMZ_ALGORITHM))], Of(Cause::SignatureVersion)), // 13
    row(&["NotImplemented"], &[("Message", Starts("x-amz-algorithm other than"))], Of(Cause::SignatureVersion)), // 14
    row(&["UnsupportedAlgorithm", "UnsupportedSignature"], &[], Of(Cause::SignatureVersion)), // 1, 13

    // A signature that was lost entirely or in part.
    row(&["*"], &[("Message", Has("url has no signature"))], Of(Cause::Unsigned)), // 18
    row(&["*"], &[("Message", Has("anonymous access"))], Of(Cause::Unsigned)), // 11
    row(&["*"], &[("Message", Has("anonymous user has no right"))], Of(Cause::Unsigned)), // 5
    row(&["*"], &[("Details", Has("anonymous caller does not have"))], Of(Cause::Unsigned)), // 8
    row(&["*"], &[("Message", Has("signature is required"))], Of(Cause::Unsigned)), // 14
    row(&["*"], &[("Message", Has("missing required header for this request: x-amz-content-sha256"))], Of(Cause::Unsigned)), // 1
    // KMS does not know who asks.
    row(&["KMS.UnrecognizedClientException"], &[], Of(Cause::Unsigned)), // 1
    row(&["MissingAuthenticationToken", "MissingSecurityHeader", "AuthenticationRequired"], &[], Of(Cause::Unsigned)), // 1, 8, 9
    row(&["*"], &[("Message", Starts("query parameter repeated"))], Read(repeated)), // 15
    row(&["*"], &[("Message", Has("duplicate query parameter"))], Read(repeated)), // 11
    row(&["AccessDenied"], &[("Message", Has("requires a valid date"))], Of(Cause::Malformed)), // 5, 9, 12, 15
    row(&["AccessDenied"], &[("Message", Starts("signature header missing"))], Of(Cause::Malformed)), // 9, 12
    row(&["AccessDenied"], &[("Message", Starts("no awsaccesskey was presented"))], Of(Cause::Malformed)), // 9
    row(&["InvalidArgument"], &[("Message", Starts("signature header missing"))], Of(Cause::Malformed)), // 9, 12
    row(&["InvalidArgument"], &[("ArgumentName", OneOf(PARAMETERS))], Of(Cause::Malformed)), // 13
    row(&["InvalidRequest"], &[("Message", Has("x-amz-expires may not exceed"))], Of(Cause::Malformed)), // 11
    row(&["InvalidRequest"], &[("Message", Has("x-amz-expires is not a number"))], Of(Cause::Malformed)), // 11
    row(&["InvalidRequest"], &[("Message", Starts("bad request: missing x-amz-"))], Of(Cause::Malformed)), // 11
    row(&["InvalidRequest"], &[("Message", Has("not found in query parameters"))], Of(Cause::Malformed)), // 11
    row(&["InvalidRequest"], &[("Message", Starts("bad request: invalid date:"))], Of(Cause::Malformed)), // 11
    row(&["InvalidRequest"], &[("Message", Starts("bad request: invalid header name"))], Of(Cause::Malformed)), // 11
    row(&["InvalidRequest"], &[("Message", Has("missing presigned url v4 fields"))], Of(Cause::Malformed)), // 14
    row(&["InvalidRequest"], &[("Message", Has("missing credential field"))], Of(Cause::Malformed)), // 9, 12
    row(&["MalformedSecurityHeader"], &[("Details", Has("included in signedheaders, but not in the request"))], Read(missing)), // 8
    row(&["MalformedSecurityHeader"], &[], Of(Cause::Malformed)), // 8
    row(SCOPE, &[], Of(Cause::Malformed)), // 1, 9, 12, 13, 18
    row(&["InvalidURI", "MalformedDate", "MissingFields", "IncompleteSignature"], &[], Of(Cause::Malformed)), // 1, 9, 12

    // Headers that are signed but missing, or sent but unsigned.
    row(&["*"], &[("HeadersNotSigned", Any)], Read(|case| Cause::HeadersNotSigned { names: case.list("HeadersNotSigned") })), // 1, 18
    row(&["*"], &[("Message", Has("headers present in the request which were not signed"))],
        Read(|_| Cause::HeadersNotSigned { names: [].into() })), // 1, 9, 12
    row(&["InvalidRequest"], &[("Message", Has("should be signed"))], Read(|case| Cause::HeadersNotSigned { names: case.quoted_headers() })), // 11
    row(&["InvalidRequest"], &[("Message", Has("signed header `"))],
        Read(|case| Cause::HeaderMissing { name: case.quoted_headers().into_iter().next().unwrap_or_default() })), // 11

    // A signature that does not match.
    row(&["*"], &[("Message", Has("required information to complete authentication was not provided"))], Of(Cause::Unauthorized)), // 20
    row(&["SignatureDoesNotMatch", "InvalidSignature", "InvalidSignatureException"], &[], Mismatch), // 1, 3 to 14, 17
    row(&["*"], &[("Message", Has("request signature we calculated does not match"))], Mismatch), // 1
    row(&["AccessDenied"], &[("Message", Has("invalid signature"))], Mismatch), // 11

    // Permissions, if the response mentions them.
    row(&["AccessForbidden"], &[], Of(Cause::Cors)), // 1, 5, 7
    row(&["*"], &[("Message", Has("to perform: kms:"))], Of(Cause::KmsPermission)), // 2
    row(&["*"], &[("Message", Has("forbidden by kms"))], Of(Cause::KmsPermission)), // 5
    row(&["*"], &[("Message", Starts("the ciphertext refers to a customer master key"))], Of(Cause::KmsPermission)), // 2
    row(&["KMS.*", "CloudKms*", "KmsServiceNotEnabled"], &[], Of(Cause::KmsKey)), // 1, 5, 8
    row(&["*"], &[("Message", Has("with an explicit deny in"))], Of(Cause::ExplicitDeny)), // 2
    row(&["*"], &[("Message", Has("denied by bucket policy"))], Of(Cause::ExplicitDeny)), // 5
    row(&["*"], &[("Message", Has("denied by vpc endpoint policy"))], Of(Cause::ExplicitDeny)), // 5
    row(&["*"], &[("Message", Has("denied by bucket referer policy"))], Of(Cause::ExplicitDeny)), // 5
    row(&["*"], &[("Message", Has("block public access"))], Of(Cause::PublicAccessBlocked)), // 2
    row(&["*"], &[("Message", Has("put public object acl is not allowed"))], Of(Cause::PublicAccessBlocked)), // 5
    row(&["*"], &[("Message", Has("protected by object lock"))], Of(Cause::Locked)), // 1
    row(&["*"], &[("Message", Has("worm protected"))], Of(Cause::Locked)), // 9
    row(&["FileImmutable", "ObjectLocked"], &[], Of(Cause::Locked)), // 5, 9
    row(&["AccessControlListNotSupported", "InvalidBucketAclWithObjectOwnership"], &[], Of(Cause::AclNotSupported)), // 1
    row(&["*"], &[("Message", Has("is not authorized to perform"))], Of(Cause::Permission)), // 2
    row(&["*"], &[("Details", Has("does not have storage."))], Of(Cause::Permission)), // 8
    row(&["AccessDenied"], &[("Message", Has("operation is not allowed for this key"))], Of(Cause::Permission)), // 11
    row(&["AccessDenied"], &[("Message", Has("you have no right to access"))], Of(Cause::Permission)), // 5
    row(&["AccessDenied"], &[("Message", Has("the bucket you access does not belong to you"))], Of(Cause::Permission)), // 5
    row(&["AccessDenied"], &[("Message", Has("denied by authorizer's policy"))], Of(Cause::Permission)), // 5
    row(&["AccessDenied", "UnauthorizedAccess"], &[("Message", Is("not entitled"))], Of(Cause::Permission)), // 4
    row(&["BucketNotBelongTo"], &[], Of(Cause::Permission)), // 5
    row(&["*"], &[("Message", Has(" cap exceeded"))], Of(Cause::Account)), // 4
    row(&["AccountProblem", "AllAccessDisabled", "UserSuspended", "UserDisable", "InDebt", "InDebtOverdue", "BucketDisable",
        "AbnormalBucketOwnerStatus", "UbsmsInvalidBid", "InvalidPayer", "ArrearOrInsufficientBalance",
        "InArrearOrInsufficientBalance", "UserProjectAccountProblem", "QuotaExceeded", "OptInRequired"], &[],
        Of(Cause::Account)), // 1, 5, 7, 8, 10
    row(&["Unauthorized", "UnauthorizedAccess", "UnauthorizedAccessError", "InvalidSecurity", "CredentialsNotSupported",
        "NotAuthorized", "AuthFailure"], &[], Of(Cause::Unauthorized)), // 1, 3, 4, 7, 8, 9

    // Errors unrelated to the signature.
    row(&["InvalidObjectState", "ObjectNotInActiveTierError", "RestoreAlreadyInProgress"], &[], Of(Cause::Archived)), // 1, 5, 7, 9
    row(&["InvalidRange", "InvalidPartNumber", "UnsupportedRangeHeader"], &[], Of(Cause::Range)), // 1, 9, 10, 11
    row(&["*"], &[("Message", Has("must be made over a secure connection"))], Of(Cause::InsecureConnection)), // 1, 9
    row(&["*"], &[("Message", Has("header is required for put object requests with object lock"))], Of(Cause::ChecksumRequired)), // 1, 9
    row(&["*"], &[("Message", Starts("missing required header for this request: content-md5"))], Of(Cause::ChecksumRequired)), // 1
    row(&["MissingContentMD5"], &[], Of(Cause::ChecksumRequired)), // 9
    row(&["*"], &[("Message", Has("value for x-amz-checksum-"))], Read(|case| value_of(case.named("x-amz-checksum-")))), // 1
    row(&["InvalidRequest"], &[("Message", Has("checksum type mismatch occurred"))], Read(|_| value_of(None))), // 1
    row(&["*"], &[("Message", Has("retain until date must be in the future"))],
        Read(|_| value_of(Some("x-amz-object-lock-retain-until-date".into())))), // 1, 9
    row(&["*"], &[("Message", Starts("x-amz-content-sha256 must be"))],
        Read(|_| value_of(Some(X_AMZ_CONTENT_SHA256.into())))), // 1, 18
    row(&["InvalidTag"], &[], Read(|_| value_of(Some(TAGGING.into())))), // 1, 12, 13
    row(&["InvalidStorageClass"], &[], Read(|_| value_of(Some(STORAGE_CLASS.into())))), // 1, 9
    row(&["InvalidEncryptionAlgorithmError"], &[], Read(|_| value_of(Some(SSE.into())))), // 1
    row(&["InvalidArgument"], &[("ArgumentName", Any)], Read(|case| value_of(Some(case.text("ArgumentName"))))), // 1
    row(&["KeyTooLongError", "KeyTooLong", "InvalidObjectName", "MalformedACLError"], &[], Read(|_| value_of(None))), // 1, 10
    row(&["XAmzContentSHA256Mismatch", "XAmzContentChecksumMismatch", "BadDigest", "InvalidDigest", "CrcMismatch"], &[],
        Of(Cause::Body)), // 1, 8, 9, 11, 12, 14
    row(&["InvalidArgument"], &[("Message", Has("invalid checksum provided"))], Of(Cause::Body)), // 9
    row(&["NotImplemented"], &[("Header", Is("Transfer-Encoding"))], Of(Cause::Size)), // 1
    row(&["EntityTooLarge", "EntityTooSmall", "IncompleteBody", "MissingContentLength", "MaxMessageLengthExceeded",
        "MissingRequestBodyError", "ExcessData"], &[], Of(Cause::Size)), // 1, 9
    row(&["PreconditionFailed", "ConditionalRequestConflict", "FileAlreadyExists", "NotModified"], &[], Of(Cause::Condition)), // 1, 5, 9
    row(&["RequestHeaderSectionTooLarge", "MetadataTooLarge"], &[], Of(Cause::RequestTooLarge)), // 1, 9, 18
    row(&["NoSuch*", "NotFound"], &[], Of(Cause::NotFound)), // 1, 5 to 14
    row(&["MethodNotAllowed", "InvalidHttpMethod"], &[], Of(Cause::MethodNotAllowed)), // 1, 9
    row(&["InvalidArgument"], &[("Message", Starts("unsupported header"))], Of(Cause::NotImplemented)), // 4
    row(&["NotImplemented", "NotSupported", "UnsupportedArgument"], &[], Of(Cause::NotImplemented)), // 1, 3, 9, 12, 13, 18
    row(&["SlowDown*", "ServiceUnavailable", "InternalError", "RequestTimeout", "ServerBusy", "TooManyRequests",
        "ErrTooManyRequest", "OperationAborted", "Throttling*", "XMinioServerNotInitialized"], &[], Of(Cause::Retry)), // 1, 9, 12

    // Codes that are too general, if no row above matches.
    row(&["AccessDenied", "Forbidden"], &[], Read(denied)), // 1, 9, 10, 12
    row(&["InvalidArgument"], &[], Read(|_| value_of(None))), // 1, 9, 14
];

fn redirect(case: &Case<'_>) -> Cause {
    // The endpoint may have the bucket before its host.
    let without_bucket =
        |endpoint: &'_ str| endpoint.strip_prefix(case.signed.bucket?)?.strip_prefix('.').map(Into::into);
    let endpoint = case.element("Endpoint");
    Cause::Redirect { endpoint: endpoint.map(|text| without_bucket(text).unwrap_or_else(|| text.into())) }
}

fn region(case: &Case<'_>) -> Cause {
    let named = case.element("Region").map(Into::into).or_else(|| case.expected());
    match named {
        // The region that was signed is the right one: it arrived as another, or something else is wrong.
        Some(region) if case.signed.is_for_region(&region) => match () {
            () if case.says("unexpected scope") || case.says("incorrect service") => Cause::Scope,
            () => Cause::Malformed,
        },
        None if !case.says("region") => Cause::Malformed,
        expected => Cause::Region { expected },
    }
}

fn missing(case: &Case<'_>) -> Cause {
    match case.text("ParameterName") {
        name if name.is_empty() => Cause::HeadersNotSigned { names: [].into() },
        name => Cause::HeaderMissing { name },
    }
}

fn repeated(case: &Case<'_>) -> Cause {
    Cause::ParameterRepeated { name: case.quoted().into_iter().next().unwrap_or_default() }
}

fn denied(case: &Case<'_>) -> Cause {
    Cause::Denied { expires_at: case.signed.expires_at }
}

const fn value_of(name: Option<alloc::string::String>) -> Cause {
    Cause::InvalidValue { name }
}

const SCOPE: &[&str] = &[
    "AuthorizationHeaderMalformed",
    "AuthorizationParametersError",
    "AuthorizationQueryParametersError",
    "InvalidRegion",
];

const PARAMETERS: &[&str] = &[
    X_AMZ_CREDENTIAL,
    X_AMZ_DATE,
    X_AMZ_EXPIRES,
    X_AMZ_SECURITY_TOKEN,
    X_AMZ_SIGNATURE,
    X_AMZ_SIGNED_HEADERS,
];
