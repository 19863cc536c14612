"""Common Cartridge 1.0 to 1.3: pages, files, links, quizzes, discussions and tools of a course."""

import re
from collections.abc import Iterator

from innesto.courseware.findings import Findings, follow
from innesto.courseware.manifest import Manifest, Resource
from innesto.courseware.markup import Element
from innesto.courseware.package import (
    Kind,
    Package,
    Severity,
    Texts,
    Unit,
    UnitKind,
    Unreadable,
    said,
)
from innesto.courseware.qti import read_qti

PAGES = (".html", ".htm", ".xhtml")
_TYPES = (
    (re.compile(r"imsqti.*assessment|imsqti_xmlv1p2(?!.*question-bank)"), UnitKind.QUIZ),
    (re.compile(r"imswl_"), UnitKind.LINK),
    (re.compile(r"imsdt_"), UnitKind.DISCUSSION),
    (re.compile(r"imsbasiclti|imslti|ltilink"), UnitKind.TOOL),
    (re.compile(r"^assignment|imscc.*assignment"), UnitKind.ASSIGNMENT),
)
KNOWN = re.compile(
    r"webcontent|associatedcontent/|imsqti|imswl_|imsdt_|imsbasiclti|imslti|ltilink|assignment"
    r"|idpf_epub|learning-application-resource"
)


def read_cartridge(findings: Findings, root: Element) -> Package:
    """Return the package that a manifest of a cartridge describes."""
    manifest = Manifest(findings, root)
    manifest.load()
    manifest.check_dependencies()
    manifest.languages()
    version = root.below("metadata", "schemaversion")
    if not re.fullmatch(r"1\.[0-4](\.\d)?", version):
        findings.note("no_version", manifest.name, root, version=version)
    if root.first("authorizations") is not None:
        findings.lost["authorization"] += 1
    reading = _Reading(manifest)
    tree = manifest.organisation()
    units = tuple(reading.units(tree)) if tree else ()
    if len(units) == 1 and units[0].kind is UnitKind.GROUP and not said(units[0].title):
        units = tuple(units[0].children)  # the item without a title that the standard asks for
    if not units:
        findings.wrong("no_items", manifest.name, root, severity=Severity.NOTE)
        units = tuple(reading.loose())
    findings.lost["question_bank"] += sum(
        "question-bank" in resource.type for resource in manifest.resources.values()
    )
    title = manifest.metadata_texts("title") or (manifest.title_of(tree) if tree else {})
    if not any(unit.kind is not UnitKind.GROUP for top in units for unit in top.walk()):
        findings.wrong("nothing_inside", manifest.name, root)
    return Package(
        Kind.CARTRIDGE,
        ".".join(version.split(".")[:2]) or "1",
        root.get("identifier"),
        title,
        manifest.metadata_texts("description"),
        (),
        units,
        (),
        {},
    )


class _Reading:
    """Turns items into units."""

    def __init__(self, manifest: Manifest) -> None:
        self.manifest, self.findings = manifest, manifest.findings

    def units(self, holder: Element) -> Iterator[Unit]:
        """Yield the units of the items directly below an element."""
        for item in holder.all("item"):
            identifier = item.get("identifier")
            if not identifier:
                self.findings.wrong("no_identifier", self.manifest.name, item, what="item")
            else:
                self.manifest.is_new(identifier, item)
            children = tuple(self.units(item))
            resource = self.manifest.resource_of(item)
            title = self.manifest.title_of(item)
            if resource is None:
                yield Unit(identifier, title, UnitKind.GROUP, children=children)
            else:
                yield self._unit(resource, identifier, title, children)

    def loose(self) -> Iterator[Unit]:
        """Yield a unit for each resource where no item uses any."""
        for resource in self.manifest.resources.values():
            if "question-bank" not in resource.type and (resource.address or resource.files):
                yield self._unit(resource, resource.identifier, {}, ())

    def _unit(
        self,
        resource: Resource,
        identifier: str,
        known: Texts,
        children: tuple[Unit, ...],
    ) -> Unit:
        kind = next((kind for form, kind in _TYPES if form.search(resource.type)), None)
        if kind is None and not KNOWN.search(resource.type):
            self.findings.lost["resource"] += 1
            self.findings.note(
                "unknown_type", self.manifest.name, resource.element, type=resource.type
            )
        if kind is None:
            return self._content(resource, identifier, known, children)
        file = resource.files[0] if resource.files else ""
        root = self._root(file) if file.lower().endswith(".xml") else None
        if root is None:
            if not file and not resource.element.children:
                self.findings.wrong(
                    "no_launch",
                    self.manifest.name,
                    resource.element,
                    identifier=resource.identifier,
                )
            return Unit(identifier, known, UnitKind.OTHER, children=children)
        match kind:
            case UnitKind.QUIZ:
                quiz = read_qti(self.findings, root, file)
                named = known or {"": quiz.title}
                return Unit(
                    identifier,
                    named,
                    kind,
                    file,
                    mastery=quiz.mastery,
                    quiz=quiz,
                    children=children,
                )
            case UnitKind.LINK:
                return self._link(root, file, identifier, known, children)
            case UnitKind.DISCUSSION | UnitKind.ASSIGNMENT:
                text = root.first("text")
                words = (text.raw if text else "").strip()
                named = known or {"": root.below("title")}
                return Unit(identifier, named, kind, text=words, children=children)
            case _:
                self.findings.lost["tool"] += 1
                named = known or {"": root.below("title")}
                launch = root.below("secure_launch_url") or root.below("launch_url")
                return Unit(identifier, named, UnitKind.TOOL, launch, children=children)

    def _content(
        self, resource: Resource, identifier: str, title: Texts, children: tuple[Unit, ...]
    ) -> Unit:
        address = resource.address
        file = address.file if address else next(iter(resource.files), "")
        if address and address.elsewhere:
            return Unit(identifier, title, UnitKind.LINK, address.elsewhere, children=children)
        if not file:
            if not resource.element.get("href"):
                self.findings.wrong(
                    "no_launch",
                    self.manifest.name,
                    resource.element,
                    identifier=resource.identifier,
                )
            return Unit(identifier, title, UnitKind.OTHER, children=children)
        kind = UnitKind.PAGE if file.lower().endswith(PAGES) else UnitKind.FILE
        parameters = address.parameters if address else ""
        return Unit(identifier, title, kind, file, parameters, children=children)

    def _link(
        self,
        root: Element,
        file: str,
        identifier: str,
        title: Texts,
        children: tuple[Unit, ...],
    ) -> Unit:
        url = root.first("url")
        address = follow(self.findings, url.get("href"), "", file, url) if url is not None else None
        if address is None or not address.elsewhere:
            self.findings.wrong("bad_link", file, root)
        launch = address.elsewhere if address else ""
        named = title or {"": root.below("title")}
        return Unit(identifier, named, UnitKind.LINK, launch, children=children)

    def _root(self, file: str) -> Element | None:
        try:
            return self.findings.tree(file)
        except Unreadable as given_up:
            self.findings.give_up(given_up)
            return None
