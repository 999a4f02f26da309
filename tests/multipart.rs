//! The list of parts that completes an upload, and the responses about uploads in parts.

use presign::{
    Cause, Checksum, Credentials, Endpoint, Error, Presigner,
    multipart::{
        CompleteMultipartUploadResult, CompletedParts, CopyPartResult, InitiateMultipartUploadResult,
        ListPartsResult, ResponseError,
    },
};
use proptest::{collection::vec, prelude::*};
use roxmltree::Document;

/// The number, the `ETag`, and the name and value of the checksum.
type ReadPart = (u32, String, Option<(String, String)>);

/// Reads a list of parts with another parser.
fn read(xml: &str) -> Vec<ReadPart> {
    let document = Document::parse(xml).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name(), (NAMESPACE, "CompleteMultipartUpload").into());
    let part = |part: roxmltree::Node<'_, '_>| {
        assert_eq!(part.tag_name(), (NAMESPACE, "Part").into());
        let text = |name: &str| {
            part.children().find(|child| child.tag_name().name() == name).unwrap().text().unwrap().to_owned()
        };
        let checksum = part.children().find(|child| child.tag_name().name().starts_with("Checksum"));
        let checksum =
            checksum.map(|node| (node.tag_name().name().to_owned(), node.text().unwrap().to_owned()));
        (text("PartNumber").parse().unwrap(), text("ETag"), checksum)
    };
    root.children().map(part).collect()
}

const NAMESPACE: &str = "http://s3.amazonaws.com/doc/2006-03-01/";

/// The example of <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html>.
#[test]
fn the_list_of_parts_has_what_the_example_of_aws_has() {
    let example = "<CompleteMultipartUpload xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
        <Part><PartNumber>1</PartNumber><ETag>\"a54357aff0632cce46d942af68356b38\"</ETag></Part>\
        <Part><PartNumber>2</PartNumber><ETag>\"0c78aef83f66abc1fa1e8477f296d394\"</ETag></Part>\
        <Part><PartNumber>3</PartNumber><ETag>\"acbd18db4cc2f85cedef654fccc4a4d8\"</ETag></Part>\
        </CompleteMultipartUpload>";
    let mut parts = CompletedParts::new();
    parts.push(3, "acbd18db4cc2f85cedef654fccc4a4d8").unwrap();
    parts.push(1, "\"a54357aff0632cce46d942af68356b38\"").unwrap();
    parts.push(2, "\"0c78aef83f66abc1fa1e8477f296d394\"").unwrap();
    assert_eq!(parts.to_xml().unwrap(), example);
    assert_eq!(parts.len(), 3);
}

