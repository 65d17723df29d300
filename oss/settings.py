"""Settings, read from the environment; `.env.example` documents every variable.

The defaults are those of production: whoever forgets a variable gets a refusal, not an open door.
"""

import re
from pathlib import Path
from typing import Any

import environ
import pghistory
import structlog
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
if env.str("OSS_ENVIRONMENT", default="") not in {"demo", "test"}:  # run.py decides about those
    env.read_env(BASE_DIR / ".env")


def _word(name: str, *, default: str, among: tuple[str, ...]) -> str:
    """One of a few words; a variable that is empty counts as not set."""
    word = env.str(name, default="").strip() or default
    if word not in among:
        raise ImproperlyConfigured(f"{name} must be {', '.join(among[:-1])} or {among[-1]}, not {word!r}.")
    return word


def _flag(name: str, *, default: bool) -> bool:
    """On or off; a word that is neither is refused, because each reader would guess it differently."""
    word = env.str(name, default="").strip().lower() or ("true" if default else "false")
    if word not in {"true", "yes", "on", "1", "false", "no", "off", "0"}:
        raise ImproperlyConfigured(f"{name} must be true or false, not {word!r}.")
    return word in {"true", "yes", "on", "1"}


def _number(name: str, *, default: int, most: int) -> int:
    word = env.str(name, default="").strip() or str(default)
    if not (word.isascii() and word.isdigit() and 1 <= int(word) <= most):
        raise ImproperlyConfigured(f"{name} must be a whole number from 1 to {most}, not {word!r}.")
    return int(word)


# --- Which kind of installation -----------------------------------------------------------------

ENVIRONMENT = _word(
    "OSS_ENVIRONMENT", default="production", among=("production", "demo", "test", "development")
)
PRODUCTION = ENVIRONMENT == "production"

DEBUG = _flag("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY")
_SECRET_LENGTH = 50
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG may not be on in production: it shows data and code to visitors.")
if PRODUCTION and (SECRET_KEY.startswith("demo-") or len(SECRET_KEY) < _SECRET_LENGTH):
    raise ImproperlyConfigured(
        f"SECRET_KEY must be a secret of your own of at least {_SECRET_LENGTH} characters."
    )

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DATA_DIR = Path(env.str("OSS_DATA_DIR", default=str(BASE_DIR / ".local")))

# --- Applications -------------------------------------------------------------------------------

INSTALLED_APPS = [
    *([] if PRODUCTION else ["bench"]),  # its image does not hold it
    "condos",
    "neighbourhoods",
    "dossiers",
    "oss.queues",
    "oss.timeline",
    "oss.mail",
    "oss.contacts",
    "oss.addresses",
    "oss.reports",
    "oss.documents",
    "oss.lists",
    "oss.public",
    "oss.staff",
    "oss.core",
    "oss.staff.apps.OssAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "django_structlog",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "oss.core.middleware.maintenance",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "oss.staff.middleware.language",
    "oss.staff.middleware.RequestLog",
    "pghistory.middleware.HistoryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "oss.staff.middleware.access",
    "oss.staff.middleware.saved_drafts",
    "oss.core.middleware.lead_to_a_page",
    "oss.core.once.once",
]

ROOT_URLCONF = "oss.urls"
WSGI_APPLICATION = "oss.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "oss.core.forms.Renderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["oss.core.templatetags.components"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "oss.staff.context.frame",
            ],
        },
    },
]

# --- Data: PostgreSQL, Valkey, files ------------------------------------------------------------

DATABASES = {"default": env.db("DATABASE_URL", engine="oss.core.postgres")}
AWAY_SECONDS = 3
"""How long a database may take to answer a connection; a page is answered within seconds whatever happens."""
POOL_SECONDS = 2
"""How long all threads of a web process wait when it just went away; then one asks for all."""
DATABASES["default"]["OPTIONS"] = {
    "connect_timeout": AWAY_SECONDS,
    # a machine that is gone says nothing: the kernel finds out, also while a question waits
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 5_000,
    **DATABASES["default"].get("OPTIONS", {}),  # what the URL says: sslmode and the like
    # disks that seek as fast as they read; compiling a plan costs more than our questions do
    "options": "-c random_page_cost=1.1 -c jit=off",
    # one pool per process; the worker's children and tests with threads open plain connections
    **(
        {"pool": {"min_size": 1, "max_size": 8, "timeout": POOL_SECONDS, "reconnect_timeout": POOL_SECONDS}}
        if _flag("DATABASE_POOL", default=False)
        else {}
    ),
}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["ATOMIC_REQUESTS"] = False

# No page needs Valkey, which carries messages to the workers: sessions, and what is counted against who
# guesses passwords, stand in the database, where they also survive an outage.
REDIS_URL = env.str("REDIS_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cacheentry",
        # more than anybody can fill before what is counted expires: nobody pushes a count out
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    },
}

