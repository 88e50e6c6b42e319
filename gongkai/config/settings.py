"""Django's settings. What an operator may change is an environment variable read in `readers`."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONCE, SELF

from gongkai.config import readers

ROOT = Path(__file__).resolve().parents[2]
HOME = readers.home()
PORT = readers.port()
BIND = readers.bind()
FRONT = readers.front()

SECRET_KEY = readers.secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = readers.hosts()
ON_LOOPBACK = BIND in readers.LOOPBACK and set(ALLOWED_HOSTS) <= set(readers.LOOPBACK)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_htmx",
    "js_asset",
    "django_prose_editor",
    "gongkai.plan",
    "gongkai.trail",
    "gongkai.accounts",
    "gongkai.files",
    "gongkai.clearance",
    "gongkai.publishing",
    "gongkai.obligations",
    "gongkai.kinds",
    "gongkai.frames",
    "gongkai.matters.documents",
    "gongkai.matters.guides",
    "gongkai.supervision",
    "gongkai.portal",
    "gongkai.desk",
    "gongkai.config",
]

MIDDLEWARE = [
    "gongkai.config.requests.RequestId",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gongkai.desk.entrance.Entrance",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "gongkai.frames.environment.environment"},
    },
    {  # Only for the editor's own widget.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
    },
]

DATABASES = {"default": readers.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "gongkai.accounts.passwords.Strong"}]
LOGIN_URL = "/desk/sign-in/"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
# Pictures of 使用手册; its text is read from beside them (desk/manual).
STATICFILES_DIRS = [("manual", ROOT / "docs" / "使用手册" / "图")]
WORDING = readers.wording()  # rules of 表述检查, where they are not those beside the plan
PAGES_MOST = readers.pages()  # of drawn pages, in bytes: the ticker trims them at night
HOOK, HOOK_SECRET = readers.hook()  # 催办 by 短信、秦政通; off by default
MAIL_DOMAIN, DEFAULT_FROM_EMAIL, _mail = readers.mail()  # 催办 and 到期提醒 by mail; off by default
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail[:4]
EMAIL_USE_SSL, EMAIL_USE_TLS = _mail[4] == "smtps", _mail[4] == "smtp+starttls"
EMAIL_TIMEOUT = 10  # seconds
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}

# Sessions end after 30 idle minutes (GB/T 22239-2019 8.1.4.1 b).
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_PATH = "/desk/"
CSRF_COOKIE_PATH = "/desk/"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not ON_LOOPBACK
CSRF_FAILURE_VIEW = "gongkai.desk.faults.csrf"
SECURE_SSL_REDIRECT = False  # the front does this: it alone knows the outside scheme
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # for the same reason
SECURE_HSTS_SECONDS = 0 if ON_LOOPBACK else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not ON_LOOPBACK
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    10_000  # a table of 500 rows is refused with a sentence, not cut off
)

# Five wrong passwords lock the account from that address for ten minutes (GB/T 22239-2019 8.1.4.1 b).
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 1 / 6
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "gongkai.config.requests.client_address"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "desk/locked.html"
AXES_VERBOSE = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request": {"()": "gongkai.config.requests.WithRequestId"}},
    "formatters": {"line": {"()": "gongkai.config.requests.Line"}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["request"]}
    },
    "root": {"handlers": ["out"], "level": "INFO"},
}
