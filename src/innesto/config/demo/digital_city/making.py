"""The curriculum «Digital City Expert» and its course, told in the files beside; who stands where.

The words and the film were made for this demo.
"""

import datetime
from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.core.files.base import ContentFile
from django.utils import timezone

from innesto.accounts.models import User
from innesto.assessments.actions import (
    answer_assessment,
    begin_assessment,
    close_assessment_round,
    finish_assessment,
    join_assessment_round,
    open_assessment_round,
)
from innesto.assessments.models import Assessment, Inquiry
from innesto.assessments.queries.questions import questions_of
from innesto.assignments.actions import set_assignment
from innesto.assignments.assessing import rubric_from
from innesto.config.demo.people import person
from innesto.courses.actions.content import put_recording, put_track
from innesto.courses.actions.publishing import ask_review, decide_review
from innesto.courses.actions.writing import add_part, add_unit, begin_course, write_text
from innesto.courses.models import Section
from innesto.curricula.actions import (
    add_framework,
    add_module,
    adopt_digcomp,
    change_module,
    publish_curriculum,
    set_competences,
    start_curriculum,
    translate_curriculum,
)
from innesto.curricula.intake import Row, role_key
from innesto.curricula.models import Competence, Curriculum, Framework, Module
from innesto.curricula.shipped import DIGCOMP
from innesto.organisations.models import Organisation
from innesto.programmes.models import Programme
from innesto.quizzes.actions.writing import set_quiz_rules, write_questions
from innesto.quizzes.questions import questions_from
from innesto.themes.models import Theme

type Told = dict[str, Any]

FOLDER = Path(__file__).parent
KEY = "digital-city-experts"
LANGUAGES = ("it", "en")
BEFORE = datetime.timedelta(days=150)
"""So long ago people said where they stood before the path."""


def show_digital_city() -> None:
    """Write the curriculum in two versions, its course, and who said where they stand."""
    programme = Programme.objects.filter(slug=KEY).first()
    if not Framework.objects.filter(key=DIGCOMP).exists():
        adopt_digcomp(by=None)
    if programme is None or Curriculum.objects.exists():
        return
    told = yaml.safe_load((FOLDER / "curriculum.yaml").read_text("utf-8"))
    competences = _framework(told["framework"], programme)
    curriculum = _curriculum(told["curriculum"], programme, competences)
    _course(told["curriculum"], curriculum)
    _stand(curriculum, programme)


def _framework(told: Told, programme: Programme) -> Mapping[str, Competence]:
    """Load the framework of the programme; each competence says to which of DigComp it answers."""
    rows = [
        Row(
            line=number,
            code=one["code"],
            names=one["names"],
            abouts=one.get("abouts", {}),
            area=one["code"].rpartition(".")[0],
            kind=one.get("kind", ""),
            roles=one.get("roles", []),
            countries=one.get("countries", []),
            aligned=one.get("aligned", []),
        )
        for number, one in enumerate(told["competences"], start=1)
    ]
    framework = add_framework(
        rows,
        by=person("bruno"),
        key=told["key"],
        names=told["names"],
        abouts=told["abouts"],
        roles={role_key(words): names for words, names in told["roles"].items()},
        highest=told["highest"],
        programme=programme,
        licence="CC BY 4.0",
    )
    return {one.code: one for one in framework.competences.all()}


def _curriculum(
    told: Told, programme: Programme, competences: Mapping[str, Competence]
) -> Curriculum:
    """Write and publish the first version, then what was learned from it; translate the second."""
    dora, bruno = person("dora"), person("bruno")
    curriculum = start_curriculum(
        by=dora,
        title=told["title"],
        language=told["language"],
        summary=told["summary"],
        audiences=told["audiences"],
        programme=programme,
        authors=[bruno],
        is_example=True,
    )
    modules: dict[str, Module] = {}
    for one in told["modules"]:
        module = add_module(
            curriculum,
            by=dora,
            title=one["title"]["it"],
            summary=one["summary"]["it"],
            outcomes=one["outcomes"]["it"],
            hours=Decimal(one["first"]["hours"]),
            prerequisites=[modules[key] for key in one["needs"]],
        )
        taught = one["first"].get("teaches", one["teaches"])
        set_competences(module, _levels(taught, competences), by=dora)
        modules[one["key"]] = module
    publish_curriculum(curriculum, by=bruno, note=told["notes"][0])
    for one in told["modules"]:
        module = modules[one["key"]]
        if one["first"]["hours"] != one["hours"]:
            before = module.prerequisites.all()
            change_module(module, by=dora, prerequisites=before, hours=Decimal(one["hours"]))
        if "teaches" in one["first"]:
            set_competences(module, _levels(one["teaches"], competences), by=dora)
    publish_curriculum(curriculum, by=bruno, note=told["notes"][1])
    texts = {"title": told["title"], "summary": told["summary_en"]}
    for one in told["modules"]:
        pk = modules[one["key"]].pk
        texts[f"{pk}.title"] = one["title"]["en"]
        texts[f"{pk}.summary"] = one["summary"]["en"]
        texts[f"{pk}.outcomes"] = "\n".join(one["outcomes"]["en"])
    translate_curriculum(curriculum, language="en", texts=texts, by=dora)
    curriculum.versions.filter(number=1).update(published_at=timezone.now() - BEFORE)
    curriculum.refresh_from_db()
    return curriculum


