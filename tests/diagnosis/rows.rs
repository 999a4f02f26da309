//! Responses that vendors document or users report, each with its first cause.

use super::name;
use presign::{AmzDate, Cause, Credentials, Endpoint, ErrorResponse, Presigned, Presigner};

pub struct Row {
    pub vendor: &'static str,
    pub code: &'static str,
    pub message: &'static str,
    pub elements: &'static [(&'static str, &'static str)],
    pub cause: &'static str,
}

impl Row {
    pub fn response(&self) -> ErrorResponse {
        let of_all = [("Code", self.code), ("Message", self.message)];
        ErrorResponse::from_elements(of_all.into_iter().chain(self.elements.iter().copied()))
    }
}

/// The request that all rows response, with no known change.
pub fn put() -> Presigned {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1").unwrap());
    s3.put("examplebucket", "duck.jpg").content_type("image/jpeg").presign_at(date()).unwrap()
}

pub fn date() -> AmzDate {
    "20260101T120000Z".parse().unwrap()
}

macro_rules! rows {
    ($($vendor:literal { $($code:literal, $message:literal $([$($element:literal = $text:literal),+])? => $cause:literal;)* })*) => {
        &[$($($crate::rows::Row {
            vendor: $vendor,
            code: $code,
            message: $message,
            elements: &[$($(($element, $text)),+)?],
            cause: $cause,
        }),*),*]
    };
}

