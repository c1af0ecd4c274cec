"""Settings common to every environment, one concern per block. Secrets and addresses come from the environment."""

import datetime as dt
import os
from pathlib import Path

from celery.schedules import crontab

from config import logs

# --- Paths ---------------------------------------------------------------------------------------------------------
BASE_DIR = Path(__file__).resolve().parents[2]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

# --- Environment: what kind of process this is, and what it was told -----------------------------------------------
PROCESS_KIND = os.environ.get("PROCESS_KIND", "command")
DEBUG = False
ALLOWED_HOSTS: list[str] = []

# --- Apps ----------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django_htmx",
    "template_partials",
    "axes",
    "ui",
    "django.forms",  # the templates of the stock widgets, for FORM_RENDERER, after those of ours
    "accounts",
    "policy",
    "approvals",
    "households",
    "assistance",
    "subsidies",
    "loans",
    "communities",
    "reports",
    "desk",
    "config",
]

# --- Middleware ----------------------------------------------------------------------------------------------------
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.middleware.SecurityHeadersMiddleware",
    "config.middleware.BodySizeMiddleware",
    "config.middleware.OriginMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.SessionLimitMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "config.middleware.SignInStepsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "config.contention.ContentionMiddleware",
]

# --- Templates -----------------------------------------------------------------------------------------------------
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.shell",
            ],
            "builtins": ["ui.templatetags.ui"],
        },
    }
]
FORM_RENDERER = "ui.forms.Rows"

# --- Language and time ---------------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Database ------------------------------------------------------------------------------------------------------
# An action is the transaction, not a request. Each environment says where the database is.
ATOMIC_REQUESTS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Celery --------------------------------------------------------------------------------------------------------
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_DEFAULT_QUEUE = os.environ.get("CELERY_QUEUE", "jiuyuan")
CELERY_TASK_SERIALIZER = CELERY_RESULT_SERIALIZER = CELERY_EVENT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True  # a job's state and result stand in its own table
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "tidy-accounts": {"task": "accounts.tasks.tidy_accounts", "schedule": crontab(hour="0", minute="10")},
    "open-month": {"task": "desk.tasks.open_month", "schedule": crontab(day_of_month="1", hour="0", minute="30")},
    "take-up-jobs": {"task": "accounts.tasks.take_up_jobs", "schedule": 15, "options": {"expires": 15}},
    "seal-audit": {"task": "accounts.tasks.seal_audit", "schedule": 60, "options": {"expires": 60}},
    "check-audit": {"task": "accounts.tasks.check_audit", "schedule": crontab(hour="3", minute="30")},
    "close-vacancies": {"task": "assistance.tasks.close_vacancies", "schedule": crontab(hour="0-6", minute="20")},
    "watch-areas": {"task": "assistance.tasks.watch_areas", "schedule": crontab(hour="5-7", minute="15")},
    "forget-answers": {"task": "accounts.tasks.forget_answers", "schedule": crontab(minute="50")},
    "delete-leftovers": {"task": "accounts.tasks.delete_leftovers", "schedule": crontab(hour="2", minute="40")},
    "wipe-results": {"task": "accounts.tasks.wipe_results", "schedule": crontab(minute="20")},
}


# --- Jobs ----------------------------------------------------------------------------------------------------------
# A worker that dies leaves its jobs to the others after so many seconds; alive, it renews its hold thrice as often.
JOB_LEASE_SECONDS = float(os.environ.get("JOB_LEASE_SECONDS") or 30)
REFRESH_BATCH = int(os.environ.get("REFRESH_BATCH") or 1000)  # households of a part, and so of a transaction
REFRESH_HELPERS = 64  # workers asked to share a refresh beside the one that has the job
JOB_RESULT_HOURS = 24  # that the file a job made stays to be downloaded
BATCH_AT_ONCE = 20  # cases of one batch decided while one waits: some 40 ms each; more are a job's

# --- Audit ---------------------------------------------------------------------------------------------------------
# Proxies of our own in front: the requester's address stands so many places from the end of X-Forwarded-For.
PROXIES = 0

