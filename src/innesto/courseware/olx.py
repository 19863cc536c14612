"""Open edX courses as OLX: chapters, sequentials, verticals and what stands in them."""

import json
import re
from collections.abc import Iterator
from typing import Any

from innesto.courseware.findings import Findings
from innesto.courseware.markup import Element, decoded
from innesto.courseware.olx_problem import read_problem
from innesto.courseware.package import Kind, Package, Unit, UnitKind, Unreadable
from innesto.courseware.quiz import Quiz

COURSE = "course.xml"
LEVELS = ("chapter", "sequential", "vertical", "wrapper")
LEAVES = {
    "html": UnitKind.PAGE,
    "problem": UnitKind.QUIZ,
    "video": UnitKind.VIDEO,
    "discussion": UnitKind.DISCUSSION,
    "lti": UnitKind.TOOL,
    "lti_consumer": UnitKind.TOOL,
    "openassessment": UnitKind.ASSIGNMENT,
}
ASIDE = {"wiki", "textbook", "pdf_textbook", "html_textbook"}
_SLUG = re.compile(r"[\w.+:@-]{1,255}")


def read_olx(findings: Findings, root: Element) -> Package:
    """Return the package that ``course.xml`` and the files beside it describe."""
    reading = _Reading(findings)
    course, file = reading.resolved(root, COURSE)
    run = root.get("url_name")
    policy = reading.policy(run)
    settings = policy.get(f"course/{run}", {})
    reading.names = {
        key: value["display_name"]
        for key, value in policy.items()
        if isinstance(value, dict) and isinstance(value.get("display_name"), str)
    }
    language = findings.speaks(str(settings.get("language") or course.get("language") or ""))
    reading.language = language
    units = tuple(reading.units(course, file))
    reading.look_for_drafts()
    title = str(settings.get("display_name") or course.get("display_name"))
    package = Package(
        Kind.OLX,
        "",
        "/".join(filter(None, (root.get("org"), root.get("course"), run))),
        {language: title} if title else {},
        {},
        (),
        units,
        (),
        {},
    )
    if not title:
        findings.note("no_title", file, course, identifier=run)
    if not any(unit.kind is not UnitKind.GROUP for unit in package.walk()):
        findings.wrong("nothing_inside", file, course)
    return package