def _levels(
    told: Mapping[str, int], competences: Mapping[str, Competence]
) -> dict[Competence, int]:
    return {competences[code]: level for code, level in told.items()}


def _course(told: Told, curriculum: Curriculum) -> None:
    """Make the course; who coordinates looks at it before it comes out."""
    dora = person("dora")
    course = begin_course(
        by=dora,
        titles={"it": told["title"], "en": told["title"]},
        summaries={"it": told["summary"], "en": told["summary_en"]},
        language=told["language"],
        programme=curriculum.programme,
        is_example=True,
    )
    modules = curriculum.modules.standing().order_by("position", "pk")
    for number, (one, module) in enumerate(zip(told["modules"], modules, strict=True), start=1):
        section = add_part(course, titles=one["title"], module=module, by=dora)
        _units(section, _module(number), by=dora)
    decide_review(ask_review(course, by=dora), by=person("bruno"), verdict="yes")


def _module(number: int) -> Told:
    found: Told = yaml.safe_load((FOLDER / f"module-{number}.yaml").read_text("utf-8"))
    return found


def _film(section: Section, told: Told, *, by: User) -> None:
    """Put the film in, with its captions and its words in each language."""
    unit = add_unit(section, kind="video", titles=told["title"], minutes=told["minutes"], by=by)
    recording = put_recording(
        unit, language="it", seconds=told["seconds"], file=_file(told["file"]), by=by
    )
    for language, name in told["captions"].items():
        put_track(
            recording,
            language=language,
            captions=_file(name),
            transcript=told["transcript"][language],
            by=by,
        )


def _file(name: str) -> ContentFile[bytes]:
    return ContentFile((FOLDER / name).read_bytes(), name)


def _units(section: Section, told: Told, *, by: User) -> None:
    for one in told["units"]:
        if one["kind"] == "text":
            unit = add_unit(
                section, kind="text", titles=one["title"], minutes=one["minutes"], by=by
            )
            for language in LANGUAGES:
                write_text(unit, language=language, body=one[language], by=by)
        elif one["kind"] == "video":
            _film(section, one, by=by)
    quiz = told["quiz"]
    unit = add_unit(section, kind="quiz", titles=quiz["title"], minutes=15, by=by)
    write_questions(unit, questions_from(quiz["questions"]), by=by)
    set_quiz_rules(unit, by=by, pass_mark=quiz["pass"])
    asked = told["assignment"]
    unit = add_unit(section, kind="assignment", titles=asked["title"], minutes=90, by=by)
    rubric = [{"text": one["criterion"], "levels": one["levels"]} for one in asked["rubric"]]
    set_assignment(
        unit,
        by=by,
        rubric=rubric_from(rubric),
        task={language: asked[language] for language in LANGUAGES},
        peers=asked["reviews"],
    )


def _stand(curriculum: Curriculum, programme: Programme) -> None:
    """Let partners and persons say where they stand, before and after."""
    today = timezone.localdate()
    bruno, dora, marta = person("bruno"), person("dora"), person("marta")
    theme = Theme.objects.filter(scheme=programme.scheme, key="smart-city").first()
    if theme is None:
        return
    first = open_assessment_round(
        by=bruno,
        closes_on=today,
        title="A che punto sono i partner",
        of=Inquiry.Of.BODIES,
        programme=programme,
        theme=theme,
    )
    for user, name, levels in (
        (bruno, "Zentrum fur Digitale", (3, 2, 2, 2, 1, 1)),
        (dora, "Ial Innovazione", (2, 3, 1, 2, 2, 1)),
    ):
        body = Organisation.objects.filter(name__startswith=name).first()
        if body:
            _answer(join_assessment_round(first, by=user, organisation=body), levels, by=user)
    close_assessment_round(first, by=bruno)
    asti = Organisation.objects.filter(memberships__person=marta).first()
    for levels, ago in (((1, 1, 0, 1, 2, 0), BEFORE), ((3, 2, 2, 2, 2, 1), None)):
        if asti:
            _answer(begin_assessment(theme, by=marta, organisation=asti), levels, by=marta, ago=ago)
    for own, ago in (((2, 0, 4), BEFORE), ((4, 4, 6), None)):
        _answer(begin_assessment(curriculum, by=marta), own, by=marta, ago=ago)
    open_assessment_round(
        by=bruno,
        closes_on=today + datetime.timedelta(days=21),
        title="Prima del percorso",
        programme=programme,
        curriculum=curriculum,
        theme=theme,
    )


def _answer(
    assessment: Assessment,
    levels: Collection[int],
    *,
    by: User,
    ago: datetime.timedelta | None = None,
) -> None:
    """Answer all questions, taking up the levels again and again; ``ago`` puts it in the past."""
    chosen = list(levels)
    answers = {
        one.key: chosen[number % len(chosen)] for number, one in enumerate(questions_of(assessment))
    }
    answer_assessment(assessment, answers, notes={}, by=by)
    finish_assessment(assessment, by=by)
    if ago:
        moved = timezone.now() - ago
        Assessment.objects.filter(pk=assessment.pk).update(started_at=moved, finished_at=moved)
