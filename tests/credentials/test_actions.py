import json
from datetime import timedelta

import pytest
from django.utils import timezone

from innesto.accounts.actions import erase_person
from innesto.badges.verifying import verify
from innesto.credentials.actions import (
    AlreadyHeld,
    AlreadyRevoked,
    NotAwarded,
    close_achievement,
    edit_achievement,
    issue_credential,
    revoke_credential,
    rotate_key,
    show_credential,
)
from innesto.credentials.asking import Asking
from innesto.credentials.models import Credential, Issuer
from innesto.credentials.vault import KeyLost, unlocked
from innesto.organisations.actions import merge_organisations
from tests.accounts.factories import UserFactory
from tests.credentials.factories import EVIDENCE, achievement_of, referent_of
from tests.organisations.factories import OrganisationFactory

pytestmark = pytest.mark.django_db


def standing(credential, *, at=None):
    """Verify both forms as a stranger would, and return what they come to."""
    credential.refresh_from_db()
    moment = at or timezone.now()
    both = (json.dumps(credential.document).encode(), credential.token.encode())
    found = {verify(it, fetch=Asking().fetch, at=moment).standing.value for it in both}
    return found.pop() if len(found) == 1 else found


@pytest.fixture
def holder():
    return UserFactory(name="Ada Prova", language="en")


@pytest.mark.capability("D-09", "C-30")
def test_issue_credential_signs_what_anyone_can_verify(
    holder, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        issued = issue_credential(achievement_of(), holder=holder, evidence=[EVIDENCE], by=None)

    assert standing(issued) == "valid"
    assert (issued.title, issued.document["evidence"][0]["id"]) == (
        "Digital City Expert",
        EVIDENCE.address,
    )
    assert [mail.to for mail in mailoutbox] == [[holder.email]]


def test_issue_credential_names_the_one_that_is_held(holder):
    achievement = achievement_of(lasts_months=12)
    first = issue_credential(achievement, holder=holder, by=None)

    with pytest.raises(AlreadyHeld) as held:
        issue_credential(achievement, holder=holder, by=None)
    assert held.value.credential == first
    revoke_credential(first, reason="A mistake", by=None)
    assert issue_credential(achievement, holder=holder, by=None) != first


def test_issue_credential_awards_anew_what_expired(holder):
    achievement = achievement_of(lasts_months=12)
    then = timezone.now() - timedelta(days=400)
    old = issue_credential(achievement, holder=holder, by=None, at=then)

    assert standing(old) == "invalid"
    assert issue_credential(achievement, holder=holder, by=None) != old


@pytest.mark.parametrize("is_open", [True, False])
def test_issue_credential_refuses_what_is_not_awarded(holder, is_open):
    achievement = achievement_of(is_open=is_open)
    if is_open:
        close_achievement(achievement, by=None)

    with pytest.raises(NotAwarded):
        issue_credential(achievement, holder=holder, by=None)


def test_revoke_credential_is_told_by_the_list(holder):
    achievement = achievement_of()
    revoked = issue_credential(achievement, holder=holder, by=None)
    other = issue_credential(achievement, holder=UserFactory(), by=None)

    revoke_credential(revoked, reason="A mistake", by=None)

    assert (standing(revoked), standing(other)) == ("invalid", "valid")
    with pytest.raises(AlreadyRevoked):
        revoke_credential(revoked, reason="Again", by=None)


def test_rotate_key_breaks_nothing(holder):
    achievement = achievement_of()
    old = issue_credential(achievement, holder=holder, by=None)

    rotate_key(achievement.issuer, by=None)

    new = issue_credential(achievement, holder=UserFactory(), by=None)
    revoke_credential(new, reason="A mistake", by=None)
    methods = [it.document["proof"]["verificationMethod"].partition("#")[2] for it in (old, new)]
    assert (methods, standing(old), standing(new)) == (["key-1", "key-2"], "valid", "invalid")


def test_edit_achievement_makes_a_new_version_and_leaves_what_was_awarded(holder):
    achievement = achievement_of()
    issued = issue_credential(achievement, holder=holder, by=None)

    edit_achievement(achievement, by=None, names={"it": "Altro"})

    achievement.refresh_from_db()
    issued.refresh_from_db()
    assert (achievement.version, issued.version, issued.title) == (2, 1, "Digital City Expert")


def test_show_credential_hides_its_page_from_strangers(holder):
    issued = issue_credential(achievement_of(), holder=holder, by=None)
    stranger, referent = UserFactory(), referent_of(issued.issuer.organisation)

    show_credential(issued, is_private=True, by=holder)

    seen = [list(Credential.objects.visible_to(it)) for it in (stranger, holder, referent)]
    assert seen == [[], [issued], [issued]]


def test_merging_organisations_keeps_what_both_signed(holder):
    kept, duplicate = OrganisationFactory(), OrganisationFactory()
    theirs, ours = achievement_of(duplicate), achievement_of(kept)
    issued = issue_credential(theirs, holder=holder, by=None)

    merge_organisations(kept, duplicate, by=UserFactory(is_staff=True))

    theirs.refresh_from_db()
    assert (theirs.issuer, standing(issued)) == (ours.issuer, "valid")
    assert Issuer.objects.filter(organisation=kept).count() == 2


def test_erasing_a_person_takes_their_credentials_away(holder, django_capture_on_commit_callbacks):
    issued = issue_credential(achievement_of(), holder=holder, evidence=[EVIDENCE], by=None)

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(holder, by=holder)

    issued.refresh_from_db()
    assert (issued.name, issued.document, issued.token, issued.evidence) == ("", {}, "", [])
    assert list(Credential.objects.visible_to(UserFactory(is_staff=True))) == []


def test_secret_keys_open_only_with_the_key_of_the_installation(settings):
    kept = achievement_of().issuer.keys.get().secret

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert len(unlocked(kept)) == 32
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(KeyLost):
        unlocked(kept)
