"""SCORM 1.2 and SCORM 2004 (second to fourth edition): what is launched, and when it is passed."""

import re
from collections.abc import Iterator

from innesto.courseware.findings import Findings
from innesto.courseware.manifest import Manifest, Resource
from innesto.courseware.markup import Element
from innesto.courseware.package import Kind, Package, Severity, Unit, UnitKind, said
from innesto.courseware.prerequisites import BadCondition, names_in

_LASTS = re.compile(r"\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?")
_NAMES_12, _NAMES_2004 = "adlcp_rootv1p2", ("adlcp_v1p3", "adlseq_v1p3", "imsss")


def is_scorm(root: Element) -> bool:
    """Say whether a manifest is one of SCORM rather than of a cartridge."""
    return "cartridge" not in root.below("metadata", "schema").lower() and "imscc" not in root.space


def read_scorm(findings: Findings, root: Element) -> Package:
    """Return the package that a manifest of SCORM describes."""
    manifest = Manifest(findings, root)
    manifest.load()
    manifest.check_dependencies()
    manifest.languages()
    kind, version = _edition(manifest)
    reading = _Reading(manifest, kind)
    tree = manifest.organisation()
    units = tuple(reading.units(tree)) if tree else ()
    if not units:
        findings.wrong("no_items", manifest.name, root, severity=Severity.NOTE)
        units = tuple(reading.loose())
    title = (manifest.title_of(tree) if tree else {}) or manifest.metadata_texts("title")
    package = Package(
        kind,
        version,
        root.get("identifier"),
        title,
        manifest.metadata_texts("description"),
        (),
        units,
        (),
        {},
    )
    reading.look_at_conditions(package)
    if not package.launchable:
        findings.wrong("nothing_to_launch", manifest.name, root)
    return package


def _edition(manifest: Manifest) -> tuple[Kind, str]:
    root, findings = manifest.root, manifest.findings
    version = root.below("metadata", "schemaversion")
    schema = root.below("metadata", "schema")
    is_12 = any(_NAMES_12 in element.space for element in root.walk()) or "p1p2" in root.space
    is_2004 = any(name in element.space for element in root.walk() for name in _NAMES_2004) or any(
        "scormType" in element.attributes for element in root.walk()
    )
    if not schema or "scorm" not in schema.lower():
        findings.note("no_schema", manifest.name, root, schema=schema)
    if version.startswith("1.2"):
        told = Kind.SCORM_12
    elif "2004" in version or version.upper().startswith("CAM"):
        told = Kind.SCORM_2004
    else:
        told = Kind.SCORM_2004 if is_2004 and not is_12 else Kind.SCORM_12
        findings.note("no_version", manifest.name, root, version=version)
    if (told is Kind.SCORM_12 and is_2004 and not is_12) or (
        told is Kind.SCORM_2004 and is_12 and not is_2004
    ):
        findings.note("two_versions", manifest.name, root, version=version)
    named = {Kind.SCORM_12: "1.2", Kind.SCORM_2004: "2004"}[told]
    edition = re.search(r"(\d)(nd|rd|th)", version)
    if told is Kind.SCORM_2004:
        edition_name = edition[0] if edition else "2nd" if "1.3" in version else ""
        named = f"2004 {edition_name} Edition" if edition_name else "2004"
    return told, named


