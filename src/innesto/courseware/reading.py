"""Reads a package of whatever format, says what it is, what it holds and what is wrong with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from innesto.courseware.archive import Archive, open_archive
from innesto.courseware.cartridge import read_cartridge
from innesto.courseware.cmi5 import STRUCTURE, read_cmi5
from innesto.courseware.findings import Findings
from innesto.courseware.manifest import MANIFEST
from innesto.courseware.markup import Element, parse
from innesto.courseware.olx import COURSE, read_olx
from innesto.courseware.package import Package, Problem, unreadable
from innesto.courseware.pages import look_at_pages
from innesto.courseware.scorm import is_scorm, read_scorm

BEGINNINGS = (MANIFEST, STRUCTURE, COURSE)
LARGEST_ALONE = 20_000_000  # bytes of a course structure that comes without a package
OTHERS = {
    "tincan.xml": "tincan",
    "h5p.json": "h5p",
    "moodle_backup.xml": "moodle",
    "META-INF/container.xml": "epub",
    "[Content_Types].xml": "office",
    "library.xml": "olx_library",
}
"""Files that show that it is something else, and the word for what."""


def read(path: Path) -> Package:
    """Return what a package holds. Raises ``Unreadable`` for what is none or must not be opened."""
    if path.suffix.lower() == ".xml":
        return _read_alone(path)
    with opened(path) as (archive, package):
        del archive
        return package


@contextmanager
def opened(path: Path) -> Iterator[tuple[Archive, Package]]:
    """Open a package to read its files too. Raises ``Unreadable``."""
    with open_archive(path) as archive:
        findings = Findings(archive)
        beginning = _beginning(archive)
        package = _read(findings, beginning)
        look_at_pages(findings, package)
        if archive.root and beginning != COURSE:  # Studio itself puts a course into a folder
            findings.wrong("in_a_folder", f"{archive.root}{beginning}", folder=archive.root)
        yield archive, _finished(package, findings)


def _read(findings: Findings, beginning: str) -> Package:
    root = findings.tree(beginning)
    if beginning == COURSE:
        _must_be(root, "course", beginning)
        return read_olx(findings, root)
    if beginning == STRUCTURE:
        _must_be(root, "courseStructure", beginning)
        return read_cmi5(findings, root)
    _must_be(root, "manifest", beginning)
    return read_scorm(findings, root) if is_scorm(root) else read_cartridge(findings, root)


def _finished(package: Package, findings: Findings) -> Package:
    archive = findings.archive
    return replace(
        package,
        languages=tuple(findings.languages),
        problems=tuple(findings.all_problems()),
        lost={what: count for what, count in findings.lost.items() if count},
        root=archive.root,
        files=len(archive.sizes),
        size=sum(archive.sizes.values()),
    )


def _must_be(root: Element, tag: str, file: str) -> None:
    if root.tag != tag:
        raise unreadable("other_root", file, root.line, found=root.tag, wanted=tag)


def _beginning(archive: Archive) -> str:
    """Return the file in which a package begins; also where it lies in a folder of the archive."""
    names = set(archive.names())
    for beginning in BEGINNINGS:
        if beginning in names:
            return beginning
    for beginning in BEGINNINGS:
        if alike := archive.alike(beginning):
            archive.problems.append(_misnamed(alike, beginning))
            return alike
    _refuse_others(archive, names)
    for depth in (1, 2, 3):
        for beginning in BEGINNINGS:
            found = [n for n in names if n.endswith(f"/{beginning}") and n.count("/") == depth]
            if len(found) == 1:
                archive.rooted(found[0].removesuffix(beginning))
                return beginning
    inner = [problem.file for problem in archive.problems if problem.code == "inner_archive"]
    if len(inner) == 1:
        raise unreadable("only_inner_archive", inner[0])
    raise unreadable("no_manifest")


def _misnamed(found: str, wanted: str) -> Problem:
    return Problem("misnamed", found, values={"wanted": wanted})


def _refuse_others(archive: Archive, names: set[str]) -> None:
    """Raise ``Unreadable`` for formats that we know and do not read."""
    structure = sorted(name for name in names if name.lower().endswith(".crs"))
    if structure and any(name.lower().endswith(".au") for name in names):
        raise unreadable("aicc", structure[0])
    for name, what in OTHERS.items():
        if archive.alike(name):
            raise unreadable(what, name)


def _read_alone(path: Path) -> Package:
    """Read a course structure of cmi5 that comes without a package: all its units are elsewhere."""
    try:
        if path.stat().st_size > LARGEST_ALONE:
            raise unreadable("huge_file", path.name, most=LARGEST_ALONE // 1_000_000)
        content = path.read_bytes()
    except OSError as error:
        raise unreadable("no_file", path.name, why=error.strerror) from error
    findings = Findings(Archive({}, {}))
    root = parse(content, path.name, findings.problems)
    _must_be(root, "courseStructure", path.name)
    return _finished(read_cmi5(findings, root, path.name), findings)
