"""A sheet in the vocabulary of schema.org, for search engines and other machines.

No room fits: it is another way to write a page.
"""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _

from innesto.practices.models import Practice
from innesto.toolkit.rich_text import as_words

NO_FACT = _("Written to show how the platform works. It is not a documented fact.")

LICENCES = {
    Practice.Licence.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    Practice.Licence.CC_BY_SA: "https://creativecommons.org/licenses/by-sa/4.0/",
    Practice.Licence.CC0: "https://creativecommons.org/publicdomain/zero/1.0/",
    Practice.Licence.OGL: (
        "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    ),
}


def json_ld(practice: Practice, url: str) -> str:
    """Return the sheet as JSON-LD; what is not known is left out."""
    place = practice.place
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": practice.title,
        "abstract": practice.strapline,
        "description": str(NO_FACT) if practice.is_example else "",
        "inLanguage": practice.language,
        "articleBody": as_words(f"{practice.problem} {practice.how}"),
        "about": [str(theme) for theme in practice.themes.all()],
        "creativeWorkStatus": str(practice.get_progress_display()),
        "license": LICENCES.get(Practice.Licence(practice.licence), ""),
        "datePublished": practice.published_at and practice.published_at.date().isoformat(),
        "dateModified": practice.changed_at.date().isoformat(),
        "publisher": practice.organisation
        and {"@type": "GovernmentOrganization", "name": practice.organisation.name},
        "spatialCoverage": place
        and {
            "@type": "Place",
            "name": place.full_name,
            "address": {"@type": "PostalAddress", "addressCountry": place.country_id},
            "geo": {"@type": "GeoCoordinates", "latitude": place.lat, "longitude": place.lon},
        },
        "isPartOf": practice.programme and {"@type": "Project", "name": practice.programme.name},
        "citation": as_words(practice.references),
        "identifier": practice.external_ref,
    }
    return json.dumps({k: v for k, v in told.items() if v}, ensure_ascii=False)
