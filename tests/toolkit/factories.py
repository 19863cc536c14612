from datetime import UTC, datetime

import factory

from innesto.toolkit.models import Draft
from tests.accounts.factories import UserFactory


class DraftFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Draft

    user = factory.SubFactory(UserFactory)
    form = "toolkit:example"
    title = "Example form"
    address = "/stile/"
    answers = {"note": ["Half a"]}
    saved_at = datetime(2026, 3, 24, 9, 42, tzinfo=UTC)
