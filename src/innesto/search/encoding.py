"""Encodes what documents mean, a few at a time, after their words have been indexed.

No room fits: the task and the command do it alike. Encoding takes some 100 ms a document, so it
comes second: what changed is found by its words at once, and by its meaning a little later.
"""

import hashlib

import numpy as np
from django.db import transaction
from django.db.models import F, Q, QuerySet

from innesto.search.indexing import next_revision
from innesto.search.meaning import Embedder, Numbers, embedder, let_go, passage_of
from innesto.search.models import Document, Neutral, Vector

AT_ONCE = 8  # some seconds of work, then others have their turn
SAMPLE = 96
"""Titles of which the neutral question is made."""


def not_encoded(name: str) -> QuerySet[Document]:
    """Return the documents whose vector is missing, older, or of another encoder."""
    return Document.objects.filter(
        Q(vector=None) | ~Q(vector__embedder=name) | Q(vector__seen__lt=F("revision"))
    )


def count_not_encoded() -> int:
    """Return how many documents wait; none without an encoder."""
    encoder = embedder()
    return not_encoded(encoder.name).count() if encoder else 0


def encode_some() -> int:
    """Encode one portion; return how many documents it took up. Nothing without an encoder.

    When none waits any more the encoder is let go: it takes some 80 MB.

    The encoder works outside the transaction: writers of words need not wait for it.
    """
    encoder = embedder()
    if encoder is None:
        return 0
    documents = list(not_encoded(encoder.name).select_related("vector").order_by("pk")[:AT_ONCE])
    if not documents:
        let_go()
        return 0
    _know_the_neutral_question(encoder)
    digests = {document.pk: _digest(document) for document in documents}
    same = [document for document in documents if _has(document, encoder, digests[document.pk])]
    changed = [document for document in documents if document not in same]
    if changed:
        rows = encoder.passages([passage_of(document) for document in changed])
        _keep(encoder, changed, rows, digests)
    for document in same:
        Vector.objects.filter(pk=document.pk).update(seen=document.revision)
    return len(documents)


def _digest(document: Document) -> str:
    return hashlib.blake2s(passage_of(document).encode(), digest_size=16).hexdigest()


def _has(document: Document, encoder: Embedder, digest: str) -> bool:
    """Tell whether the vector is still that of the text: places and rights may have changed."""
    vector = getattr(document, "vector", None)
    return vector is not None and (vector.embedder, vector.digest) == (encoder.name, digest)


@transaction.atomic
def _keep(
    encoder: Embedder, documents: list[Document], rows: Numbers, digests: dict[int, str]
) -> None:
    """Write vectors, as far as their documents are still there."""
    index = next_revision()
    there = set(
        Document.objects.filter(pk__in=[document.pk for document in documents]).values_list(
            "pk", flat=True
        )
    )
    Vector.objects.bulk_create(
        [
            Vector(
                document=document,
                revision=index.revision,
                seen=document.revision,
                embedder=encoder.name,
                digest=digests[document.pk],
                data=np.asarray(row, np.float16).tobytes(),
            )
            for document, row in zip(documents, rows, strict=True)
            if document.pk in there
        ],
        update_conflicts=True,
        unique_fields=["document"],
        update_fields=["revision", "seen", "embedder", "digest", "data"],
    )


def _know_the_neutral_question(encoder: Embedder) -> None:
    """Work out what titles have in common when they are asked as questions.

    Of a few titles it says little: it is worked out anew while documents multiply.
    """
    kept = Neutral.objects.filter(pk=encoder.name).first()
    if kept and kept.titles >= SAMPLE:
        return
    numbers = list(Document.objects.order_by("pk").values_list("pk", flat=True))
    if kept and len(numbers) < 2 * kept.titles:
        return
    chosen = numbers[:: max(len(numbers) // SAMPLE, 1)][:SAMPLE]
    titles = Document.objects.filter(pk__in=chosen).order_by("pk").values_list("title", flat=True)
    mean = np.mean([encoder.question(title) for title in titles], axis=0)
    Neutral.objects.update_or_create(
        pk=encoder.name,
        defaults={"data": mean.astype(np.float16).tobytes(), "titles": len(chosen)},
    )
