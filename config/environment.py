"""Reading the environment: what a process is told, and the one sentence when it is told too little."""

import base64
import hashlib
import hmac
import os
import re
import shlex
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from accounts.crypto import IndexKey, Key, KeyUnfit

AUDIT_KEY_BYTES = 32
KEY_ID = re.compile(r"[A-Za-z0-9_.-]{1,30}")

# A server lets go of what a process held within seconds of its death: also of one that waits for a lock, and of one
# whose machine is gone without a word.
NOTICES_DEATH = (
    "-c client_connection_check_interval=5000"
    " -c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
)
# Milliseconds a statement may run and may wait for a lock, by the kind of process; 0 is no limit.
TIME_LIMITS = {"web": (10_000, 5_000), "worker": (300_000, 60_000), "command": (0, 60_000)}

# How PostgreSQL plans for us: pages are short statements, and compiling the plan of one takes longer than running it;
# what they read lies in memory or on a disk without a moving arm, where looking rows up costs little more than reading
# on; and the cores are shared by many people and workers at once, none of whom takes several for one statement.
PLANNING = "-c jit=off -c random_page_cost=1.1 -c max_parallel_workers_per_gather=0"


def required(name: str) -> str:
    """The variable ``name``. Raises ImproperlyConfigured naming it when it is unset or empty."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"环境变量 {name} 未设置，拒绝启动。")
    return value


def database(told: Mapping[str, str], *, kind: str) -> dict[str, Any]:
    """Django's description of the database that ``told`` (the environment) names in libpq URLs.

    The application's role is that of DATABASE_URL; with DATABASE_AS=owner it is that of DATABASE_OWNER_URL, where there
    is one. ``kind`` is a key of TIME_LIMITS. Raises ImproperlyConfigured.
    """
    as_owner = told.get("DATABASE_AS") == "owner" and told.get("DATABASE_OWNER_URL")
    parts = _parts(told["DATABASE_OWNER_URL" if as_owner else "DATABASE_URL"])
    statement, lock = TIME_LIMITS[kind]
    limits = f"-c statement_timeout={statement} -c lock_timeout={lock} {PLANNING}"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "CONN_MAX_AGE": 60 if kind == "web" else 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": parts | {"options": f"{parts.get('options', '')} {limits} {NOTICES_DEATH}".strip()},
    }


def application_role(told: Mapping[str, str]) -> tuple[str, str]:
    """Name and password of the application's database role. Raises ImproperlyConfigured."""
    parts = _parts(told["DATABASE_URL"])
    return parts.get("user", ""), parts.get("password", "")


def _parts(url: str) -> dict[str, str]:
    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except ProgrammingError as error:
        raise ImproperlyConfigured("DATABASE_URL 不是有效的 PostgreSQL 地址。") from error


