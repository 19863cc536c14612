import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from innesto.blueprints.speech.catalogue import SPOKEN
from innesto.toolkit.catalogues import percent_in
from tools.messages import catalogues, compile_stale


@pytest.fixture
def packages(tmp_path):
    """Two packages, of which one is half translated into German."""
    said = {
        ("exchanges", "it"): {"Host": "Chi ospita", "Guest": "Ospite"},
        ("exchanges", "de"): {"Host": "Gastgeber", "Guest": ""},
        ("places", "it"): {"City": "Città"},
    }
    for (package, language), texts in said.items():
        folder = tmp_path / package / "locale" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        catalogue = polib.POFile()
        catalogue.extend(polib.POEntry(msgid=key, msgstr=words) for key, words in texts.items())
        catalogue.save(str(folder / "django.po"))
    compile_stale(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("language", "percent"), [("it", 100), ("en", 100), ("de", 33), ("sv", 0)])
def test_share_counts_the_texts_of_all_packages(packages, language, percent):
    assert percent_in(language, packages) == percent


def test_what_is_not_translated_is_compiled_as_it_stands_in_the_code(packages):
    compiled = packages / "exchanges" / "locale" / "de" / "LC_MESSAGES" / "django.mo"

    assert {entry.msgid: entry.msgstr for entry in polib.mofile(str(compiled))} == {
        "Host": "Gastgeber",
        "Guest": "Guest",
    }


def test_italian_is_complete_and_the_house_agrees_which_languages_it_speaks():
    assert percent_in("it") == 100
    assert tuple(code for code, _name in settings.LANGUAGES) == SPOKEN


@pytest.mark.parametrize("language", sorted({path.parts[-3] for path in catalogues()} - {"it"}))
def test_no_language_falls_back_to_italian(language):
    with translation.override(language):
        assert gettext("Help") not in {"Aiuto", "Aiuta"}
