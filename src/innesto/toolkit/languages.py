"""The languages people speak and write in: more than those of the interface."""

from django.conf.locale import LANG_INFO
from django.utils.translation import get_language_info

# Each named in itself, in the order of these names.
SPOKEN = [
    ("bg", "Български"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("et", "Eesti"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("ga", "Gaeilge"),
    ("hr", "Hrvatski"),
    ("it", "Italiano"),
    ("lv", "Latviešu"),
    ("lt", "Lietuvių"),
    ("hu", "Magyar"),
    ("mt", "Malti"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("fi", "Suomi"),
    ("sv", "Svenska"),
    ("uk", "Українська"),
]


def own_name(code: str) -> str:
    """Return a language as it names itself within a sentence: «suomi»; else its code."""
    return (
        get_language_info(code)["name_local"] if code in LANG_INFO else dict(SPOKEN).get(code, code)
    )


def language_name(code: str) -> str:
    """Return a language in the words of the reader: «finlandese»; else as it names itself."""
    return str(get_language_info(code)["name_translated"]) if code in LANG_INFO else own_name(code)
