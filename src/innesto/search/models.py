"""What domains hand in to be found, and how it is kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.places.models import Place
from innesto.toolkit.annotations import StrOrPromise

PUBLIC = "public"
SIGNED_IN = "signed-in"
OPERATORS = "operators"


def person_audience(user_id: int) -> str:
    """Return the audience that is one person."""
    return f"person:{user_id}"


@dataclass(frozen=True, slots=True)
class Card:
    """What a domain says of one thing, so that it can be found.

    ``abstract`` is what it is in a few sentences: it is shown, and its meaning is compared.
    ``text`` is all the rest, which only words find. ``names`` are other names by which people
    may ask: of bodies, codes, programmes; those of the place and of the themes need not be
    repeated. ``also`` are further texts, language → text: a translation, a title in English.
    ``detail`` is a line that says what it is; give it lazily, for it is kept in each language
    of the pages. ``themes`` are key → label by language; a key is the same wherever the theme
    is the same («sdg:11»). ``place`` is the id of a place of the register. ``reference`` is the
    mark that the thing carries elsewhere. ``within`` names what decides who may read it
    («programme:12»), so that all in it can be handed in at once. Whoever
    belongs to one of ``audiences`` may find it.
    """

    object_id: int
    title: str
    url: str
    language: str = ""
    abstract: str = ""
    text: str = ""
    detail: StrOrPromise = ""
    names: Sequence[str] = ()
    also: Mapping[str, str] = field(default_factory=dict)
    themes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    place: int | None = None
    place_name: str = ""
    country: str = ""
    year: int | None = None
    reference: str = ""
    within: str = ""
    audiences: frozenset[str] = frozenset({PUBLIC})


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that can be found.

    ``model`` has ``objects.visible_to(user)``, which has the last word on what is shown;
    ``cards`` makes the cards of many ids at once, in a fixed number of queries; an id for which
    it makes none is taken out of the index. ``label`` is the plural, as a filter says it.
    """

    key: str
    label: StrOrPromise
    model: type[models.Model]
    cards: Callable[[Sequence[int]], Iterable[Card]]

    def everything(self) -> "models.QuerySet[Any, int]":
        """Return the numbers of all things of this kind, whoever may read them."""
        manager: Any = self.model._meta.default_manager
        numbers: models.QuerySet[Any, int] = manager.values_list("pk", flat=True)
        return numbers

    def readable(self, viewer: User | AnonymousUser) -> "models.QuerySet[Any]":
        """Return the things that the viewer may read now."""
        manager: Any = self.model._meta.default_manager
        found: models.QuerySet[Any] = manager.visible_to(viewer)
        return found


@dataclass(frozen=True, slots=True)
class Searched:
    """What a domain adds to the search; ``audiences`` names those a person belongs to."""

    kinds: Sequence[Kind] = ()
    audiences: Callable[[User], Iterable[str]] | None = None


class Readership(models.Model):
    """A set of audiences that many documents share; ``key`` is their names, sorted."""

    key = models.TextField(unique=True)

    class Meta:
        verbose_name = _("readership")
        verbose_name_plural = _("readerships")

    def __str__(self) -> str:
        return self.key


class Audience(models.Model):
    """One of the audiences of a readership, an opaque name: «public», «programme:12»."""

    readership = models.ForeignKey(Readership, on_delete=models.CASCADE, related_name="audiences")
    name = models.CharField(_("name"), max_length=80, db_index=True)

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        constraints = [
            models.UniqueConstraint(fields=["readership", "name"], name="audience_once"),
        ]

    def __str__(self) -> str:
        return self.name


class DocumentQuerySet(models.QuerySet["Document"]):
    """Ways to choose documents."""

    def read_by(self, audiences: Iterable[str]) -> Self:
        """Documents that have at least one of these audiences."""
        theirs = Audience.objects.filter(name__in=list(audiences))
        return self.filter(readership__in=theirs.values("readership"))