class _Reading:
    """Follows ``url_name`` from file to file."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.seen: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.language = ""

    def policy(self, run: str) -> dict[str, Any]:
        """Return the settings of the course, kept beside its structure."""
        name = f"policies/{run}/policy.json"
        if not _SLUG.fullmatch(run) or name not in self.findings.archive:
            return {}
        try:
            found = json.loads(decoded(self.findings.archive.read(name), name, []))
        except (ValueError, RecursionError):
            self.findings.wrong("bad_json", name)
            return {}
        return found if isinstance(found, dict) else {}

    def resolved(self, element: Element, file: str) -> tuple[Element, str]:
        """Return the element itself, or what it points at in a file of its own."""
        slug = element.get("url_name")
        holds = element.children or element.words or element.get("filename")
        if not slug or holds:
            return element, file
        if not _SLUG.fullmatch(slug) or slug.strip(".") == "":
            self.findings.wrong("bad_address", file, element, address=slug)
            return element, file
        name = f"{element.tag}/{slug.replace(':', '/')}.xml"
        if name not in self.findings.archive:
            inline = set(element.attributes) - {"url_name", "org", "course", "slug"}
            if element.tag in {"course", *LEVELS} and not inline:
                self.findings.wrong("missing_file", file, element, name=name)
            return element, file
        try:
            found = self.findings.tree(name)
        except Unreadable as given_up:
            self.findings.give_up(given_up)
            return element, file
        found.attributes.setdefault("url_name", slug)
        return found, name

    def units(self, holder: Element, file: str, depth: int = 0) -> Iterator[Unit]:
        """Yield the units below an element, each once."""
        for child in holder.children:
            if child.tag in ASIDE:
                continue
            slug = child.get("url_name")
            key = f"{child.tag}/{slug}"
            if slug and key in self.seen:
                self.findings.wrong(
                    "same_identifier", file, child, identifier=key, first=self.seen[key]
                )
                continue
            if slug:
                self.seen[key] = f"{file}:{child.line}"
            element, own_file = self.resolved(child, file)
            if element.tag in LEVELS and depth < 8:
                yield Unit(
                    key if slug else f"{element.tag}-{child.line}",
                    self._title(element, key),
                    UnitKind.GROUP,
                    is_visible=element.get("visible_to_staff_only").lower() != "true",
                    children=tuple(self.units(element, own_file, depth + 1)),
                )
            else:
                own_key = key if slug else f"{element.tag}-{child.line}"
                yield from self._leaf(element, own_file, own_key)

    def look_for_drafts(self) -> None:
        """Count what is drafted beside the course and not part of it."""
        drafts = [name for name in self.findings.archive.names() if name.startswith("drafts/")]
        if drafts:
            self.findings.lost["draft"] += len(drafts)

    def _title(self, element: Element, key: str) -> dict[str, str]:
        title = self.names.get(key) or element.get("display_name")
        return {self.language: title} if title else {}

    def _leaf(self, element: Element, file: str, key: str) -> Iterator[Unit]:
        kind = LEAVES.get(element.tag, UnitKind.OTHER)
        title = self._title(element, key)
        match kind:
            case UnitKind.PAGE:
                yield Unit(key, title, kind, text=self._page(element, file))
            case UnitKind.QUIZ:
                yield self._quiz(element, file, key, title)
            case UnitKind.VIDEO:
                yield Unit(key, title, kind, launch=self._video(element, file))
            case UnitKind.DISCUSSION:
                yield Unit(key, title, kind, text=element.get("discussion_target"))
            case UnitKind.TOOL:
                self.findings.lost["tool"] += 1
                yield Unit(key, title, kind, launch=element.get("launch_url"))
            case UnitKind.ASSIGNMENT:
                prompt = " ".join(e.words for e in element.walk() if e.tag == "prompt")
                yield Unit(key, title, kind, text=prompt)
            case _:
                self.findings.lost["component"] += 1
                self.findings.note("unknown_component", file, element, name=element.tag)
                yield Unit(key, title, kind)

    def _page(self, element: Element, file: str) -> str:
        name = element.get("filename")
        if not name:
            return element.raw.strip()
        path = f"html/{name}.html"
        if path not in self.findings.archive:
            self.findings.wrong("missing_file", file, element, name=path)
            return ""
        try:
            return decoded(self.findings.archive.read(path), path, self.findings.problems)
        except Unreadable as given_up:
            self.findings.give_up(given_up)
            return ""

    def _quiz(self, element: Element, file: str, key: str, title: dict[str, str]) -> Unit:
        questions = tuple(read_problem(self.findings, element, file, key))
        if not questions:
            self.findings.lost["question"] += 1
            self.findings.note("unknown_question", file, element, identifier=key)
        attempts = element.get("max_attempts")
        quiz = Quiz(
            key,
            element.get("display_name"),
            questions,
            attempts=int(attempts) if attempts.isdecimal() else None,
        )
        return Unit(key, title, UnitKind.QUIZ, quiz=quiz)

    def _video(self, element: Element, file: str) -> str:
        youtube = element.get("youtube_id_1_0") or element.get("youtube").rpartition(":")[2]
        sources = [e.get("src") for e in element.all("source")]
        given = element.get("html5_sources").strip("[]").replace('"', "").split(",")
        for address in (*sources, *(one.strip() for one in given), element.get("source")):
            if address.startswith(("http://", "https://")):
                return address
            if address.startswith("/static/"):
                name = f"static/{address.removeprefix('/static/')}"
                if name in self.findings.archive:
                    return name
                self.findings.wrong("missing_file", file, element, name=name)
        if youtube:
            return f"https://www.youtube.com/watch?v={youtube}"
        self.findings.wrong("no_launch", file, element, identifier=element.get("url_name"))
        return ""