# --- Static files --------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_STORAGE = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# --- Uploaded files ------------------------------------------------------------------------------------------------
# Where they are kept says each environment. What is too large is refused before it is read, or while it is.
REQUEST_MAX_BYTES = 64 * 2**20  # a whole request: all files of a form together
UPLOAD_MAX_BYTES = 20 * 2**20  # one file
UPLOAD_MAX_PIXELS = 50_000_000  # a picture when unpacked; a telephone takes 12 to 50 million
LEFTOVERS_AT_MOST = 100  # files no row names that a night may delete: more belong to another database
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = [
    "accounts.uploads.handler.SizeGuard",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Workbooks that are read as lists of people; what unpacks one has a process of its own with these limits.
ROSTER_MAX_BYTES = UPLOAD_MAX_BYTES
ROSTER_MAX_UNPACKED_BYTES = 256 * 2**20  # by what the file says of itself
ROSTER_MEMORY_BYTES = 1536 * 2**20
ROSTER_SECONDS = 60  # of processor time
ROSTER_MAX_CELLS = 4_000_000  # that one sheet spans
ROSTER_MAX_ROWS = 50_000  # of all sheets
ROSTER_BATCH = 500  # households that one transaction enters
VIRUS_SCAN = ""
VIRUS_SCAN_SECONDS = 60

# --- Personal data ---------------------------------------------------------------------------------------------------
# What the apps above the registry hold of a person, for the copy of one's data: functions that give a section each.
COPY_SECTIONS = (
    "assistance.queries.copies.plans",
    "assistance.queries.copies.promises",
    "assistance.queries.offers_copy.offers",
    "assistance.queries.offers_copy.placements",
    "assistance.queries.posts_copy.welfare_posts",
    "assistance.queries.copied.services",
    "assistance.queries.training_copy.training",
    "assistance.queries.training_copy.startups",
    "assistance.queries.copied.alerts",
    "assistance.queries.copied.visited",
    "assistance.queries.registered.registers",
    "subsidies.queries.copies.claims",
    "subsidies.queries.copies.stops",
    "subsidies.queries.copies.payments",
)

# --- The public page for complaints ----------------------------------------------------------------------------------
PUBLIC_COMPLAINTS = os.environ.get("PUBLIC_COMPLAINTS") != "off"
PUBLIC_COMPLAINTS_HOURLY = {"address": 5, "all": 60}  # taken in one hour from one address, and altogether
COMPLAINTS_TELEPHONE = os.environ.get("COMPLAINTS_TELEPHONE") or "12333"  # what the page gives beside itself

# --- What employers look for, for anybody ----------------------------------------------------------------------------
PUBLISHED_KEPT_SECONDS = 300  # that a page of it is kept by each process
PUBLISHED_A_MINUTE = 60  # pages that one address is given by each process

# --- Sign-in -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUDIT_DETAIL_WORDS = "policy.words.audited"  # how an audit entry's details read that an app above accounts names
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backends.OfficerBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.CharacterClassesValidator", "OPTIONS": {"classes": 3}},
    {"NAME": "accounts.passwords.HistoryValidator"},
]
PASSWORD_HISTORY = 5  # how many passwords, the present one included, are not taken again
PASSWORD_MAX_AGE: dt.timedelta | None = dt.timedelta(days=90)  # None: for ever
ACCOUNT_UNUSED_DAYS = 90  # without a sign-in an account is stopped, until the administrator opens it again
EXPORT_APPROVAL_ROWS = 1_000  # of a list of people: more leave only when a second person has approved it (B.11)
HOURLY_LIMITS = {"unmask": 30, "search": 300, "export": 30}  # of one account (accounts.actions.limits)
SECOND_FACTOR_REQUIRED = False  # of those who review or administer (accounts.enums.SECURED_ROLES)
SECOND_FACTOR_ISSUER = "就援"  # what an authenticator calls us
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the minutes that were announced are the minutes that count
AXES_LOCKOUT_CALLABLE = "accounts.views.locked_out"
AXES_DISABLE_ACCESS_LOG = True  # who signed in stands in our own audit
AXES_VERBOSE = False
# An account is locked whatever address the guesses come from; W006 would count by address.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
ALLOW_DEMO_ACCOUNTS = False
DEMO_PASSWORD = ""  # the one password of every demo account, where there may be any

# --- Sessions and cookies ------------------------------------------------------------------------------------------
SESSION_COOKIE_AGE = 30 * 60  # seconds without a request; a page in which somebody types asks to stay
SESSION_WARNING = 2 * 60  # seconds before that, in which the page warns
SESSION_LIMIT = dt.timedelta(hours=12)  # however busy
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True

# --- Security headers ----------------------------------------------------------------------------------------------
SECURE_CSP = {
    "default-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}
PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- API -----------------------------------------------------------------------------------------------------------
# Tokens alone open it. What each endpoint asks for stands in accounts.api.frame.
API_REQUESTS_A_MINUTE = 300  # under one token
API_MAX_BYTES = 2 * 2**20  # a body
TOKEN_MOST_DAYS = 90  # that a token is good for
TOKENS_AT_ONCE = 10  # good ones of one account
ANSWERS_KEPT = dt.timedelta(hours=24)  # of requests with an idempotency key
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.authentication.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.permissions.Granted"],
    "DEFAULT_RENDERER_CLASSES": ["accounts.api.bodies.Json"],
    "DEFAULT_PARSER_CLASSES": ["accounts.api.bodies.StrictJson"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "accounts.api.bodies.AlwaysJson",
    "DEFAULT_SCHEMA_CLASS": "accounts.api.schema.Described",
    "EXCEPTION_HANDLER": "accounts.api.errors.answer",
    "UNAUTHENTICATED_USER": None,
    "COERCE_DECIMAL_TO_STRING": True,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "就援接口",
    "DESCRIPTION": "所见所办与网页相同：同样的辖区、岗位权限和审计。令牌在“我的—接口令牌”中签发。",
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "POSTPROCESSING_HOOKS": [],  # codes stand where they are used, not under names made up
}

# --- Logging: JSON lines, no personal data -------------------------------------------------------------------------
# A command speaks to the person who typed it; what its actions note is for the servers' files.
LOGGING = logs.configuration(level=os.environ.get("LOG_LEVEL") or ("WARNING" if PROCESS_KIND == "command" else "INFO"))
