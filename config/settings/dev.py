"""A developer's machine and the demo: DEBUG on, keys of its own, the embedded PostgreSQL unless told otherwise."""

from pathlib import Path

from config import environment, local

from .base import *  # noqa: F403
from .base import BASE_DIR, PROCESS_KIND, STATIC_STORAGE

_told = local.told()

DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *filter(None, _told.get("ALLOWED_HOSTS", "").split(","))]

SECRET_KEY = _told["JIUYUAN_SECRET_KEY"]
FIELD_KEYS = environment.field_keys(_told["JIUYUAN_FIELD_KEYS"])
BLIND_INDEX_KEY = environment.index_key(_told["JIUYUAN_BLIND_INDEX_KEY"])
AUDIT_KEY = environment.audit_key(_told, BLIND_INDEX_KEY)

ALLOW_DEMO_ACCOUNTS = True
DEMO_PASSWORD = "Jiuyuan-2026"  # noqa: S105  (printed in the README; production refuses to start where it would open)

DATABASES = {"default": environment.database(_told, kind=PROCESS_KIND)}
DATABASE_APPLICATION_ROLE = environment.application_role(_told)
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = environment.broker(_told)

_files = Path(_told.get("JIUYUAN_HOME") or BASE_DIR / "var").absolute() / "files"
STORAGES = {"default": environment.uploaded_files(_told, files=_files), "staticfiles": STATIC_STORAGE}
VIRUS_SCAN = environment.virus_scan(_told.get("JIUYUAN_VIRUS_SCAN", ""))
