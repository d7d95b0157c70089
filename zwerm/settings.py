"""Django's settings, derived from configuration.py. Admins never edit this file."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from zwerm.configuration import Configuration, ConfigurationError
from zwerm.databases import database_from_url

CONFIGURATION = Configuration()
PACKAGE = Path(__file__).resolve().parent
HOME = CONFIGURATION.home
try:
    HOME.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ConfigurationError(
        f"ZWERM_HOME: {HOME} cannot be made ({error.strerror}). Choose a folder of your own."
    ) from error

DEBUG = False
DEMO = CONFIGURATION.flag("DEMO")
PRODUCTION = CONFIGURATION.flag("PRODUCTION")
SECRET_KEY = CONFIGURATION.secret_key()
SITE_URL = CONFIGURATION.site_url()
ALLOWED_HOSTS = [*CONFIGURATION.listed("HOSTS"), urlsplit(SITE_URL).hostname or "localhost"]
if not PRODUCTION:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [SITE_URL] if SITE_URL.startswith("https://") else []

MODULES = [
    "zwerm.operations",
    "zwerm.ui",
    "zwerm.people",
    "zwerm.records",
    "zwerm.search",
    "zwerm.notices",
    "zwerm.skills",
    "zwerm.library",
    "zwerm.practice",
    "zwerm.questions",
    "zwerm.courses",
    "zwerm.assistant",
]
INSTALLED_APPS = [
    *MODULES,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_tasks_db",
    "django_vite",
    "template_partials.apps.SimpleAppConfig",
]
MIDDLEWARE = [
    # Around what adds headers.
    "zwerm.operations.files.SendsFilesBare",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Below whitenoise, whose files are already compressed; a stream says `Content-Encoding: identity` to be left alone.
    "zwerm.operations.packing.PacksPages",
    # Around all that writes.
    "zwerm.operations.durable.AnswersWhatIsKept",
    "zwerm.records.views.xapi.AnswersTools",
    "zwerm.operations.metrics.AnswersMetrics",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "zwerm.people.middleware.SaysWhose",
    "zwerm.people.middleware.SpeaksTheirLanguage",
    "zwerm.people.middleware.ShowsTheirTime",
    "zwerm.people.known.KnowsBrowsers",
    "zwerm.people.lastuse.NotesLastUse",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "zwerm.people.middleware.AsksToSignIn",
]
ROOT_URLCONF = "zwerm.urls"
WSGI_APPLICATION = "zwerm.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            # Set by hand: the automatic set-up of cotton and of partials each undo the other's.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zwerm.ui.context.page",
            ],
        },
    }
]
COTTON_SNAKE_CASED_NAMES = False

DATABASES = {"default": database_from_url(CONFIGURATION.text("DATABASE_URL"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES: dict[str, dict[str, str]] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
if CONFIGURATION.text("CACHE_URL"):
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": CONFIGURATION.text("CACHE_URL"),
        }
    }
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["zwerm.people.backend.WithDuties"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "zwerm.people.passwords.UnlikeTheirName"},
    {"NAME": "zwerm.people.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "zwerm.people.passwords.NotGuessable"},
    {"NAME": "zwerm.people.passwords.NotBreached"},
]
BREACHED_PASSWORDS = CONFIGURATION.text("BREACHED_PASSWORDS")
ACCOUNT_ADAPTER = "zwerm.people.adapter.InvitedOnly"
ACCOUNT_FORMS = {
    "login": "zwerm.people.account_forms.LoginForm",
    "change_password": "zwerm.people.account_forms.ChangePasswordForm",
    "set_password": "zwerm.people.account_forms.SetPasswordForm",
    "reset_password": "zwerm.people.account_forms.ResetPasswordForm",
    "reset_password_from_key": "zwerm.people.account_forms.ResetPasswordKeyForm",
    "user_token": "zwerm.people.account_forms.TokenForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None  # they choose; see people/sessions.py
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Per key: the address that tries and the account together, and a browser that the account knows by itself (adapter.py), so that nobody
# locks a colleague out. Only mistakes count: an office behind one address signs in together in the morning.
# A new password is asked for by address only: else anybody could keep a colleague from asking. Whoever has the link for it has
# nothing to guess, and nobody at the same address may spend their tries.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    "login_failed": "30/m/ip,5/5m/key",
    "reset_password": "10/m/ip,60/h/ip",
    "reset_password_from_key": "600/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if CONFIGURATION.flag("PROXY") else 0
MFA_ADAPTER = "zwerm.people.adapter.SecondSteps"
MFA_FORMS = {
    "authenticate": "zwerm.people.second_step.AuthenticateForm",
    "reauthenticate": "zwerm.people.second_step.ReauthenticateForm",
    "activate_totp": "zwerm.people.second_step.ActivateTOTPForm",
    "authenticate_webauthn": "zwerm.people.second_step.AuthenticateWebAuthnForm",
    "login_webauthn": "zwerm.people.second_step.LoginWebAuthnForm",
    "reauthenticate_webauthn": "zwerm.people.second_step.ReauthenticateWebAuthnForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator gave the address; nobody types their own
# A clock that is half a minute off still works.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Zwerm"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = CONFIGURATION.text("LANGUAGE")
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = PRODUCTION
USE_I18N = True
# English as it is written in Britain.
FORMAT_MODULE_PATH = ["zwerm.ui.formats"]
USE_TZ = True
TIME_ZONE = CONFIGURATION.text("TIME_ZONE")

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS: list[Path] = []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "media"}},
    "staticfiles": {"BACKEND": "zwerm.operations.static.StaticFiles"},
}
# Names made by vite already carry a hash; whitenoise then may let browsers keep them for a year.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+[.-][0-9a-zA-Z_-]{8,12}\..+$"
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = HOME / "media"
SEARCH_HOME = HOME / "search"
DJANGO_VITE = {
    "default": {
        "dev_mode": False,
        "manifest_path": PACKAGE / "ui" / "static" / "built" / "manifest.json",
        "static_url_prefix": "built",
    }
}

# A text of the most characters that the library keeps, each as long as a form can make it: who wrote more gets it back with the reason.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 2000
# With every file of a folder comes a field that says where it lay.
DATA_UPLOAD_MAX_NUMBER_FIELDS = DATA_UPLOAD_MAX_NUMBER_FILES + 100
UPLOAD_MB = CONFIGURATION.whole("UPLOAD_MB")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "zwerm.ui.views.expired"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_ENGINE = "zwerm.people.sessions"
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if CONFIGURATION.flag("PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONFIGURATION.text("MAIL_FROM")
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 20
PUSH_HOSTS = CONFIGURATION.listed("PUSH_HOSTS")
SENDS_MAIL = bool(CONFIGURATION.text("MAIL_URL"))
if SENDS_MAIL:
    _mail = urlsplit(CONFIGURATION.text("MAIL_URL"))
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = _mail.hostname or "localhost"
    EMAIL_PORT = _mail.port or (465 if _mail.scheme == "smtps" else 587)
    EMAIL_HOST_USER = _mail.username or ""
    EMAIL_HOST_PASSWORD = _mail.password or ""
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = _mail.scheme == "smtp" and bool(_mail.username)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Django's own would let what it tells at INFO pass by the root.
    "loggers": {"django": {"level": "WARNING"}, "django.request": {"filters": ["secrets"]}},
    "filters": {"secrets": {"()": "zwerm.people.rules.secret_paths.HidesSecrets"}},
}
