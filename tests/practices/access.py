from django.utils import timezone

from innesto.practices.models import FollowUp, JointAction, PracticeImport
from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.practices.factories import (
    ActFactory,
    AdoptionFactory,
    ChallengeFactory,
    EvidenceFactory,
    MediumFactory,
    PracticeFactory,
    QuestionFactory,
    coordinator_of,
)
from tests.programmes.factories import ProgrammeFactory

# «colleague» works for the owner, «coordinator» coordinates the programme of the practice.
TABLE = [
    # address                     method  nobody  stranger   colleague  coordinator operator
    ("practices:index",           "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("practices:feed",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("practices:compare",         "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("practices:new",             "get",  LOGIN,  DONE,      FOUND,     DONE,      FOUND),
    ("practices:new",             "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORM),
    ("practices:file",            "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:of-programme",    "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("practices:blind",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("practices:detail",          "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:json-ld",         "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:edit",            "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:edit",            "post", LOGIN,  HIDDEN,    FORM,      FORM,      FORM),
    ("practices:proofs",          "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:evidence-new",    "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:evidence-new",    "post", LOGIN,  HIDDEN,    FORM,      FORM,      FORM),
    ("practices:figures",         "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:figures",         "post", LOGIN,  HIDDEN,    FORM,      FORM,      FORM),
    ("practices:propose",         "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("practices:propose",         "post", LOGIN,  FORM,      FORM,      FORM,      FORM),
    ("practices:proposal",        "get",  LOGIN,  HIDDEN,    FOUND,     HIDDEN,    FORBIDDEN),
    ("practices:proposal",        "post", LOGIN,  HIDDEN,    FORM,      HIDDEN,    FORBIDDEN),
    ("practices:follow",          "post", LOGIN,  DONE,      DONE,      DONE,      DONE),
    ("practices:unfollow",        "post", LOGIN,  DONE,      DONE,      DONE,      DONE),
    ("practices:evidence-edit",   "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:evidence-edit",   "post", LOGIN,  HIDDEN,    FORM,      FORM,      FORM),
    ("practices:evidence-remove", "post", LOGIN,  HIDDEN,    DONE,      DONE,      DONE),
    ("practices:act-new",         "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:act-new",         "post", LOGIN,  HIDDEN,    FORM,      FORM,      FORM),
    ("practices:act-remove",      "post", LOGIN,  HIDDEN,    DONE,      DONE,      DONE),
    ("practices:picture-new",     "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:picture-new",     "post", LOGIN,  HIDDEN,    FORM,      FORM,      FORM),
    ("practices:picture-remove",  "post", LOGIN,  HIDDEN,    DONE,      DONE,      DONE),
    ("practices:submit",          "post", LOGIN,  HIDDEN,    DONE,      DONE,      DONE),
    ("practices:discard",         "post", LOGIN,  HIDDEN,    DONE,      HIDDEN,    FORBIDDEN),
    ("practices:review",          "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("practices:review",          "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("practices:opinion",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("practices:opinion",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("practices:check",           "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("practices:check",           "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("practices:recheck",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("practices:recheck",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("practices:archive",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("practices:archive",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("practices:revive",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("practices:versions",        "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:version",         "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:adopt",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adopt",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoptions",       "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("practices:adoption",        "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:adoption-agree",  "post", LOGIN,  HIDDEN,    DONE,      DONE,      DONE),
    ("practices:adoption-decline", "get", LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("practices:adoption-decline", "post", LOGIN, HIDDEN,    FORM,      FORM,      FORM),
    ("practices:adoption-move",   "post", LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoption-context", "get",  LOGIN, HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoption-context", "post", LOGIN, HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoption-log",    "get",  LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoption-log",    "post", LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoption-finish", "get",  LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoption-finish", "post", LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoption-pause",  "get",  LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoption-pause",  "post", LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoption-resume", "post", LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoption-withdraw", "get", LOGIN, HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoption-withdraw", "post", LOGIN, HIDDEN,   FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoption-hand-over", "get", LOGIN, HIDDEN,   FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:adoption-hand-over", "post", LOGIN, HIDDEN,  FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:follow-up",       "get",  LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:follow-up",       "post", LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:story",           "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("practices:story",           "post", FORBIDDEN, FORM,   FORM,      FORM,      FORM),
    ("practices:tell",            "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("practices:tell",            "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("practices:answer",          "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("practices:answer",          "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("practices:translate",       "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("practices:translate",       "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("practices:machine",         "get",  LOGIN,  FORBIDDEN, HIDDEN,    HIDDEN,    HIDDEN),
    ("practices:machine",         "post", LOGIN,  FORBIDDEN, HIDDEN,    HIDDEN,    HIDDEN),
    ("practices:link",            "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("practices:link",            "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("practices:answers",         "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("practices:answers",         "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("practices:unlink",          "post", LOGIN,  FORBIDDEN, DONE,      DONE,      DONE),
    ("practices:together",        "get",  LOGIN,  FORBIDDEN, FOUND,     FOUND,     FOUND),
    ("practices:together",        "post", LOGIN,  FORBIDDEN, FORM,      FORM,      FORM),
    ("practices:join-in",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORBIDDEN, DONE),
    ("practices:challenges",      "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("practices:challenge",       "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("practices:challenge",       "post", FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("practices:challenge-new",   "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FOUND),
    ("practices:challenge-new",   "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORM),
    ("practices:of-organisation", "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("practices:import-new",      "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("practices:import-new",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("practices:import",          "get",  LOGIN,  HIDDEN,    HIDDEN,    FOUND,     FOUND),
    ("practices:import-carry-out", "post", LOGIN, HIDDEN,    HIDDEN,    DONE,      DONE),
    ("practices:import-undo",     "post", LOGIN,  HIDDEN,    HIDDEN,    DONE,      DONE),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(slug="connection")
    torino = OrganisationFactory(name="Torino")
    colleague = MembershipFactory(organisation=torino, person=UserFactory()).person
    coordinator = coordinator_of(programme)
    more = {"organisation": torino, "programme": programme}
    changing = PracticeFactory(complete=True, state="changes", reason="Costi", **more)
    draft = PracticeFactory(**more)
    proposal = PracticeFactory(organisation=None, proposed_to=torino, proposer="Cleo")
    sent = PracticeFactory(complete=True, state="submitted", **more)
    out = PracticeFactory(published=True, **more)
    away = PracticeFactory(published=True, state="archived", **more)
    adoption = AdoptionFactory(practice=out)
    asked = FollowUp.objects.create(adoption=adoption, months=6, due_on="2026-01-01")
    question = QuestionFactory(practice=out)
    joint = JointAction.objects.create(practice=out, process="Insieme", cost=1)
    member = joint.members.create(organisation=OrganisationFactory(), share=1)
    import_ = PracticeImport.objects.create(
        programme=programme, at=timezone.now(), file_name="p.csv", content=b"titolo\nOrti\n"
    )
    uploaded = {"pk": import_.pk}
    published = {"slug": out.slug}
    written = {"slug": changing.slug}
    programme_at = {"slug": "connection"}
    return Scene(
        colleague=colleague,
        coordinator=coordinator,
        keys={
            "pk": adoption.pk,
            "side": "cura",
            "slug": changing.slug,
            "step": "basics",
            "revision": 1,
            "kind": "picture",
        },
        at={
            "practices:adopt": published,
            "practices:story": published,
            "practices:tell": published,
            "practices:answer": published | {"pk": question.pk},
            "practices:translate": published,
            "practices:machine": published,
            "practices:link": published,
            "practices:answers": published,
            "practices:unlink": published | {"pk": 0},
            "practices:together": published,
            "practices:join-in": {"pk": member.pk},
            "practices:challenge": {"slug": ChallengeFactory().slug},
            "practices:of-organisation": {"slug": torino.slug},
            "practices:import": uploaded,
            "practices:import-carry-out": uploaded,
            "practices:import-undo": uploaded,
            "practices:follow-up": {"pk": asked.pk},
            "practices:of-programme": programme_at,
            "practices:blind": programme_at,
            "practices:file": {"pk": MediumFactory(practice=changing).pk},
            "practices:evidence-edit": written | {"pk": EvidenceFactory(practice=changing).pk},
            "practices:evidence-remove": written | {"pk": EvidenceFactory(practice=changing).pk},
            "practices:act-remove": written | {"pk": ActFactory(practice=changing).pk},
            "practices:picture-remove": written | {"pk": MediumFactory(practice=changing).pk},
            "practices:discard": {"slug": draft.slug},
            "practices:review": {"slug": sent.slug},
            "practices:proposal": {"slug": proposal.slug},
            "practices:follow": published,
            "practices:unfollow": published,
            "practices:opinion": published,
            "practices:check": published,
            "practices:recheck": published,
            "practices:archive": published,
            "practices:revive": {"slug": away.slug},
        },
    )