class _Reading:
    """Turns items into units."""

    def __init__(self, manifest: Manifest, kind: Kind) -> None:
        self.manifest, self.kind, self.findings = manifest, kind, manifest.findings
        self.conditions: dict[str, Element] = {}

    def units(self, holder: Element) -> Iterator[Unit]:
        """Yield the units of the items directly below an element."""
        for item in holder.all("item"):
            identifier = item.get("identifier")
            if not identifier:
                self.findings.wrong("no_identifier", self.manifest.name, item, what="item")
            else:
                self.manifest.is_new(identifier, item)
            yield self._unit(item, identifier or f"line-{item.line}")

    def loose(self) -> Iterator[Unit]:
        """Yield the things that can be launched where no item uses any."""
        for resource in self.manifest.resources.values():
            if resource.address and self._is_sco(resource):
                yield Unit(
                    resource.identifier,
                    {},
                    UnitKind.SCO,
                    launch=resource.address.whole,
                    parameters=resource.address.parameters,
                )

    def look_at_conditions(self, package: Package) -> None:
        """Note prerequisites that cannot be read, or name what is not there."""
        known = {unit.identifier for unit in package.walk()}
        for condition, item in self.conditions.items():
            try:
                unknown = sorted(names_in(condition) - known)
            except BadCondition:
                unknown = [condition]
            for name in unknown:
                self.findings.wrong(
                    "bad_prerequisite", self.manifest.name, item, condition=condition, name=name
                )

    def _unit(self, item: Element, identifier: str) -> Unit:
        children = tuple(self.units(item))
        resource = self.manifest.resource_of(item)
        title = self.manifest.title_of(item)
        if not title:
            self.findings.note("no_title", self.manifest.name, item, identifier=identifier)
        launch = parameters = ""
        kind = UnitKind.GROUP
        if resource:
            kind = UnitKind.SCO if self._is_sco(resource) else UnitKind.ASSET
            launch, parameters = self._launch(item, resource)
        elif not children and not item.get("identifierref"):
            self.findings.note("empty_item", self.manifest.name, item, title=said(title))
        prerequisites = item.below("prerequisites")
        if prerequisites:
            self.conditions.setdefault(prerequisites, item)
        return Unit(
            identifier,
            title,
            kind,
            launch=launch,
            parameters=parameters,
            mastery=self._mastery(item),
            prerequisites=prerequisites,
            data=item.below("datafromlms") or item.below("dataFromLMS"),
            time_limit=self._time_limit(item),
            completion_from=self._completion(item),
            is_visible=item.get("isvisible").lower() not in {"false", "0"},
            children=children,
        )

    def _is_sco(self, resource: Resource) -> bool:
        told = resource.element.get("scormtype", "scormType").lower()
        if told not in {"sco", "asset", ""}:
            self.findings.wrong(
                "wrong_value", self.manifest.name, resource.element, name="scormtype", value=told
            )
        return told != "asset" and bool(told or resource.element.get("href"))

    def _launch(self, item: Element, resource: Resource) -> tuple[str, str]:
        if resource.address is None:
            if not resource.element.get("href"):
                self.findings.wrong(
                    "no_launch", self.manifest.name, item, identifier=resource.identifier
                )
            return "", ""
        if resource.address.elsewhere:
            self.findings.note(
                "elsewhere", self.manifest.name, resource.element, address=resource.address.whole
            )
        return resource.address.whole, joined(resource.address.parameters, item.get("parameters"))

    def _mastery(self, item: Element) -> float | None:
        """Return the share from which on it is passed: of 100 points, or of the scaled score."""
        plain = item.below("masteryscore")
        if plain:
            return self._number(item, "masteryscore", plain, most=100, divided_by=100)
        sequencing = item.first("sequencing")
        if sequencing is None:
            return None
        objective = sequencing.first("objectives", "primaryObjective")
        if objective is not None and objective.get("satisfiedByMeasure").lower() == "true":
            measure = objective.below("minNormalizedMeasure") or "1.0"
            return self._number(item, "minNormalizedMeasure", measure, most=1, least=-1)
        rules = sequencing.all("sequencingRules", "rollupRules", "randomizationControls")
        self.findings.lost["sequencing"] += len(rules)
        return None

    def _completion(self, item: Element) -> float | None:
        found = item.first("completionThreshold")
        value = found and (found.get("minProgressMeasure") or found.words)
        return self._number(item, "completionThreshold", value, most=1) if value else None

    def _time_limit(self, item: Element) -> str:
        value = item.below("maxtimeallowed")
        if value and not _LASTS.fullmatch(value):
            self.findings.wrong(
                "wrong_value", self.manifest.name, item, name="maxtimeallowed", value=value
            )
            return ""
        return value

    def _number(
        self,
        item: Element,
        name: str,
        value: str,
        *,
        most: float,
        least: float = 0,
        divided_by: float = 1,
    ) -> float | None:
        try:
            number = float(value)
        except ValueError:
            number = most + 1
        if not least <= number <= most:
            self.findings.wrong("wrong_value", self.manifest.name, item, name=name, value=value)
            return None
        return number / divided_by


def joined(first: str, parameters: str) -> str:
    """Return the parameters of an address and of an item together, as the standard joins them."""
    added = parameters.lstrip("?&")
    if not added:
        return first
    if added.startswith("#"):
        return first if "#" in first else f"{first}{added}"
    query, hash_, fragment = first.partition("#")
    return f"{query}{'&' if query else '?'}{added}{hash_}{fragment}"
