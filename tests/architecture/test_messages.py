"""Every text is translated into Italian; in any language, what is translated is safe to show."""

import html.parser
import re
import shutil
from collections import Counter, defaultdict
from gettext import c2py

import polib
import pytest

from tools import messages
from tools.house import SOURCE

PURE = {"blueprints", "planning", "rounds", "sheets", "badges"}  # each reads only its own catalogue
PLACEHOLDER = re.compile(r"%\(\w+\)[-0-9.]*[a-z]|%[%sd]|\{\w*\}")

needs_gettext = pytest.mark.skipif(not shutil.which("xgettext"), reason="GNU gettext is not here")
every_catalogue = pytest.mark.parametrize(
    "catalogue", messages.catalogues(), ids=lambda path: str(path.relative_to(SOURCE))
)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """Return a copy of the source whose catalogues were collected just now."""
    copy = tmp_path_factory.mktemp("collected") / "innesto"
    unneeded = shutil.ignore_patterns("*.mo", "static", "library", "data", "__pycache__", "*.gz")
    shutil.copytree(SOURCE, copy, ignore=unneeded)
    messages.collect(copy, ["it"])
    return copy


def _texts(catalogue):
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue}


@needs_gettext
def test_catalogues_hold_what_code_and_templates_say(fresh):
    collected = {path.relative_to(fresh): path for path in messages.catalogues(fresh, "it")}
    kept = {path.relative_to(SOURCE): path for path in messages.catalogues(language="it")}
    differences = {}
    for name in collected.keys() | kept.keys():
        wanted = _texts(polib.pofile(str(collected[name]))) if name in collected else set()
        have = _texts(polib.pofile(str(kept[name]))) if name in kept else set()
        if wanted != have:
            differences[str(name)] = {"missing": wanted - have, "no longer used": have - wanted}

    assert differences == {}, "run make messages, then translate"


@pytest.mark.parametrize(
    "catalogue",
    messages.catalogues(language="it"),
    ids=lambda path: str(path.relative_to(SOURCE)),
)
def test_every_text_is_translated_into_italian(catalogue):
    entries = polib.pofile(str(catalogue))

    assert [entry.msgid for entry in entries.untranslated_entries()] == []
    assert [entry.msgid for entry in entries.obsolete_entries()] == []


class _Tags(html.parser.HTMLParser):
    """The tags of a text, each with its attributes."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, *attrs))

    def handle_endtag(self, tag):
        self.found.append((f"/{tag}",))


def _structure(text):
    """What a translation may not change: values that are filled in, and tags."""
    return Counter(PLACEHOLDER.findall(text)), Counter(_Tags(text).found)


def _edges(text):
    return text.startswith("\n"), text.endswith("\n")


def _wrong(entry):
    """What would break a page or look broken, in one translation."""
    if entry.fuzzy:
        return ["fuzzy"]
    if not entry.translated():
        return []
    if not entry.msgid_plural:
        pairs = [(entry.msgid, entry.msgstr)]
    else:
        one, many = entry.msgstr_plural[0], entry.msgstr_plural[1]
        written_out = _structure(one) < _structure(entry.msgid)
        pairs = [(entry.msgid_plural, many), *([] if written_out else [(entry.msgid, one)])]
    return [
        f"{said!r} does not agree with {text!r}"
        for text, said in pairs
        if _structure(text) != _structure(said) or _edges(text) != _edges(said)
    ]


@pytest.mark.capability("D-21")
@every_catalogue
def test_translations_keep_values_tags_and_plural_forms(catalogue):
    entries = polib.pofile(str(catalogue))
    one_and_more = [c2py("(n != 1)")(count) for count in range(4)]
    rule = entries.metadata["Plural-Forms"].partition("plural=")[2].rstrip(";")

    assert [wrong for entry in entries for wrong in _wrong(entry)] == []
    assert [
        entry.msgid for entry in entries if entry.msgid_plural and len(entry.msgstr_plural) != 2
    ] == []
    assert [int(c2py(rule)(count)) for count in range(4)] == [int(more) for more in one_and_more]


@pytest.mark.parametrize("language", messages.LANGUAGES)
def test_packages_agree_how_a_text_is_translated(language):
    """Django merges the catalogues of its packages: of two translations one silently wins."""
    said = defaultdict(dict)
    for path in messages.catalogues(language=language):
        package = path.relative_to(SOURCE).parts[0]
        if package in PURE:
            continue
        for entry in polib.pofile(str(path)).translated_entries():
            words = entry.msgstr or tuple(entry.msgstr_plural.values())
            said[entry.msgctxt, entry.msgid][package] = words
    differing = {key: by for key, by in said.items() if len(set(by.values())) > 1}

    assert differing == {}, "agree, or tell them apart by a context"
