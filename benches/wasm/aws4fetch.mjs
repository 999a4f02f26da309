// Presigns a GET with aws4fetch, which requires an encoded URL.

import { AwsClient } from "aws4fetch";

export function presigner([accessKeyId, secretAccessKey, region, bucket]) {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3" });
  return async (key, date) => {
    const path = key.split("/").map(encodeURIComponent).join("/");
    const url = `https://${bucket}.s3.${region}.amazonaws.com/${path}?X-Amz-Expires=900`;
    const datetime = date.toISOString().replace(/[:-]|\.\d{3}/g, "");
    return (await client.sign(url, { aws: { signQuery: true, datetime } })).url;
  };
}
