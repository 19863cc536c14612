"""What surrounds every page: for whom one acts, navigation, search, languages, footer.

Every page reads the context variable ``frame``. ``bare_frame`` fills it for a site without
people; the portal replaces it by one that knows organisations and programmes.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from innesto.toolkit.catalogues import percent_in


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads somewhere; ``current`` says that one is there already."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class LinkGroup:
    """A short list of links under a heading, for the footer."""

    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """A language of the interface, named in itself; ``percent`` of the interface is in it."""

    code: str
    name: str
    current: bool
    percent: int = 100


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page for one reader. An empty text leaves its place out."""

    home_url: str = "/"
    acting_for: str = ""
    acting_role: str = ""
    acting_url: str = ""
    programmes_url: str = ""
    person: str = ""
    person_url: str = ""
    sign_in_url: str = ""
    help_url: str = ""
    desk_url: str = ""
    unread: int = 0
    unread_url: str = ""
    entries: tuple[Link, ...] = ()
    search_url: str = ""
    search_text: str = ""
    languages: tuple[LanguageChoice, ...] = ()
    language_url: str = ""
    footer: tuple[LinkGroup, ...] = ()
    version: str = ""
    is_demo: bool = False


def language_choices() -> tuple[LanguageChoice, ...]:
    """Return the languages of the interface, the present one marked."""
    present = get_language()
    return tuple(
        LanguageChoice(code, name, current=code == present, percent=percent_in(code))
        for code, name in settings.LANGUAGES
    )


def bare_frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: a frame that knows no people and no pages."""
    return {"frame": Frame(languages=language_choices(), language_url=reverse("set_language"))}
