"""Prints curl's arguments for a form that boto3 presigns, each with a NUL behind it: ENDPOINT BUCKET KEY FILE."""

import sys

import boto3
from botocore.config import Config

endpoint, bucket, key, file = sys.argv[1:]
config = Config(signature_version="s3v4", s3={"addressing_style": "path"})
s3 = boto3.client("s3", region_name="us-east-1", endpoint_url=endpoint, config=config)
form = s3.generate_presigned_post(bucket, key, Conditions=[["content-length-range", 1, 100]])
for name, value in form["fields"].items():
    print("--form-string", f"{name}={value}", sep="\0", end="\0")
print("--form", f"file=@{file}", form["url"], sep="\0", end="\0")
