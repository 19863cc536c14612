"""Settings of one installation, read from the environment.

What differs between installations is data, not code: docs/run/configuration.md lists it all.
"""

from importlib.metadata import version
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.csp import CSP

from innesto.config.environment import (
    flag,
    folder,
    kept,
    mailer,
    number,
    openid_providers,
    origin_of,
    text,
    words,
)
from innesto.config.later import load_later
from innesto.toolkit.annotations import let_classes_have_parameters

let_classes_have_parameters()
load_later(
    "allauth.mfa.webauthn.internal.auth",
    "allauth.socialaccount.providers.openid_connect.views",
    "charset_normalizer",
    "django.contrib.admin",  # simple_history names it; we have none
    "icalendar",
    "imaplib",
    "PIL.Image",
    "PIL.ImageDraw",
    "PIL.ImageFont",
    "PIL.ImageOps",
    "pyld",
    "rapidfuzz.distance",
    "rapidfuzz.fuzz",
    "rapidfuzz.process",
    "sqlparse",
    "xlsxwriter",
)

CONFIG_DIR = Path(__file__).resolve().parent
DATA_DIR = folder("INNESTO_DATA_DIR", Path.cwd() / "var")

OPENID_PROVIDERS = openid_providers(text("INNESTO_OPENID_PROVIDERS", "[]"))
BBB_URL = text("INNESTO_BBB_URL")  # a BigBlueButton server, for meetings

# ── Safety ──────────────────────────────────────────────────────────────────────────────────
DEBUG = flag("INNESTO_DEBUG")
SECRET_KEY = text("INNESTO_SECRET_KEY") or kept(DATA_DIR / "secret-key")
SECRET_KEY_FALLBACKS = words("INNESTO_SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = words("INNESTO_HOSTS", "localhost,127.0.0.1")
HTTPS = flag("INNESTO_HTTPS", default=True)
CSRF_TRUSTED_ORIGINS = [f"{'https' if HTTPS else 'http'}://{host}" for host in ALLOWED_HOSTS]
PLAYER_HOST = text("INNESTO_PLAYER_HOST", "player.localhost")  # packages play there, apart from us
ALLOWED_HOSTS += [PLAYER_HOST.partition(":")[0]] if PLAYER_HOST else []
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = False  # the proxy in front redirects; see docs/run/install.md
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    # Browsers apply this to where a form redirects to, so sign-in providers must be in it.
    "form-action": [
        CSP.SELF,
        *(provider.origin for provider in OPENID_PROVIDERS),
        *([origin_of(BBB_URL)] if BBB_URL else []),
    ],
    "frame-ancestors": [CSP.NONE],
}

# ── Parts ───────────────────────────────────────────────────────────────────────────────────
INSTALLED_APPS = [
    "innesto.toolkit",
    "innesto.journal",
    "innesto.places",
    "innesto.accounts",
    "innesto.mailbox",
    "innesto.notifications",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *(["allauth.socialaccount.providers.openid_connect"] if OPENID_PROVIDERS else []),
    "allauth.usersessions",
    "innesto.themes",
    "innesto.search",
    "innesto.organisations",
    "innesto.lineage",
    "innesto.credentials",
    "innesto.programmes",
    "innesto.communities",
    "innesto.correspondence",
    "innesto.networks",
    "innesto.deposits",
    "innesto.opportunities",
    "innesto.questions",
    "innesto.talk",
    "innesto.listening",
    "innesto.documents",
    "innesto.practices",
    "innesto.courses",
    "innesto.players",
    "innesto.curricula",
    "innesto.assessments",
    "innesto.cascade",
    "innesto.awards",
    "innesto.exchanges",
    "innesto.placements",
    "innesto.registrations",
    "innesto.minutes",
    "innesto.agendas",
    "innesto.travel",
    "innesto.outcomes",
    "innesto.presence",
    "innesto.contributions",
    "innesto.packs",
    "innesto.feedback",
    "innesto.quizzes",
    "innesto.assignments",
    "innesto.portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django_ox",
    "simple_history",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "innesto.players.origin.player_host",
    # Adds bytes at random, so that the length of a page tells nothing of the secrets in it.
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "innesto.accounts.middleware.stand_in",
    "innesto.accounts.middleware.second_factor",
    "innesto.toolkit.limits.largest_body",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "innesto.journal.middleware.keep_for_visitors",
]
ROOT_URLCONF = "innesto.config.urls"
WSGI_APPLICATION = "innesto.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "innesto.toolkit.renderer.FormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "innesto.portal.frame.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "innesto.toolkit.templatetags.words",
                "django.templatetags.static",
                "innesto.toolkit.templatetags.ui",
            ],
        },
    }
]

