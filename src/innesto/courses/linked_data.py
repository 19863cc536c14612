"""A course in the vocabulary of schema.org, for search engines and other machines.

No room fits: it is another way to write a page.
"""

import json
from typing import Any

from innesto.courses.models import Course


def json_ld(course: Course, url: str) -> str:
    """Return the course as JSON-LD; what is not known is left out."""
    provider = course.organisation or course.programme
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": url,
        "url": url,
        "name": course.title,
        "description": course.summary,
        "inLanguage": course.languages,
        "teaches": [line for line in course.abilities_lines if line],
        "timeRequired": f"PT{course.minutes}M" if course.minutes else "",
        "isAccessibleForFree": True,
        "datePublished": course.published_at and course.published_at.date().isoformat(),
        "provider": {"@type": "Organization", "name": str(provider)},
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "Online",
            "courseWorkload": f"PT{course.minutes}M",
        },
    }
    return json.dumps({k: v for k, v in told.items() if v}, ensure_ascii=False)
