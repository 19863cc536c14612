"""Typed reading of environment variables; every one is listed in docs/run/configuration.md."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def text(name: str, default: str = "") -> str:
    """Return the variable, or the default when it is not set."""
    return os.environ.get(name, default)


def suggest(name: str, value: str) -> None:
    """Set the variable for this process and those it starts, unless the operator has set it."""
    os.environ.setdefault(name, value)


def insist(name: str, value: str) -> None:
    """Set the variable for this process and those it starts, whatever it was."""
    os.environ[name] = value


def flag(name: str, *, default: bool = False) -> bool:
    """Return True for 1, true, yes and on; any other value is False."""
    value = os.environ.get(name)
    return default if value is None else value.lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """Return the parts between commas, without the spaces around them."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """Return the variable as an absolute path."""
    return Path(os.environ.get(name) or default).resolve()


@dataclass(frozen=True)
class OpenIdProvider:
    """One OpenID Connect provider: a SPID or CIE gateway, EU Login, a city's own."""

    id: str
    name: str
    server_url: str
    client_id: str
    secret: str = ""
    scope: tuple[str, ...] = ("openid", "profile", "email")
    uid_field: str = "sub"
    origin: str = ""
    """Where the browser is sent, when that is not where ``server_url`` is."""

    @property
    def app(self) -> dict[str, Any]:
        """The provider as allauth wants to read it."""
        return {
            "provider_id": self.id,
            "name": self.name,
            "client_id": self.client_id,
            "secret": self.secret,
            "settings": {
                "server_url": self.server_url,
                "scope": list(self.scope),
                "uid_field": self.uid_field,
                "oauth_pkce_enabled": True,
            },
        }


def origin_of(address: str) -> str:
    """Return scheme and host of an address, as a content security policy names it."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def openid_providers(listed: str) -> list[OpenIdProvider]:
    """Return the providers that a variable lists as JSON.

    Raises ``TypeError`` for a key that is missing or unknown: half a sign-in is worse than none.
    """
    providers = []
    for fields in json.loads(listed):
        fields.setdefault("origin", origin_of(fields["server_url"]))
        providers.append(OpenIdProvider(**fields))
    return providers


def number(name: str, default: int) -> int:
    """Return the variable as a whole number; raises ``ValueError`` when it is none."""
    return int(os.environ.get(name) or default)


def kept(path: Path) -> str:
    """Return what is kept in a file, or nothing when there is no such file."""
    return path.read_text("utf-8").strip() if path.exists() else ""


def mailer(url: str) -> dict[str, Any]:
    """Return how Django sends mail by this address.

    ``smtp://user:password@host:587`` (``smtps://`` for TLS from the first byte), ``console:`` to
    print, ``file:///folder`` to keep each message as a file.
    """
    backends = "django.core.mail.backends"
    parts = urlsplit(url)
    match parts.scheme:
        case "console":
            return {"BACKEND": f"{backends}.console.EmailBackend"}
        case "file":
            path = {"file_path": parts.path}
            return {"BACKEND": f"{backends}.filebased.EmailBackend", "OPTIONS": path}
        case "smtp" | "smtps":
            options = {
                "host": parts.hostname or "localhost",
                "port": parts.port or 25,
                "username": unquote(parts.username or ""),
                "password": unquote(parts.password or ""),
                "use_tls": parts.scheme == "smtp" and bool(parts.username),
                "use_ssl": parts.scheme == "smtps",
                "timeout": 20,
            }
            return {"BACKEND": f"{backends}.smtp.EmailBackend", "OPTIONS": options}
    raise ValueError(f"INNESTO_MAIL_URL starts with {parts.scheme!r}: smtp, smtps, console, file")
