import json

import pytest

from innesto.config.cli import main
from innesto.config.terminal import Ending
from innesto.search.models import Document, Pending
from tests.organisations.factories import OrganisationFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def test_index_makes_everything_anew_and_search_finds_it(capsys):
    OrganisationFactory(name="Rete degli orti")
    ProgrammeFactory(state="running", names={"it": "Orti urbani"}, reference="A-7")

    assert main(["index", "--no-meaning"]) == Ending.DONE
    assert capsys.readouterr().out == "words: 2 done.\n"

    asked = ["search", "orto", "--lang", "it", "--kind", "programme", "--limit", "5", "--json"]
    assert main(asked) == Ending.DONE

    (row,) = json.loads(capsys.readouterr().out)["results"]
    assert (row["reference"], row["title"], row["language"]) == ("A-7", "Orti urbani", "it")
    assert row["score"] > 0
    assert len(row["why"]) > 0


def test_index_goes_on_where_it_was_interrupted(capsys):
    OrganisationFactory()
    main(["index", "--no-meaning"])
    first = Document.objects.get()
    Pending.objects.create(kind="organisation", object_id=first.object_id)

    main(["index", "--resume", "--no-meaning"])

    assert capsys.readouterr().out == "words: 1 done.\nwords: 1 done.\n"


def test_search_never_prints_what_not_everyone_may_read(capsys):
    ProgrammeFactory(state="running", visibility="members", names={"it": "Segreto"})
    main(["index", "--no-meaning"])
    capsys.readouterr()

    main(["search", "segreto"])

    assert capsys.readouterr().out == "Nothing found.\n"
