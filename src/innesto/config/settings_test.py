"""What tests change: a fixed key, no manifest, tasks and mail at once."""

import os

os.environ.setdefault("INNESTO_SECRET_KEY", "only-for-tests")
os.environ.setdefault("INNESTO_HTTPS", "0")
os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")

from innesto.config.settings import *  # noqa: F403

INSTALLED_APPS += ["allauth.socialaccount.providers.openid_connect"]  # noqa: F405
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", "player.localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True  # static files need not have been collected
TASKS = {"default": {"BACKEND": "django_ox.testing.ImmediateBackend"}}
EMBEDDINGS = "off"  # loading the encoder takes a second: tests of meaning bring their own
