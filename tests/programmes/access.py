from allauth.mfa.totp.internal.auth import TOTP

from tests.accounts.factories import InvitationFactory, UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.organisations.factories import MembershipFactory, OrganisationFactory
from tests.places.factories import CountryFactory
from tests.programmes.factories import (
    DUE,
    LIVELY,
    ApplicationFactory,
    GrantFactory,
    ImportFactory,
    MilestoneFactory,
    ParticipantFactory,
    PartnerFactory,
    ProgrammeFactory,
    SelectionFactory,
)

# «colleague» acts for a partner and has a role that may contribute.
TABLE = [
    # address                            method  nobody  stranger   colleague  coordinator operator
    ("programmes:index",                 "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:new",                   "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:new",                   "post", LOGIN,  FORM,      FORM,      FORM,      FORM),
    ("programmes:new-from",              "get",  LOGIN,  HIDDEN,    HIDDEN,    HIDDEN,    HIDDEN),
    ("programmes:schema",                "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:identity",              "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:identity-edit",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:identity-edit",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("programmes:start",                 "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:end",                   "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:archive",               "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:reopen",                "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:projects",              "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:project-new",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:project-new",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:partners",              "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:partner-suggestions",   "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:partner",               "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:imports",               "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:imports",               "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("programmes:import-example",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:partners-export",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:import-columns",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:import-columns",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("programmes:import-encoding",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:import",                "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:import",                "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:import-carry-out",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:import-undo",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:partner-new",           "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:partner-new",           "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("programmes:partner-register",      "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:partner-register",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:partner-edit",          "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:partner-edit",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:partner-role",          "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:partner-role",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:partner-role-end",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:partner-strands",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:partner-strands",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:partner-withdraw",      "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:partner-withdraw",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("programmes:partner-restore",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:people",                "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:person-new",            "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:person-new",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:person-invite",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:person-invite",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:person-invite-again",   "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:person-invite-again",   "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:person-take-back",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:person-release",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:phases",                "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:phase-new",             "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:phase-new",             "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:phase-records",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:phase-records",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:dates",                 "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:date-shift",            "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:date-shift",            "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("programmes:deadline-extend",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:deadline-extend",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("programmes:grants",                "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:grant-new",             "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:grant-new",             "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("programmes:grant-take-back",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:logic",                 "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:logic-record",          "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:logic-record",          "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:selections",            "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:selection-new",         "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:selection-new",         "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("programmes:selection",             "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:apply",                 "get",  LOGIN,  FORBIDDEN, FOUND,     FORBIDDEN, FORBIDDEN),
    ("programmes:apply",                 "post", LOGIN,  FORBIDDEN, FORM,      FORBIDDEN, FORBIDDEN),
    ("programmes:selection-close",       "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:selection-announce",    "post", LOGIN,  FORBIDDEN, FORBIDDEN, DONE,      DONE),
    ("programmes:application",           "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("programmes:application-score",     "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,     FOUND),
    ("programmes:application-score",     "post", LOGIN,  HIDDEN,    FORM,      FORM,      FORM),
    ("programmes:application-decide",    "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("programmes:application-decide",    "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("programmes:application-withdraw",  "post", LOGIN,  HIDDEN,    FORBIDDEN, FORBIDDEN, FORBIDDEN),
    ("programmes:blueprint",             "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:blueprint-edit",        "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("programmes:blueprint-edit",        "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("programmes:editions",              "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:edition",               "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("programmes:blueprint-download",    "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
]  # fmt: skip

INCOMPLETE = (
    *("new", "identity-edit", "partner-new", "partner-withdraw", "date-shift"),
    *(
        "deadline-extend",
        "selection-new",
        "application-score",
        "application-decide",
        "blueprint-edit",
    ),
)


def scene() -> Scene:
    lively = ProgrammeFactory(lively=True, slug="lively", blueprint=LIVELY + DUE)
    lively.editions.create(number=1, text=LIVELY, at="2026-01-01T12:00:00Z")
    asti = PartnerFactory(
        programme=lively,
        organisation=OrganisationFactory(name="Comune di Asti"),
        roles=["host_city"],
    )
    colleague = MembershipFactory(organisation=asti.organisation).person
    officer = ParticipantFactory(
        programme=lively, user=colleague, partner=asti, may_contribute=True
    )
    coordinator = UserFactory(holds_office=True)
    TOTP.activate(coordinator, "JBSWY3DPEHPK3PXP")
    ParticipantFactory(programme=lively, user=coordinator, role="coordinator", may_coordinate=True)
    guest = ParticipantFactory(programme=lively, invitation=InvitationFactory())
    phase = lively.phase_entries.create(phase="prepare", entered_on="2018-12-01")
    node = lively.logic_nodes.create(key="days", level="action")
    selection = SelectionFactory(programme=lively)
    imported = ImportFactory(programme=lively)
    judged = ApplicationFactory(
        selection=SelectionFactory(programme=lively, country=CountryFactory(), state="closed")
    )
    return Scene(
        colleague=colleague,
        coordinator=coordinator,
        keys={"slug": "lively", "pk": asti.pk, "key": "host_city", "number": 1},
        at={
            "programmes:person-release": {"pk": officer.pk},
            "programmes:deadline-extend": {"rule": "signed"},
            "programmes:person-invite-again": {"pk": guest.pk},
            "programmes:person-take-back": {"pk": guest.pk},
            "programmes:phase-records": {"pk": phase.pk},
            "programmes:date-shift": {"pk": MilestoneFactory(programme=lively).pk},
            "programmes:grant-take-back": {"pk": GrantFactory(partner=asti).pk},
            "programmes:logic-record": {"pk": node.pk},
            **{
                f"programmes:import{name}": {"pk": imported.pk}
                for name in ("", "-columns", "-encoding", "-carry-out", "-undo")
            },
            **{
                f"programmes:{name}": {"kind": "csv"}
                for name in ("import-example", "partners-export")
            },
            **{
                f"programmes:{name}": {"pk": selection.pk}
                for name in ("selection", "apply", "selection-close", "selection-announce")
            },
            **{
                f"programmes:application{name}": {"pk": judged.pk}
                for name in ("", "-score", "-decide", "-withdraw")
            },
        },
        sent={
            "programmes:imports": {"sent": "and incomplete"},
            "programmes:import-columns": {"sent": "and incomplete"},
            "programmes:import-encoding": {"encoding": "cp1252"},
            "programmes:import": {"shown": "2"},
            "programmes:import-carry-out": {"shown": "2", "take_2": "on"},
            "programmes:project-new": {"names_it": "Insieme"},
            "programmes:partner-register": {"name": "ANCI Piemonte", "kind": "municipalities"},
            "programmes:partner-edit": {"note": "Vista a Torino"},
            "programmes:partner-role": {"role": "lead"},
            "programmes:partner-strands": {"strands": ["cop1"]},
            "programmes:person-invite": {
                "name": "Ines",
                "email": "ines@example.org",
                "role": "officer",
            },
            "programmes:person-invite-again": {"email": "nina@example.org"},
            "programmes:person-new": {"name": "Nina Nome", "role": "officer"},
            "programmes:phase-new": {"phase": "learn", "on": "2020-01-15"},
            "programmes:phase-records": {"note": "Fatto"},
            "programmes:logic-record": {"outcome": "Fatto"},
            "programmes:apply": {"answer_why": ""},
            **{f"programmes:{name}": {"sent": "and incomplete"} for name in INCOMPLETE},
        },
    )
