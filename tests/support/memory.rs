//! An S3 back end in memory. Every bucket exists.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use futures::TryStreamExt;
use hyper::body::Bytes;
use s3s::{
    Body, S3, S3Error, S3ErrorCode, S3Request, S3Response, S3Result,
    crypto::{Checksum, Md5},
    dto::*,
    s3_error,
};

#[derive(Debug, Default)]
pub struct Memory {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    objects: BTreeMap<Name, Object>,
    uploads: BTreeMap<MultipartUploadId, Upload>,
    uploads_ever: usize,
}

/// Bucket and key.
type Name = (BucketName, ObjectKey);

#[derive(Clone, Debug)]
struct Object {
    content_type: Option<ContentType>,
    body: Bytes,
}

#[derive(Debug)]
struct Upload {
    name: Name,
    content_type: Option<ContentType>,
    parts: BTreeMap<PartNumber, Bytes>,
}

impl Memory {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn object(&self, name: &Name) -> S3Result<Object> {
        self.objects.get(name).cloned().ok_or_else(|| s3_error!(NoSuchKey))
    }

    fn upload(&mut self, id: &str, name: &Name) -> S3Result<&mut Upload> {
        let upload = self.uploads.get_mut(id).filter(|upload| upload.name == *name);
        upload.ok_or_else(|| s3_error!(NoSuchUpload))
    }
}

impl Upload {
    /// Joins the listed parts.
    fn assemble(&self, list: &[CompletedPart]) -> S3Result<Bytes> {
        if list.is_empty() {
            return Err(s3_error!(MalformedXML));
        }
        if !list.is_sorted_by(|one, next| one.part_number < next.part_number) {
            return Err(s3_error!(InvalidPartOrder));
        }
        let mut body = Vec::new();
        for listed in list {
            let part = listed.part_number.and_then(|number| self.parts.get(&number));
            let part = part.filter(|part| listed.e_tag == Some(e_tag(part)));
            body.extend_from_slice(part.ok_or_else(|| s3_error!(InvalidPart))?);
        }
        Ok(body.into())
    }
}

#[async_trait]
impl S3 for Memory {
    async fn put_object(&self, request: S3Request<PutObjectInput>) -> S3Result<S3Response<PutObjectOutput>> {
        let PutObjectInput { bucket, key, content_type, body, .. } = request.input;
        let body = read(body).await?;
        let e_tag = Some(e_tag(&body));
        self.state().objects.insert((bucket, key), Object { content_type, body });
        Ok(S3Response::new(PutObjectOutput { e_tag, ..Default::default() }))
    }

    async fn get_object(&self, request: S3Request<GetObjectInput>) -> S3Result<S3Response<GetObjectOutput>> {
        let Object { content_type, body } =
            self.state().object(&(request.input.bucket, request.input.key))?;
        Ok(S3Response::new(GetObjectOutput {
            content_type,
            content_length: Some(length(&body)),
            e_tag: Some(e_tag(&body)),
            body: Some(Body::from(body).into()),
            ..Default::default()
        }))
    }

    async fn head_object(
        &self,
        request: S3Request<HeadObjectInput>,
    ) -> S3Result<S3Response<HeadObjectOutput>> {
        let Object { content_type, body } =
            self.state().object(&(request.input.bucket, request.input.key))?;
        Ok(S3Response::new(HeadObjectOutput {
            content_type,
            content_length: Some(length(&body)),
            e_tag: Some(e_tag(&body)),
            ..Default::default()
        }))
    }

    async fn delete_object(
        &self,
        request: S3Request<DeleteObjectInput>,
    ) -> S3Result<S3Response<DeleteObjectOutput>> {
        self.state().objects.remove(&(request.input.bucket, request.input.key));
        Ok(S3Response::new(DeleteObjectOutput::default()))
    }

    async fn create_multipart_upload(
        &self,
        request: S3Request<CreateMultipartUploadInput>,
    ) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
        let CreateMultipartUploadInput { bucket, key, content_type, .. } = request.input;
        let mut state = self.state();
        state.uploads_ever += 1;
        // AWS's ids contain characters that must be encoded in a query.
        let id = format!("upload/{}+=", state.uploads_ever);
        let name = (bucket.clone(), key.clone());
        state.uploads.insert(id.clone(), Upload { name, content_type, parts: BTreeMap::new() });
        Ok(S3Response::new(CreateMultipartUploadOutput {
            bucket: Some(bucket),
            key: Some(key),
            upload_id: Some(id),
            ..Default::default()
        }))
    }

    async fn upload_part(
        &self,
        request: S3Request<UploadPartInput>,
    ) -> S3Result<S3Response<UploadPartOutput>> {
        let UploadPartInput { bucket, key, upload_id, part_number, body, .. } = request.input;
        let part = read(body).await?;
        let e_tag = Some(e_tag(&part));
        self.state().upload(&upload_id, &(bucket, key))?.parts.insert(part_number, part);
        Ok(S3Response::new(UploadPartOutput { e_tag, ..Default::default() }))
    }

    async fn complete_multipart_upload(
        &self,
        request: S3Request<CompleteMultipartUploadInput>,
    ) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
        let CompleteMultipartUploadInput { bucket, key, upload_id, multipart_upload, .. } = request.input;
        let list = multipart_upload.and_then(|upload| upload.parts).unwrap_or_default();
        let name = (bucket.clone(), key.clone());
        let mut state = self.state();
        let upload = state.upload(&upload_id, &name)?;
        let object = Object { content_type: upload.content_type.clone(), body: upload.assemble(&list)? };
        let e_tag = Some(e_tag(&object.body));
        state.uploads.remove(&upload_id);
        state.objects.insert(name, object);
        Ok(S3Response::new(CompleteMultipartUploadOutput {
            bucket: Some(bucket),
            key: Some(key),
            e_tag,
            ..Default::default()
        }))
    }

    async fn abort_multipart_upload(
        &self,
        request: S3Request<AbortMultipartUploadInput>,
    ) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
        let AbortMultipartUploadInput { bucket, key, upload_id, .. } = request.input;
        let mut state = self.state();
        state.upload(&upload_id, &(bucket, key))?;
        state.uploads.remove(&upload_id);
        Ok(S3Response::new(AbortMultipartUploadOutput::default()))
    }
}

async fn read(body: Option<StreamingBlob>) -> S3Result<Bytes> {
    let Some(body) = body else { return Ok(Bytes::new()) };
    let bytes = body.map_ok(|chunk| chunk.to_vec()).try_concat().await;
    bytes.map(Bytes::from).map_err(|error| S3Error::with_source(S3ErrorCode::IncompleteBody, error))
}

fn e_tag(body: &[u8]) -> ETag {
    ETag::Strong(hex::encode(Md5::checksum(body)))
}

fn length(body: &[u8]) -> ContentLength {
    body.len().try_into().expect("fits in memory")
}
