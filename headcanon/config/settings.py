"""Every setting, in one file. A fresh archive needs none of them.

HEADCANON_DATA        the data folder: database, originals, books, secret key    (default: ./headcanon-data)
HEADCANON_DATABASE    a postgres://user:password@host:port/name address           (default: SQLite in the data folder)
HEADCANON_HOSTS       the names the archive answers to, comma separated           (default: any)
HEADCANON_ADDRESS     where readers find the archive, for links in its mail       (default: the first of these names)
HEADCANON_HTTPS       "1" when readers come by https                              (default: off)
HEADCANON_PROXIES     how many proxies of yours stand before the archive          (default: 1 with https, else 0)
HEADCANON_SECRET_KEY  signs cookies and links                                     (default: kept in the data folder)
HEADCANON_MAIL        a smtp://user:password@host:port address for outgoing mail  (default: files in the data folder)
HEADCANON_MAIL_FROM   whom mail comes from                                        (default: archive@localhost)
HEADCANON_DEBUG       "1" while working on Headcanon itself                       (default: off)
"""

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("HEADCANON_DATA", "headcanon-data")).resolve()
DEBUG = os.environ.get("HEADCANON_DEBUG") == "1"
HTTPS = os.environ.get("HEADCANON_HTTPS") == "1"


def secret_key():
    """The key in the data folder; where there is none yet, one that lives as long as this process."""
    key_file = DATA / "secret.key"
    return key_file.read_text().strip() if key_file.is_file() else secrets.token_urlsafe(50)


SECRET_KEY = os.environ.get("HEADCANON_SECRET_KEY") or secret_key()
ALLOWED_HOSTS = os.environ.get("HEADCANON_HOSTS", "*").split(",")

INSTALLED_APPS = [
    # Ours come first: a template or command of ours goes before a library's of the same name.
    "headcanon.core",
    "headcanon.accounts",
    "headcanon.canon",
    "headcanon.headcanons",
    "headcanon.works",
    "headcanon.reviews",
    "headcanon.intake",
    "headcanon.bindery",
    "headcanon.reading",
    "headcanon.discovery",
    "headcanon.following",
    "headcanon.moderation",
    "headcanon.api",
    "headcanon.ops",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_prose_editor",
    "csp",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "headcanon.core.viewing.ViewerMiddleware",
]

ROOT_URLCONF = "headcanon.config.urls"
WSGI_APPLICATION = "headcanon.config.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "headcanon.core.context.archive_and_viewer",
            ],
            "builtins": ["headcanon.core.templatetags.pieces"],
        },
    }
]

# --- The database --------------------------------------------------------------------------------------------------

SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": DATA / "headcanon.sqlite3",
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        # A writer takes its lock when it begins, so two writers queue instead of failing in the middle.
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        # Readers never wait for a writer; a commit is on the disk before anybody is told "saved"; what somebody erases
        # is overwritten.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000; "
        "PRAGMA secure_delete=ON;",
    },
}


def postgresql(address):
    """Django's settings for a postgres:// address; an empty host is the local socket."""
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": parts.port or "",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASE_ADDRESS = os.environ.get("HEADCANON_DATABASE", "")
DATABASES = {"default": postgresql(DATABASE_ADDRESS) if DATABASE_ADDRESS else SQLITE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Finished pages; see core/page_cache.py. 400 pages of 40 kB are 16 MB.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 400},
    },
    # The cards of stories; see works/cards.py. 4,000 of 4 kB are 16 MB.
    "cards": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "cards",
        "OPTIONS": {"MAX_ENTRIES": 4_000},
    },
    # How often what stands beside a search is found, by what was asked; see discovery/searching.py.
    "facets": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "facets",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    # How quickly posts come, and from where, hashed; see core/flooding.py.
    "posting": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "posting",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

# --- Files ---------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "headcanon.core.static_files.StaticFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # every page and script asks by those names
# What is small already; and maps of scripts, which only a developer's tools ask for and which take longest to press.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("jpg", "png", "webp", "gif", "gz", "br", "zip", "woff", "woff2", "map")
FILE_UPLOAD_PERMISSIONS = 0o600

# --- People --------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["headcanon.accounts.recognising.Recognition"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "headcanon.accounts.adapter.ArchiveAdapter"
ACCOUNT_FORMS = {
    "login": "headcanon.accounts.forms.SignInForm",
    "reset_password": "headcanon.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "headcanon.accounts.forms.NewPasswordForm",
    "change_password": "headcanon.accounts.forms.ChangePassword",
    "add_email": "headcanon.accounts.forms.ChangeEmail",
    "reauthenticate": "headcanon.accounts.forms.ConfirmByPassword",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
# Tries are counted for each visitor's address; behind a proxy that is the one that the nearest of ours names.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("HEADCANON_PROXIES") or HTTPS)

MFA_ADAPTER = "headcanon.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "headcanon.accounts.forms.SecondStep",
    "reauthenticate": "headcanon.accounts.forms.ConfirmByCode",
    "activate_totp": "headcanon.accounts.forms.AddApp",
    "add_webauthn": "headcanon.accounts.forms.AddPasskey",
    "edit_webauthn": "headcanon.accounts.forms.RenamePasskey",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off

# --- Mail ----------------------------------------------------------------------------------------------------------

# Without one, links in mail lead to where the server listens.
ADDRESS = os.environ.get("HEADCANON_ADDRESS", "").rstrip("/")
if not ADDRESS and ALLOWED_HOSTS[0] != "*":
    ADDRESS = f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0].lstrip('.')}"
MAIL_ADDRESS = urlsplit(os.environ.get("HEADCANON_MAIL", ""))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("HEADCANON_MAIL_FROM", "archive@localhost")
if MAIL_ADDRESS.hostname:
    EMAIL_HOST, EMAIL_PORT = MAIL_ADDRESS.hostname, MAIL_ADDRESS.port or 587
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(MAIL_ADDRESS.username or ""), unquote(MAIL_ADDRESS.password or "")
    EMAIL_USE_TLS = MAIL_ADDRESS.scheme != "smtp-plain"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA / "mail"

# --- Words and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Safety --------------------------------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "headcanon.core.views.stale_form"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3_000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
