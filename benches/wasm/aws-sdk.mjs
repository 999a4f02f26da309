// Presigns a GET with the AWS SDK for JavaScript.

import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";

export function presigner([accessKeyId, secretAccessKey, region, bucket]) {
  const client = new S3Client({ region, credentials: { accessKeyId, secretAccessKey } });
  return (key, date) =>
    getSignedUrl(client, new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: 900, signingDate: date });
}
