"""Writes a course as a Common Cartridge: 1.1, which is what Moodle takes in, or 1.3 for others."""

import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import IO

from innesto.courseware.qti_writing import write_qti
from innesto.courseware.quiz import Quiz

PIECE = 65_536  # bytes
DAY = (2020, 1, 1, 0, 0, 0)
"""What all files are dated, so that the same course gives the same bytes."""
_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)


class Version(StrEnum):
    """The versions that are written."""

    FOR_MOODLE = "1.1"
    NEWEST = "1.3"


@dataclass(frozen=True, slots=True)
class Page:
    """Text to read, as HTML that is safe."""

    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file to read, watch or hear; ``open`` gives its bytes."""

    title: str
    name: str
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True)
class Weblink:
    """A page elsewhere."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Discussion:
    """A question to talk about, as HTML that is safe."""

    title: str
    html: str


type Item = Page | Document | Weblink | Discussion | Quiz


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a course, with what is in it."""

    title: str
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Cartridge:
    """A course to be written; ``identifier`` is its own on this installation."""

    identifier: str
    title: str
    language: str
    parts: Sequence[Part]
    description: str = ""


def write_cartridge(course: Cartridge, file: IO[bytes], version: Version) -> None:
    """Write the course; files are copied piece by piece."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        _Writing(course, archive, version).whole()


@dataclass
class _Writing:
    course: Cartridge
    archive: zipfile.ZipFile
    version: Version
    items: list[str] = field(default_factory=list)
    resources: list[str] = field(default_factory=list)

    def whole(self) -> None:
        """Write all items, then the manifest that names them."""
        number = 0
        for place, part in enumerate(self.course.parts, start=1):
            inside = []
            for item in part.items:
                number += 1
                self._resource(item, f"r{number}")
                inside.append(
                    f'<item identifier="i{number}" identifierref="r{number}">'
                    f"<title>{_text(item.title)}</title></item>"
                )
            self.items.append(
                f'<item identifier="p{place}"><title>{_text(part.title)}</title>'
                f"{''.join(inside)}</item>"
            )
        self._put("imsmanifest.xml", self._manifest())

    def _resource(self, item: Item, identifier: str) -> None:
        v = self.version.replace(".", "p")
        match item:
            case Page():
                name = f"pages/{identifier}.html"
                self._put(name, self._html(item.title, item.html))
                self._name(identifier, "webcontent", name)
            case Document():
                name = f"files/{identifier}-{_UNSAFE.sub('-', item.name)[-80:]}"
                with item.open() as source, self.archive.open(_entry(name), "w") as target:
                    while piece := source.read(PIECE):
                        target.write(piece)
                self._name(identifier, "webcontent", name)
            case Weblink():
                name = f"links/{identifier}.xml"
                self._put(
                    name,
                    f'<webLink xmlns="http://www.imsglobal.org/xsd/imsccv{v}/imswl_v{v}">'
                    f'<title>{_text(item.title)}</title><url href="{_text(item.address)}"'
                    ' target="_blank"/></webLink>',
                )
                self._name(identifier, f"imswl_xmlv{v}", name, own_address=False)
            case Discussion():
                name = f"discussions/{identifier}.xml"
                self._put(
                    name,
                    f'<topic xmlns="http://www.imsglobal.org/xsd/imsccv{v}/imsdt_v{v}">'
                    f"<title>{_text(item.title)}</title>"
                    f'<text texttype="text/html">{_text(item.html)}</text></topic>',
                )
                self._name(identifier, f"imsdt_xmlv{v}", name, own_address=False)
            case Quiz():
                name = f"quizzes/{identifier}.xml"
                self._put(name, write_qti(item, identifier))
                kind = f"imsqti_xmlv1p2/imscc_xmlv{v}/assessment"
                self._name(identifier, kind, name, own_address=False)

    def _name(self, identifier: str, kind: str, name: str, *, own_address: bool = True) -> None:
        address = f' href="{_text(name)}"' if own_address else ""
        self.resources.append(
            f'<resource identifier="{identifier}" type="{kind}"{address}>'
            f'<file href="{_text(name)}"/></resource>'
        )

    def _put(self, name: str, content: str) -> None:
        if name.endswith(".xml"):
            content = f'<?xml version="1.0" encoding="UTF-8"?>\n{content}\n'
        self.archive.writestr(_entry(name), content)

    def _html(self, title: str, html: str) -> str:
        return (
            f'<!DOCTYPE html>\n<html lang="{_text(self.course.language)}">\n<head>'
            f'<meta charset="utf-8"><title>{_text(title)}</title></head>\n'
            f"<body>\n{html}\n</body>\n</html>\n"
        )

    def _manifest(self) -> str:
        v = f"imsccv{self.version.replace('.', 'p')}"
        # Moodle tells the version by the namespace, which it looks for in the first 500 bytes.
        return "\n".join(
            [
                f'<manifest xmlns="http://www.imsglobal.org/xsd/{v}/imscp_v1p1"'
                f' xmlns:lomimscc="http://ltsc.ieee.org/xsd/{v}/LOM/manifest"'
                f' identifier="{_identifier(self.course.identifier)}">',
                "<metadata><schema>IMS Common Cartridge</schema>"
                f"<schemaversion>{self.version}.0</schemaversion><lomimscc:lom><lomimscc:general>",
                *self._general(),
                "</lomimscc:general></lomimscc:lom></metadata>",
                '<organizations><organization identifier="o1" structure="rooted-hierarchy">'
                '<item identifier="root">',
                *self.items,
                "</item></organization></organizations>",
                "<resources>",
                *self.resources,
                "</resources>",
                "</manifest>",
            ]
        )

    def _general(self) -> Iterator[str]:
        language = _text(self.course.language)
        yield (
            f'<lomimscc:title><lomimscc:string language="{language}">'
            f"{_text(self.course.title)}</lomimscc:string></lomimscc:title>"
        )
        yield f"<lomimscc:language>{language}</lomimscc:language>"
        if self.course.description:
            yield (
                f'<lomimscc:description><lomimscc:string language="{language}">'
                f"{_text(self.course.description)}</lomimscc:string></lomimscc:description>"
            )


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _identifier(text: str) -> str:
    """Return a name that XML takes for an identifier."""
    return f"innesto-{_UNSAFE.sub('-', text)}"


def _text(text: str) -> str:
    return escape("".join(sign for sign in text if sign >= " " or sign in "\n\t"))
