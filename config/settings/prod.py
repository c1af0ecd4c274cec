"""Production: everything is told by the environment, or the process does not start and says what is missing."""

import os

from django.core.exceptions import ImproperlyConfigured

from config import environment

from .base import *  # noqa: F403
from .base import BASE_DIR, PROCESS_KIND

DEBUG = False
SECRET_KEY = environment.required("JIUYUAN_SECRET_KEY")
if len(SECRET_KEY) < 50 or SECRET_KEY.startswith(("django-insecure-", "change")):
    raise ImproperlyConfigured("环境变量 JIUYUAN_SECRET_KEY 是默认值或太短（至少 50 个字符），拒绝启动。")
FIELD_KEYS = environment.field_keys(environment.required("JIUYUAN_FIELD_KEYS"))
BLIND_INDEX_KEY = environment.index_key(environment.required("JIUYUAN_BLIND_INDEX_KEY"))
AUDIT_KEY = environment.audit_key(os.environ, BLIND_INDEX_KEY)

ALLOWED_HOSTS = environment.required("ALLOWED_HOSTS").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
environment.required("DATABASE_URL")
DATABASES = {"default": environment.database(os.environ, kind=PROCESS_KIND)}
DATABASE_APPLICATION_ROLE = environment.application_role(os.environ)
environment.required("CELERY_BROKER_URL")
CELERY_BROKER_URL, CELERY_BROKER_TRANSPORT_OPTIONS = environment.broker(os.environ)

# TLS ends at a proxy in front, which sets this header. A trial inside a closed network may run without.
_tls = os.environ.get("INSECURE_HTTP") != "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _tls
PROXIES = int(os.environ.get("PROXIES") or _tls)
SECURE_HSTS_SECONDS = 31_536_000 if _tls else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _tls

# Two factors for whoever reviews or administers (等保三级); a level-two system may say SECOND_FACTOR=0.
SECOND_FACTOR_REQUIRED = os.environ.get("SECOND_FACTOR") != "0"

STATIC_ROOT = BASE_DIR / "var/static"
environment.required("JIUYUAN_FILES")
STORAGES = {
    "default": environment.uploaded_files(os.environ),
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
VIRUS_SCAN = environment.virus_scan(os.environ.get("JIUYUAN_VIRUS_SCAN", ""))
