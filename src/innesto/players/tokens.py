"""Signed words that stand for a sitting, on an origin where nobody is signed in.

No room fits: views of both origins use them. A word is short-lived and opens one thing: the
frame and the reports of one sitting, or the files of one package.
"""

from dataclasses import asdict, dataclass

from django.core import signing

SITTING, FILES = "players.sitting", "players.files"
LASTS = 12 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who sits where: the attempt (0: an author looks at it), the part, and the page around it."""

    attempt: int
    sitting: int
    package: int
    part: int
    language: str
    site: str
    """The origin of the platform, which may show the frame."""


@dataclass(frozen=True, slots=True)
class Files:
    """The folder whose files may be read, and the page that may show them."""

    folder: str
    site: str


def sign_sitting(sitting: Sitting) -> str:
    """Return the word for a sitting."""
    return signing.dumps(asdict(sitting), salt=SITTING)


def read_sitting(word: str) -> Sitting:
    """Return what a word stands for. Raises ``BadSignature``."""
    return Sitting(**signing.loads(word, salt=SITTING, max_age=LASTS))


def sign_files(files: Files) -> str:
    """Return the word for the files of a package."""
    return signing.dumps(asdict(files), salt=FILES)


def read_files(word: str) -> Files:
    """Return what a word stands for. Raises ``BadSignature``."""
    return Files(**signing.loads(word, salt=FILES, max_age=LASTS))
