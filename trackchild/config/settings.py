"""Settings from the environment, in one file. A missing variable in production stops the start and says what to do."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

from trackchild.config import gateways
from trackchild.launcher.postgres import Cluster
from trackchild.ui.languages import FORMAT_MODULE_PATH as FORMAT_MODULE_PATH
from trackchild.ui.languages import LANGUAGES as LANGUAGES
from trackchild.ui.languages import LANGUAGES_BIDI as LANGUAGES_BIDI
from trackchild.ui.languages import register

BASE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TRACKCHILD_DATA", BASE / "var"))
PRODUCTION = os.environ.get("TRACKCHILD_PRODUCTION") == "1"
POOLED = os.environ.get("TRACKCHILD_POOL") != "0"
"""Connections are kept in a pool; tests say no, because they drop their database at the end."""
DEMO = os.environ.get("TRACKCHILD_DEMO") == "1"
"""A demonstration country: one-click sign-in and the outbox page exist. The database must say so too."""


def _required(name: str, why: str) -> str:
    """A variable production cannot do without."""
    value = os.environ.get(name, "")
    if not value and PRODUCTION:
        raise ImproperlyConfigured(f"{name} is not set. {why} See docs/how-to/run-for-real.md.")
    return value


def _secret(name: str) -> str:
    """A secret from the environment; in development one is made once and kept under the data folder."""
    if value := _required(name, "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'."):
        return value
    kept = DATA / name.lower().replace("_", "-")
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT, 0o600)
        os.write(descriptor, os.urandom(32).hex().encode())
        os.close(descriptor)
    return kept.read_text()


def _database() -> dict[str, Any]:
    """DATABASE_URL, or the embedded server under the data folder (which production refuses unless told)."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        if PRODUCTION and os.environ.get("TRACKCHILD_ALLOW_EMBEDDED") != "1":
            raise ImproperlyConfigured(
                "DATABASE_URL is not set. The embedded PostgreSQL is for trial and development; for production name a "
                "server (version 15 or later), or set TRACKCHILD_ALLOW_EMBEDDED=1 for one small office."
            )
        url = Cluster(DATA).url("trackchild")
    parts = conninfo_to_dict(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.get("dbname", "trackchild"),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": str(parts.get("port", "")),
        "ATOMIC_REQUESTS": True,
        "OPTIONS": {
            "pool": POOLED and {"min_size": 1, "max_size": 8, "timeout": 10},
            # A database that vanishes behind a dead line must fail in seconds, not hang the request.
            "connect_timeout": 5,
            "tcp_user_timeout": 3000,
        },
        "TEST": {"NAME": "test_trackchild"},
    }


SECRET_KEY = _secret("TRACKCHILD_SECRET_KEY")
PHONE_DIGEST_KEY = _secret("TRACKCHILD_PHONE_DIGEST_KEY")
"""Keys the digest by which a telephone number is found again without being searchable in clear."""
DEBUG = os.environ.get("TRACKCHILD_DEBUG") == "1"
ALLOWED_HOSTS = [host for host in os.environ.get("TRACKCHILD_HOSTS", "").split(",") if host] or (
    [] if PRODUCTION else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("TRACKCHILD_ORIGINS", "").split(",") if origin]
SOURCE_ADDRESS = os.environ.get("TRACKCHILD_SOURCE_ADDRESS", "")
"""Where the running version's source is offered, as the licence asks of whoever runs a changed TrackChild."""
PUBLIC_ADDRESS = os.environ.get("TRACKCHILD_PUBLIC_ADDRESS", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "pgtrigger",
    "procrastinate.contrib.django",
    "trackchild.core",
    "trackchild.ui",
    "trackchild.geography",
    "trackchild.messaging",
    "trackchild.directory",
    "trackchild.audit",
    "trackchild.accounts",
    "trackchild.children",
    "trackchild.photos",
    "trackchild.cases",
    "trackchild.matching",
    "trackchild.placements",
    "trackchild.alerts",
    "trackchild.helpdesk",
    "trackchild.panels",
    "trackchild.portal",
    "trackchild.workspaces",
    "trackchild.registry",
    "trackchild.demo",
    "trackchild.config",
]

MIDDLEWARE = [
    "trackchild.config.middleware.DatabaseAway",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "trackchild.accounts.middleware.ViewerMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "trackchild.config.urls"
WSGI_APPLICATION = "trackchild.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "trackchild.config.context.site",
            ],
        },
    }
]
FORM_RENDERER = "trackchild.ui.forms.Renderer"

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "office:home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(timedelta(hours=10).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if PRODUCTION else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
ANDROID_APPS = [app for app in os.environ.get("TRACKCHILD_ANDROID_APPS", "").split(",") if app]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "en"
register()
LOCALE_PATHS = [BASE / "locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = "Asia/Kolkata"

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # nothing is ever kept as a file
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if os.environ.get("TRACKCHILD_COLLECTED") == "1"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = os.environ.get("TRACKCHILD_COLLECTED") != "1"
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024

FACE_ENCODER = os.environ.get("TRACKCHILD_FACE_ENCODER", "dlib")
CAPTCHA_COST = int(os.environ.get("TRACKCHILD_CAPTCHA_COST", "1000"))
MESSAGE_ROUTES = gateways.routes()
"""Every way out of the house, by channel."""
RECEIPT_ADDRESS = os.environ.get("TRACKCHILD_RECEIPT_ADDRESS", PUBLIC_ADDRESS)
PUSH_KEY = os.environ.get("TRACKCHILD_PUSH_KEY", "")
PUSH_SERVICES = gateways.push_services()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("TRACKCHILD_LOG", "WARNING")},
}
