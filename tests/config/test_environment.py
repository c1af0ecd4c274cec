"""What the settings make of the environment, and what production refuses to start without."""

import base64
import runpy

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from psycopg.conninfo import conninfo_to_dict

from accounts.storage import Sealed
from config import environment

KEY = base64.b64encode(b"k" * 32).decode()
OTHER_KEY = base64.b64encode(b"o" * 32).decode()
SM4_KEY = base64.b64encode(b"k" * 16).decode()
COMPLETE = {
    "JIUYUAN_SECRET_KEY": "s" * 50,
    "JIUYUAN_FIELD_KEYS": f"k1:{KEY}",
    "JIUYUAN_BLIND_INDEX_KEY": KEY,
    "JIUYUAN_FILES": "/var/lib/jiuyuan/files",
    "ALLOWED_HOSTS": "jiuyuan.example",
    "DATABASE_URL": "postgres://jiuyuan_app:secret@db:5432/jiuyuan",
    "CELERY_BROKER_URL": "redis://:secret@redis:6379/0",
}


@pytest.fixture
def production(monkeypatch):
    """Load production's settings with COMPLETE, changed by keyword; None leaves a variable out."""

    def load(**changes):
        monkeypatch.delenv("DATABASE_OWNER_URL", raising=False)
        monkeypatch.delenv("INSECURE_HTTP", raising=False)
        monkeypatch.delenv("JIUYUAN_AUDIT_KEY", raising=False)
        for name, value in (COMPLETE | changes).items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        return runpy.run_module("config.settings.prod")

    return load


def test_production_starts_when_told_everything(production):
    settings = production()
    assert settings["DEBUG"] is False
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["ALLOW_DEMO_ACCOUNTS"] is False
    assert settings["DATABASES"]["default"]["USER"] == "jiuyuan_app"


