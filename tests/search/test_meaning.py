"""The encoder is outside the project: a small stand-in knows three ideas in two languages."""

import io
import json

import numpy as np
import pytest

from innesto.search import encoding, finding, meaning
from innesto.search.meaning import HttpEmbedder
from innesto.search.models import Neutral, Vector
from innesto.search.queries import find_documents, more_like
from tests.organisations.factories import OrganisationFactory
from tests.search.factories import index_now

IDEAS = [("orto", "vegetables"), ("luce", "lamps"), ("acqua", "rivers")]


class StandIn:
    name = "stand-in"

    def passages(self, texts):
        rows = [
            [1.0 + 9 * any(w in text.lower() for w in idea) for idea in IDEAS] for text in texts
        ]
        found = np.array(rows, np.float32)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    def question(self, text):
        return self.passages([text])[0]


@pytest.fixture
def encoder(db, monkeypatch):
    stand_in = StandIn()
    for module in (meaning, encoding, finding):
        monkeypatch.setattr(module, "embedder", lambda: stand_in)
    meaning._encoded.cache_clear()
    return stand_in


def encode_all():
    while encoding.encode_some():
        pass


def make_three():
    bodies = [
        OrganisationFactory(name=name, about=about)
        for name, about in (
            ("Growers", "vegetables for all"),
            ("Elettra", "lamps and wires"),
            ("Po", "rivers and lakes"),
        )
    ]
    index_now()
    encode_all()
    return bodies


def test_find_documents_finds_by_meaning_and_says_so(encoder, nobody):
    make_three()

    (hit, *_) = find_documents("orto", viewer=nobody, language="it").hits

    assert hit.document.title == "Growers"
    assert hit.why == ["parla di qualcosa di simile"]


def test_find_documents_finds_nothing_by_signs_alone(encoder, nobody):
    make_three()

    assert find_documents("((( - && |", viewer=nobody, language="it").total == 0


def test_more_like_compares_meanings(encoder, nobody):
    one, *_ = make_three()
    OrganisationFactory(name="Secondi", about="more vegetables")
    index_now()
    encode_all()

    assert more_like("organisation", one.pk, viewer=nobody)[0].title == "Secondi"


def test_encode_some_leaves_alone_what_means_the_same(encoder):
    (body, *_) = make_three()
    before = Vector.objects.get(document__object_id=body.pk)
    index_now()

    encode_all()

    after = Vector.objects.get(pk=before.pk)
    assert (after.revision, after.seen > before.seen) == (before.revision, True)


def test_neutral_question_is_worked_out_anew_while_documents_multiply(encoder):
    made_of = []
    for _again in range(3):
        OrganisationFactory(about="vegetables")
        index_now()
        encode_all()
        made_of.append(Neutral.objects.get().titles)

    assert made_of == [1, 2, 2]


def test_encode_some_does_nothing_without_an_encoder(db):
    OrganisationFactory()
    index_now()

    assert encoding.encode_some() == 0


def test_search_goes_on_by_words_when_nothing_is_encoded_yet(encoder, nobody):
    OrganisationFactory(name="Orto botanico")
    index_now()

    assert find_documents("orto", viewer=nobody, language="it").total == 1


def test_http_embedder_speaks_the_usual_interface(monkeypatch):
    asked = {}

    def answer(request, timeout):
        asked.update(json.loads(request.data), key=request.get_header("Authorization"))
        return io.BytesIO(json.dumps({"data": [{"embedding": [3, 4]}]}).encode())

    monkeypatch.setattr("urllib.request.urlopen", answer)

    found = HttpEmbedder("https://example.org/v1/embeddings", "small", "k").question("orto")

    assert found.tolist() == pytest.approx([0.6, 0.8])
    assert asked == {"model": "small", "input": ["orto"], "key": "Bearer k"}
