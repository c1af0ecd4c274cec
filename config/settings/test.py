"""The suite: PostgreSQL as everywhere, keys that protect nothing, fast passwords. DEBUG stays off, as in production."""

import base64
import os

from config import embedded, environment

from .base import *  # noqa: F403
from .base import BASE_DIR, STATIC_STORAGE

SECRET_KEY = "the suite signs nothing that matters"  # noqa: S105
# Keys of its own for a process a test starts, to rotate to.
FIELD_KEYS = environment.field_keys(os.environ.get("TEST_FIELD_KEYS") or f"t1:{base64.b64encode(b'1' * 32).decode()}")
BLIND_INDEX_KEY = environment.index_key(os.environ.get("TEST_BLIND_INDEX_KEY") or base64.b64encode(b"2" * 32).decode())
AUDIT_KEY = base64.b64encode(b"3" * 32).decode()
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
ALLOW_DEMO_ACCOUNTS = True
DEMO_PASSWORD = "Jiuyuan-2026"  # noqa: S105
PASSWORD_MAX_AGE = None  # the suite's clock goes months and years ahead
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# The owner makes the test database; tests/conftest.py then turns every connection into the application's role.
_told = dict(os.environ) if os.environ.get("DATABASE_URL") else dict(os.environ) | embedded.locate().environment()
_suffix = os.environ.get("TEST_DB_SUFFIX", "")
DATABASES = {
    "default": environment.database(_told | {"DATABASE_AS": "owner"}, kind="command")
    | {"TEST": {"NAME": f"test_jiuyuan_{_suffix}".rstrip("_")}}
}
DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"
DATABASE_APPLICATION_ROLE = ("jiuyuan_app", "")

# Files of its own, thrown away at the end (tests/conftest.py).
_place = "-".join(filter(None, ("files", _suffix, os.environ.get("PYTEST_XDIST_WORKER", ""))))
STORAGES = {
    "default": environment.uploaded_files({}, files=BASE_DIR / "var/test" / _place),
    "staticfiles": STATIC_STORAGE,
}

# A queue of its own: the worker of a `make run` beside it must not take the suite's jobs.
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = environment.broker(_told)
_parts = ("test", _suffix, os.environ.get("PYTEST_XDIST_WORKER", ""))
CELERY_TASK_DEFAULT_QUEUE = os.environ.get("CELERY_QUEUE") or "_".join(filter(None, _parts))

ROSTER_BATCH = 2  # so that every test of a roster enters several
