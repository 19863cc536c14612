"""Every text is translated into Italian, and nothing else is in the catalogues."""

import shutil

import polib
import pytest

from tools import messages
from tools.house import SOURCE

# Packages whose catalogue is still to be written. Empty this before a release.
OWED = {"rounds"}

pytestmark = pytest.mark.skipif(not shutil.which("xgettext"), reason="GNU gettext is not here")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """Return a copy of the source whose catalogues were collected just now."""
    copy = tmp_path_factory.mktemp("collected") / "innesto"
    unneeded = shutil.ignore_patterns("*.mo", "static", "library", "data", "__pycache__", "*.gz")
    shutil.copytree(SOURCE, copy, ignore=unneeded)
    messages.collect(copy)
    return copy


def _texts(catalogue):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue}


def test_catalogues_hold_what_code_and_templates_say(fresh):
    collected = {path.relative_to(fresh): path for path in messages.catalogues(fresh)}
    kept = {path.relative_to(SOURCE): path for path in messages.catalogues()}
    differences = {}
    for name in collected.keys() | kept.keys():
        if name.parts[0] in OWED:
            continue
        wanted = _texts(polib.pofile(str(collected[name]))) if name in collected else set()
        have = _texts(polib.pofile(str(kept[name]))) if name in kept else set()
        if wanted != have:
            differences[str(name)] = {"missing": wanted - have, "no longer used": have - wanted}

    assert differences == {}, "run make messages, then translate"


@pytest.mark.parametrize(
    "catalogue", messages.catalogues(), ids=lambda path: str(path.relative_to(SOURCE))
)
def test_every_text_is_translated(catalogue):
    entries = polib.pofile(str(catalogue))

    assert [entry.msgid for entry in entries.untranslated_entries()] == []
    assert [entry.msgid for entry in entries.fuzzy_entries()] == []
    assert [entry.msgid for entry in entries.obsolete_entries()] == []
