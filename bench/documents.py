"""Documents of others for measuring the search: they never get into the project."""

import gzip
import json
from pathlib import Path

from innesto.search.contributions import kinds
from innesto.search.models import Card, Document, Kind, Pending

FILE = Path(__file__).resolve().parents[2] / (
    "shared/data/documents/practice_like_documents_15langs.jsonl.gz"
)
KIND = "sheet"


def read():
    """Return the documents, or nothing where the file is absent."""
    if not FILE.exists():
        return []
    with gzip.open(FILE, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def card_of(number, document):
    """Return the card of a document, as an import of sheets would make it."""
    theme = document["theme"].strip()
    year = document["year"][:4]
    return Card(
        object_id=number,
        title=document["title"],
        url=f"/{document['id']}/",
        language=document["lang"],
        abstract=document["text"],
        themes={theme.casefold(): {document["lang"]: theme}} if theme else {},
        place_name=document["place"],
        country=document["country"] if len(document["country"]) == 2 else "",
        year=int(year) if year.isdigit() else None,
        reference=document["id"],
        audiences=document.get("audiences", frozenset({"public"})),
    )


def hand_in_all(documents):
    """Let the index know of all documents."""
    by_number = dict(enumerate(documents, start=1))
    kinds()[KIND] = Kind(
        KIND,
        "Sheets",
        Document,
        lambda numbers: [card_of(n, by_number[n]) for n in numbers if n in by_number],
    )
    Pending.objects.bulk_create(
        [Pending(kind=KIND, object_id=n) for n in by_number], batch_size=5000
    )
