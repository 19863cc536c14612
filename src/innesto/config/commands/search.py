"""``innesto search``: find what everyone may read, in any language."""

import argparse
import json
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.module_loading import import_string

from innesto.config.installation import missing_migrations, start
from innesto.config.terminal import Ending, say, spoken_language, warn

# By name: they need models, which are there only once Django is set up.
FIND = "innesto.search.queries.find_documents"
LANGUAGE_OF = "innesto.search.asking.language_of"
WAITING = "innesto.search.indexing.count_pending"
NOBODY = "django.contrib.auth.models.AnonymousUser"


def run(line: Sequence[str]) -> int:
    """Print what was found, best first: reference, title, language, score and why."""
    parser = argparse.ArgumentParser("innesto search", description=__doc__)
    parser.add_argument("text", help="a question, some words, a name")
    parser.add_argument("--lang", help="language of the question, where it does not show")
    parser.add_argument("--kind", help="only this kind: practice, programme, organisation …")
    parser.add_argument("--limit", type=int, default=50, help="how many at most (50)")
    parser.add_argument("--json", action="store_true", help="print for programs")
    options = parser.parse_args(line)
    start()
    if missing_migrations():
        warn("The database is older than this version. Run: innesto manage migrate")
        return Ending.NOT_READY
    find: Callable[..., Any] = import_string(FIND)
    language_of: Callable[..., str] = import_string(LANGUAGE_OF)
    with translation.override(spoken_language()):
        found = find(
            options.text,
            viewer=import_string(NOBODY)(),
            language=options.lang or language_of(options.text, otherwise=settings.LANGUAGE_CODE),
            narrowed={"kind": [options.kind]} if options.kind else {},
            stop=max(options.limit, 0),
        )
        rows = [_row(hit) for hit in found.hits]
    if waiting := import_string(WAITING)():
        warn(f"{waiting} things are not indexed yet. Run a worker, or: innesto index --resume")
    if options.json:
        answer = {"query": options.text, "total": found.total, "results": rows}
        say(json.dumps(answer, ensure_ascii=False, indent=1))
        return Ending.DONE
    for row in rows:
        say(f"{row['reference'] or '-':12} {row['score']:.4f} [{row['language']}] {row['title']}")
        say(f"{'':12} {row['url']}  {'; '.join(row['why'])}")
    if not rows:
        say("Nothing found.")
    return Ending.DONE


def _row(hit: Any) -> dict[str, Any]:
    document = hit.document
    return {
        "reference": document.reference,
        "title": document.title,
        "language": document.language,
        "score": round(hit.score, 6),
        "why": list(hit.why),
        "kind": document.kind,
        "url": document.url,
    }
