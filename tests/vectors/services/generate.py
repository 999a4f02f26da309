"""Writes the tables in this folder: requests and tokens as AWS's own code signs them.

Recorded with Python 3.11, boto3 and botocore 1.43.11, awscli 1.45.11 and aws-msk-iam-sasl-signer-python 1.0.2:

    python3 tests/vectors/services/generate.py

Each row has the region, access key id, secret, session token, date, lifetime in seconds, arguments as JSON, the URL up to
the query, the names of the parameters that do not belong to the signature, and the signature. The signature covers the
values of all parameters but `User-Agent`, and but the session token for IoT.

Clients of AWS sign most tokens. For ElastiCache and MemoryDB, AWS documents code that calls botocore's `RequestSigner`, and for
the other requests, botocore's `SigV4QueryAuth` signs.
"""

import base64
import datetime
import json
import random
import sys
from pathlib import Path
from urllib.parse import ParseResult, quote, unquote, urlencode, urlunparse

import awscli.customizations.eks.get_token as eks
import boto3
import botocore.auth
import botocore.session
from aws_msk_iam_sasl_signer import MSKAuthTokenProvider
from botocore.auth import SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import CredentialProvider, Credentials
from botocore.model import ServiceId
from botocore.signers import RequestSigner

ROWS = 320
FOLDER = Path(__file__).parent
PARTITIONS = {
    partition["partition"]: (partition["dnsSuffix"], [r for r in partition["regions"] if "global" not in r])
    for partition in botocore.session.get_session().get_data("endpoints")["partitions"]
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
ODD = " +/%&=?#~*'()!:;,@$[]{}|\\^`\"<>äßñ中文鴨🦆é\u00a0"

draw = random.Random()


def text(alphabet, shortest, longest):
    return "".join(draw.choices(alphabet, k=draw.randint(shortest, longest)))


def name(longest=40):
    return draw.choice(LETTERS) + text(LETTERS + "0123456789-", 0, longest - 2) + draw.choice(LETTERS)


def user():
    kind = draw.random()
    if kind < 0.3:
        return name(30)
    if kind < 0.4:
        return text(LETTERS + ODD, 200, 255)
    return text(LETTERS + LETTERS.upper() + "0123456789-._" + ODD, 1, 40)


class Caller:
    """Who signs, where and when."""

    def __init__(self):
        self.partition = draw.choice(sorted(PARTITIONS))
        self.suffix, regions = PARTITIONS[self.partition]
        self.region = draw.choice(regions)
        self.id = "AKIA" + text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16, 16)
        self.secret = text(LETTERS + LETTERS.upper() + "0123456789+/", 40, 40)
        self.token = text(LETTERS + LETTERS.upper() + "0123456789+/", 20, 120) + "==" if draw.random() < 0.5 else None
        self.date = datetime.datetime(2020, 1, 1) + datetime.timedelta(seconds=draw.randrange(10**9))
        botocore.auth.get_current_datetime = lambda *_: self.date

    def client(self, service):
        return boto3.client(
            service,
            region_name=self.region,
            aws_access_key_id=self.id,
            aws_secret_access_key=self.secret,
            aws_session_token=self.token,
        )

    def credentials(self, token=True):
        return Credentials(self.id, self.secret, self.token if token else None)


def lifetime(longest):
    return draw.choice([longest, draw.randint(1, longest)])


def rds(caller):
    host = f"{name()}.{name(14)}.{caller.region}.rds.{caller.suffix}"
    port, who = draw.choice([3306, 5432, draw.randint(1150, 65535)]), user()
    token = caller.client("rds").generate_db_auth_token(host, port, who, caller.region)
    return 900, [host, port, who], token


def dsql(caller):
    host = f"{text(LETTERS + '234567', 26, 26)}.dsql.{caller.region}.on.aws"
    seconds, is_admin = lifetime(604800), draw.random() < 0.5
    client = caller.client("dsql")
    generate = client.generate_db_connect_admin_auth_token if is_admin else client.generate_db_connect_auth_token
    return seconds, [host, is_admin], generate(host, caller.region, seconds)


def connect(caller, service, host, parameters, seconds):
    """As in https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html, with `RequestSigner`."""
    emitter = botocore.session.get_session().get_component("event_emitter")
    signer = RequestSigner(ServiceId(service), caller.region, service, "v4", caller.credentials(), emitter)
    url = urlunparse(ParseResult("http", host, "/", "", urlencode(parameters), ""))
    request = {"method": "GET", "url": url, "body": {}, "headers": {}, "context": {}}
    signed = signer.generate_presigned_url(request, "connect", seconds, caller.region)
    return signed.removeprefix("http://")


def elasticache(caller):
    cache, who, is_serverless, seconds = name(), user(), draw.random() < 0.5, lifetime(900)
    parameters = {"Action": "connect", "User": who}
    if is_serverless:
        parameters["ResourceType"] = "ServerlessCache"
    return seconds, [cache, who, is_serverless], connect(caller, "elasticache", cache, parameters, seconds)


