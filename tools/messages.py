"""Collect what is to be translated, and compile what has been.

Each package carries its own catalogue: ``locale/it/LC_MESSAGES/django.po``. Collecting needs
GNU gettext, compiling does not.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib

from tools.house import SOURCE


def catalogues(root: Path = SOURCE) -> list[Path]:
    """Return every catalogue."""
    return sorted(root.rglob("locale/*/LC_MESSAGES/*.po"))


def compile_stale() -> list[Path]:
    """Write the .mo of every catalogue that is newer than its .mo; return those written."""
    written = []
    for catalogue in catalogues():
        compiled = catalogue.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime:
            continue
        polib.pofile(str(catalogue)).save_as_mofile(str(compiled))
        written.append(compiled)
    return written


def collect(root: Path = SOURCE) -> None:
    """Bring all catalogues under the folder up to date with code and templates."""
    for package in root.glob("*/__init__.py"):
        (package.parent / "locale").mkdir(exist_ok=True)
    command = [
        *(sys.executable, "-m", "django", "makemessages", "--locale", "it", "--no-location"),
        *("--no-obsolete", "--extension", "html,txt,py"),
    ]
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "innesto.config.settings_test"}
    subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True)
    for folder in root.glob("*/locale"):
        if not any(folder.rglob("*.po")):
            shutil.rmtree(folder)
    for catalogue in catalogues(root):
        _write_plainly(catalogue)


def _write_plainly(catalogue: Path) -> None:
    """Drop dates, names and former texts, so that a catalogue changes only when its texts do."""
    texts = polib.pofile(str(catalogue), wrapwidth=100)
    texts.header = ""
    texts.metadata_is_fuzzy = False
    texts.metadata = {
        "Language": catalogue.parts[-3],
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for text in texts:
        text.previous_msgctxt = text.previous_msgid = text.previous_msgid_plural = None
    texts.sort(key=lambda text: (text.msgid, text.msgctxt or ""))  # wherever it stands in the code
    texts.save()


if __name__ == "__main__":
    if "--compile" not in sys.argv:
        collect()
    compile_stale()
