"""Documents as the rules of a blueprint know them."""

from django.db.models import Q
from django.utils import timezone

from innesto.blueprints import facts
from innesto.documents.models import Document
from innesto.programmes.models import Programme

FACTS = (
    *("pk", "template", "kind", "state", "is_public", "about", "person_id"),
    *("partner__organisation__slug", "programme_id", "programme__slug", "handed_in_at"),
)


def document_facts(programme: Programme) -> tuple[facts.Document, ...]:
    """Return what was handed in, of a call that of its projects too: one query.

    What is only owed does not exist for a rule. A document about nothing else is about its
    project, where the programme is one.
    """
    found = Document.objects.given().filter(Q(programme=programme) | Q(programme__call=programme))
    return tuple(
        facts.Document(
            key=f"document-{pk}",
            template=template,
            owner=owner or f"u{person}",
            about=about or (slug if of != programme.pk else ""),
            state=_state(kind, state, is_public=is_public),
            dated_on=timezone.localdate(at),
            is_public=is_public,
        )
        for pk, template, kind, state, is_public, about, person, owner, of, slug, at in (
            found.order_by("pk").values_list(*FACTS)
        )
    )


def _state(kind: str, state: str, *, is_public: bool) -> str:
    """Say it in the words of blueprints: submitted, signed, published."""
    if is_public:
        return "published"
    is_signed = kind == "agreement" and state == Document.State.ACCEPTED
    return "signed" if is_signed else "submitted"
