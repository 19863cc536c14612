"""Collect what is to be translated, and compile what has been.

Each package carries its own catalogues: ``locale/it/LC_MESSAGES/django.po``, and the same for the
other languages. Italian is complete; what another language lacks is said in English, and pages
tell how much that is. Collecting needs GNU gettext, compiling does not.
"""

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import polib

from innesto.blueprints.speech.catalogue import SPOKEN
from tools.house import SOURCE

LANGUAGES = [language for language in SPOKEN if language != "en"]  # the code is in English


def catalogues(root: Path = SOURCE, language: str = "*") -> list[Path]:
    """Return every catalogue, or those of one language."""
    return sorted(root.rglob(f"locale/{language}/LC_MESSAGES/*.po"))


def compile_stale(root: Path = SOURCE) -> list[Path]:
    """Write the .mo of every catalogue that is newer than its .mo; return those written.

    What is not translated is compiled as it stands in the code, because Django would look for it
    in Italian, the language of the installation. The header says how much is translated.
    """
    written = []
    for catalogue in catalogues(root):
        compiled = catalogue.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime:
            continue
        texts = polib.pofile(str(catalogue))
        missing = texts.untranslated_entries()
        texts.metadata["X-Translated"] = str(len(texts) - len(missing))
        for text in missing:
            if text.msgid_plural:
                text.msgstr_plural = {0: text.msgid, 1: text.msgid_plural}
            else:
                text.msgstr = text.msgid
        texts.save_as_mofile(str(compiled))
        written.append(compiled)
    return written


def collect(root: Path = SOURCE, languages: Sequence[str] = tuple(LANGUAGES)) -> None:
    """Bring the catalogues under the folder up to date with code and templates."""
    for package in root.glob("*/__init__.py"):
        (package.parent / "locale").mkdir(exist_ok=True)
    command = [
        *(sys.executable, "-m", "django", "makemessages", "--no-location", "--no-obsolete"),
        *("--extension", "html,txt,py"),
        *(f"--locale={language}" for language in languages),
    ]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "innesto.config.settings_test"}
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    for folder in root.glob("*/locale"):
        if not any(folder.rglob("*.po")):
            shutil.rmtree(folder)
    for language in languages:
        _write_plainly(catalogues(root, language), language)


def shares(root: Path = SOURCE) -> Iterator[str]:
    """Say how much of the texts is translated into each language, and what lacks where."""
    for language in LANGUAGES:
        found = {path: polib.pofile(str(path)) for path in catalogues(root, language)}
        wanted = sum(map(len, found.values()))
        lacks = {
            path.relative_to(root).parts[0]: len(texts.untranslated_entries())
            for path, texts in found.items()
        }
        done = wanted - sum(lacks.values())
        rest = ", ".join(f"{package} {count}" for package, count in lacks.items() if count)
        yield f"{language}  {done} of {wanted}{f', missing: {rest}' if rest else ''}"


def _write_plainly(paths: Iterable[Path], language: str) -> None:
    """Drop dates, names and former texts, so that a catalogue changes only when its texts do.

    A text that several packages share is translated once: the others take it over.
    """
    found = {path: polib.pofile(str(path), wrapwidth=100) for path in paths}
    shared = defaultdict(set)
    for texts in found.values():
        for text in texts.translated_entries():
            shared[_key(text)].add(text.msgstr)
    for texts in found.values():
        texts.header = ""
        texts.metadata_is_fuzzy = False
        texts.metadata = {
            "Language": language,
            "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8",
            "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": "nplurals=2; plural=(n != 1);",
        }
        for text in texts:
            text.previous_msgctxt = text.previous_msgid = text.previous_msgid_plural = None
            if text.fuzzy:  # a guess of GNU gettext from a text that looks alike
                text.flags.remove("fuzzy")
                text.msgstr = ""
                text.msgstr_plural = dict.fromkeys(text.msgstr_plural, "")
            if not text.translated() and len(shared[_key(text)]) == 1:
                (text.msgstr,) = shared[_key(text)]
        texts.sort(key=lambda text: (text.msgid, text.msgctxt or ""))  # wherever it stands
        texts.save()


def _key(text: polib.POEntry) -> tuple[str, str, str]:
    return text.msgid, text.msgid_plural, text.msgctxt or ""


if __name__ == "__main__":
    if "--compile" not in sys.argv:
        collect()
        sys.stdout.writelines(f"{line}\n" for line in shares())
    compile_stale()
