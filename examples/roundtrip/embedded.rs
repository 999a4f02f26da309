//! The round trip on an embedded server: a producer with credentials hands out URLs, and a consumer without credentials
//! uses them.

use std::fs;

use indicatif::{ProgressBar, ProgressStyle};
use presign::{
    Credentials, Endpoint, ErrorResponse, PostForm, PostRequest, Presigned, Presigner, Request,
    multipart::{CompleteMultipartUploadResult, CompletedParts, InitiateMultipartUploadResult},
};
use s3s_fs::FileSystem;
use std::fmt::Display;
use ureq::http::StatusCode;

use crate::{
    Result,
    client::{Call, Client, Response, Upload},
    server::Server,
};

pub fn round_trip() -> Result<()> {
    // The server's buckets are directories.
    let directory = tempfile::tempdir()?;
    fs::create_dir(directory.path().join(BUCKET))?;
    let back_end = FileSystem::new(directory.path()).map_err(|error| format!("{error:?}"))?;
    let server = Server::start(back_end, ACCESS_KEY_ID, SECRET_ACCESS_KEY)?;
    println!("An S3 server listens on {}.", server.url());

    let endpoint = Endpoint::custom(server.url(), "us-east-1")?;
    let credentials = Credentials::new(ACCESS_KEY_ID, SECRET_ACCESS_KEY);
    let producer = Producer { s3: Presigner::new(credentials, endpoint) };
    let consumer = Consumer { client: Client::new() };

    small_object(&producer, &consumer)?;
    large_object(&producer, &consumer)?;
    tampered_url(&producer, &consumer)?;
    form(&producer, &consumer)?;

    drop(server);
    directory.close()?;
    println!("\nEverything worked. The server has stopped, and its files are deleted.");
    Ok(())
}

fn small_object(producer: &Producer, consumer: &Consumer) -> Result<()> {
    chapter("A small object");
    let text = b"A duck's quack does echo.\n";
    let put = producer.s3.put(BUCKET, "notes/duck.txt").content_type("text/plain; charset=utf-8");
    consumer.upload(&producer.hand_out("PutObject", put)?, text)?;
    consumer.says(format_args!("sent {} bytes", text.len()));

    let get = producer.hand_out("GetObject", producer.s3.get(BUCKET, "notes/duck.txt"))?;
    expect_same(&consumer.download(&get)?.body, text)?;
    consumer.says("received the same bytes");
    Ok(())
}

fn large_object(producer: &Producer, consumer: &Consumer) -> Result<()> {
    let (key, content) = ("backups/disk image.iso", pseudo_random(20 * MIB));
    // Parts have at least 5 MiB, except for the last one.
    let parts: Vec<_> = (1..).zip(content.chunks(6 * MIB)).collect();

    chapter(format_args!("{} MiB in {} parts", content.len() / MIB, parts.len()));
    let create = producer.s3.create_multipart_upload(BUCKET, key);
    let response = consumer.upload(&producer.hand_out("CreateMultipartUpload", create)?, b"")?;
    let created = InitiateMultipartUploadResult::from_xml(&response.text())?;
    let upload_id = created.upload_id();
    consumer.says(format_args!("started the upload {upload_id}"));

    let hand_out_part = |&(number, _): &(u32, _)| {
        let part = producer.s3.upload_part(BUCKET, key, upload_id, number);
        producer.hand_out(format_args!("UploadPart {number}"), part)
    };
    let urls = parts.iter().map(hand_out_part).collect::<Result<Vec<_>>>()?;

    let bar = progress_bar(content.len())?;
    let mut completed_parts = CompletedParts::new();
    for (url, (number, part)) in urls.iter().zip(&parts) {
        let response = consumer.client.send_with(&url.into(), part, &bar)?.successful()?;
        let e_tag = response.header("etag").ok_or("the response to a part has no ETag")?;
        completed_parts.push(*number, e_tag)?;
    }
    bar.finish();
    consumer.says(format_args!("sent {} parts", parts.len()));

    let complete = producer.s3.complete_multipart_upload(BUCKET, key, upload_id);
    let complete = producer.hand_out("CompleteMultipartUpload", complete)?;
    let response = consumer.upload(&complete, completed_parts.to_xml()?.as_bytes())?;
    // This operation may return 200 and still report an error.
    let completed = CompleteMultipartUploadResult::from_xml(&response.text())?;
    consumer.says(format_args!("completed the upload {}", completed.e_tag()));

    let get = producer.hand_out("GetObject", producer.s3.get(BUCKET, key))?;
    expect_same(&consumer.download(&get)?.body, &content)?;
    consumer.says(format_args!("received the same {} MiB", content.len() / MIB));
    Ok(())
}

