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


def test_search_hears_in_which_language_it_is_asked(capsys):
    OrganisationFactory(name="Orto", about="Compiti di scuola")
    main(["index", "--no-meaning"])
    capsys.readouterr()

    main(["search", "che cosa fa la scuola per il", "--json"])

    (row,) = json.loads(capsys.readouterr().out)["results"]
    assert row["why"] == ["has scuola"]


def test_search_never_prints_what_not_everyone_may_read(capsys):
    ProgrammeFactory(state="running", visibility="members", names={"it": "Segreto"})
    main(["index", "--no-meaning"])
    capsys.readouterr()

    main(["search", "segreto"])

    assert capsys.readouterr().out == "Nothing found.\n"


def test_search_says_that_something_waits_to_be_indexed(capsys):
    OrganisationFactory()
    Pending.objects.create(kind="organisation", object_id=1)

    main(["search", "orti"])

    assert "1 things are not indexed yet" in capsys.readouterr().err


def test_practices_import_can_be_found_at_once(capsys, tmp_path):
    sheet = {"id": "X-1", "lang": "de", "title": "Gemeinschaftsgarten", "text": "Gärten für alle."}
    file = tmp_path / "sheets.jsonl"
    file.write_text(json.dumps(sheet), "utf-8")

    assert main(["practices", "import", str(file), "--published"]) == Ending.DONE
    assert "manage load_places" in capsys.readouterr().err
    main(["search", "giardino", "--lang", "it", "--json"])

    (row,) = json.loads(capsys.readouterr().out)["results"]
    assert (row["reference"], row["language"]) == ("X-1", "de")


def test_practices_import_says_that_drafts_are_not_found(capsys, tmp_path):
    file = tmp_path / "sheets.jsonl"
    file.write_text(json.dumps({"title": "Orti", "lang": "it"}), "utf-8")

    main(["practices", "import", str(file)])

    assert "They are drafts" in capsys.readouterr().out
    assert Document.objects.count() == 0