def memorydb(caller):
    cluster, who, seconds = name(), user(), lifetime(900)
    token = connect(caller, "memorydb", cluster, {"Action": "connect", "User": who}, seconds)
    return seconds, [cluster, who], token


def msk(caller):
    class Provider(CredentialProvider):
        def load(self):
            return caller.credentials()

    token, _ = MSKAuthTokenProvider.generate_auth_token_from_credentials_provider(caller.region, Provider())
    return 900, [], from_base64(token)


def eks_token(caller):
    cluster = draw.choice(LETTERS) + text(LETTERS + LETTERS.upper() + "0123456789-_", 0, draw.choice([20, 99]))
    sts = caller.client("sts")
    eks.STSClientFactory(None)._register_k8s_aws_id_handlers(sts)
    token = eks.TokenGenerator(sts).get_token(cluster)
    assert token.startswith("k8s-aws-v1.")
    return 60, [cluster], from_base64(token.removeprefix("k8s-aws-v1."))


def sts(caller):
    headers = {f"x-{name(20)}": text(LETTERS + " +/%&=?~*'()!:;,@", 1, 40) for _ in range(draw.randint(0, 3))}
    client, seconds = caller.client("sts"), lifetime(900)

    def add_headers(request, **_):
        for header, value in headers.items():
            request.headers[header] = value

    client.meta.events.register("before-sign.sts.GetCallerIdentity", add_headers)
    url = client.generate_presigned_url("get_caller_identity", ExpiresIn=seconds, HttpMethod="GET")
    return seconds, [headers], url


def sign(caller, service, method, url, headers, seconds, has_token=True, is_signed_payload=True):
    request = AWSRequest(method, url, headers)
    request.context["payload_signing_enabled"] = is_signed_payload
    SigV4QueryAuth(caller.credentials(has_token), service, caller.region, seconds).add_auth(request)
    return request.url


def iot(caller):
    host, seconds = f"{name(20)}-ats.iot.{caller.region}.{caller.suffix}", lifetime(604800)
    url = sign(caller, "iotdevicegateway", "GET", f"wss://{host}/mqtt", {}, seconds, has_token=False)
    if caller.token:
        url += "&X-Amz-Security-Token=" + quote(caller.token, safe="-_.~")
    return seconds, [host], url


def generic(caller):
    service = draw.choice(["execute-api", "lambda", "es", "aoss", "transcribe", "kinesisvideo", name(20)])
    host = ".".join(name(20) for _ in range(draw.randint(1, 4)))
    if draw.random() < 0.3:
        host += f":{draw.randint(1024, 65535)}"
    scheme = draw.choice(["https", "wss"])
    method = draw.choice(["GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "OPTIONS"])
    # Without dot segments: botocore signs `/a/.` as `/a`, but clients send `/a/`.
    segments = ["", "a", "...", name(10), text(LETTERS + ODD.replace("/", ""), 1, 20)]
    path = "/" + "/".join(draw.choices(segments, k=draw.randint(0, 6)))
    query = {text(LETTERS + "AZaz0189-._ é/+", 1, 8): text(LETTERS + ODD, 0, 20) for _ in range(draw.randint(0, 5))}
    headers = {
        f"{draw.choice('agiwxz')}-{name(20)}": text(LETTERS + " +/%&=?~*'()!:;,@", 1, 40)
        for _ in range(draw.randint(0, 4))
    }
    seconds, is_signed_payload = lifetime(604800), scheme == "wss" or draw.random() < 0.8
    url = f"{scheme}://{host}{quote(path, safe='/~')}"
    if query:
        url += "?" + urlencode(query)
    signed = sign(caller, service, method, url, dict(headers), seconds, is_signed_payload=is_signed_payload)
    arguments = [service, scheme, host, method, path, query, headers, is_signed_payload]
    return seconds, arguments, signed


def from_base64(token):
    return base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()


def row(make):
    caller = Caller()
    seconds, arguments, url = make(caller)
    before, _, query = url.partition("?")
    parameters = dict(parameter.split("=", 1) for parameter in query.split("&"))
    columns = [
        caller.region,
        caller.id,
        caller.secret,
        caller.token or "",
        caller.date.strftime("%Y%m%dT%H%M%SZ"),
        str(seconds),
        json.dumps(arguments, ensure_ascii=False, separators=(",", ":")),
        before,
        json.dumps(sorted(unquote(name) for name in parameters if not name.startswith("X-Amz-")), ensure_ascii=False),
        parameters["X-Amz-Signature"],
    ]
    assert not any("\t" in column or "\n" in column for column in columns)
    return "\t".join(columns)


SERVICES = {
    "dsql": dsql,
    "eks": eks_token,
    "elasticache": elasticache,
    "generic": generic,
    "iot": iot,
    "memorydb": memorydb,
    "msk": msk,
    "rds": rds,
    "sts": sts,
}

for service in sys.argv[1:] or SERVICES:
    draw.seed(service)
    rows = [row(SERVICES[service]) for _ in range(ROWS)]
    (FOLDER / f"{service}.tsv").write_text("\n".join(rows) + "\n")
