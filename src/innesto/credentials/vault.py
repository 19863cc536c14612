"""Secret keys of issuers, kept so that a copy of the database signs nothing.

No room fits: actions keep them, and sign with them. The key that locks them is derived from the
secret key of the installation; old ones (``SECRET_KEY_FALLBACKS``) still open.
"""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class KeyLost(Exception):
    """The secret key of the installation is not the one under which this key was kept."""


def locked(secret: bytes) -> str:
    """Return a secret key as it may be kept."""
    return _lock().encrypt(secret).decode()


def unlocked(kept: str) -> bytes:
    """Return a secret key as it signs. Raises ``KeyLost``."""
    try:
        return _lock().decrypt(kept.encode())
    except InvalidToken as error:
        raise KeyLost from error


def _lock() -> MultiFernet:
    words = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_derived(word)) for word in words])


def _derived(word: str) -> bytes:
    derivation = HKDF(SHA256(), length=32, salt=None, info=b"innesto.credentials.keys")
    return urlsafe_b64encode(derivation.derive(word.encode()))
