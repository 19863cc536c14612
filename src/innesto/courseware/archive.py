"""Opening a package that a stranger made: nothing leaves its folder, nothing explodes.

A zip or a tar (also packed with gzip) looks the same to the readers: names with slashes, sizes,
bytes. What is dangerous is either refused at once (``Unreadable``) or left out and told.
"""

import contextlib
import gzip
import re
import stat
import struct
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from innesto.courseware.package import Problem, Severity, Unreadable, unreadable

LARGEST_PACKAGE = 1_000_000_000  # bytes, packed
LARGEST_UNPACKED = 3_000_000_000  # bytes
MOST_FILES = 20_000
MOST_RATIO = 150
RATIO_FROM = 10_000_000  # bytes; what is smaller when unpacked harms nobody
LARGEST_LIST = 16_000_000  # bytes; the table of contents of a zip, which is read into memory
LARGEST_TEXT = 20_000_000  # bytes; manifests and pages are read whole
LONGEST_NAME = 1_000
DEEPEST_FOLDER = 60
PIECE = 65_536  # bytes

ZIP, GZIP = (b"PK\x03\x04", b"PK\x05\x06"), b"\x1f\x8b"
PACKED = (".zip", ".tar", ".gz", ".tgz", ".7z", ".rar", ".bz2", ".xz", ".imscc", ".mbz")
_DRIVE = re.compile(r"^[A-Za-z]:")
_END_OF_LIST = struct.Struct("<4s4H2LH")
_END_OF_LONG_LIST = struct.Struct("<4sQ2H2L4Q")
_PLACE_OF_LONG_LIST = struct.Struct("<4sLQL")
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile, tarfile.TarError),
    *(NotImplementedError, RuntimeError, struct.error, OSError, ValueError),
)

type Opener = Callable[[], IO[bytes]]


