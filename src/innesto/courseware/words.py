"""Problems of packages in plain words: what is wrong, where, and what to do about it."""

import gettext as library
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from innesto.courseware.package import Kind, Package, Problem, UnitKind

CATALOGUES = Path(__file__).parent / "locale"


def gettext_noop(message: str) -> str:
    """Mark a message for translation where it is written and not yet spoken."""
    return message


@cache
def catalogue(language: str) -> library.NullTranslations:
    """Return the translations into a language; what it lacks is said in English."""
    return library.translation("django", CATALOGUES, [language.replace("-", "_")], fallback=True)


PROBLEMS: Mapping[str, str] = {
    # Why a file is given up
    "no_file": gettext_noop("The file cannot be opened ({why})."),
    "empty": gettext_noop("The file is empty."),
    "huge": gettext_noop("The file is larger than {most} MB."),
    "no_archive": gettext_noop("This is neither a zip nor a tar.gz file."),
    "damaged": gettext_noop("The archive is damaged ({why}). Export it again."),
    "locked": gettext_noop("The archive asks for a password. Export it without one."),
    "too_many_files": gettext_noop("The archive holds more than {most} files."),
    "explodes": gettext_noop("Unpacked, the archive would be {size} MB or more."),
    "bomb": gettext_noop(
        "Unpacked it would be {times} times as large: such archives are made to fill disks."
    ),
    "no_manifest": gettext_noop(
        "There is no manifest: neither imsmanifest.xml nor cmi5.xml nor course.xml."
    ),
    "only_inner_archive": gettext_noop(
        "The package lies in an archive in the archive. Take it out and send that."
    ),
    "other_root": gettext_noop("The file begins with <{found}>, and should with <{wanted}>."),
    "aicc": gettext_noop(
        "This is an AICC package. AICC: not supported. Export the course as SCORM or cmi5."
    ),
    "tincan": gettext_noop("This is a Tin Can (xAPI) package. Export the course as cmi5 or SCORM."),
    "h5p": gettext_noop("This is an H5P file. Export it as SCORM or Common Cartridge."),
    "moodle": gettext_noop("This is a backup of Moodle. Export the course as Common Cartridge."),
    "epub": gettext_noop("This is a book (EPUB), and no course."),
    "office": gettext_noop("This is an office document, and no course."),
    "olx_library": gettext_noop("This is a library of Open edX. Export the course instead."),
    # What one file of it suffers from
    "huge_file": gettext_noop("The file is larger than {most} MB and is not read."),
    "damaged_file": gettext_noop("The file is damaged ({why})."),
    "not_well_formed": gettext_noop("The XML is broken ({why})."),
    "too_deep": gettext_noop("More than {most} elements stand inside one another."),
    "too_many_elements": gettext_noop("The file has more than {most} elements."),
    "entities": gettext_noop(
        "The file declares entities («{entity}»). They are refused:"
        " they can read other files or fill the memory."
    ),
    "wrong_encoding": gettext_noop("The file says its letters are {told}, and they are {is}."),
    "odd_signs": gettext_noop("The file holds signs that XML does not allow."),
    "blank_before": gettext_noop("Something blank stands before the first line."),
    "bad_json": gettext_noop("The file is no valid JSON."),
    # Names in the archive
    "climbs_out": gettext_noop("The path climbs out of the package. Nothing is imported."),
    "absolute_name": gettext_noop("The path begins at the root of a disk. Nothing is imported."),
    "odd_name": gettext_noop("The name has signs that no name may have. Nothing is imported."),
    "long_name": gettext_noop("The name is too long. Nothing is imported."),
    "same_name": gettext_noop("Two files have this name. Nothing is imported."),
    "link": gettext_noop("This is a link to another file. Nothing is imported."),
    "device": gettext_noop("This is no ordinary file. Nothing is imported."),
    "inner_archive": gettext_noop(
        "This is an archive in the archive. It is kept as it is, and not opened."
    ),
    "in_a_folder": gettext_noop(
        "The package lies in the folder «{folder}», and should begin at the top of the archive."
    ),
    "misnamed": gettext_noop("The file should be called {wanted}, in these letters."),
    # What the manifest says
    "no_schema": gettext_noop("The manifest does not say that it is SCORM («{schema}»)."),
    "no_version": gettext_noop("The manifest names no version that we know («{version}»)."),
    "two_versions": gettext_noop("The manifest says version {version} and uses words of another."),
    "no_identifier": gettext_noop("This «{what}» has no identifier."),
    "same_identifier": gettext_noop("«{identifier}» is used twice, first at {first}."),
    "no_iri": gettext_noop("«{identifier}» should be an address of its own (an IRI)."),
    "no_resource": gettext_noop("There is no resource «{identifier}»."),
    "no_default": gettext_noop("There is no organization «{identifier}»; the first is taken."),
    "no_items": gettext_noop("The manifest orders nothing; its resources are taken as they come."),
    "no_title": gettext_noop("«{identifier}» has no title."),
    "empty_item": gettext_noop("«{title}» holds nothing."),
    "no_launch": gettext_noop("«{identifier}» has nothing to open."),
    "nothing_to_launch": gettext_noop("Nothing in this package can be opened."),
    "nothing_inside": gettext_noop("The course is empty."),
    "no_course": gettext_noop("The structure describes no course."),
    "missing_file": gettext_noop("The file «{name}» is missing."),
    "other_capitals": gettext_noop("«{name}» is called «{real}» in the package."),
    "page_lacks": gettext_noop("The page loads «{name}», which is missing."),
    "bad_address": gettext_noop("«{address}» is no address that is opened."),
    "absolute_address": gettext_noop(
        "«{address}» begins at the root of a server. Write it relative to the package."
    ),
    "address_climbs_out": gettext_noop("«{address}» leads out of the package."),
    "elsewhere": gettext_noop(
        "It opens {address}, outside the package: from there it may be unable to report."
    ),
    "reserved_words": gettext_noop("«{address}» uses words that the launch itself adds."),
    "wrong_value": gettext_noop("«{value}» is no valid {name}."),
    "bad_prerequisite": gettext_noop(
        "The prerequisite «{condition}» names «{name}», which is not there or cannot be read."
    ),
    "unknown_type": gettext_noop("A resource of the type «{type}» is not known."),
    "unknown_component": gettext_noop("A component «{name}» is not known."),
    "bad_link": gettext_noop("The link has no address."),
    "no_questions": gettext_noop("The quiz has no questions."),
    "no_presentation": gettext_noop("The question «{identifier}» asks nothing."),
    "no_right_answer": gettext_noop("The question «{identifier}» has no right answer."),
    "unknown_question": gettext_noop("«{identifier}» asks in a way that is not known."),
    "and_more": gettext_noop("{count} more of the same kind."),
}
KINDS: Mapping[UnitKind, str] = {
    UnitKind.GROUP: gettext_noop("Groups"),
    UnitKind.SCO: gettext_noop("Units that report"),
    UnitKind.AU: gettext_noop("Units that report"),
    UnitKind.ASSET: gettext_noop("Pages to look at"),
    UnitKind.PAGE: gettext_noop("Pages"),
    UnitKind.FILE: gettext_noop("Files"),
    UnitKind.LINK: gettext_noop("Links"),
    UnitKind.QUIZ: gettext_noop("Quizzes"),
    UnitKind.VIDEO: gettext_noop("Videos"),
    UnitKind.DISCUSSION: gettext_noop("Discussions"),
    UnitKind.ASSIGNMENT: gettext_noop("Assignments"),
    UnitKind.TOOL: gettext_noop("External tools"),
    UnitKind.OTHER: gettext_noop("Other parts"),
}
LOST: Mapping[str, str] = {
    "sequencing": gettext_noop("Rules of order (SCORM sequencing): units open freely"),
    "submanifest": gettext_noop("Manifests inside the manifest"),
    "organization": gettext_noop("Further orders of the same content"),
    "authorization": gettext_noop("Conditions of who may import it"),
    "question_bank": gettext_noop("Banks of questions"),
    "question": gettext_noop("Questions asked in a way that is not known"),
    "resource": gettext_noop("Resources of an unknown type"),
    "tool": gettext_noop("External tools: they have to be connected again"),
    "component": gettext_noop("Components that are not known"),
    "draft": gettext_noop("Drafts beside the course"),
}
NAMES: Mapping[Kind, str] = {
    Kind.SCORM_12: "SCORM",
    Kind.SCORM_2004: "SCORM",
    Kind.CMI5: "cmi5",
    Kind.CARTRIDGE: "Common Cartridge",
    Kind.OLX: "Open edX (OLX)",
}


