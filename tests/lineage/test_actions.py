import datetime

import pytest

from innesto.journal.models import Entry
from innesto.lineage.actions import AlreadyLinked, LinkedToItself, link_works, unlink_works
from innesto.lineage.models import Link
from tests.organisations.factories import NeedFactory

pytestmark = pytest.mark.django_db


def test_link_works_keeps_who_when_and_why(stranger):
    need, later = NeedFactory(), NeedFactory()

    link = link_works(
        later, "derived_from", need, by=stranger, on=datetime.date(2026, 3, 1), note="Visita"
    )

    assert (link.by, link.on, link.note) == (stranger, datetime.date(2026, 3, 1), "Visita")
    assert Entry.objects.about(later).get().facts == {
        "relation": "derived_from",
        "kind": "organisations.need",
        "key": str(need.pk),
    }


def test_link_works_refuses_the_same_link_twice_and_a_work_with_itself(stranger):
    need, later = NeedFactory(), NeedFactory()
    link_works(later, "supports", need, by=stranger)

    with pytest.raises(AlreadyLinked):
        link_works(later, "supports", need, by=stranger)
    with pytest.raises(LinkedToItself):
        link_works(need, "supports", need, by=stranger)
    with pytest.raises(ValueError, match="likes"):
        link_works(later, "likes", need, by=stranger)


def test_unlink_works_takes_the_link_back(stranger):
    link = link_works(NeedFactory(), "needs", NeedFactory(), by=stranger)

    unlink_works(link, by=stranger)

    assert not Link.objects.exists()
