"""Names of European countries, for sentences: the code is what blueprints and facts hold."""

from innesto.blueprints.speech.catalogue import catalogue, gettext_noop

NAMES = {
    "AD": gettext_noop("Andorra"),
    "AL": gettext_noop("Albania"),
    "AT": gettext_noop("Austria"),
    "BA": gettext_noop("Bosnia and Herzegovina"),
    "BE": gettext_noop("Belgium"),
    "BG": gettext_noop("Bulgaria"),
    "CH": gettext_noop("Switzerland"),
    "CY": gettext_noop("Cyprus"),
    "CZ": gettext_noop("Czechia"),
    "DE": gettext_noop("Germany"),
    "DK": gettext_noop("Denmark"),
    "EE": gettext_noop("Estonia"),
    "ES": gettext_noop("Spain"),
    "FI": gettext_noop("Finland"),
    "FR": gettext_noop("France"),
    "GB": gettext_noop("United Kingdom"),
    "GR": gettext_noop("Greece"),
    "HR": gettext_noop("Croatia"),
    "HU": gettext_noop("Hungary"),
    "IE": gettext_noop("Ireland"),
    "IS": gettext_noop("Iceland"),
    "IT": gettext_noop("Italy"),
    "LI": gettext_noop("Liechtenstein"),
    "LT": gettext_noop("Lithuania"),
    "LU": gettext_noop("Luxembourg"),
    "LV": gettext_noop("Latvia"),
    "MC": gettext_noop("Monaco"),
    "MD": gettext_noop("Moldova"),
    "ME": gettext_noop("Montenegro"),
    "MK": gettext_noop("North Macedonia"),
    "MT": gettext_noop("Malta"),
    "NL": gettext_noop("Netherlands"),
    "NO": gettext_noop("Norway"),
    "PL": gettext_noop("Poland"),
    "PT": gettext_noop("Portugal"),
    "RO": gettext_noop("Romania"),
    "RS": gettext_noop("Serbia"),
    "SE": gettext_noop("Sweden"),
    "SI": gettext_noop("Slovenia"),
    "SK": gettext_noop("Slovakia"),
    "SM": gettext_noop("San Marino"),
    "TR": gettext_noop("Turkey"),
    "UA": gettext_noop("Ukraine"),
    "VA": gettext_noop("Vatican City"),
    "XK": gettext_noop("Kosovo"),
}


def country_name(code: str, language: str) -> str:
    """Return the name of a country in a language; an unknown code stands for itself."""
    return catalogue(language).gettext(NAMES[code]) if code in NAMES else code
