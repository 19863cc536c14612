"""What can be found without any domain above: organisations, indexed at once."""

import factory
from django.utils import timezone

from innesto.search.actions import rebuild_index
from innesto.search.indexing import index_pending
from innesto.search.models import Index, SavedSearch
from tests.accounts.factories import UserFactory


def index():
    return Index.objects.get_or_create(pk=1)[0]


class SavedSearchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SavedSearch

    person = factory.SubFactory(UserFactory)
    name = factory.Sequence(lambda n: f"Ricerca {n}")
    text = "orti"
    language = "it"
    epoch = factory.LazyFunction(lambda: index().epoch)
    revision = factory.LazyFunction(lambda: index().revision)
    created_at = factory.LazyFunction(timezone.now)


def index_now():
    """Index all that is there, as the worker would."""
    rebuild_index()
    while index_pending():
        pass
