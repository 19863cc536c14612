from tests.accounts.factories import UserFactory
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.contributions.factories import (
    AssessmentFactory,
    ContributionCallFactory,
    ContributionFactory,
)
from tests.programmes.factories import ParticipantFactory

# «colleague» sent the contribution, and reviews another one.
TABLE = [
    # address                   method  nobody  stranger   colleague  coordinator operator
    ("contributions:index",     "get",  FOUND,  FOUND,     FOUND,     FOUND,     FOUND),
    ("contributions:call",      "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,     FOUND),
    ("contributions:call",      "post", LOGIN,  FORBIDDEN, FORBIDDEN, FORM,      FORM),
    ("contributions:new",       "get",  LOGIN,  FOUND,     FOUND,     FOUND,     FOUND),
    ("contributions:new",       "post", LOGIN,  FORM,      FORM,      FORM,      FORM),
    ("contributions:detail",    "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,     FOUND),
    ("contributions:edit",      "get",  LOGIN,  HIDDEN,    FOUND,     FORBIDDEN, FORBIDDEN),
    ("contributions:edit",      "post", LOGIN,  HIDDEN,    FORM,      FORBIDDEN, FORBIDDEN),
    ("contributions:withdraw",  "post", LOGIN,  HIDDEN,    DONE,      FORBIDDEN, FORBIDDEN),
    ("contributions:reviewer",  "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("contributions:reviewer",  "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("contributions:review",    "get",  LOGIN,  HIDDEN,    FOUND,     FORBIDDEN, FORBIDDEN),
    ("contributions:review",    "post", LOGIN,  HIDDEN,    FORM,      FORBIDDEN, FORBIDDEN),
    ("contributions:decide",    "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,     FOUND),
    ("contributions:decide",    "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,      FORM),
    ("contributions:schedule",  "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,      DONE),
]  # fmt: skip


def scene() -> Scene:
    call = ContributionCallFactory()
    coordinator = UserFactory(name="Cora Coordina")
    ParticipantFactory(programme=call.exchange.programme, may_coordinate=True, user=coordinator)
    contribution = ContributionFactory(call=call)
    sender = contribution.by
    other = AssessmentFactory(contribution=ContributionFactory(call=call), reviewer=sender)
    one = {"pk": contribution.pk}
    names = ("detail", "edit", "withdraw", "reviewer", "decide", "schedule")
    return Scene(
        colleague=sender,
        coordinator=coordinator,
        keys={"pk": call.exchange_id},
        at={
            **{f"contributions:{name}": one for name in names},
            "contributions:review": {"pk": other.pk},
        },
    )