/// The sources: those in `src/read/diagnosis/responses.rs`, and the URLs here.
#[rustfmt::skip]
pub const ROWS: &[Row] = rows! {
    "AWS" {
        // https://github.com/aws/aws-sdk-js/issues/2482 and many more
        "InvalidArgument", "Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified"
            ["ArgumentName" = "Authorization", "ArgumentValue" = "Bearer eyJhbGciOiJIUzI1NiJ9.secret"] => "AuthorizationSent";
        // https://github.com/danialfarid/ng-file-upload/issues/615
        "InvalidArgument", "Unsupported Authorization Type" ["ArgumentName" = "Authorization", "ArgumentValue" = "Basic U1Q6"] => "AuthorizationSent";
        "InvalidArgument", "" ["ArgumentName" = "Authorization"] => "AuthorizationSent";
        "AuthorizationHeaderMalformed", "The authorization header is malformed; the authorization component \"Bearer\" is malformed." => "AuthorizationSent";
        "InvalidEncryptionAlgorithmError", "The encryption request that you specified is not valid. The valid value is AES256." => "InvalidValue";
        "AccessDenied", "Request has expired" ["X-Amz-Expires" = "900", "Expires" = "2026-01-01T12:15:00Z", "ServerTime" = "2026-01-01T12:20:00Z"] => "Expired";
        "AccessDenied", "Request is not yet valid" => "Clock";
        "RequestTimeTooSkewed", "The difference between the request time and the current time is too large."
            ["RequestTime" = "20260101T120000Z", "ServerTime" = "2026-01-01T08:58:00Z", "MaxAllowedSkewMilliseconds" = "900000"] => "Clock";
        "ExpiredToken", "The provided token has expired." => "Expired";
        "TokenRefreshRequired", "The provided token must be refreshed." => "ExpiredToken";
        "InvalidToken", "The provided token is malformed or otherwise invalid." => "InvalidToken";
        "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records." => "UnknownAccessKeyId";
        "NotSignedUp", "Your account is not signed up for the Amazon S3 service." => "UnknownAccessKeyId";
        "AccessDenied", "Access Denied" => "Denied";
        "AccessDenied", "" => "Denied";
        "AccessDenied", "User: arn:aws:iam::123456789012:user/a is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::examplebucket/duck.jpg\" because no identity-based policy allows the s3:PutObject action" => "Permission";
        "AccessDenied", "User: arn:aws:iam::123456789012:user/a is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::examplebucket/duck.jpg\" with an explicit deny in a resource-based policy" => "ExplicitDeny";
        "AccessDenied", "User: arn:aws:iam::123456789012:user/a is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::examplebucket/duck.jpg\" with an explicit deny in a service control policy" => "ExplicitDeny";
        "AccessDenied", "User: arn:aws:iam::123456789012:user/a is not authorized to perform: kms:GenerateDataKey on this resource because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access" => "KmsPermission";
        "AccessDenied", "User: arn:aws:sts::123456789012:assumed-role/a/b is not authorized to perform: kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action" => "KmsPermission";
        "AccessDenied", "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access." => "KmsPermission";
        "AccessDenied", "User: arn:aws:iam::123456789012:user/a is not authorized to perform: s3:PutObject on resource: \"arn:aws:s3:::examplebucket/duck.jpg\" because public access control lists (ACLs) are prevented by the BlockPublicAcls setting in S3 Block Public Access." => "PublicAccessBlocked";
        "AccessDenied", "Access Denied because object protected by object lock." => "Locked";
        "KMS.DisabledException", "arn:aws:kms:us-east-1:123456789012:key/a is disabled." => "KmsKey";
        "KMS.NotFoundException", "Invalid keyId 'a'" => "KmsKey";
        "KMS.KMSInvalidStateException", "" => "KmsKey";
        // https://github.com/aws/aws-sdk-php/issues/1568: by a URL that S3 reads as no signature
        "KMS.UnrecognizedClientException", "No account found for the given parameters" => "Unsigned";
        "AccessControlListNotSupported", "The bucket does not allow ACLs" => "AclNotSupported";
        "InvalidBucketAclWithObjectOwnership", "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting" => "AclNotSupported";
        "InvalidObjectState", "The operation is not valid for the object's storage class" ["StorageClass" = "GLACIER"] => "Archived";
        "RestoreAlreadyInProgress", "Object restore is already in progress" => "Archived";
        "InvalidRange", "The requested range is not satisfiable" ["RangeRequested" = "bytes=9-", "ActualObjectSize" = "5"] => "Range";
        "AccessForbidden", "CORSResponse: This CORS request is not allowed. This is usually because the evaluation of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec." => "Cors";
        // https://github.com/search?q=%22CORS+is+not+enabled+for+this+bucket%22
        "AccessForbidden", "CORSResponse: CORS is not enabled for this bucket." => "Cors";
        "AccessDenied", "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters" => "SignatureVersion";
        "AccessDenied", "Invalid date (should be seconds since epoch): 20260101T120000Z" => "SignatureVersion";
        "InvalidRequest", "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256." => "SignatureVersion";
        "InvalidArgument", "Requests specifying Server Side Encryption with AWS KMS managed keys require AWS Signature Version 4." ["ArgumentName" = "Authorization", "ArgumentValue" = "null"] => "SignatureVersion";
        "InvalidRequest", "MultiRegionAccessPoint operations only supports SigV4a." => "SignatureVersion";
        "UnsupportedSignature", "The provided request is signed with an unsupported STS Token version or the signature version is not supported." => "SignatureVersion";
        "InvalidRequest", "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters" => "ChecksumRequired";
        "InvalidRequest", "Missing required header for this request: Content-MD5 OR x-amz-checksum-*" => "ChecksumRequired";
        "InvalidRequest", "Value for x-amz-checksum-crc32 header is invalid." => "InvalidValue";
        // https://github.com/boto/botocore/issues/3216
        "InvalidRequest", "Checksum Type mismatch occurred, expected checksum Type: null, actual checksum Type: crc32c" => "InvalidValue";
        "InvalidRequest", "The retain until date must be in the future!" => "InvalidValue";
        "InvalidArgument", "The retain until date must be in the future!" => "InvalidValue";
        "InvalidRequest", "Missing required header for this request: x-amz-content-sha256" => "Unsigned";
        "InvalidRequest", "Please update your client to the current version." => "Unknown";
        "InvalidRequest", "The presigned credential date x-amz-foo has expired values" => "Unknown";
        "InvalidRequest", "S3 Transfer Acceleration is not configured on this bucket" => "NotAccelerated";
        "InvalidRequest", "S3 Transfer Acceleration is disabled on this bucket" => "NotAccelerated";
        "InvalidRequest", "Path-style addressing cannot be used with S3 Express One Zone" => "PathStyle";
        "InvalidRequest", "Requests specifying Server Side Encryption with Customer provided keys must be made over a secure connection." => "InsecureConnection";
        "InvalidArgument", "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, or a valid sha256 value."
            ["ArgumentName" = "x-amz-content-sha256", "ArgumentValue" = "a"] => "InvalidValue";
        "InvalidArgument", "Metadata cannot be encoded." ["ArgumentName" = "x-amz-meta-a"] => "InvalidValue";
        "InvalidTag", "The TagValue you have provided is invalid" => "InvalidValue";
        "InvalidStorageClass", "The storage class you specified is not valid" => "InvalidValue";
        "KeyTooLongError", "Your key is too long" => "InvalidValue";
        "AuthorizationQueryParametersError", "Error parsing the X-Amz-Credential parameter; the region 'us-east-1' is wrong; expecting 'eu-central-1'" ["Region" = "eu-central-1"] => "Region";
        "AuthorizationHeaderMalformed", "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-central-1'" => "Region";
        "AuthorizationQueryParametersError", "Error parsing the X-Amz-Credential parameter; incorrect service \"s4\". This endpoint belongs to \"s3\"." => "Scope";
        "AuthorizationQueryParametersError", "X-Amz-Expires must be non-negative" => "Malformed";
        "PermanentRedirect", "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint." ["Endpoint" = "examplebucket.s3.eu-west-1.amazonaws.com"] => "Redirect";
        "IllegalLocationConstraintException", "The eu-west-1 location constraint is incompatible for the region specific endpoint this request was sent to." => "Redirect";
        "IncorrectEndpoint", "The specified bucket exists in another Region. Direct requests to the correct endpoint." => "Redirect";
        "InvalidHostHeader", "The host headers provided in the request used the incorrect style addressing." => "BucketName";
        "MissingAuthenticationToken", "The request was not signed." => "Unsigned";
        "MissingSecurityHeader", "Your request is missing a required header." => "Unsigned";
        "AllAccessDisabled", "All access to this object has been disabled" => "Account";
        "AccountProblem", "There is a problem with your AWS account that prevents the operation from completing successfully." => "Account";
        "InvalidPayer", "All access to this object has been disabled." => "Account";
        "InvalidSecurity", "The provided security credentials are not valid." => "Unauthorized";
        "CredentialsNotSupported", "This request does not support credentials." => "Unauthorized";
        "UnauthorizedAccess", "Your account is not authorized in this region." => "Unauthorized";
        "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your key and signing method." => "Undisclosed";
        "PreconditionFailed", "At least one of the pre-conditions you specified did not hold" => "Condition";
        "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size" => "Size";
        "RequestHeaderSectionTooLarge", "Your request header section exceeds the maximum allowed size." => "RequestTooLarge";
        "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size" => "RequestTooLarge";
        "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed." => "Body";
        "NoSuchVersion", "The specified version does not exist." => "NotFound";
        "NoSuchAccessPoint", "The specified access point does not exist." => "NotFound";
        "SlowDown", "Please reduce your request rate." => "Retry";
        "OperationAborted", "A conflicting conditional operation is currently in progress against this resource. Please try again." => "Retry";
        "MethodNotAllowed", "The specified method is not allowed against this resource." => "MethodNotAllowed";
        // https://github.com/aws/aws-sdk-go/issues/3855, https://github.com/aws/aws-sdk-js/issues/1237
        "NotImplemented", "A header you provided implies functionality that is not implemented" ["Header" = "Transfer-Encoding"] => "Size";
        "NotImplemented", "A header you provided implies functionality that is not implemented" ["Header" = "x-amz-object-lock-mode"] => "NotImplemented";
        // https://github.com/amzn/selling-partner-api-models/issues/2352: the URL was cut after 512 bytes
        "AccessDenied", "No AWSAccessKey was presented." => "Malformed";
    }
    "CloudFront" {
        "MissingKey", "Missing Key-Pair-Id query parameter or cookie value" => "CloudFront";
        "UnknownKey", "Unknown Key" => "CloudFront";
    }
    "Cloudflare R2" {
        "ExpiredRequest", "Request has expired" => "Expired";
        "ExpiredRequest", "" => "Expired";
        "Unauthorized", "Unauthorized" => "Unauthorized";
        // https://github.com/vastsa/FileCodeBox/issues/95
        "Unauthorized", "SigV2 authorization is not supported. Please use SigV4 instead." => "SignatureVersion";
        "AccessDenied", "Access Denied" => "Denied";
        "InvalidArgument", "Credential access key has length 17, should be 32" => "UnknownAccessKeyId";
        "InvalidRegionName", "The region name 'us-east-1' is not valid. Must be one of: wnam, enam, weur, eeur, apac, auto" => "Region";
        "NotImplemented", "Header 'x-amz-checksum-algorithm' with value 'SHA256' not implemented" => "NotImplemented";
        "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided. Check your secret access key and signing method." => "Undisclosed";
    }
    "Backblaze B2" {
        "UnauthorizedAccess", "bucket is not authorized: examplebucket" => "Unauthorized";
        "AccessDenied", "not entitled" => "Permission";
        "AccessDenied", "Cannot download file, download bandwidth or transaction (Class B) cap exceeded. See the Caps & Alerts page to increase your cap." => "Account";
        "InvalidRequest", "The V2 signature authorization mechanism is not supported. Please use AWS4-HMAC-SHA256." => "SignatureVersion";
        "SignatureDoesNotMatch", "Signature validation failed" => "Undisclosed";
        "InvalidAccessKeyId", "The key 'a' is not valid" => "UnknownAccessKeyId";
        // https://github.com/backblaze-b2-samples/b2-browser-upload/issues/3: the access key id is empty
        "AuthorizationHeaderMalformed", "Authorization header is malformed; the authorization component \"/20240926/us-east-005/s3/aws4_request\" is malformed." => "Malformed";
        "InvalidArgument", "Unsupported header 'x-amz-checksum-crc32' received for this API call." => "NotImplemented";
    }
    "Alibaba OSS" {
        "SecurityTokenExpired", "The security token you provided has expired." => "ExpiredToken";
        "InvalidSecurityToken", "The security token you provided is invalid." => "InvalidToken";
        "AccessKeyIdAndSecurityTokenNotMatch", "The OSS access key id and security token you provided does not match" => "InvalidToken";
        "SecondLevelDomainForbidden", "The bucket you are attempting to access must be addressed using OSS third level domain." => "PathStyle";
        "AccessDenied", "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint." ["Endpoint" = "oss-cn-shanghai.aliyuncs.com"] => "Redirect";
        "AccessDenied", "Request has expired." => "Expired";
        "AccessDenied", "You have no right to access this object because of bucket acl." => "Permission";
        "AccessDenied", "You have no right to access this object." => "Permission";
        "AccessDenied", "The bucket you access does not belong to you." => "Permission";
        "AccessDenied", "Anonymous user has no right to access this bucket." => "Unsigned";
        "AccessDenied", "AccessDenied by bucket policy: access denied by bucket policy." => "ExplicitDeny";
        "AccessDenied", "Access denied by VPC endpoint policy." => "ExplicitDeny";
        "AccessDenied", "You are denied by bucket referer policy." => "ExplicitDeny";
        "AccessDenied", "Access denied by authorizer's policy." => "Permission";
        "BucketNotBelongTo", "The bucket you access does not belong to you." => "Permission";
        "AccessDenied", "This request is forbidden by kms" => "KmsPermission";
        "AccessDenied", "Put public object acl is not allowed" => "PublicAccessBlocked";
        "AccessDenied", "Query-string authentication requires the Signature, Expires and OSSAccessKeyId parameters" => "SignatureVersion";
        "AccessForbidden", "CORSResponse: This CORS request is not allowed. This is usually because the evaluation of Origin, request method / Access-Control-Request-Method or Access-Control-Requet-Headers are not whitelisted by the resource's CORS spec." => "Cors";
        "InvalidObjectState", "The operation is not valid for the object's state" => "Archived";
        "FileImmutable", "The object you specified is immutable." => "Locked";
        "UserDisable", "UserDisable" => "Account";
        "InDebt", "Current user is indebted" => "Account";
        "FileAlreadyExists", "The object you specified already exists and can not be overwritten." => "Condition";
        "RequestTimeTooSkewed", "The difference between the request time and the current time is too large." => "Clock";
    }
    "Tencent COS" {
        "PathStyleDomainForbidden", "The bucket you are attempting to access must be addressed using COS virtual-styled domain." => "PathStyle";
        "AccessDenied", "Request has expired" => "Expired";
        "AccessDenied", "Access Denied." => "Denied";
        "ExpiredToken", "The provided token has expired." => "Expired";
        "BucketAccelerateNotEnabled", "The bucket has not enabled acceleration" => "NotAccelerated";
        "InvalidAccessKeyId", "The Access Key Id you provided does not exist in our records" => "UnknownAccessKeyId";
    }
    "Huawei OBS" {
        "VirtualHostDomainRequired", "Virtual host domain is required when accessing a specific bucket." ["VirtualHost" = "examplebucket.obs.cn-north-4.myhuaweicloud.com"] => "PathStyle";
        // https://support.huaweicloud.com/intl/en-us/api-obs/obs_errorcode_0012.html
        "RequestTimeTooSkewed", "Request has expired." => "Expired";
        "RequestTimeTooSkewed", "Request is not yet valid." => "Clock";
        "RequestTimeTooSkewed", "Signing key is no longer valid." => "Expired";
        "AccessForbidden", "Insufficient permission" => "Cors";
        "BadDomainName", "Domain name is invalid" => "BucketName";
        "ArrearOrInsufficientBalance", "The subscriber owes fees or the account balance is insufficient" => "Account";
        "Unauthorized", "To authenticate a request, access keys must be provided" => "Unauthorized";
    }
    "Google Cloud Storage" {
        "ExpiredToken", "The provided token has expired." ["Details" = "Request signature expired at: 2026-01-01T12:15:00+00:00"] => "Expired";
        "ExpiredToken", "Invalid argument." ["Details" = "The provided token has expired. Request signature expired at: 2026-01-01T12:15:00+00:00"] => "Expired";
        "ExpiredToken", "Request signature expired at: 2026-01-01T12:15:00+00:00" => "Expired";
        "AuthenticationRequired", "Authentication required." => "Unsigned";
        "InvalidSecurity", "The provided security credentials are not valid." ["Details" = "Incorrect Authorization header"] => "Unauthorized";
        "AccessDenied", "Access denied." ["Details" = "a@b.iam.gserviceaccount.com does not have storage.objects.create access to the Google Cloud Storage object."] => "Permission";
        "AccessDenied", "Access denied." ["Details" = "Anonymous caller does not have storage.objects.create access to the Google Cloud Storage object."] => "Unsigned";
        "CloudKmsDisabledKey", "Cloud KMS key is disabled, destroyed, or scheduled to be destroyed." => "KmsKey";
        "CrcMismatch", "The CRC32C you specified did not match what we received." => "Body";
        "SignatureDoesNotMatch", "Access denied." => "Undisclosed";
        // https://github.com/nocodb/nocodb/pull/9858, https://github.com/alexandrubagu/gcs_signed_url/issues/7
        "MalformedSecurityHeader", "Invalid argument." ["Details" = "Your request has a malformed header. Header was included in signedheaders, but not in the request.", "ParameterName" = "content-type"] => "HeaderMissing";
        "MalformedSecurityHeader", "Your request has a malformed header." ["Details" = "Header was included in signedheaders, but not in the request."] => "HeadersNotSigned";
        "MalformedSecurityHeader", "Your request has a malformed header." ["ParameterName" = "signature", "Details" = "Signature was not base64 encoded"] => "Malformed";
    }
    "MinIO" {
        "InvalidRequest", "Invalid Request (request has multiple authentication types, please use one)" => "AuthorizationSent";
        "AccessDenied", "Request is not valid yet" => "Clock";
        "InvalidRegion", "Region does not match." => "Region";
        "AuthorizationHeaderMalformed", "The authorization header is malformed; the region is wrong; expecting 'us-west-2'." => "Region";
        "AuthorizationHeaderMalformed", "The authorization header is malformed; the region is wrong; expecting ''." => "Region";
        "InvalidTokenId", "The security token included in the request is invalid" => "InvalidToken";
        "InvalidAccessKeyId", "Your account is disabled; please contact your administrator." => "UnknownAccessKeyId";
        "AccessDenied", "Signature header missing Signature field." => "Malformed";
        "InvalidArgument", "Signature header missing SignedHeaders field." => "Malformed";
        "AccessDenied", "No AWSAccessKey was presented" => "Malformed";
        "InvalidRequest", "Missing Credential field for this request." => "Malformed";
        "AuthorizationQueryParametersError", "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"" => "Malformed";
        "InvalidBucketName", "The specified bucket is not valid." => "BucketName";
        "InvalidArgument", "Your Host header is malformed." => "BucketName";
        "InvalidRequest", "Object is WORM protected and cannot be overwritten" => "Locked";
        "MissingContentMD5", "Missing or invalid required header for this request: Content-Md5 or Amz-Content-Checksum" => "ChecksumRequired";
        "InvalidArgument", "Invalid checksum provided." => "Body";
        "UnauthorizedAccess", "You are not authorized to perform this operation" => "Unauthorized";
        "SlowDownWrite", "Resource requested is unwritable, please reduce your request rate" => "Retry";
    }
    "Ceph" {
        "AccessDenied", "" ["BucketName" = "examplebucket"] => "Denied";
        "SignatureDoesNotMatch", "" => "Undisclosed";
        "RequestTimeTooSkewed", "" => "Clock";
        "UserSuspended", "" => "Account";
        "QuotaExceeded", "" => "Account";
    }
    "Garage" {
        "AccessDenied", "Forbidden: Invalid signature" => "Undisclosed";
        "AccessDenied", "Forbidden: Operation is not allowed for this key." => "Permission";
        "AccessDenied", "Forbidden: No such key: GK0000" => "UnknownAccessKeyId";
        "InvalidRequest", "Bad request: Date is too old" => "Expired";
        "InvalidRequest", "Bad request: X-Amz-Expires not found in query parameters" => "Malformed";
        "InvalidRequest", "Bad request: duplicate query parameter: `X-Amz-Expires`" => "ParameterRepeated";
        "InvalidRequest", "Bad request: Header `x-amz-acl` should be signed" => "HeadersNotSigned";
    }
    "SeaweedFS" {
        "AccessDenied", "Access Denied." => "Denied";
        "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header" => "Malformed";
        "InvalidRequest", "Signed request requires setting up SeaweedFS S3 authentication" => "UnknownAccessKeyId";
        "InvalidArgument", "Authorization header is invalid -- one and only one ' ' (space) required." => "AuthorizationSent";
        "InvalidTag", "The Tag value you have provided is invalid" => "InvalidValue";
    }
    "Swift" {
        "InvalidArgument", "Unsupported algorithm" ["ArgumentName" = "X-Amz-Algorithm", "ArgumentValue" = "AWS4-HMAC-SHA512"] => "SignatureVersion";
        "UnsupportedAlgorithm", "" => "SignatureVersion";
        "AuthorizationParameterserror", "Invalid credential" => "Malformed";
        "AuthorizationQueryParametersError", "Error parsing the X-Amz-Credential parameter; the region 'us-east-1' is wrong; expecting 'us-west-1'" ["Region" = "us-west-1"] => "Region";
        "NotImplemented", "The requested resource is not implemented" => "NotImplemented";
        "InvalidArgument", "" ["ArgumentName" = "X-Amz-Expires"] => "Malformed";
    }
    "rclone" {
        "AccessDenied", "The difference between the request time and the server's time exceeds the maximum allowed" => "Expired";
        "AccessDenied", "AWS authentication requires a valid Date or x-amz-date header" => "Malformed";
        "InvalidArgument", "Query parameter repeated: 'x'" => "ParameterRepeated";
        // rclone 1.75.2, without a signed header, and with an `Authorization` header
        "AccessDenied", "There were headers present in the request which were not signed" => "HeadersNotSigned";
        "UnsupportedAlgorithm", "Encountered an unsupported algorithm." => "SignatureVersion";
    }
    "s3s" {
        "NotImplemented", "unknown service 'ec2' in credential scope; expected 's3' or 'sts'" => "Scope";
        "NotImplemented", "X-Amz-Algorithm other than AWS4-HMAC-SHA256 is not implemented" => "SignatureVersion";
        "AccessDenied", "Signature is required" => "Unsigned";
        "InvalidRequest", "missing presigned url v4 fields" => "Malformed";
    }
    "Supabase" {
        "InvalidSignature", "Unsupported authorization type" => "AuthorizationSent";
        "InvalidSignature", "The signature is invalid" => "Undisclosed";
    }
    "versitygw" {
        // https://github.com/versity/versitygw/issues/192
        "SignatureDoesNotMatch", "Credential should be scoped to a valid Region, not eu-west-1" => "Region";
        "SignatureDoesNotMatch", "Credential should be scoped to correct service: s3." => "Scope";
        "SignatureDoesNotMatch", "Credential should be scoped with a valid terminator: 'aws4_request'." => "Scope";
        "SignatureDoesNotMatch", "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP." => "Scope";
        "AuthorizationQueryParametersError", "X-Amz-Expires should be a number." => "Malformed";
    }
    "Oracle Cloud" {
        "SignatureDoesNotMatch", "The required information to complete authentication was not provided." => "Unauthorized";
    }
    "DigitalOcean Spaces" {
        "SlowDown", "Reduce your request rate." => "Retry";
    }
};

