"""What the settings make of the environment, and what production refuses to start without."""

import base64
import runpy

import pytest
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from config import environment

KEY = base64.b64encode(b"k" * 32).decode()
COMPLETE = {
    "JIUYUAN_SECRET_KEY": "s" * 50,
    "JIUYUAN_FIELD_KEYS": f"k1:{KEY}",
    "JIUYUAN_BLIND_INDEX_KEY": KEY,
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
        ("JIUYUAN_BLIND_INDEX_KEY", "not base64"),
        ("DATABASE_URL", "mysql://x"),
    ],
)
def test_production_names_what_is_unfit(production, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        production(**{name: value})


def test_the_first_field_key_is_the_active_one():
    assert list(environment.field_keys(f"k2:{KEY}, k1:{KEY}")) == ["k2", "k1"]


def test_a_socket_folder_stands_in_the_address():
    told = {"DATABASE_URL": "postgres://app@/cases?host=/run/jiuyuan/x&port=5432"}
    described = environment.database(told, kind="web")
    assert (described["HOST"], described["PORT"], described["NAME"]) == ("/run/jiuyuan/x", "5432", "cases")
    assert described["OPTIONS"]["options"] == "-c statement_timeout=10000 -c lock_timeout=5000"


def test_a_worker_has_more_time():
    described = environment.database({"DATABASE_URL": "postgres://app@db/cases"}, kind="worker")
    assert described["OPTIONS"]["options"] == "-c statement_timeout=300000 -c lock_timeout=60000"


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
def test_who_is_connected(told, user):
    assert environment.database(told, kind="command")["USER"] == user
    assert environment.application_role(told) == ("app", "")


def test_brokers():
    assert environment.broker({"CELERY_BROKER_URL": "redis://cache:6379/1"})[0] == "redis://cache:6379/1"
    queues = {"CELERY_BROKER_URL": "pgmq://", "BROKER_DATABASE_URL": "postgres://app@/queues?host=/run/x"}
    url, options = environment.broker(queues)
    assert url == "pgmq://"
    assert "://" not in options["conn_string"]
    assert conninfo_to_dict(options["conn_string"]) == {"user": "app", "dbname": "queues", "host": "/run/x"}