class Document(models.Model):
    """One thing that can be found: its card, as it was handed in last.

    ``revision`` is that of the index when it was written: readers who keep parts of the index
    in memory ask for what is newer. ``since`` is the one at which it first came in. ``size`` is
    the size class of its place.
    """

    kind = models.CharField(_("kind"), max_length=30)
    object_id = models.BigIntegerField(_("number of the thing"))
    revision = models.BigIntegerField(_("revision"), db_index=True)
    since = models.BigIntegerField(_("there since revision"))
    readership = models.ForeignKey(Readership, on_delete=models.PROTECT, related_name="documents")
    language = models.CharField(_("language"), max_length=7, blank=True)
    title = models.CharField(_("title"), max_length=300)
    abstract = models.TextField(_("in a few sentences"), blank=True)
    text = models.TextField(_("text"), blank=True)
    details = models.JSONField(_("what it is, by language"), default=dict, blank=True)
    url = models.CharField(_("address"), max_length=300)
    reference = models.CharField(_("external reference"), max_length=120, blank=True)
    within = models.CharField(_("part of"), max_length=60, blank=True, db_index=True)
    place = models.ForeignKey(
        Place, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    place_name = models.CharField(_("name of the place"), max_length=200, blank=True)
    size = models.CharField(_("size class"), max_length=12, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    themes = models.JSONField(_("themes"), default=dict, blank=True)
    title_terms = models.PositiveIntegerField(_("terms of the title"), default=0)
    body_terms = models.PositiveIntegerField(_("terms of the text"), default=0)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="document_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Words(models.Model):
    """The terms of a document by where they stand, with spaces between them.

    Which documents have a term is asked of the postings; these words say which postings a
    document has, when it changes, and why it was found, when it is shown.
    """

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="words"
    )
    title = models.TextField()
    names = models.TextField()
    body = models.TextField()

    class Meta:
        verbose_name = _("words of a document")
        verbose_name_plural = _("words of documents")

    def __str__(self) -> str:
        return f"{self.title} {self.names} {self.body}"


class Term(models.Model):
    """A term that documents have; ``form`` is a word that became it, to be shown."""

    token = models.CharField(max_length=90, unique=True)
    form = models.CharField(max_length=90)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return self.form


class Postings(models.Model):
    """Which documents of one block have a term, how often and where: packed (``postings.py``).

    A block is a stretch of numbers of documents, so that a change rewrites little and a question
    reads few rows. Both databases keep it alike, so both find the same.
    """

    pk = models.CompositePrimaryKey("term_id", "block")
    term = models.ForeignKey(
        Term, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    block = models.IntegerField(_("block"))
    data = models.BinaryField(_("documents"))

    class Meta:
        verbose_name = _("postings")
        verbose_name_plural = _("postings")

    def __str__(self) -> str:
        return f"{self.term_id} · {self.block}"


class Vector(models.Model):
    """What a document means: numbers in half precision, made of its title and abstract.

    ``embedder`` says what made them and ``digest`` of which text: when either changes, the
    vector is made again.
    """

    document = models.OneToOneField(
        Document, on_delete=models.CASCADE, primary_key=True, related_name="vector"
    )
    revision = models.BigIntegerField(_("revision"), db_index=True)
    seen = models.BigIntegerField(_("revision of the document it was made of"))
    embedder = models.CharField(_("made by"), max_length=80)
    digest = models.CharField(_("digest of the text"), max_length=32)
    data = models.BinaryField(_("numbers"))

    class Meta:
        verbose_name = _("vector")
        verbose_name_plural = _("vectors")

    def __str__(self) -> str:
        return f"{self.document_id} · {self.embedder}"


class Neutral(models.Model):
    """What all questions have in common to an encoder, to be taken off each of them.

    Encoders lay questions apart from what answers them; without this they compare manners.
    ``titles`` says of how many it was made: a few say little.
    """

    embedder = models.CharField(_("made by"), max_length=80, primary_key=True)
    titles = models.PositiveSmallIntegerField(_("made of so many titles"), default=0)
    data = models.BinaryField(_("numbers"))

    class Meta:
        verbose_name = _("neutral vector")
        verbose_name_plural = _("neutral vectors")

    def __str__(self) -> str:
        return self.embedder


class Pending(models.Model):
    """A thing that changed and whose document is still the old one.

    Written in the transaction of the change, so that nothing is lost when a process dies after
    the commit. ``is_announced`` says that a task was asked for.
    """

    kind = models.CharField(_("kind"), max_length=30)
    object_id = models.BigIntegerField(_("number of the thing"))
    is_announced = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("pending change")
        verbose_name_plural = _("pending changes")
        indexes = [
            models.Index(
                fields=["id"], condition=models.Q(is_announced=False), name="pending_unannounced"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class Index(models.Model):
    """The one row that whoever writes into the index locks: writers come one after the other.

    So nobody can write an older card over a newer one. ``revision`` grows with each portion;
    ``removal`` is the last one that took documents out. ``epoch`` tells this index from one that
    was there before, for instance before a backup was restored.
    """

    epoch = models.UUIDField(default=uuid4, editable=False)
    revision = models.BigIntegerField(_("revision"), default=0)
    removal = models.BigIntegerField(_("last removal"), default=0)

    class Meta:
        verbose_name = _("index")
        verbose_name_plural = _("indexes")

    def __str__(self) -> str:
        return str(self.revision)


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    """Ways to choose saved searches."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Searches of this person: nobody reads those of others, operators neither."""
        return self.filter(person=user) if isinstance(user, User) else self.none()

    def watching(self) -> Self:
        """Those whose person wants to hear of what is new."""
        return self.filter(is_paused=False, person__is_active=True)


class SavedSearch(models.Model):
    """A question that somebody keeps, to be told what comes in later.

    ``filters`` are facet → values. ``epoch`` and ``revision`` are those of the index up to which
    its person was told, or had seen for themselves; ``told_at`` is when there last was something.
    """

    person = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="saved_searches", verbose_name=_("person")
    )
    name = models.CharField(_("name"), max_length=80)
    text = models.CharField(_("question"), max_length=1_000, blank=True)
    language = models.CharField(_("language"), max_length=7)
    filters = models.JSONField(_("filters"), default=dict, blank=True)
    is_paused = models.BooleanField(_("paused"), default=False)
    epoch = models.UUIDField(editable=False)
    revision = models.BigIntegerField(_("told up to revision"))
    created_at = models.DateTimeField(_("saved"))
    told_at = models.DateTimeField(_("last told"), null=True, blank=True)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="saved_search_named_once"),
        ]

    def __str__(self) -> str:
        return self.name