def broker(told: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """Celery's broker address and transport options: CELERY_BROKER_URL, which Celery itself reads before any setting.

    Where it begins with ``pgmq:``, the queues stand in the PostgreSQL at BROKER_DATABASE_URL.
    """
    url = told.get("CELERY_BROKER_URL", "")
    if not url.startswith("pgmq:"):
        return url, {"visibility_timeout": 3600}
    return url, {
        # As key=value pairs: of an address the transport would lose the query, where the socket folder stands.
        "conn_string": make_conninfo(**_parts(told["BROKER_DATABASE_URL"])),
        "init_extension": False,
        "visibility_timeout": 1800,
        "wait_time_seconds": 1,
        "polling_interval": 0.1,
    }


def field_keys(text: str) -> dict[str, str]:
    """Keys by id out of ``"k2:sm4:base64,k1:base64"``; the first is the one new values and files are sealed with.

    Each is written as ``accounts.crypto.Key.read`` reads it. Raises ImproperlyConfigured when there is none, an id is
    unfit or comes twice, a cipher is unknown, or a key is not as long as its cipher wants it.
    """
    entries = [entry.strip().partition(":") for entry in text.split(",")]
    keys = {key_id: key for key_id, _, key in entries}
    if len(keys) < len(entries) or "" in keys.values() or not all(map(KEY_ID.fullmatch, keys)):
        raise ImproperlyConfigured(
            "环境变量 JIUYUAN_FIELD_KEYS 应写作“编号:aes:base64密钥”或“编号:sm4:base64密钥”，"
            "多个之间用逗号分隔，编号用字母、数字且不重复。"
        )
    try:
        for key_id, key in keys.items():
            Key.read(key_id, key)
    except KeyUnfit as unfit:
        raise ImproperlyConfigured(f"环境变量 JIUYUAN_FIELD_KEYS 有误：{unfit}。") from unfit
    return keys


def audit_key(told: Mapping[str, str], blind_index_key: str) -> str:
    """The key of the audit's chain: JIUYUAN_AUDIT_KEY, or without it one drawn from the key of the blind index.

    Whoever changes the latter sets the former to what held before, or no entry so far can be verified: while there
    are two keys of the blind index, it has to be set. Raises ImproperlyConfigured.
    """
    if told.get("JIUYUAN_AUDIT_KEY"):
        return key_of_32_bytes("JIUYUAN_AUDIT_KEY", told["JIUYUAN_AUDIT_KEY"])
    if "," in blind_index_key:
        raise ImproperlyConfigured(
            "更换 JIUYUAN_BLIND_INDEX_KEY 时须先设置环境变量 JIUYUAN_AUDIT_KEY：审计密钥原由旧的索引密钥得出，"
            "算法见 docs/keys-and-files.md。"
        )
    drawn = hmac.new(IndexKey.read(blind_index_key).secret, b"jiuyuan audit", hashlib.sha256).digest()
    return base64.b64encode(drawn).decode()


def key_of_32_bytes(name: str, text: str) -> str:
    """``text`` itself when it is base64 of 32 bytes. Raises ImproperlyConfigured naming ``name`` otherwise."""
    try:
        length = len(base64.b64decode(text, validate=True))
    except ValueError:
        length = 0
    if length != AUDIT_KEY_BYTES:
        raise ImproperlyConfigured(f"环境变量 {name} 中的密钥应为 {AUDIT_KEY_BYTES} 字节的 base64。")
    return text


def index_key(text: str) -> str:
    """``text`` itself when it is a key of the blind indexes, or while that is changed the new one, a comma and the
    former one. Raises ImproperlyConfigured otherwise."""
    try:
        keys = [IndexKey.read(key.strip()) for key in text.split(",")]
    except KeyUnfit as unfit:
        raise ImproperlyConfigured(f"环境变量 JIUYUAN_BLIND_INDEX_KEY 有误：{unfit}。") from unfit
    if len(keys) > 2 or len({key.mark for key in keys}) < len(keys):
        raise ImproperlyConfigured("环境变量 JIUYUAN_BLIND_INDEX_KEY 只写一把密钥；更换期间写两把不同的，新的在前。")
    return text


def uploaded_files(told: Mapping[str, str], *, files: Path | None = None) -> dict[str, Any]:
    """The storage of uploaded files, sealed, for Django's STORAGES: in the folder or bucket JIUYUAN_FILES names.

    JIUYUAN_FILES is an absolute folder or ``s3://bucket/prefix``; ``files`` is the folder where it is unset. A bucket
    is reached by JIUYUAN_S3_ENDPOINT, JIUYUAN_S3_ACCESS_KEY and JIUYUAN_S3_SECRET_KEY. Raises ImproperlyConfigured.
    """
    place = told.get("JIUYUAN_FILES") or str(files or "")
    if place.startswith("s3://"):
        bucket, _, prefix = place.removeprefix("s3://").partition("/")
        options = {"bucket_name": bucket, "location": prefix.strip("/")}
        for option in ("endpoint_url", "access_key", "secret_key"):
            name = f"JIUYUAN_S3_{option.removesuffix('_url').upper()}"
            if not bucket or not told.get(name):
                raise ImproperlyConfigured(f"环境变量 {name} 未设置（JIUYUAN_FILES 为 s3://桶名/前缀），拒绝启动。")
            options[option] = told[name]
        return {"BACKEND": "accounts.bucket.SealedBucket", "OPTIONS": options}
    if not Path(place).is_absolute():
        raise ImproperlyConfigured("环境变量 JIUYUAN_FILES 应为绝对路径或“s3://桶名/前缀”，拒绝启动。")
    return {"BACKEND": "accounts.storage.SealedDisk", "OPTIONS": {"location": place}}


def virus_scan(text: str) -> str:
    """``text`` itself when it is empty, ``command:program arguments`` or ``python:dotted.path``.

    Raises ImproperlyConfigured otherwise, and for a program that is not there.
    """
    kind, _, named = text.partition(":")
    if not text or (kind == "python" and "." in named):
        return text
    if kind == "command" and named.strip() and shutil.which(shlex.split(named)[0]):
        return text
    raise ImproperlyConfigured(
        "环境变量 JIUYUAN_VIRUS_SCAN 应写作“command:程序 参数”（程序须已安装）或“python:模块.函数”，拒绝启动。"
    )