@dataclass(slots=True)
class Archive:
    """The files of a package that can be read, by their names, and what was wrong with others."""

    sizes: Mapping[str, int]
    openers: Mapping[str, Opener]
    problems: list[Problem] = field(default_factory=list)
    root: str = ""
    """What all names begin with, as readers ask for them; see ``rooted``."""
    _folded: dict[str, str] = field(default_factory=dict)

    def __contains__(self, name: object) -> bool:
        return f"{self.root}{name}" in self.sizes

    def names(self) -> list[str]:
        """Return the names below the root."""
        return [name.removeprefix(self.root) for name in self.sizes if name.startswith(self.root)]

    def alike(self, name: str) -> str:
        """Return the file of this name, whatever its capitals; or nothing."""
        if name in self:
            return name
        if not self._folded:
            self._folded.update((known.casefold(), known) for known in self.names())
        return self._folded.get(name.casefold(), "")

    def rooted(self, root: str) -> None:
        """Take a folder for the beginning of the package."""
        self.root = root
        self._folded.clear()

    def size(self, name: str) -> int:
        """Return the size of a file when unpacked, in bytes."""
        return self.sizes[f"{self.root}{name}"]

    def read(self, name: str, most: int = LARGEST_TEXT) -> bytes:
        """Return the bytes of a file. Raises ``Unreadable``."""
        if self.size(name) > most:
            raise unreadable("huge_file", name, most=most // 1_000_000)
        with self.opened(name) as file:
            return file.read(most)

    @contextmanager
    def opened(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file to read. Raises ``Unreadable`` where it is damaged."""
        try:
            with self.openers[f"{self.root}{name}"]() as file:
                yield file
        except Unreadable:
            raise
        except _BROKEN as error:
            raise unreadable("damaged_file", name, why=error) from error

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a file piece by piece. Raises ``Unreadable`` where it is damaged or lies."""
        left = self.size(name)
        with self.opened(name) as file:
            while piece := file.read(PIECE):
                left -= len(piece)
                if left < 0:
                    raise unreadable("damaged_file", name, why="it is longer than it says")
                yield piece


@contextmanager
def open_archive(path: Path) -> Iterator[Archive]:
    """Open a package: zip, tar or tar.gz. Raises ``Unreadable``."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(265)
    except OSError as error:
        raise unreadable("no_file", path.name, why=error.strerror) from error
    if not size:
        raise unreadable("empty", path.name)
    if size > LARGEST_PACKAGE:
        raise unreadable("huge", path.name, most=LARGEST_PACKAGE // 1_000_000)
    with contextlib.ExitStack() as stack:
        try:
            opened = _way_in(path, head)
            archive = stack.enter_context(opened)
        except Unreadable:
            raise
        except _BROKEN as error:
            raise unreadable("damaged", path.name, why=error) from error
        yield archive


def _way_in(path: Path, head: bytes) -> AbstractContextManager[Archive]:
    if head.startswith(GZIP):
        return _packed_tar(path)
    if head[257:262] == b"ustar":
        return _tar(path)
    if head.startswith(ZIP) or zipfile.is_zipfile(path):
        return _zip(path)
    raise unreadable("no_archive", path.name)


# ── Names ───────────────────────────────────────────────────────────────────────────────────


class _Gathering:
    """Takes in the names of an archive, leaves out what is dangerous, and counts."""

    def __init__(self, packed: int) -> None:
        self.packed = packed
        self.sizes: dict[str, int] = {}
        self.openers: dict[str, Opener] = {}
        self.problems: list[Problem] = []
        self.total = 0

    def take(self, written: str, size: int, packed: int | None, opener: Opener) -> None:
        """Take in one file. Raises ``Unreadable`` for what would explode."""
        self.total += size
        if len(self.sizes) >= MOST_FILES:
            raise unreadable("too_many_files", most=MOST_FILES)
        if self.total > LARGEST_UNPACKED:
            raise unreadable("explodes", size=self.total // 1_000_000)
        if size > RATIO_FROM and packed is not None and size > MOST_RATIO * max(packed, 1):
            raise unreadable("bomb", written, times=size // max(packed, 1))
        if self.total > RATIO_FROM and self.total > MOST_RATIO * max(self.packed, 1):
            raise unreadable("bomb", times=self.total // max(self.packed, 1))
        name = written.replace("\\", "/").removeprefix("./")
        if reason := unsafe(name):
            self.leave_out(reason, written)
        elif name in self.sizes:
            self.leave_out("same_name", written)
        else:
            self.sizes[name], self.openers[name] = size, opener

    def leave_out(self, reason: str, written: str) -> None:
        """Say that a file is left out, and that with it the package cannot be trusted."""
        self.problems.append(Problem(reason, written[:LONGEST_NAME], severity=Severity.BLOCKING))

    def archive(self) -> Archive:
        """Return what was taken in."""
        inner = [name for name in self.sizes if name.lower().endswith(PACKED)]
        notes = [Problem("inner_archive", name, severity=Severity.NOTE) for name in inner]
        return Archive(self.sizes, self.openers, [*self.problems, *notes])


def unsafe(name: str) -> str:
    """Return why a name may not be written anywhere, or nothing."""
    if len(name) > LONGEST_NAME or name.count("/") > DEEPEST_FOLDER:
        return "long_name"
    if any(ord(sign) < 32 or sign == "\x7f" for sign in name) or not name.strip("/. "):
        return "odd_name"
    if name.startswith("/") or _DRIVE.match(name):
        return "absolute_name"
    if ".." in name.split("/"):
        return "climbs_out"
    return ""


# ── Zip ─────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _zip(path: Path) -> Iterator[Archive]:
    if _length_of_list(path) > LARGEST_LIST:
        raise unreadable("too_many_files", path.name, most=MOST_FILES)
    with zipfile.ZipFile(path) as opened:
        gathering = _Gathering(path.stat().st_size)
        for info in opened.infolist():
            if info.is_dir():
                if reason := unsafe(info.filename.replace("\\", "/")):
                    gathering.leave_out(reason, info.filename)
            elif stat.S_ISLNK(info.external_attr >> 16):
                gathering.leave_out("link", info.filename)
            elif info.flag_bits & 1:
                raise unreadable("locked", info.filename)
            else:
                gathering.take(
                    info.filename, info.file_size, info.compress_size, _opener(opened, info)
                )
        yield gathering.archive()


def _opener(opened: zipfile.ZipFile, info: zipfile.ZipInfo) -> Opener:
    return lambda: opened.open(info)


def _length_of_list(path: Path) -> int:
    """Return how long the table of contents says it is, before anything of it is read."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _END_OF_LIST.size - 65_535))
        start = file.tell()
        tail = file.read()
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or at + _END_OF_LIST.size > len(tail):
            return 0
        length: int = _END_OF_LIST.unpack_from(tail, at)[5]
        if length < 0xFFFFFFFF:
            return length
        place = start + at - _PLACE_OF_LONG_LIST.size
        if place < 0:
            return length
        file.seek(place)
        sign, _disk, where, _disks = _PLACE_OF_LONG_LIST.unpack(file.read(_PLACE_OF_LONG_LIST.size))
        if sign != b"PK\x06\x07" or where > size:
            return length
        file.seek(where)
        return int(_END_OF_LONG_LIST.unpack(file.read(_END_OF_LONG_LIST.size))[8])


# ── Tar ─────────────────────────────────────────────────────────────────────────────────────


@contextmanager
def _packed_tar(path: Path) -> Iterator[Archive]:
    """Unpack gzip into a file that is nobody's, watching how it grows, so that files are found."""
    packed = path.stat().st_size
    with tempfile.TemporaryFile() as plain, gzip.open(path) as file:
        written = 0
        while piece := file.read(PIECE):
            written += plain.write(piece)
            if written > LARGEST_UNPACKED:
                raise unreadable("explodes", path.name, size=written // 1_000_000)
            if written > RATIO_FROM and written > MOST_RATIO * packed:
                raise unreadable("bomb", path.name, times=written // packed)
        plain.seek(0)
        with _tar_of(plain, packed) as archive:
            yield archive


@contextmanager
def _tar(path: Path) -> Iterator[Archive]:
    with path.open("rb") as file, _tar_of(file, path.stat().st_size) as archive:
        yield archive


@contextmanager
def _tar_of(file: IO[bytes], packed: int) -> Iterator[Archive]:
    try:
        opened = tarfile.open(fileobj=file, mode="r:")  # noqa: SIM115 – closed below
    except tarfile.ReadError as error:
        raise unreadable("no_archive") from error
    with opened:
        gathering = _Gathering(packed)
        for seen, member in enumerate(opened):
            if seen > 2 * MOST_FILES:
                raise unreadable("too_many_files", most=MOST_FILES)
            if member.issym() or member.islnk():
                gathering.leave_out("link", member.name)
            elif member.isreg():
                gathering.take(member.name, member.size, None, _tar_opener(opened, member))
            elif not member.isdir():
                gathering.leave_out("device", member.name)
            elif reason := unsafe(f"{member.name}/x"):
                gathering.leave_out(reason, member.name)
        yield gathering.archive()


def _tar_opener(opened: tarfile.TarFile, member: tarfile.TarInfo) -> Opener:
    def opener() -> IO[bytes]:
        file = opened.extractfile(member)
        assert file
        return file

    return opener
