"""The one settings file, read from the environment (docs/operating.md lists every variable)."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from apps.lib import embedded

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = (BASE_DIR / env.str("DATA_DIR", ".data")).resolve()
CURRICULUM_DIR = BASE_DIR / "curriculum"
DEBUG = env.bool("DEBUG", False)
EMBEDDED_DATABASE = not env.str("DATABASE_URL", "")
EMBEDDED_BROKER = not env.str("BROKER_URL", "")


def required_on_a_server(name: str) -> str:
    value = env.str(name, "")
    if not value and not EMBEDDED_DATABASE:
        raise ImproperlyConfigured(
            f"{name} must be set where DATABASE_URL is set: see docs/operating.md."
        )
    return value


# Who we are on the network
PORT = env.int("PORT", 8000)
SITE_URL = (required_on_a_server("SITE_URL") or f"http://localhost:{PORT}").rstrip("/")
SECRET_KEY = required_on_a_server("SECRET_KEY") or embedded.secret_key(DATA_DIR)
_site = urlsplit(SITE_URL)
if _site.scheme not in ("http", "https") or not _site.hostname:
    raise ImproperlyConfigured(f"SITE_URL must look like https://example.org, not {SITE_URL!r}.")
LOOPBACK = [
    "localhost",
    "127.0.0.1",
    "[::1]",
]  # so that health checks on the machine itself are answered
ALLOWED_HOSTS = list(dict.fromkeys([_site.hostname, *LOOPBACK]))
CSRF_TRUSTED_ORIGINS = [f"{_site.scheme}://{_site.netloc}"]
SECURE = _site.scheme == "https"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 30 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin" if SECURE else None
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "apps.web.views.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "style-src-attr": ["'unsafe-inline'"],  # KaTeX places glyphs with style attributes
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

INSTALLED_APPS = [
    "apps.ops",
    "apps.web",
    "apps.mentoring",
    "apps.grading",
    "apps.learning",
    "apps.content",
    "apps.accounts",
    "allauth",
    "allauth.account",
    "django_htmx",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "apps.web.middleware.TimeZoneMiddleware",
]
ROOT_URLCONF = "apps.urls"
WSGI_APPLICATION = "apps.wsgi.application"
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
                "apps.web.context.site",
            ],
        },
    }
]

# Data
DATABASES = {
    "default": {
        **(embedded.database_settings(DATA_DIR) if EMBEDDED_DATABASE else env.db("DATABASE_URL")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, so that rate limits hold across web processes without another service.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
}

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
EMAIL_URL = env.str("EMAIL_URL", "")
MAIL_CONFIGURED = bool(EMAIL_URL)
# Where no way to send is named: into the logs of the embedded site, and nowhere on a server.
_without = "console" if EMBEDDED_DATABASE else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{_without}.EmailBackend"
EMAIL_TIMEOUT = 20  # seconds for each answer of the mail server
if MAIL_CONFIGURED:
    vars().update(env.email_url("EMAIL_URL"))
SENDS_MAIL = MAIL_CONFIGURED or EMBEDDED_DATABASE
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "") or f"retooled@{_site.hostname}"
CONTACT = env.str("CONTACT", "")  # whom a learner asks where the site cannot send mail
LOGIN_REDIRECT_URL = "map"
LOGIN_URL = "account_login"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if MAIL_CONFIGURED else "none"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_ADAPTER = "apps.accounts.adapter.Adapter"

# Grading
GRADER_RUNTIME = env.str(
    "GRADER_RUNTIME", ""
)  # which exercises this process grades: "numpy" or "torch"
TORCH = env.bool("TORCH", True)
VERDICT_WAIT_SECONDS = env.float("VERDICT_WAIT_SECONDS", 0.4)  # what a submission's answer waits
VERDICT_WAITERS = 8  # threads of a web process that may wait so: half of what gunicorn has
GRADING_RUNTIMES = ["numpy", "torch"]  # a line and a kind of grader each
GRADING_LEASE_SECONDS = 15  # a run whose worker has been silent for so long goes back into the line
GRADING_NUDGE_SECONDS = 10  # a message this old without a claim is taken for lost
GRADING_CANARY_SECONDS = 180  # how long a grader may go without a verdict that shows it is well
GRADING_ATTEMPTS = 4  # infrastructure faults in a row before a run ends as "grader at fault"
CELERY_BROKER_URL = env.str("BROKER_URL", "") or "filesystem://"
CELERY_BROKER_TRANSPORT_OPTIONS = embedded.queue_transport(DATA_DIR) if EMBEDDED_BROKER else {}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "grading.numpy"
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# Word to people
NOTICE_MAIL_SECONDS = 120  # a mail waits so long for what happens next, and for the site to be read
NOTICE_MAIL_TRIES = 5  # of sending a mail, each a while after the one before

# Mentoring
CLAIM_MINUTES = env.int("CLAIM_MINUTES", 30)  # how long a mentor holds a request without a sign

# Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [BASE_DIR / "apps" / "locale"]
FORMAT_MODULE_PATH = "apps.locale"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"  # the reader's own zone is activated by TimeZoneMiddleware

# Static files
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static" / "build"]
KATEX_SCRIPT = (
    BASE_DIR / "static" / "build" / "katex" / "katex.min.js"
)  # runs here, is never sent to a browser
STATIC_ROOT = BASE_DIR / ".build" / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", "INFO")},
}