#[test]
fn every_row_has_its_cause() {
    let put = put();
    for row in ROWS {
        let diagnosis = put.diagnose(&row.response()).unwrap();
        assert_eq!(name(diagnosis.cause()), row.cause, "{}: {}\n{diagnosis}", row.vendor, row.message);
        let shown = format!("{diagnosis}{diagnosis:?}");
        assert!(!shown.contains("eyJ") && !shown.contains("U1Q6"), "{shown}");
    }
}

/// Codes that vendors document for signing, addressing, time or permission are known even without a message.
#[test]
fn every_code_of_a_vendor_is_known() {
    let put = put();
    for row in ROWS.iter().filter(|row| row.code != "InvalidRequest") {
        let response = ErrorResponse::from_elements([("Code", row.code)]);
        let diagnosis = put.diagnose(&response).unwrap();
        assert_ne!(*diagnosis.cause(), Cause::Unknown, "{}: {}", row.vendor, row.code);
    }
}

#[test]
fn values_are_read_from_the_response() {
    let put = put();
    let cause = |code, elements: &[(&str, &str)]| {
        let elements = [("Code", code)].into_iter().chain(elements.iter().copied());
        put.diagnose(&ErrorResponse::from_elements(elements)).unwrap().cause().clone()
    };
    let oss = ("Endpoint", "oss-cn-shanghai.aliyuncs.com");
    assert_eq!(cause("AccessDenied", &[oss]), Cause::Redirect { endpoint: Some(oss.1.into()) });
    let wrong =
        "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'";
    for elements in [[("Message", wrong)], [("Region", "eu-west-1")]] {
        let expected = Cause::Region { expected: Some("eu-west-1".into()) };
        assert_eq!(cause("AuthorizationHeaderMalformed", &elements), expected);
    }
    let message = [("Message", "Query parameter repeated: 'X-Amz-Date'")];
    assert_eq!(cause("InvalidArgument", &message), Cause::ParameterRepeated { name: "X-Amz-Date".into() });
    let message = [("Message", "Value for x-amz-checksum-crc32 header is invalid.")];
    let name = Some("x-amz-checksum-crc32".into());
    assert_eq!(cause("InvalidRequest", &message), Cause::InvalidValue { name });
}

