"""Prints a URL that boto3 presigns: put|get ENDPOINT BUCKET KEY."""

import sys

import boto3
from botocore.config import Config

operation, endpoint, bucket, key = sys.argv[1:]
config = Config(signature_version="s3v4", s3={"addressing_style": "path"})
s3 = boto3.client("s3", region_name="us-east-1", endpoint_url=endpoint, config=config)
print(s3.generate_presigned_url(f"{operation}_object", Params={"Bucket": bucket, "Key": key}))
