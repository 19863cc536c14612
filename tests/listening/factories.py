from datetime import timedelta

from django.utils import timezone

from innesto.listening.models import Listener, Plea, Seal
from innesto.listening.sealing import mark_of
from tests.accounts.factories import UserFactory
from tests.organisations.factories import MembershipFactory, OrganisationFactory


def make_elected(place=None, **person):
    """Return a person with an elected office, in a municipality of this place."""
    organisation = OrganisationFactory(place=place)
    user = UserFactory(**person)
    return MembershipFactory(person=user, organisation=organisation, is_elected=True).person


def make_listener(**person):
    """Return an elected person who agreed to listen."""
    user = make_elected(**person)
    Listener.objects.create(person=user, since=timezone.localdate())
    return user


def make_plea(asker, *, days=1, text="Ho paura di firmare."):
    """Return a plea of this person that came out so many days ago."""
    shown_on = timezone.localdate() - timedelta(days=days)
    plea = Plea.objects.create(about="decision", text=text, language="it", shown_on=shown_on)
    Seal.objects.create(mark=mark_of(asker.pk, plea.pk))
    return plea