/// The elements are those of `CompletedPart`: <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompletedPart.html>.
/// The values are the check values of the CRCs in <https://reveng.sourceforge.io/crc-catalogue/all.htm>, and the hashes
/// of `123456789` by coreutils 9.1, in Base64.
#[test]
fn a_part_may_have_a_checksum() {
    let sha1 = "f7c3bc1d808e04732adf679965ccc34ca7ae3441";
    let sha256 = "15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225";
    for (checksum, name, value) in [
        (Checksum::Crc32(0xcbf4_3926), "ChecksumCRC32", "y/Q5Jg=="),
        (Checksum::Crc32c(0xe306_9283), "ChecksumCRC32C", "4waSgw=="),
        (Checksum::Crc64Nvme(0xae8b_1486_0a79_9888), "ChecksumCRC64NVME", "rosUhgp5mIg="),
        (Checksum::Sha1(bytes(sha1)), "ChecksumSHA1", "98O8HYCOBHMq32eZZczDTKeuNEE="),
        (Checksum::Sha256(bytes(sha256)), "ChecksumSHA256", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="),
    ] {
        let mut parts = CompletedParts::new();
        parts.push(2, "b").unwrap();
        parts.push_with_checksum(1, "a", checksum).unwrap();
        let expected = [
            (1, "\"a\"".to_owned(), Some((name.to_owned(), value.to_owned()))),
            (2, "\"b\"".to_owned(), None),
        ];
        assert_eq!(read(&parts.to_xml().unwrap()), expected);
    }
}

fn bytes<const LEN: usize>(digits: &str) -> [u8; LEN] {
    hex::decode(digits).unwrap().try_into().unwrap()
}

#[test]
fn a_part_that_is_refused_leaves_the_list_unchanged() {
    let mut parts = CompletedParts::new();
    parts.push(1, "a").unwrap();
    let before = parts.clone();
    for (number, e_tag) in [(0, "a"), (10_001, "a"), (2, ""), (1, "b")] {
        parts.push(number, e_tag).unwrap_err();
        assert_eq!(parts, before);
    }
    assert_eq!(parts.push(1, ""), Err(Error::PartETag { number: 1 }));
}

#[test]
fn the_id_of_an_upload_is_read() {
    for (body, upload_id) in [
        // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html
        (
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <InitiateMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\n  \
             <Bucket>example-bucket</Bucket>\n  <Key>example-object</Key>\n  \
             <UploadId>VXBsb2FkIElEIGZvciA2aWWpbmcncyBteS1tb3ZpZS5tMnRzIHVwbG9hZA</UploadId>\n\
             </InitiateMultipartUploadResult>",
            "VXBsb2FkIElEIGZvciA2aWWpbmcncyBteS1tb3ZpZS5tMnRzIHVwbG9hZA",
        ),
        // rclone 1.75.2, in whose name of the root element `Result` is missing.
        (
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<InitiateMultipartUpload>\n  \
             <Bucket>example-bucket</Bucket>\n  <Key>example-object</Key>\n  \
             <UploadId>d9efe8a7-4219-4a12-8cc7-fac5af3145ae</UploadId>\n</InitiateMultipartUpload>",
            "d9efe8a7-4219-4a12-8cc7-fac5af3145ae",
        ),
    ] {
        let created = InitiateMultipartUploadResult::from_xml(body).unwrap();
        assert_eq!(created.upload_id(), upload_id);
        assert_eq!((created.bucket(), created.key()), (Some("example-bucket"), Some("example-object")));
    }
}

#[test]
fn a_completed_upload_is_read_from_each_server() {
    for (body, location, bucket, key, e_tag) in [
        // https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html
        (
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <CompleteMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\n \
             <Location>http://Example-Bucket.s3.us-east-1.amazonaws.com/Example-Object</Location>\n \
             <Bucket>Example-Bucket</Bucket>\n <Key>Example-Object</Key>\n \
             <ETag>\"3858f62230ac3c915f300c664312c11f-9\"</ETag>\n</CompleteMultipartUploadResult>",
            Some("http://Example-Bucket.s3.us-east-1.amazonaws.com/Example-Object"),
            Some("Example-Bucket"),
            Some("Example-Object"),
            "\"3858f62230ac3c915f300c664312c11f-9\"",
        ),
        // Amazon S3, as quoted in https://github.com/minio/minio/issues/9517.
        (
            "<CompleteMultipartUploadResult><Bucket>pgbackrest-test</Bucket><Key>repo/16396.gz</Key>\
             <ETag>&quot;60e385255dc51f7fa291e9e2ed8c4585-2&quot;</ETag></CompleteMultipartUploadResult>",
            None,
            Some("pgbackrest-test"),
            Some("repo/16396.gz"),
            "\"60e385255dc51f7fa291e9e2ed8c4585-2\"",
        ),
        // MinIO of 2019, which sent white space before the declaration and no quotes:
        // https://github.com/minio/minio-py/pull/792.
        (
            "\n\r\n\r\n\r\n\r\n\r<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <CompleteMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
             <Location>https://minio-api.example.com/storage/data.csv.gz</Location><Bucket>storage</Bucket>\
             <Key>data.csv.gz</Key><ETag>7c913063d32676ebb4356e68db88db20-3</ETag></CompleteMultipartUploadResult>",
            Some("https://minio-api.example.com/storage/data.csv.gz"),
            Some("storage"),
            Some("data.csv.gz"),
            "7c913063d32676ebb4356e68db88db20-3",
        ),
        // Garage, without a location: https://github.com/minio/minio-js/issues/1332.
        (
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <CompleteMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\n    \
             <Bucket>X</Bucket>\n    <Key>X</Key>\n    <ETag>&quot;572e7a853374de6582ca2b0bc03486e1-1&quot;</ETag>\n\
             </CompleteMultipartUploadResult>",
            None,
            Some("X"),
            Some("X"),
            "\"572e7a853374de6582ca2b0bc03486e1-1\"",
        ),
        // rclone 1.75.2, with an empty location.
        (
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CompleteMultipartUploadResult>\n  <Location></Location>\n  \
             <Bucket>examplebucket</Bucket>\n  <Key>a &amp;b</Key>\n  \
             <ETag>&#34;ffead2d273da40a014833a2eebf461a7-2&#34;</ETag>\n</CompleteMultipartUploadResult>",
            None,
            Some("examplebucket"),
            Some("a &b"),
            "\"ffead2d273da40a014833a2eebf461a7-2\"",
        ),
        // SeaweedFS 4.48.
        (
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <CompleteMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
             <Location>http://127.0.0.1:37801/examplebucket/a%20&amp;b</Location><Bucket>examplebucket</Bucket>\
             <Key>a &amp;b</Key><ETag>&#34;ffead2d273da40a014833a2eebf461a7-2&#34;</ETag></CompleteMultipartUploadResult>",
            Some("http://127.0.0.1:37801/examplebucket/a%20&b"),
            Some("examplebucket"),
            Some("a &b"),
            "\"ffead2d273da40a014833a2eebf461a7-2\"",
        ),
        // Nexenta Edge, without a bucket: https://github.com/minio/mc/issues/2642.
        (
            "<?xml version=\"1.0\"?>\n<CompleteMultipartUploadResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\
             <Location>http://temp/nedeploy.tar</Location><Key>nedeploy.tar</Key>\
             <ETag>\"bc513c274e3bfcd54bec6f139ff523b2-4\"</ETag></CompleteMultipartUploadResult>",
            Some("http://temp/nedeploy.tar"),
            None,
            Some("nedeploy.tar"),
            "\"bc513c274e3bfcd54bec6f139ff523b2-4\"",
        ),
    ] {
        let completed = CompleteMultipartUploadResult::from_xml(body).unwrap();
        let read = (completed.location(), completed.bucket(), completed.key(), completed.e_tag());
        assert_eq!(read, (location, bucket, key, e_tag));
    }
}

/// The response with the status 200 of
/// <https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html>.
const FAILED: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\n<Error>\n <Code>InternalError</Code>\n \
    <Message>We encountered an internal error. Please try again.</Message>\n \
    <RequestId>656c76696e6727732072657175657374</RequestId>\n \
    <HostId>Uuag1LuByRx9e6j5Onimru9pO4ZVKnJ2Qz7/C1NPcfTWAtRPfTaOFg==</HostId>\n</Error>";

#[test]
fn an_error_in_a_response_with_status_200_can_be_diagnosed() {
    let s3 = Presigner::new(Credentials::new("AKIDEXAMPLE", "secret"), Endpoint::aws("us-east-1").unwrap());
    let complete = s3.complete_multipart_upload("examplebucket", "big.iso", "VXBsb2FkSWQ");
    let complete = complete.presign_at("20130524T000000Z".parse().unwrap()).unwrap();
    for white_space in ["", "\n", " \r\n \t"] {
        let error = CompleteMultipartUploadResult::from_xml(&format!("{white_space}{FAILED}")).unwrap_err();
        let ResponseError::ErrorResponse(response) = error else { panic!("{error}") };
        let diagnosis = complete.diagnose(&response.with_status(200)).unwrap();
        assert_eq!(*diagnosis.cause(), Cause::Retry);
    }
    let refused =
        |error| matches!(error, ResponseError::ErrorResponse(response) if response.code() == "InternalError");
    assert!(refused(InitiateMultipartUploadResult::from_xml(FAILED).unwrap_err()));
    assert!(refused(ListPartsResult::from_xml(FAILED).unwrap_err()));
    assert!(refused(CopyPartResult::from_xml(FAILED).unwrap_err()));
}

/// The example of <https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListParts.html>.
const LIST: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <ListPartsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\n  <Bucket>example-bucket</Bucket>\n  \
    <Key>example-object</Key>\n  \
    <UploadId>XXBsb2FkIElEIGZvciBlbHZpbmcncyVcdS1tb3ZpZS5tMnRzEEEwbG9hZA</UploadId>\n  <Initiator>\n      \
    <ID>arn:aws:iam::111122223333:user/some-user-11116a31-17b5-4fb7-9df5-b288870f11xx</ID>\n      \
    <DisplayName>umat-user-11116a31-17b5-4fb7-9df5-b288870f11xx</DisplayName>\n  </Initiator>\n  <Owner>\n    \
    <ID>75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a</ID>\n    \
    <DisplayName>someName</DisplayName>\n  </Owner>\n  <StorageClass>STANDARD</StorageClass>\n  \
    <PartNumberMarker>1</PartNumberMarker>\n  <NextPartNumberMarker>3</NextPartNumberMarker>\n  \
    <MaxParts>2</MaxParts>\n  <IsTruncated>true</IsTruncated>\n  <Part>\n    <PartNumber>2</PartNumber>\n    \
    <LastModified>2010-11-10T20:48:34.000Z</LastModified>\n    \
    <ETag>\"7778aef83f66abc1fa1e8477f296d394\"</ETag>\n    <Size>10485760</Size>\n  </Part>\n  <Part>\n    \
    <PartNumber>3</PartNumber>\n    <LastModified>2010-11-10T20:48:33.000Z</LastModified>\n    \
    <ETag>\"aaaa18db4cc2f85cedef654fccc4a4x8\"</ETag>\n    <Size>10485760</Size>\n  </Part>\n</ListPartsResult>";

#[test]
fn the_parts_that_arrived_are_read() {
    let list = ListPartsResult::from_xml(LIST).unwrap();
    assert_eq!((list.bucket(), list.key()), (Some("example-bucket"), Some("example-object")));
    assert_eq!(list.upload_id(), Some("XXBsb2FkIElEIGZvciBlbHZpbmcncyVcdS1tb3ZpZS5tMnRzEEEwbG9hZA"));
    assert_eq!((list.is_truncated(), list.next_part_number_marker()), (true, Some(3)));
    let parts: Vec<_> = list.parts().iter().map(|part| (part.number(), part.e_tag(), part.size())).collect();
    let expected = [
        (2, "\"7778aef83f66abc1fa1e8477f296d394\"", 10_485_760),
        (3, "\"aaaa18db4cc2f85cedef654fccc4a4x8\"", 10_485_760),
    ];
    assert_eq!(parts, expected);
}

/// rclone 1.75.2, without `IsTruncated`, and SeaweedFS 4.48, with the elements of a part in another order.
#[test]
fn the_parts_that_arrived_are_read_from_each_server() {
    let rclone = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListPartsResult>\n  <Bucket>examplebucket</Bucket>\n  \
        <Key>a &amp;b</Key>\n  <UploadId>d9efe8a7-4219-4a12-8cc7-fac5af3145ae</UploadId>\n  \
        <StorageClass>STANDARD</StorageClass>\n  <PartNumberMarker>0</PartNumberMarker>\n  \
        <NextPartNumberMarker>0</NextPartNumberMarker>\n  <MaxParts>1000</MaxParts>\n  <Part>\n    \
        <PartNumber>1</PartNumber>\n    <LastModified>2026-11-26T02:40:08.14Z</LastModified>\n    \
        <ETag>&#34;3f3b308e88c90df28a2f243a5c39cd0d&#34;</ETag>\n    <Size>5242880</Size>\n  </Part>\n  <Part>\n    \
        <PartNumber>2</PartNumber>\n    <LastModified>2026-11-26T02:40:08.142Z</LastModified>\n    \
        <ETag>&#34;8904acde12ab3d9b22696e33f3a4bddd&#34;</ETag>\n    <Size>4</Size>\n  </Part>\n</ListPartsResult>";
    let seaweedfs = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
        <ListPartsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Bucket>examplebucket</Bucket>\
        <IsTruncated>false</IsTruncated><Key>a &amp;b</Key><MaxParts>10000</MaxParts>\
        <PartNumberMarker>0</PartNumberMarker><Part><ETag>&#34;3f3b308e88c90df28a2f243a5c39cd0d&#34;</ETag>\
        <LastModified>2026-11-26T02:41:12Z</LastModified><PartNumber>1</PartNumber><Size>5242880</Size></Part>\
        <Part><ETag>&#34;8904acde12ab3d9b22696e33f3a4bddd&#34;</ETag><LastModified>2026-11-26T02:41:12Z</LastModified>\
        <PartNumber>2</PartNumber><Size>4</Size></Part><StorageClass>STANDARD</StorageClass>\
        <UploadId>e8e8822cf95d65f9a282ab2d1718ef16f3230d4a_6d6195784eab4051879cfa3373580f06</UploadId></ListPartsResult>";
    for (body, upload_id) in [
        (rclone, "d9efe8a7-4219-4a12-8cc7-fac5af3145ae"),
        (seaweedfs, "e8e8822cf95d65f9a282ab2d1718ef16f3230d4a_6d6195784eab4051879cfa3373580f06"),
    ] {
        let list = ListPartsResult::from_xml(body).unwrap();
        assert_eq!(
            (list.bucket(), list.key(), list.upload_id()),
            (Some("examplebucket"), Some("a &b"), Some(upload_id))
        );
        let parts: Vec<_> =
            list.parts().iter().map(|part| (part.number(), part.e_tag(), part.size())).collect();
        let expected = [
            (1, "\"3f3b308e88c90df28a2f243a5c39cd0d\"", 5_242_880),
            (2, "\"8904acde12ab3d9b22696e33f3a4bddd\"", 4),
        ];
        assert_eq!(parts, expected);
        assert!(!list.is_truncated());
    }
}

#[test]
fn a_list_continues_after_its_last_part() {
    let next = |replace: &[(&str, &str)]| {
        let list = replace.iter().fold(LIST.to_owned(), |list, (from, to)| {
            assert!(list.contains(from), "{from}");
            list.replace(from, to)
        });
        ListPartsResult::from_xml(&list).map(|list| list.next_part_number_marker())
    };
    let malformed = || Err(ResponseError::Malformed { name: "ListPartsResult" });
    let marker = |number| format!("<NextPartNumberMarker>{number}</NextPartNumberMarker>");
    assert_eq!(next(&[(">true<", ">false<")]), Ok(None));
    assert_eq!(next(&[("<IsTruncated>true</IsTruncated>", "")]), Ok(None));
    // S3 takes the number of the last part, so it may be computed.
    assert_eq!(next(&[(&marker("3"), "")]), Ok(Some(3)));
    assert_eq!(next(&[(&marker("3"), &marker(""))]), Ok(Some(3)));
    assert_eq!(next(&[(&marker("3"), &marker("9"))]), Ok(Some(9)));
    for number in ["0", "1", "2", "-1", "3.0", "three", "4294967296"] {
        assert_eq!(next(&[(&marker("3"), &marker(number))]), malformed(), "{number}");
    }
    assert_eq!(next(&[(">true<", ">yes<")]), malformed());
    assert_eq!(
        next(&[(&marker("3"), &marker("7")), (">1</PartNumberMarker>", ">7</PartNumberMarker>")]),
        malformed()
    );
}

#[test]
fn only_a_part_has_a_number_an_e_tag_and_a_size() {
    let list = |content: &str| {
        let list = ListPartsResult::from_xml(&format!("<ListPartsResult>{content}</ListPartsResult>"))?;
        Ok(list.parts().iter().map(|part| (part.number(), part.size())).collect::<Vec<_>>())
    };
    let malformed = || Err(ResponseError::Malformed { name: "ListPartsResult" });
    let part = "<Part><Size>5</Size><ETag>a</ETag><PartNumber>1</PartNumber></Part>";
    assert_eq!(list(""), Ok(vec![]));
    assert_eq!(list(part), Ok(vec![(1, 5)]));
    // Elements of other elements, and of a later version of S3.
    assert_eq!(list(&format!("<Owner>{part}<Size>6</Size></Owner><Size>7</Size>")), Ok(vec![]));
    assert_eq!(list(&part.replace("<Size>", "<New><Size>9</Size></New><Size>")), Ok(vec![(1, 5)]));
    for (from, to) in [
        ("<Size>5</Size>", ""),
        ("<Size>5</Size>", "<Size>-5</Size>"),
        ("<Size>5</Size>", "<Size>18446744073709551616</Size>"),
        ("<ETag>a</ETag>", ""),
        ("<ETag>a</ETag>", "<ETag/>"),
        (">1<", "><"),
        (">1<", ">0<"),
        (">1<", ">10001<"),
        (">1<", "><a>1</a><"),
    ] {
        assert_eq!(list(&part.replace(from, to)), malformed(), "{from} replaced by {to}");
    }
}

#[test]
fn an_incomplete_response_is_refused() {
    let whole = "<CompleteMultipartUploadResult><ETag>a</ETag></CompleteMultipartUploadResult>";
    let read = |body: &str| {
        CompleteMultipartUploadResult::from_xml(body).map(|completed| completed.e_tag().to_owned())
    };
    assert_eq!(read(whole), Ok("a".to_owned()));
    let malformed = || Err(ResponseError::Malformed { name: "CompleteMultipartUploadResult" });
    for len in 0..whole.len() {
        assert_eq!(read(&whole[..len]), malformed());
    }
    for body in [
        " \n \n",
        "<CompleteMultipartUploadResult/>",
        "<CompleteMultipartUploadResult><ETag/></CompleteMultipartUploadResult>",
        "<CompleteMultipartUploadResult><Part><ETag>a</ETag></Part></CompleteMultipartUploadResult>",
        "<InitiateMultipartUploadResult><ETag>a</ETag></InitiateMultipartUploadResult>",
        "<html><ETag>a</ETag></html>",
        "<!DOCTYPE a><CompleteMultipartUploadResult><ETag>a</ETag></CompleteMultipartUploadResult>",
        "<CompleteMultipartUploadResult><ETag>&a;</ETag></CompleteMultipartUploadResult>",
        "quack",
    ] {
        assert_eq!(read(body), malformed(), "{body}");
    }
    let with_elements =
        |count: usize| whole.replace("<ETag>", &format!("{}<ETag>", "<a/>".repeat(count - 2)));
    assert_eq!(read(&with_elements(200_000)), Ok("a".to_owned()));
    assert_eq!(read(&with_elements(200_001)), malformed());
    let bytes = (4 << 20) + 1;
    assert_eq!(read(&" ".repeat(bytes)), Err(ResponseError::TooLong { bytes }));
    assert_eq!(read(&format!("{}{whole}", " ".repeat(bytes - 1 - whole.len()))), Ok("a".to_owned()));

    let copied = CopyPartResult::from_xml("<CopyPartResult><ETag>\"a\"</ETag></CopyPartResult>").unwrap();
    assert_eq!(copied.e_tag(), "\"a\"");
}

/// An `ETag` of any characters that are valid in one, without its quotes.
fn e_tags() -> impl Strategy<Value = String> {
    "[!#-~]{1,40}".prop_filter("an escaped quote", |e_tag| {
        !["&quot;", "&#34;", "&#x22;"].iter().any(|quote| e_tag.contains(quote))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn another_parser_reads_what_was_added(
        given in vec((1..=10_000_u32, e_tags(), any::<bool>()), 1..40),
    ) {
        let mut parts = CompletedParts::new();
        let mut added = std::collections::BTreeMap::new();
        for (number, e_tag, is_quoted) in &given {
            let quoted = format!("\"{e_tag}\"");
            let pushed = parts.push(*number, if *is_quoted { &quoted } else { e_tag });
            prop_assert_eq!(pushed.is_ok(), !added.contains_key(number));
            added.entry(*number).or_insert(quoted);
        }
        let expected: Vec<_> = added.into_iter().map(|(number, e_tag)| (number, e_tag, None)).collect();
        prop_assert_eq!(read(&parts.to_xml().unwrap()), expected);
    }

    /// An `ETag` is either refused, or written so that a parser reads it back.
    #[test]
    fn no_e_tag_breaks_the_list(e_tag in "\\PC{0,10}|[\"&<>a;#]{0,6}|\\p{Cc}{0,4}") {
        let mut parts = CompletedParts::new();
        if parts.push(1, &e_tag).is_ok() {
            let read = read(&parts.to_xml().unwrap());
            prop_assert_eq!(read[0].1.trim_matches('"'), e_tag.trim_matches('"'));
        }
    }

    #[test]
    fn what_another_server_writes_is_read(
        parts in vec((1..=10_000_u32, e_tags(), any::<u64>()), 0..20),
        key in "[ -~äß日🦆]{1,20}",
    ) {
        let escape = |text: &str| {
            text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&#34;")
        };
        let list: String = parts
            .iter()
            .map(|(number, e_tag, size)| {
                let e_tag = escape(&format!("\"{e_tag}\""));
                format!("<Part><PartNumber>{number}</PartNumber><ETag>{e_tag}</ETag><Size>{size}</Size></Part>")
            })
            .collect();
        let body = format!("<ListPartsResult><Key>{}</Key>{list}</ListPartsResult>", escape(&key));
        let read = ListPartsResult::from_xml(&body).unwrap();
        prop_assert_eq!(read.key(), Some(&*key));
        let read: Vec<_> =
            read.parts().iter().map(|part| (part.number(), part.e_tag().to_owned(), part.size())).collect();
        let sent: Vec<_> =
            parts.into_iter().map(|(number, e_tag, size)| (number, format!("\"{e_tag}\""), size)).collect();
        prop_assert_eq!(read, sent);
    }

    /// Any text, and a list with one change.
    #[test]
    fn no_response_makes_the_reader_panic(
        text in "\\PC{0,60}",
        start in any::<prop::sample::Index>(),
        len in 0..30_usize,
    ) {
        let start = start.index(LIST.len());
        let end = (start + len).min(LIST.len());
        let altered = [&LIST[..start], &*text, &LIST[end..]].concat();
        for body in [&*text, &altered] {
            drop(InitiateMultipartUploadResult::from_xml(body));
            drop(CompleteMultipartUploadResult::from_xml(body));
            drop(CopyPartResult::from_xml(body));
            if let Ok(list) = ListPartsResult::from_xml(body) {
                prop_assert!(list.parts().iter().all(|part| (1..=10_000).contains(&part.number())));
            }
        }
    }
}