@pytest.mark.parametrize("name", COMPLETE)
@pytest.mark.parametrize("value", [None, ""])
def test_production_names_what_is_missing(production, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        production(**{name: value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JIUYUAN_SECRET_KEY", "django-insecure-" + "x" * 50),
        ("JIUYUAN_SECRET_KEY", "short"),
        ("JIUYUAN_FIELD_KEYS", "nonsense"),
        ("JIUYUAN_FIELD_KEYS", "k1:" + base64.b64encode(b"short").decode()),
        ("JIUYUAN_FIELD_KEYS", f"k1:{KEY},k1:{KEY}"),
        ("JIUYUAN_FIELD_KEYS", f"k1:des:{KEY}"),
        ("JIUYUAN_FIELD_KEYS", f"k1:aes:{SM4_KEY}"),
        ("JIUYUAN_FIELD_KEYS", f"k1:sm4:{KEY}"),
        ("JIUYUAN_FIELD_KEYS", f"编号:{KEY}"),
        ("JIUYUAN_FIELD_KEYS", f"k1:{KEY},"),
        ("JIUYUAN_BLIND_INDEX_KEY", f"md5:{KEY}"),
        ("JIUYUAN_BLIND_INDEX_KEY", f"sm3:{SM4_KEY}"),
        ("JIUYUAN_FILES", "var/files"),
        ("JIUYUAN_FILES", "s3://bucket/files"),
        ("JIUYUAN_VIRUS_SCAN", "clamdscan -"),
        ("JIUYUAN_VIRUS_SCAN", "command:no-such-scanner -"),
        ("JIUYUAN_BLIND_INDEX_KEY", "not base64"),
        ("JIUYUAN_BLIND_INDEX_KEY", f"{KEY},{KEY}"),
        ("JIUYUAN_BLIND_INDEX_KEY", f"{KEY},"),
        ("JIUYUAN_BLIND_INDEX_KEY", f"sm3:{KEY},{OTHER_KEY},{KEY}"),
        ("JIUYUAN_AUDIT_KEY", "short"),
        ("DATABASE_URL", "mysql://x"),
    ],
)
def test_production_names_what_is_unfit(production, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        production(**{name: value})


def test_the_first_field_key_is_the_active_one():
    assert list(environment.field_keys(f"k2:{KEY}, k1:{KEY}")) == ["k2", "k1"]


def test_a_key_names_its_cipher():
    told = {"k3": f"sm4:{SM4_KEY}", "k2": f"aes:{KEY}", "k1": KEY}
    assert environment.field_keys(",".join(f"{key_id}:{key}" for key_id, key in told.items())) == told
    assert environment.index_key(f"sm3:{KEY}") == f"sm3:{KEY}"


def test_the_key_of_the_audit_is_told_before_the_index_key_it_was_drawn_from_goes(production):
    drawn = production()["AUDIT_KEY"]
    changing = {"JIUYUAN_BLIND_INDEX_KEY": f"sm3:{OTHER_KEY},{KEY}"}
    with pytest.raises(ImproperlyConfigured, match="JIUYUAN_AUDIT_KEY"):
        production(**changing)
    assert production(**changing, JIUYUAN_AUDIT_KEY=drawn)["AUDIT_KEY"] == drawn


def test_a_refusal_never_repeats_a_key():
    for read, text in ((environment.field_keys, f"k1:aes:{SM4_KEY}"), (environment.index_key, f"sm3:{SM4_KEY}")):
        with pytest.raises(ImproperlyConfigured) as refusal:
            read(text)
        assert SM4_KEY not in str(refusal.value)


def test_files_lie_in_a_folder_or_in_a_bucket(production):
    assert production()["STORAGES"]["default"]["OPTIONS"] == {"location": "/var/lib/jiuyuan/files"}
    access = {"JIUYUAN_S3_ENDPOINT": "https://s3.invalid", "JIUYUAN_S3_ACCESS_KEY": "a", "JIUYUAN_S3_SECRET_KEY": "b"}
    chosen = production(JIUYUAN_FILES="s3://cases/harbin/", **access)["STORAGES"]["default"]
    bucket = import_string(chosen["BACKEND"])(**chosen["OPTIONS"])
    assert isinstance(bucket, Sealed)
    assert (bucket.bucket_name, bucket.location, bucket.endpoint_url) == ("cases", "harbin", "https://s3.invalid")
    for name in access:
        with pytest.raises(ImproperlyConfigured, match=name):
            production(JIUYUAN_FILES="s3://cases/harbin/", **access | {name: None})


def test_a_scanner_is_a_program_or_a_function():
    for text in ("", "command:cat -", "python:tests.scanners.clean"):
        assert environment.virus_scan(text) == text


def test_a_socket_folder_stands_in_the_address():
    told = {"DATABASE_URL": "postgres://app@/cases?host=/run/jiuyuan/x&port=5432"}
    described = environment.database(told, kind="web")
    assert (described["HOST"], described["PORT"], described["NAME"]) == ("/run/jiuyuan/x", "5432", "cases")
    assert described["OPTIONS"]["options"].startswith("-c statement_timeout=10000 -c lock_timeout=5000 ")


def test_a_worker_has_more_time():
    described = environment.database({"DATABASE_URL": "postgres://app@db/cases"}, kind="worker")
    assert described["OPTIONS"]["options"].startswith("-c statement_timeout=300000 -c lock_timeout=60000 ")


@pytest.mark.parametrize(
    ("told", "user"),
    [
        ({"DATABASE_URL": "postgres://app@db/x", "DATABASE_OWNER_URL": "postgres://owner@db/x"}, "app"),
        (
            {
                "DATABASE_URL": "postgres://app@db/x",
                "DATABASE_OWNER_URL": "postgres://owner@db/x",
                "DATABASE_AS": "owner",
            },
            "owner",
        ),
        ({"DATABASE_URL": "postgres://app@db/x", "DATABASE_AS": "owner"}, "app"),
    ],
)
def test_a_command_connects_as_the_owner_only_where_one_is_told(told, user):
    assert environment.database(told, kind="command")["USER"] == user
    assert environment.application_role(told) == ("app", "")


def test_a_broker_is_told_by_its_address_or_as_queues_of_the_database():
    assert environment.broker({"CELERY_BROKER_URL": "redis://cache:6379/1"})[0] == "redis://cache:6379/1"
    queues = {"CELERY_BROKER_URL": "pgmq://", "BROKER_DATABASE_URL": "postgres://app@/queues?host=/run/x"}
    url, options = environment.broker(queues)
    assert url == "pgmq://"
    assert "://" not in options["conn_string"]
    assert conninfo_to_dict(options["conn_string"]) == {"user": "app", "dbname": "queues", "host": "/run/x"}
