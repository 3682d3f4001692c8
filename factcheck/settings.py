"""Every setting of the house, from the environment. What would be unsafe for a newsroom's server refuses to start."""

from logging import getLevelNamesMapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.core.exceptions import ImproperlyConfigured
from redis.backoff import NoBackoff
from redis.retry import Retry

from factcheck import browsers
from factcheck.embedded.places import Places
from factcheck.environment import (
    is_guessable,
    make_secret,
    name_unsafe_address,
    name_unsafe_host,
    name_weakness,
    read_broker,
    read_database,
    read_flag,
    read_framers,
    read_list,
    read_number,
    read_port,
    read_redis,
    read_text,
    read_word,
)

BASE_DIR = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")

# Where we run: "local" listens on loopback alone and makes its own secret; "production" is told everything.

ENVIRONMENT = read_word("FACTCHECK_ENV", "local", among=("local", "production"))
PRODUCTION = ENVIRONMENT == "production"
PLACES = Places.from_environment(BASE_DIR)

DEBUG = read_flag("DEBUG")
ALLOWED_HOSTS = read_list("ALLOWED_HOSTS", () if PRODUCTION else LOOPBACK)
SITE_URL = read_text("SITE_URL", "" if PRODUCTION else f"http://127.0.0.1:{read_port()}").rstrip("/")
DATABASE_URL = read_text("DATABASE_URL", "" if PRODUCTION else PLACES.database_url)
REDIS_URL = read_redis(read_text("REDIS_URL", "" if PRODUCTION else PLACES.redis_url))
SECRET_KEY = read_text("SECRET_KEY")
SECRET_KEY_FALLBACKS = [key for key in [read_text("SECRET_KEY_OLD")] if key]

if PRODUCTION:
    refusals = {
        "DEBUG": "must be off in production" if DEBUG else None,
        "SECRET_KEY": name_weakness(SECRET_KEY),
        "SECRET_KEY_OLD": name_weakness(SECRET_KEY_FALLBACKS[0]) if SECRET_KEY_FALLBACKS else None,
        "ALLOWED_HOSTS": name_unsafe_host(ALLOWED_HOSTS),
        "SITE_URL": name_unsafe_address(SITE_URL, ALLOWED_HOSTS),
        "DATABASE_URL": "is missing" if not DATABASE_URL else None,
        "REDIS_URL": "is missing" if not REDIS_URL else None,
    }
    refused = [f"{name} {reason}." for name, reason in refusals.items() if reason]
    if refused:
        raise ImproperlyConfigured("Unsafe for production: " + " ".join(refused))
elif unsafe := [host for host in ALLOWED_HOSTS if host not in (*LOOPBACK, "testserver")]:
    raise ImproperlyConfigured(
        f"ALLOWED_HOSTS names {', '.join(unsafe)}: to be reachable from outside, set FACTCHECK_ENV=production."
    )
else:
    SECRET_KEY = SECRET_KEY or make_secret(PLACES.secret_key)

# The house

INSTALLED_APPS = [
    "claims.apps.ClaimsConfig",
    "sources.apps.SourcesConfig",
    "newsrooms.apps.NewsroomsConfig",
    "factcheck",
    "pghistory",
    "pgtrigger",
    "rest_framework",
    "drf_spectacular_sidecar",
    "csp",
    "claims.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "factcheck.urls"
WSGI_APPLICATION = "factcheck.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# When a row was written, not when its transaction began: what was said meanwhile was said without it.
PGHISTORY_CREATED_AT_FUNCTION = "CLOCK_TIMESTAMP()"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ]
        },
    }
]

# People

AUTH_USER_MODEL = "newsrooms.User"
LOGIN_URL = "admin:login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Letters: without EMAIL_HOST none are sent, and what waits is seen in the desk alone.

EMAIL_HOST = read_text("EMAIL_HOST")
EMAIL_PORT = read_number("EMAIL_PORT", 587)
EMAIL_HOST_USER = read_text("EMAIL_USER")
EMAIL_HOST_PASSWORD = read_text("EMAIL_PASSWORD")
EMAIL_SECURITY = read_word("EMAIL_SECURITY", "starttls", among=("starttls", "tls", "none"))
EMAIL_USE_TLS, EMAIL_USE_SSL = EMAIL_SECURITY == "starttls", EMAIL_SECURITY == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = read_text("EMAIL_FROM", f"factcheck@{urlsplit(SITE_URL).hostname}")

# Words and clocks

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("uk", "Українська"), ("fr", "Français")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = read_word("TIME_ZONE", "UTC", among=available_timezones())
USE_TZ = True

# PostgreSQL: web processes ask for a pool (factcheck/wsgi.py), Celery workers keep one connection each.

DATABASES: dict[str, dict[str, Any]] = {"default": read_database(DATABASE_URL)}
if PRODUCTION and is_guessable(DATABASES["default"]["PASSWORD"], DATABASES["default"]["USER"]):
    raise ImproperlyConfigured("Unsafe for production: the password of DATABASE_URL is one that is guessed first.")
DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", "5")
DATABASES["default"]["OPTIONS"].setdefault("application_name", "factcheck")
DATABASES["default"]["OPTIONS"].setdefault("tcp_user_timeout", "60000")  # a server that fell silent is given up
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True  # a server that was restarted is not an error page
if pool_size := read_number("DATABASE_POOL", 0, most=1000):
    DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": pool_size, "timeout": 10}
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
if statement_seconds := read_number("DATABASE_STATEMENT_SECONDS", 0):  # the web's: others may take their time
    DATABASES["default"]["OPTIONS"].setdefault("options", f"-c statement_timeout={statement_seconds}s")
DATABASE_PREPARE = read_flag("DATABASE_PREPARE", True)

# Redis: cache, rate limits, Celery's messages. It may be silent or gone; nothing waits for it beyond these seconds.

REDIS_PREFIX = read_text("REDIS_PREFIX", "factcheck")
REDIS_TIMEOUTS: dict[str, Any] = {
    "socket_timeout": 1.0,
    "socket_connect_timeout": 1.0,
    "retry": Retry(NoBackoff(), 0),
}
CACHES = {
    "default": {
        "BACKEND": "factcheck.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": REDIS_PREFIX,
        "TIMEOUT": 300,
        "OPTIONS": REDIS_TIMEOUTS,
    }
}
CELERY_BROKER_URL = read_broker(REDIS_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 2.0,
    "socket_connect_timeout": 2.0,
    "global_keyprefix": f"{REDIS_PREFIX}:",
    "max_retries": 0,
    "visibility_timeout": 900,
}
CELERY_BROKER_CONNECTION_TIMEOUT = 2.0
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600  # below the visibility timeout, after which another worker takes the message up
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"

# What the browser is told

CONTENT_SECURITY_POLICY = browsers.CONTENT_SECURITY_POLICY
PERMISSIONS_POLICY = browsers.PERMISSIONS_POLICY
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CARD_FRAME_ANCESTORS = read_framers("CARD_FRAME_ANCESTORS", "*")  # who may frame the cards; nothing else is framed
CSRF_TRUSTED_ORIGINS = [SITE_URL] if PRODUCTION else []
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION and read_flag("HSTS_SUBDOMAINS")
# Whether every other host below ours speaks https only the newsroom knows.
SILENCED_SYSTEM_CHECKS = [] if SECURE_HSTS_INCLUDE_SUBDOMAINS else ["security.W005", "security.W021"]
BEHIND_PROXY = read_flag("BEHIND_PROXY")
if BEHIND_PROXY:  # the proxy must set this header itself and drop the visitor's own
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if not PRODUCTION:  # loopback speaks plain http: no HSTS, no redirect, no cookies for https alone
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]
FORMS_URLFIELD_ASSUME_HTTPS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

# Static files: local runs serve them from where they lie, production from what collectstatic gathered.

STATIC_URL = "static/"
STATIC_ROOT = read_text("STATIC_ROOT", str(BASE_DIR / "staticfiles") if PRODUCTION else "") or None
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_ROOT = BASE_DIR / "factcheck" / "static" / "at_the_root"  # browsers ask for /favicon.ico unasked
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_ROOT
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Who finds candidate reports in a captured text: our rules, or a class with the same two names (docs/extractors.md).
EXTRACTOR = read_text("EXTRACTOR", "claims.extraction.interface.RuleExtractor")

# The API

# How often anybody may ask in any minute; ``PROXY_HOPS`` is how many proxies of our own stand before us.
API_LIMITS = {
    "stranger": read_number("API_LIMIT_STRANGER", 300, least=1),
    "key": read_number("API_LIMIT_KEY", 1200, least=1),
    "person": read_number("API_LIMIT_PERSON", 1200, least=1),
    "failed_tries": 30,
}
PROXY_HOPS = read_number("PROXY_HOPS", int(BEHIND_PROXY), most=10)
if BEHIND_PROXY and not PROXY_HOPS:
    raise ImproperlyConfigured("PROXY_HOPS is 0 while BEHIND_PROXY is on: all visitors would share one limit.")
if PROXY_HOPS and not BEHIND_PROXY:
    raise ImproperlyConfigured("PROXY_HOPS is set while BEHIND_PROXY is off: anybody could claim any address.")
UPLOADS = read_text("UPLOADS") or None  # where long bodies lie while they come in; None: the system's folder
REST_FRAMEWORK: dict[str, Any] = {"DEFAULT_AUTHENTICATION_CLASSES": [], "DEFAULT_PERMISSION_CLASSES": []}

# What is written down

LOG_LEVEL = read_word("LOG_LEVEL", "INFO", among=getLevelNamesMapping())
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {"django": {"level": LOG_LEVEL, "handlers": ["console"], "propagate": False}},
}
