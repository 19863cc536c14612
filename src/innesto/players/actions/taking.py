"""Turn what a cartridge or a course of Open edX holds into units: a step of the import."""

from innesto.accounts.models import User
from innesto.courses.actions.writing import add_part, add_unit, write_text
from innesto.courses.models import Course, Section
from innesto.courseware.archive import Archive
from innesto.courseware.package import Package as Read
from innesto.courseware.package import Unit as ReadUnit
from innesto.courseware.package import UnitKind, said
from innesto.players.pages import as_link, page_body


class Taking:
    """Takes the units of one package over into one course."""

    def __init__(self, course: Course, archive: Archive, language: str, by: User) -> None:
        self.course, self.archive, self.language, self.by = course, archive, language, by

    def everything(self, found: Read) -> None:
        """Take over all units: each group on top is a section."""
        loose = [unit for unit in found.units if unit.kind is not UnitKind.GROUP]
        if loose:
            self._section(said(found.title, self.language) or self.course.title, loose)
        for group in found.units:
            if group.kind is UnitKind.GROUP:
                inside = [unit for unit in group.walk() if unit.kind is not UnitKind.GROUP]
                self._section(said(group.title, self.language) or group.identifier, inside)

    def _section(self, title: str, units: list[ReadUnit]) -> None:
        section = add_part(self.course, titles={self.language: title[:200]}, by=self.by)
        for unit in units:
            self._unit(section, unit)

    def _unit(self, section: Section, unit: ReadUnit) -> None:
        body = self._body(unit)
        if not body:
            return
        title = said(unit.title, self.language) or said(unit.title) or unit.identifier
        taken = add_unit(section, kind="text", titles={self.language: title[:200]}, by=self.by)
        write_text(taken, language=self.language, body=body, by=self.by)

    def _body(self, unit: ReadUnit) -> str:
        """Return a unit as text: the page itself, or the way to what is not ours."""
        if unit.kind is UnitKind.PAGE:
            return unit.text or page_body(self.archive, unit.launch)
        if unit.kind in {UnitKind.DISCUSSION, UnitKind.ASSIGNMENT}:
            return unit.text
        if unit.launch.startswith(("https://", "http://")):
            return as_link(unit.launch)
        return ""