# ── Data ────────────────────────────────────────────────────────────────────────────────────
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;"
        "PRAGMA cache_size=-4000; PRAGMA temp_store=MEMORY;"
    ),
}
DATABASES = {
    "default": dj_database_url.parse(
        text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'innesto.sqlite3'}"),
        conn_max_age=None,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": text("CACHE_URL"),
    }
    if text("CACHE_URL")
    else {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 1000},
    }
}
TASK_OPTIONS: dict[str, Any] = {
    "MAX_ATTEMPTS": 3,
    "BACKOFF_INITIAL": 5,
    "BACKOFF_MAX": 3600,
    # After so many seconds the task of a worker that died is another's.
    "LOCK_TIMEOUT": number("INNESTO_TASK_LEASE", 30),
    "SCHEDULES": {
        "sweep": {"task": "innesto.config.tasks.sweep", "cron": "17 3 * * *"},
        "forget": {"task": "innesto.config.tasks.forget_what_is_old", "cron": "37 3 * * *"},
        "news": {"task": "innesto.portal.tasks.tell_all_news", "cron": "43 5 * * *"},
        "communities": {
            "task": "innesto.communities.tasks.look_at_communities",
            "cron": "3 5 * * *",
        },
        "documents": {
            "task": "innesto.documents.tasks.remind_of_documents",
            "cron": "13 6 * * *",
        },
        "relations": {"task": "innesto.networks.tasks.remind_of_relations", "cron": "31 6 * * *"},
        "before": {"task": "innesto.outcomes.tasks.ask_before", "cron": "53 4 * * *"},
        "places": {
            "task": "innesto.registrations.closing.give_what_is_left",
            "cron": "9 1 * * *",
        },
        "remind": {"task": "innesto.practices.tasks.remind", "cron": "23 6 * * *"},
        "listen": {"task": "innesto.listening.tasks.tell_listeners", "cron": "3 8 * * *"},
        "tasks": {"task": "innesto.minutes.tasks.remind_of_tasks", "cron": "33 6 * * *"},
        "feedback": {"task": "innesto.feedback.course.look_at_feedback", "cron": "41 6 * * *"},
        "further": {"task": "innesto.questions.tasks.send_further", "cron": "11 * * * *"},
        "leases": {"task": "innesto.questions.tasks.tell_ended_leases", "cron": "*/15 * * * *"},
        "placements": {"task": "innesto.placements.tasks.ask_what_became", "cron": "33 6 * * *"},
        "letters": {"task": "innesto.notifications.tasks.gather_letters", "cron": "7 * * * *"},
        "links": {"task": "innesto.practices.tasks.look_at_links", "cron": "*/10 1-5 * * *"},
    },
}
TASKS = {
    "default": {
        "BACKEND": "django_ox.backend.OxBackend",
        "QUEUES": [],
        "OPTIONS": TASK_OPTIONS,
    }
}
MEDIA_ROOT = DATA_DIR / "media"
LARGEST_BODY = number("INNESTO_LARGEST_UPLOAD", 25) * 1_000_000  # bytes
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# ── People ──────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["innesto.accounts.adapters.PersonBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:desk"
ACCOUNT_ADAPTER = "innesto.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]  # no password: the sign-in page sends a code
ACCOUNT_SIGNUP_FORM_CLASS = "innesto.accounts.forms.NameForm"
ACCOUNT_FORMS = {
    "login": "innesto.accounts.entrance.SignInForm",
    "signup": "innesto.accounts.entrance.OpenAccountForm",
    "add_email": "innesto.accounts.entrance.ChangeAddressForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_FORMAT = ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
MFA_FORMS = {"add_webauthn": "innesto.accounts.entrance.AddPasskeyForm"}
MFA_ADAPTER = "innesto.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Innesto"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # browsers accept it on localhost only
SOCIALACCOUNT_ADAPTER = "innesto.accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": [provider.app for provider in OPENID_PROVIDERS]}
}
VERSION = version("innesto")
EMBEDDINGS = text("INNESTO_EMBEDDINGS", "auto")  # «auto», «off» or the address of a server
EMBEDDINGS_MODEL = text("INNESTO_EMBEDDINGS_MODEL")
EMBEDDINGS_KEY = text("INNESTO_EMBEDDINGS_KEY")
LINKS = text("INNESTO_LINKS", "public")  # which addresses are looked at: «public», «all», «off»
TRANSLATOR_URL = text("INNESTO_TRANSLATOR_URL")  # a server that speaks LibreTranslate
TRANSLATOR_KEY = text("INNESTO_TRANSLATOR_KEY")
BBB_SECRET = text("INNESTO_BBB_SECRET")
DEMO = flag("INNESTO_DEMO")  # invented persons, and a sign-in page that lets one be them
OPEN_SIGNUP = flag("INNESTO_OPEN_SIGNUP", default=True)
SITE_URL = text("INNESTO_SITE_URL", "http://localhost:8000")  # for links in e-mails
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
MAILERS = {"default": mailer(text("INNESTO_MAIL_URL", "smtp://localhost:25"))}
DEFAULT_FROM_EMAIL = text("INNESTO_MAIL_FROM", "Innesto <innesto@localhost>")
REPLY_ADDRESS = text("INNESTO_REPLY_ADDRESS")  # answers go to «reply+…@host»
REPLIES_IMAP_URL = text("INNESTO_REPLIES_IMAP_URL")
REPLIES_WEBHOOK_KEY = text("INNESTO_REPLIES_WEBHOOK_KEY")
REPLIES_CHECKED_BY = text("INNESTO_REPLIES_CHECKED_BY")  # the mail server whose word we take
if REPLIES_IMAP_URL:
    TASK_OPTIONS["SCHEDULES"]["collect"] = {
        "task": "innesto.mailbox.collecting.collect_mail",
        "cron": "* * * * *",
    }

# ── Languages and time ──────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "it"
LANGUAGES = [
    ("it", "Italiano"),
    ("en", "English"),
    ("de", "Deutsch"),
    ("sv", "Svenska"),
    ("fi", "Suomi"),
]
TIME_ZONE = text("INNESTO_TIME_ZONE", "Europe/Rome")
USE_TZ = True

# ── What goes wrong is written to standard error ────────────────────────────────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": text("INNESTO_LOG_LEVEL", "WARNING")},
}
