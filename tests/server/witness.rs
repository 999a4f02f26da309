//! A back end that only records the requests it receives.

use std::{
    fmt::Debug,
    sync::{Arc, Mutex, PoisonError},
};

use s3s::{S3, S3Request, S3Response, S3Result, dto::*};

#[derive(Clone, Default)]
pub struct Witness(Arc<Mutex<String>>);

impl Witness {
    /// Returns the latest request: the name of the operation and the fields of its input.
    pub fn seen(&self) -> String {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn see(&self, operation: &str, input: &impl Debug) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = format!("{operation} {input:?}");
    }
}

macro_rules! see {
    ($($operation:ident: $input:ident -> $output:ident,)*) => {
        #[async_trait::async_trait]
        impl S3 for Witness {
            $(
                async fn $operation(&self, request: S3Request<$input>) -> S3Result<S3Response<$output>> {
                    self.see(stringify!($operation), &request.input);
                    Ok(S3Response::new($output::default()))
                }
            )*
        }
    };
}

see! {
    abort_multipart_upload: AbortMultipartUploadInput -> AbortMultipartUploadOutput,
    complete_multipart_upload: CompleteMultipartUploadInput -> CompleteMultipartUploadOutput,
    copy_object: CopyObjectInput -> CopyObjectOutput,
    create_multipart_upload: CreateMultipartUploadInput -> CreateMultipartUploadOutput,
    delete_object: DeleteObjectInput -> DeleteObjectOutput,
    get_bucket_versioning: GetBucketVersioningInput -> GetBucketVersioningOutput,
    get_object: GetObjectInput -> GetObjectOutput,
    get_object_acl: GetObjectAclInput -> GetObjectAclOutput,
    get_object_tagging: GetObjectTaggingInput -> GetObjectTaggingOutput,
    head_bucket: HeadBucketInput -> HeadBucketOutput,
    head_object: HeadObjectInput -> HeadObjectOutput,
    list_multipart_uploads: ListMultipartUploadsInput -> ListMultipartUploadsOutput,
    list_object_versions: ListObjectVersionsInput -> ListObjectVersionsOutput,
    list_objects_v2: ListObjectsV2Input -> ListObjectsV2Output,
    list_parts: ListPartsInput -> ListPartsOutput,
    put_object: PutObjectInput -> PutObjectOutput,
    upload_part: UploadPartInput -> UploadPartOutput,
    upload_part_copy: UploadPartCopyInput -> UploadPartCopyOutput,
}
