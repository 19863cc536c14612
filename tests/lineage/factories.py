import datetime

import factory

from innesto.lineage.models import Link
from innesto.lineage.queries.thread import ref_of


class LinkFactory(factory.django.DjangoModelFactory):
    """``LinkFactory(later=…, earlier=…)``: the first was inspired by the second."""

    class Meta:
        model = Link

    class Params:
        later = None
        earlier = None

    later_kind = factory.LazyAttribute(lambda o: ref_of(o.later)[0])
    later_key = factory.LazyAttribute(lambda o: ref_of(o.later)[1])
    earlier_kind = factory.LazyAttribute(lambda o: ref_of(o.earlier)[0])
    earlier_key = factory.LazyAttribute(lambda o: ref_of(o.earlier)[1])
    relation = Link.Relation.INSPIRED
    on = datetime.date(2026, 3, 1)