def name_of(package: Package) -> str:
    """Return what a package is: «SCORM 1.2», «Common Cartridge 1.3»."""
    version = "" if package.kind is Kind.CMI5 else package.version
    return f"{NAMES[package.kind]} {version}".strip()


def describe(problem: Problem, language: str) -> str:
    """Say what is wrong, without the place."""
    words = catalogue(language).gettext(PROBLEMS[problem.code])
    return words.format(**problem.values)


def place_of(problem: Problem, language: str) -> str:
    """Say where it is: «imsmanifest.xml, line 12»."""
    if not problem.line:
        return problem.file
    words = catalogue(language).gettext("{file}, line {line}")
    return words.format(file=problem.file, line=problem.line)


def holdings(package: Package, language: str) -> list[tuple[str, int]]:
    """Say what a package holds, and how much of it."""
    counts: dict[str, int] = {}
    for unit in package.walk():
        label = KINDS[unit.kind]
        counts[label] = counts.get(label, 0) + 1
    return [(catalogue(language).gettext(label), count) for label, count in counts.items()]


def losses(package: Package, language: str) -> list[tuple[str, int]]:
    """Say what a package holds that is not taken over, and how much of it."""
    return [
        (catalogue(language).gettext(LOST[what]), count) for what, count in package.lost.items()
    ]