MEDIA_ROOT = DATA_DIR / "files"
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "oss.core.uploading.UploadHandler",
]
STATIC_URL = "/static/"
# collected once for production; elsewhere the files are served from where they lie
STATIC_ROOT = env.str("STATIC_ROOT", default=str(BASE_DIR / "assets" / "collected")) if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "assets" / "built"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION

# --- Background work ----------------------------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker, however long
# whoever tells a worker something waits a second for the broker, once (`oss.core.background`)
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 1, "socket_connect_timeout": 1, "max_retries": 0}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "Europe/Brussels"
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {"oss.mail.*": {"queue": "mail"}, "oss.reports.*": {"queue": "reports"}}
CELERY_BEAT_SCHEDULE = {
    "find-duplicates": {
        "task": "oss.contacts.tasks.find_all_duplicates",
        "schedule": crontab(hour=3, minute=30),
    },
    "clear-expired-sessions": {"task": "oss.staff.tasks.clear_expired_sessions", "schedule": 24 * 3600},
    "clear-old-drafts": {"task": "oss.staff.tasks.clear_drafts", "schedule": 24 * 3600},
    "clear-used-keys": {"task": "oss.core.tasks.clear_used_keys", "schedule": 3600},
    "check-keys": {"task": "dossiers.tasks.check_keys", "schedule": 24 * 3600},
    "count-topics": {"task": "dossiers.tasks.count_topics", "schedule": crontab(hour=3, minute=45)},
    "refresh-keys": {"task": "dossiers.tasks.refresh_keys", "schedule": 30},
    "follow-up-surveys": {
        "task": "dossiers.tasks.follow_up_surveys",
        "schedule": crontab(hour="8-17", minute=10),  # nobody gets a mail at night
    },
    "warn-of-expiring-quotes": {
        "task": "dossiers.tasks.warn_of_expiring_quotes",
        "schedule": crontab(hour="6-17", minute=20),  # a quote that is noted today is told of today
    },
    "follow-up-loans": {
        "task": "dossiers.tasks.follow_up_overdue_loans",
        "schedule": crontab(hour="8-17", minute=25),
    },
    "fetch-mail": {"task": "oss.mail.tasks.fetch_all", "schedule": 60},
    "run-unfinished-jobs": {"task": "oss.lists.tasks.run_unfinished", "schedule": 15},
    "clear-expired-jobs": {"task": "oss.lists.tasks.clear_jobs", "schedule": 3600},
    "continue-imports": {"task": "oss.contacts.tasks.continue_imports", "schedule": 60},
    "finish-summaries": {"task": "oss.reports.waiting_summaries", "schedule": 60},
    "finish-loan-letters": {"task": "oss.reports.waiting_loan_letters", "schedule": 60},
    "match-unverified-addresses": {
        "task": "oss.addresses.tasks.match_unverified_addresses",
        "schedule": crontab(hour=3, minute=30),
    },
    "send-waiting-mail": {
        "task": "oss.mail.tasks.send_waiting_mail",
        "schedule": 10,
        "options": {"expires": 10},  # while no worker is there, they do not pile up
    },
    "describe-papers": {"task": "oss.documents.tasks.describe_papers", "schedule": 60},
    "finish-received-mail": {"task": "oss.mail.tasks.finish_received", "schedule": 300},
}

# --- Mail ---------------------------------------------------------------------------------------

# a mailbox that was not reached for so long is told by /readyz; it is fetched every minute
MAIL_FRESH_MINUTES = _number("MAIL_FRESH_MINUTES", default=15, most=24 * 60)

# --- Address register ---------------------------------------------------------------------------

# empty: this installation works with the addresses it imported
ADDRESS_REGISTER_URL = env.str("ADDRESS_REGISTER_URL", default="").rstrip("/")
ADDRESS_GEO_URL = env.str("ADDRESS_GEO_URL", default="https://geo.api.vlaanderen.be").rstrip("/")
ADDRESS_REGISTER_KEY = env.str("ADDRESS_REGISTER_KEY", default="")
# empty: the register's name, its owner and a word on its licence
ADDRESS_SOURCE_NOTICE = env.str("ADDRESS_SOURCE_NOTICE", default="")

# --- Staff: login and sessions ------------------------------------------------------------------

AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = ["oss.staff.backends.RoleBackend"]
# the mail address is unique by the constraint user_email_once
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
if ENVIRONMENT == "test":  # tests make many users; the slow hash guards none of them
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "oss.staff.passwords.NotLikeYourself"},
    {"NAME": "oss.staff.passwords.MinimumLength", "OPTIONS": {"min_length": 12}},
    {"NAME": "oss.staff.passwords.NotCommon"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "oss.mail.account.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can have the loket write to whom they like
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {
    "login": "oss.staff.forms.LoginForm",
    "reset_password": "oss.mail.account.ResetPasswordForm",
}
# failed logins: of one address (an office), of one account there, of one account from anywhere
ACCOUNT_RATE_LIMITS = {
    "login": "240/m/ip",
    "login_failed": "100/5m/ip,5/5m/key",
    "login_failed_account": "30/5m/key",
}
# pages for citizens: a whole street of flats may share an address, and a mail filter opens a link a few times
PUBLIC_RATE_LIMITS = {"address": "120/10m/key", "token": "30/10m/key"}
SESSION_ENGINE = "oss.staff.sessions"
SESSION_COOKIE_AGE = _number("SESSION_HOURS", default=10, most=365 * 24) * 3600
SESSION_SAVE_EVERY_REQUEST = False
CSRF_FAILURE_VIEW = "oss.core.views.csrf_failure"

EMAIL_CONFIG = env.email("EMAIL_URL", default="consolemail://" if not PRODUCTION else "smtp://localhost:25")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 5  # seconds for each answer of its server; only a worker waits for one (`oss.mail.sending`)
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="no-reply@localhost")