fn tampered_url(producer: &Producer, consumer: &Consumer) -> Result<()> {
    chapter("An altered URL");
    let get = producer.hand_out("GetObject", producer.s3.get(BUCKET, "notes/duck.txt"))?;
    let url = get.url().replace("/duck.txt?", "/goose.txt?");
    consumer.says("requests notes/goose.txt with the signature of notes/duck.txt");

    let call = Call { url, ..Call::from(&get) };
    let response = consumer.client.send(&call, b"")?;
    let code = response.element("Code").unwrap_or_default();
    if (response.status, &*code) != (StatusCode::FORBIDDEN, "SignatureDoesNotMatch") {
        return Err(format!("an altered URL returned {}, {code}", response.status).into());
    }
    consumer.says(format_args!("is refused with {}, {code}", response.status));
    let response = ErrorResponse::from_text(&response.text())?.with_request("GET", &call.url, call.headers);
    println!("\n{}", get.diagnose(&response)?);
    Ok(())
}

fn form(producer: &Producer, consumer: &Consumer) -> Result<()> {
    chapter("A form with a limit");
    let post = producer.s3.post_under(BUCKET, "uploads/").content_length(1..=20);
    let form = producer.hand_out_form(post.content_type_starts_with("text/"))?;

    // Amazon S3 also replaces `${filename}` in the key.
    let upload = Upload::from(&form).with("key", "uploads/duck.txt").with("Content-Type", "text/plain");
    let text = b"Quack, quack.\n";
    consumer.client.post(&upload, text)?.successful()?;
    consumer.says(format_args!("sent {} bytes as uploads/duck.txt", text.len()));
    let get = producer.hand_out("GetObject", producer.s3.get(BUCKET, "uploads/duck.txt"))?;
    expect_same(&consumer.download(&get)?.body, text)?;
    consumer.says("received the same bytes");

    let text = b"Quack, quack, quack.\n";
    let response = consumer.client.post(&upload, text)?;
    let code = response.element("Code").unwrap_or_default();
    if (response.status, &*code) != (StatusCode::BAD_REQUEST, "EntityTooLarge") {
        return Err(format!("a file that is too large returned {}, {code}", response.status).into());
    }
    consumer.says(format_args!(
        "sends {} bytes, and is refused with {}, {code}",
        text.len(),
        response.status
    ));
    let response = ErrorResponse::from_text(&response.text())?.with_file_size(text.len() as u64);
    println!("\n{}", form.diagnose(&response));
    Ok(())
}

/// Has the credentials and sends nothing.
struct Producer {
    s3: Presigner,
}

impl Producer {
    fn hand_out(&self, what: impl Display, request: Request<'_>) -> Result<Presigned> {
        let presigned = request.presign()?;
        println!("\n  producer | {what}, until {}", presigned.expires_at());
        println!("       url | {} {}", presigned.method(), presigned.url());
        for (name, value) in presigned.headers() {
            println!("    header | {name}: {value}");
        }
        println!("   command | {}", presigned.to_curl());
        Ok(presigned)
    }

    #[expect(clippy::unused_self, reason = "only the producer can sign")]
    fn hand_out_form(&self, request: PostRequest<'_>) -> Result<PostForm> {
        let form = request.presign()?;
        println!("\n  producer | PostObject, until {}", form.expires_at());
        println!("       url | POST {}", form.url());
        for (name, value) in form.fields() {
            println!("     field | {name}: {value}");
        }
        println!("   command | {}", form.to_curl());
        Ok(form)
    }
}

/// Has no credentials and sends the requests it is given.
struct Consumer {
    client: Client,
}

impl Consumer {
    fn upload(&self, presigned: &Presigned, body: &[u8]) -> Result<Response> {
        self.client.send(&presigned.into(), body)?.successful()
    }

    fn download(&self, presigned: &Presigned) -> Result<Response> {
        self.client.send(&presigned.into(), b"")?.successful()
    }

    fn says(&self, what: impl Display) {
        println!("  consumer | {what}");
    }
}

fn expect_same(got: &[u8], sent: &[u8]) -> Result<()> {
    if got == sent { Ok(()) } else { Err("the received bytes differ from those that were sent".into()) }
}

fn chapter(title: impl Display) {
    println!("\n{title}");
}

fn progress_bar(bytes: usize) -> Result<ProgressBar> {
    let style = ProgressStyle::with_template("  consumer | {bar:40} {bytes} of {total_bytes}")?;
    println!();
    Ok(ProgressBar::new(bytes as u64).with_style(style))
}

/// Returns the same bytes in every run, without a pattern that would hide swapped parts.
fn pseudo_random(len: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let next = |_| {
        // Xorshift (Marsaglia, 2003).
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    (0..len.div_ceil(8)).flat_map(next).take(len).collect()
}

const ACCESS_KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET_ACCESS_KEY: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
const BUCKET: &str = "examplebucket";
const MIB: usize = 1024 * 1024;
