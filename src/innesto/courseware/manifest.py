"""The manifest that SCORM and Common Cartridge share: resources, and the items that use them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from innesto.courseware.findings import Address, Findings, follow
from innesto.courseware.markup import Element
from innesto.courseware.package import Texts, Unreadable

MANIFEST = "imsmanifest.xml"


@dataclass(frozen=True)
class Resource:
    """A thing of the package that items point at."""

    element: Element
    identifier: str
    type: str
    address: Address | None
    files: tuple[str, ...] = ()
    base: str = ""

    @property
    def tag(self) -> Element:
        """The element, for places of problems."""
        return self.element


@dataclass
class Manifest:
    """A manifest with its resources by identifier."""

    findings: Findings
    root: Element
    name: str = MANIFEST
    resources: dict[str, Resource] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict)

    @cached_property
    def base(self) -> str:
        """What all addresses begin with."""
        resources = self.root.first("resources")
        return _joined(self.root.get("base"), resources.get("base") if resources else "")

    def load(self) -> None:
        """Read the resources, and look whether their files are there."""
        for element in self.root.walk():
            if element is not self.root and element.tag == "manifest":
                self.findings.lost["submanifest"] += 1
        for holder in self.root.all("resources"):
            for element in holder.all("resource"):
                self._take(element)

    def _take(self, element: Element) -> None:
        identifier = element.get("identifier")
        if not identifier:
            self.findings.wrong("no_identifier", self.name, element, what="resource")
        elif not self.is_new(identifier, element):
            return
        base = _joined(self.base, element.get("base"))
        href = element.get("href")
        address = follow(self.findings, href, base, self.name, element) if href else None
        listed = [
            follow(self.findings, f.get("href"), base, self.name, f)
            for f in element.all("file")
            if f.get("href") != href
        ]
        files = [found.file for found in listed if found and found.file]
        if address and address.file:
            files.insert(0, address.file)
        self.resources[identifier] = Resource(
            element, identifier, element.get("type"), address, tuple(dict.fromkeys(files)), base
        )

    def is_new(self, identifier: str, element: Element) -> bool:
        """Say whether an identifier is used for the first time; note it where it is not."""
        first = self._seen.setdefault(identifier, element.line)
        if first != element.line:
            self.findings.wrong(
                "same_identifier", self.name, element, identifier=identifier, first=first
            )
        return first == element.line

    def check_dependencies(self) -> None:
        """Note dependencies on resources that are not there."""
        for resource in self.resources.values():
            for dependency in resource.element.all("dependency"):
                wanted = dependency.get("identifierref")
                if wanted not in self.resources:
                    self.findings.wrong("no_resource", self.name, dependency, identifier=wanted)

    def organisation(self) -> Element | None:
        """Return the tree of items to follow: the default one, or else the first."""
        holder = self.root.first("organizations")
        found = holder.all("organization") if holder else []
        if holder is None or not found:
            return None
        wanted = holder.get("default")
        chosen = next((one for one in found if one.get("identifier") == wanted), None)
        if wanted and chosen is None:
            self.findings.wrong("no_default", self.name, holder, identifier=wanted)
        if len(found) > 1:
            self.findings.lost["organization"] += len(found) - 1
        return chosen or found[0]

    def resource_of(self, item: Element) -> Resource | None:
        """Return the resource an item points at; note it where there is none."""
        wanted = item.get("identifierref")
        if not wanted:
            return None
        found = self.resources.get(wanted)
        if found is None:
            self.findings.wrong("no_resource", self.name, item, identifier=wanted)
        return found

    def title_of(self, element: Element) -> Texts:
        """Return the title of an item or a tree of items."""
        title = element.first("title")
        if title is None or not title.words:
            return {}
        return {self.findings.speaks(title.get("lang")): title.words}

    def metadata_texts(self, name: str) -> Texts:
        """Return a text of the general metadata (IEEE LOM) by languages: title, description."""
        texts: dict[str, str] = {}
        for lom in self.lom():
            for element in _below(lom, "general", name):
                for string in element.children or [element]:
                    language = self.findings.speaks(string.get("language", "lang"))
                    if string.words:
                        texts.setdefault(language, string.words)
        return texts

    @cached_property
    def _metadata(self) -> list[Element]:
        metadata = self.root.first("metadata")
        if metadata is None:
            return []
        found = metadata.all("lom")
        for location in metadata.all("location"):
            address = follow(
                self.findings, location.words, self.root.get("base"), self.name, location
            )
            if address and address.file:
                try:
                    found.append(self.findings.tree(address.file))
                except Unreadable as given_up:
                    self.findings.give_up(given_up)
        return found

    def lom(self) -> list[Element]:
        """Return the metadata of the whole, in the manifest or in a file of its own."""
        return self._metadata

    def languages(self) -> None:
        """Note the languages that the metadata name."""
        for lom in self.lom():
            for element in _below(lom, "general", "language"):
                self.findings.speaks(element.words)


def _below(element: Element, group: str, name: str) -> Iterator[Element]:
    for holder in element.all(group):
        yield from holder.all(name)


def _joined(*bases: str) -> str:
    """Return bases one after the other, each ending with a slash; an absolute one begins anew."""
    joined = ""
    for base in bases:
        if "://" in base:
            joined = base
        elif base:
            joined = f"{joined}{base}"
        if joined and not joined.endswith("/"):
            joined += "/"
    return joined