# --- Who we are: the letterhead of what is sent to people ---------------------------------------

ORGANISATION_NAME = env.str("ORGANISATION_NAME", default="Woonloket")
# lines are parted by " | ": address, telephone, mail, website
ORGANISATION_CONTACT = "\n".join(
    line.strip() for line in env.str("ORGANISATION_CONTACT", default="").split("|") if line.strip()
)

# --- Company register ---------------------------------------------------------------------------

# whose enterprises `import_kbo` keeps; empty: all of them
REGISTER_POSTCODES = env.list("REGISTER_POSTCODES", default=["2800", "2801", "2811", "2812"])

# --- Language, time -----------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
FORMAT_MODULE_PATH = ["oss.core.formats"]
TIME_ZONE = "Europe/Brussels"
USE_TZ = True

# --- Maps: without a tile server of your own choice, positions are drawn on an empty ground ------

MAP_TILE_URL = env.str("MAP_TILE_URL", default="").strip()
MAP_TILE_ATTRIBUTION = env.str("MAP_TILE_ATTRIBUTION", default="").strip()
_TILE_SERVER = re.match(r"https://(\{s\}\.)?([a-z0-9.-]+(?::[0-9]+)?)/", MAP_TILE_URL)
if MAP_TILE_URL and not (_TILE_SERVER and all(part in MAP_TILE_URL for part in ("{z}", "{x}", "{y}"))):
    raise ImproperlyConfigured(
        "MAP_TILE_URL must be an https address with {z}, {x} and {y}, such as"
        f" https://tiles.example.org/{{z}}/{{x}}/{{y}}.png, not {MAP_TILE_URL!r}."
    )

# --- Security -----------------------------------------------------------------------------------

# No unsafe-*, nothing from another host but the pictures of a map, where one is configured.
_TILE_SOURCES = [f"https://{'*.' if _TILE_SERVER[1] else ''}{_TILE_SERVER[2]}"] if _TILE_SERVER else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *_TILE_SOURCES],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
HTTPS = _flag("OSS_HTTPS", default=PRODUCTION)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
# The address of the shop in what is sent to people. Never that of a request: who makes it writes the name of
# the host, and behind it any port, which ALLOWED_HOSTS does not look at.
ORIGIN = env.str("OSS_ORIGIN", default="").strip().rstrip("/") or (
    f"{'https' if HTTPS else 'http'}://{[*ALLOWED_HOSTS, 'localhost'][0].lstrip('.')}"
)
if not re.fullmatch(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?", ORIGIN, re.IGNORECASE):
    raise ImproperlyConfigured(
        "OSS_ORIGIN must be the address of the shop without a path, such as https://loket.example.org,"
        f" not {ORIGIN!r}."
    )
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
if _flag("BEHIND_PROXY", default=False):
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # else a whole office shares one address, and one rate limit
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
MAINTENANCE = _flag("MAINTENANCE", default=False)
PGHISTORY_APPEND_ONLY = True
PGHISTORY_DEFAULT_TRACKERS = (pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT = True
IMPORT_EXPORT_USE_TRANSACTIONS = True

# --- Logs: one JSON line per event in production, readable lines elsewhere -----------------------

LOG_LEVEL = _word("LOG_LEVEL", default="INFO", among=("DEBUG", "INFO", "WARNING", "ERROR"))
LOG_FORMAT = _word("LOG_FORMAT", default="json" if PRODUCTION else "console", among=("json", "console"))
_LOG_STEPS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "structured": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _LOG_STEPS,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer()
                if LOG_FORMAT == "json"
                else structlog.dev.ConsoleRenderer(colors=False),
            ],
        },
    },
    "filters": {"news": {"()": "oss.core.logs.News"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "structured", "filters": ["news"]}
    },
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django.server": {"handlers": ["console"], "propagate": False},
        "celery.app.trace": {"level": "CRITICAL"},  # each task is told once, by its signals
        "psycopg.pool": {"level": "ERROR"},  # else it tells every try of an outage that the breaker told
        "weasyprint": {"level": "ERROR"},  # else it tells every step of every page
        "fontTools": {"level": "ERROR"},
    },
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        *_LOG_STEPS[1:],
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_USER_ID_FIELD = "pk"
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
