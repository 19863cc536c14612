"""Reads a question: which terms could be meant by each of its words.

No room fits: it stands between the page and the ranking, and asks the vocabulary only.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.db.models.functions import Length
from rapidfuzz import distance, process

from innesto.search.analyzer import (
    LANGUAGES_WITH_STOPWORDS,
    ROOT_MARK,
    STEMMERS,
    base_language,
    composed,
    plain,
    root_of,
    stopwords,
    term_of,
    words_of,
)
from innesto.search.glossary import translated
from innesto.search.models import Term
from innesto.search.postings import SIZE, Posted, count_documents, read_postings

MOST_LETTERS = 2_000
"""Letters of a question that are read; the rest of a novel is not."""

MOST_WORDS = 16

# How much a term counts that is not exactly what was asked.
OTHER_LANGUAGE = 0.8
TRANSLATED = 0.8
MISTYPED = 0.7
COGNATE = 0.5

SHORTEST_MISTYPED = 4
MOST_LIKELY = 3
"""Corrections that are tried for a word nobody wrote."""


@dataclass(slots=True)
class Asked:
    """One word of a question, and the terms that could be meant by it, with their weight.

    ``documents`` says for each term in how many documents it stands, ``numbers`` by which number
    its postings are kept. ``corrections`` are words that are written like it, where nobody wrote
    it like that.
    """

    word: str
    terms: dict[str, float] = field(default_factory=dict)
    documents: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    corrections: list[str] = field(default_factory=list)

    @property
    def known(self) -> dict[str, float]:
        """The terms that documents have."""
        return {term: weight for term, weight in self.terms.items() if self.documents.get(term)}

    @property
    def spread(self) -> int:
        """In how many documents it may stand at most."""
        return sum(self.documents.values())


@dataclass(frozen=True, slots=True)
class Question:
    """The words of a question that say what it is about, and where their terms stand."""

    words: Sequence[Asked] = ()
    postings: Sequence[Posted] = ()


def language_of(question: str, *, otherwise: str) -> str:
    """Return the language whose small words stand in a question most often.

    Where no language is alone in that, as with most questions of one word, it is ``otherwise``.
    """
    words = {plain(match[0]) for match in words_of(composed(question[:MOST_LETTERS]))}
    hits = {code: len(words & stopwords(code)) for code in LANGUAGES_WITH_STOPWORDS}
    most = max(hits.values())
    best = [code for code, count in hits.items() if count == most]
    return best[0] if most and len(best) == 1 else otherwise


def read_question(text: str, language: str) -> Question:
    """Return what a question asks, each word once: two queries, more where nobody wrote a word."""
    code = base_language(language)
    words: dict[str, Asked] = {}
    for match in words_of(composed(text[:MOST_LETTERS])):
        term = term_of(match[0], code)
        if term and term.stem not in words and len(words) < MOST_WORDS:
            words[term.stem] = _asked(match[0], code)
    asked = list(words.values())
    _look_up(asked)
    for word in asked:
        if not any(ROOT_MARK not in term for term in word.numbers):
            _correct(word)
    posted = read_postings({number for word in asked for number in word.numbers.values()})
    counts: Counter[int] = Counter()
    for number, _block, data in posted:
        counts[number] += len(data) // SIZE
    for word in asked:
        word.documents = {term: counts[number] for term, number in word.numbers.items()}
    return Question(asked, posted)


def _asked(word: str, code: str) -> Asked:
    """Return a word with its stems in all languages, for a question may borrow words."""
    asked = Asked(word)
    own = term_of(word, code)
    for language in STEMMERS:
        term = term_of(word, language)
        if term:
            asked.terms.setdefault(term.stem, OTHER_LANGUAGE)
    asked.terms[plain(word)] = OTHER_LANGUAGE
    if own:
        asked.terms |= dict.fromkeys(translated(own.stem, code), TRANSLATED)
        asked.terms[own.stem] = 1.0
    if root := root_of(plain(word)):
        asked.terms[root] = COGNATE
    return asked


def _look_up(asked: Sequence[Asked]) -> None:
    wanted = {term for word in asked for term in word.terms}
    numbers = dict(Term.objects.filter(token__in=wanted).values_list("token", "pk"))
    for word in asked:
        word.numbers = {term: numbers[term] for term in word.terms if term in numbers}


def _beginning(letters: str) -> QuerySet[Term]:
    """Return the terms that begin with these letters; both databases use their index for it."""
    end = letters[:-1] + chr(ord(letters[-1]) + 1)
    return Term.objects.filter(token__gte=letters, token__lt=end)


def _correct(word: Asked) -> None:
    """Add the words that are written nearly like it: one slip, or two in a long word.

    Looks among words with the same first letter, which people seldom get wrong.
    """
    wanted = plain(word.word)
    if len(wanted) < SHORTEST_MISTYPED:
        return
    slips = 1 if len(wanted) < 8 else 2
    near = _beginning(wanted[0]).annotate(letters=Length("form"))
    near = near.filter(letters__gte=len(wanted) - slips, letters__lte=len(wanted) + slips)
    rows = list(near.order_by("token").values_list("token", "form", "pk"))
    choices = {at: plain(form) for at, (_token, form, _number) in enumerate(rows)}
    hits = process.extract(
        wanted, choices, scorer=distance.OSA.distance, score_cutoff=slips, limit=4 * MOST_LIKELY
    )
    counts = count_documents([rows[at][2] for _form, _slipped, at in hits])
    best = sorted(hits, key=lambda hit: (hit[1], -counts.get(rows[hit[2]][2], 0), rows[hit[2]][0]))
    for _form, slipped, at in best[:MOST_LIKELY]:
        token, form, number = rows[at]
        word.terms[token] = MISTYPED / max(slipped, 1)
        word.numbers[token] = number
        word.corrections.append(form)