/// The counts in the README are true, and need no change for each new row.
#[test]
fn the_readme_does_not_count_more_than_there_is() {
    let rows = || ROWS.iter().chain(super::forms::FORM_ROWS);
    let mut vendors: Vec<&str> = rows().map(|row| row.vendor).collect();
    vendors.sort_unstable();
    vendors.dedup();
    let recorded = super::responses().len();
    let readme = include_str!("../../README.md").split_whitespace().collect::<Vec<_>>().join(" ");
    let number_before = |phrase: &str| -> usize {
        let (before, _) = readme.split_once(phrase).unwrap_or_else(|| panic!("the README has no {phrase:?}"));
        before.rsplit(' ').next().unwrap().parse().unwrap()
    };
    for (phrase, count) in [
        (" recorded responses to altered requests", recorded),
        (" responses that", rows().count()),
        (" vendors document or users report", vendors.len()),
        (" causes.", super::advice::variants().len()),
    ] {
        let claimed = number_before(phrase);
        assert!(claimed <= count, "the README says {claimed}{phrase}, but there are only {count}");
    }
}

#[test]
fn the_docs_show_real_reports() {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1").unwrap());
    let report = |request: presign::Request<'_>, from: &str, to: &str| {
        let received = request.clone().explain_at(date()).unwrap().canonical_request().replace(from, to);
        let response = ErrorResponse::from_elements([
            ("Code", "SignatureDoesNotMatch"),
            ("CanonicalRequest", &*received),
        ]);
        request.presign_at(date()).unwrap().diagnose(&response).unwrap().to_string()
    };
    let put = s3.put("bucket", "duck.txt").content_type("text/plain");
    let of_type = report(put, "text/plain", "text/plain;charset=UTF-8");
    let of_path = report(s3.get("bucket", "photos/duck.jpg"), "duck.jpg", "goose.jpg");
    for (page, report) in [
        (include_str!("../../README.md"), of_type),
        (include_str!("../../src/_guide/troubleshooting.md"), of_path),
        (include_str!("../../src/_guide/troubleshooting.md"), super::forms::report_of_key()),
    ] {
        assert!(page.contains(&report), "{report}");
    }
}
