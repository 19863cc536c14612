"""XML that a stranger wrote: no entities, no outside addresses, every element with its line.

The trees of the standard library know no lines and drop what stands between elements in their
own way; this one is as small as the formats need.
"""

import codecs
import re
from collections.abc import Iterator
from html import escape
from xml.parsers import expat

from innesto.courseware.package import Problem, Severity, unreadable

DEEPEST = 150
MOST_ELEMENTS = 300_000
LARGEST_MANIFEST = 20_000_000  # bytes
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_KNOWN = re.compile(
    r"utf-?(8|16|32)(-?[lb]e)?|us-?ascii|(iso-?8859|windows|cp|koi8|mac).*", re.IGNORECASE
)
_UNWRITTEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_VOID = {"br", "hr", "img", "input", "source", "track", "wbr", "col", "area", "embed", "param"}


class Element:
    """An element: local name, namespace, attributes by their local names, and what is inside."""

    __slots__ = ("attributes", "content", "line", "space", "tag")

    def __init__(self, tag: str, space: str, attributes: dict[str, str], line: int) -> None:
        self.tag, self.space, self.attributes, self.line = tag, space, attributes, line
        self.content: list[str | Element] = []

    @property
    def children(self) -> list["Element"]:
        """The elements inside, in their order."""
        return [part for part in self.content if isinstance(part, Element)]

    def get(self, *names: str) -> str:
        """Return the first of these attributes that is there, without blanks around it."""
        return next((self.attributes[n].strip() for n in names if n in self.attributes), "")

    def all(self, *tags: str) -> list["Element"]:
        """Return the children of these names."""
        return [child for child in self.children if child.tag in tags]

    def first(self, *path: str) -> "Element | None":
        """Return the first element down this path of names."""
        found: Element | None = self
        for tag in path:
            if found is None:
                return None
            found = next((child for child in found.children if child.tag == tag), None)
        return found

    def walk(self) -> Iterator["Element"]:
        """Yield this element and all inside it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def words(self) -> str:
        """All text inside, on one line."""
        return " ".join("".join(self.texts()).split())

    def below(self, *path: str) -> str:
        """Return the words of the first element down this path."""
        found = self.first(*path)
        return found.words if found else ""

    def texts(self) -> Iterator[str]:
        """Yield all text inside, as it is written."""
        for part in self.content:
            if isinstance(part, str):
                yield part
            else:
                yield from part.texts()

    @property
    def inside(self) -> str:
        """What is inside, as HTML."""
        return "".join(
            escape(part, quote=False) if isinstance(part, str) else part.html
            for part in self.content
        )

    @property
    def raw(self) -> str:
        """What is inside, with the text as it is: for text that is itself markup."""
        return "".join(part if isinstance(part, str) else part.html for part in self.content)

    @property
    def html(self) -> str:
        """The element as HTML."""
        attributes = "".join(f' {name}="{escape(v)}"' for name, v in self.attributes.items())
        end = "" if self.tag in _VOID else f"{self.inside}</{self.tag}>"
        return f"<{self.tag}{attributes}>{end}"


def parse(content: bytes, name: str, problems: list[Problem]) -> Element:
    """Return the root element; what can be overlooked is added to the problems.

    Raises ``Unreadable``.
    """
    if len(content) > LARGEST_MANIFEST:
        raise unreadable("huge_file", name, most=LARGEST_MANIFEST // 1_000_000)
    if not content.strip():
        raise unreadable("empty", name)
    text = decoded(content, name, problems)
    if text[:1].isspace():
        problems.append(Problem("blank_before", name, 1, Severity.NOTE))
        text = text.lstrip()
    if _UNWRITTEN.search(text):
        problems.append(Problem("odd_signs", name))
        text = _UNWRITTEN.sub(" ", text)
    return _Building(name).tree(text)


def decoded(content: bytes, name: str, problems: list[Problem]) -> str:
    """Return a text in the encoding that it has, which need not be the one it tells."""
    declared = _DECLARED.match(content)
    told = declared[1].decode("ascii") if declared else "utf-8"
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    for encoding in filter(None, (marked, told, "utf-8", "cp1252")):
        if not _KNOWN.fullmatch(encoding.replace("-sig", "")):
            continue
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding not in {marked, told}:
            found = {"told": told, "is": encoding}
            problems.append(Problem("wrong_encoding", name, 1, values=found))
        return text.removeprefix("\ufeff")
    problems.append(Problem("wrong_encoding", name, 1, values={"told": told, "is": "?"}))
    return content.decode("latin-1")


class _Building:
    """Builds the tree of one file as the parser goes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._entity
        self.open: list[Element] = []
        self.root: Element | None = None
        self.count = 0

    def tree(self, text: str) -> Element:
        try:
            self.parser.Parse(text.encode(errors="replace"), True)
        except expat.ExpatError as error:
            why = expat.errors.messages.get(error.code, str(error.code))
            raise unreadable("not_well_formed", self.name, error.lineno, why=why) from error
        assert self.root
        return self.root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.open) >= DEEPEST:
            raise unreadable("too_deep", self.name, self.parser.CurrentLineNumber, most=DEEPEST)
        if self.count > MOST_ELEMENTS:
            raise unreadable("too_many_elements", self.name, most=MOST_ELEMENTS)
        space, _, tag = name.rpartition(" ")
        given: dict[str, str] = {}
        for attribute, value in attributes.items():
            given.setdefault(attribute.rpartition(" ")[2], value)
        element = Element(tag, space, given, self.parser.CurrentLineNumber)
        if self.open:
            self.open[-1].content.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        self.open[-1].content.append(text)

    def _entity(self, name: str, *_rest: object) -> None:
        raise unreadable("entities", self.name, self.parser.CurrentLineNumber, entity=name)
