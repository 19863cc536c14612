import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from innesto.agendas.actions.people import (
    NamedAlready,
    TeamThere,
    add_material,
    change_team,
    drop_material,
    form_team,
    name_speaker,
)
from innesto.agendas.actions.profiles import leave_speakers, offer_to_speak
from innesto.agendas.models import Material, Profile, Speaker
from innesto.agendas.queries.speakers import speaker_list, talks_of
from innesto.agendas.tasks import tell_speakers_of_change
from innesto.exchanges.actions.meetings import call_off_exchange
from innesto.notifications.models import Notification
from innesto.toolkit.uploads import NotAccepted
from tests.accounts.factories import UserFactory
from tests.agendas.factories import BlockFactory, ProfileFactory, SpeakerFactory, TeamFactory

pytestmark = pytest.mark.django_db


def test_name_speaker_from_the_directory_tells_the_person_after_the_commit(
    admin, django_capture_on_commit_callbacks
):
    profile, block = ProfileFactory(), BlockFactory(title="School streets")

    with django_capture_on_commit_callbacks(execute=True):
        speaker = name_speaker(block, profile=profile, as_what="tells the case", by=admin)

    assert (speaker.name, speaker.person) == (profile.person.name, profile.person)
    [told] = Notification.objects.filter(to=profile.person)
    assert told.title == "Ti hanno indicato tra chi interviene: School streets"


def test_name_speaker_takes_a_person_once_but_any_name(admin):
    profile, block = ProfileFactory(), BlockFactory()
    name_speaker(block, profile=profile, by=admin)

    with pytest.raises(NamedAlready):
        name_speaker(block, profile=profile, by=admin)

    names = [name_speaker(block, name=name, by=admin).name for name in ("Cher", "Cher")]
    assert names == ["Cher", "Cher"]


def test_who_speaks_is_told_that_the_exchange_is_called_off(admin):
    speaker = SpeakerFactory(person=UserFactory())
    exchange = speaker.block.exchange
    call_off_exchange(exchange, reason="Snow", by=admin)

    for _twice in range(2):
        tell_speakers_of_change.call(exchange.pk)

    assert [n.title for n in Notification.objects.filter(to=speaker.person, kind="session_moved")]
    assert Notification.objects.filter(kind="session_moved").count() == 1


@pytest.mark.capability("D-14")
def test_teams_have_a_task_members_and_an_output(admin):
    block = BlockFactory()
    team = form_team(block, name="Rosso", task="Bus on demand", members="Anna\n\nBo ", by=admin)

    change_team(team, output="A sketch", by=admin)
    add_material(block, title="Sketch", url="https://example.org/s", team=team, by=admin)

    team.refresh_from_db()
    assert (team.people, team.output) == (["Anna", "Bo"], "A sketch")
    assert [material.title for material in team.materials.all()] == ["Sketch"]
    with pytest.raises(TeamThere):
        form_team(block, name="Rosso", by=admin)
    with pytest.raises(TeamThere):
        change_team(TeamFactory(block=block), name="Rosso", by=admin)


def test_add_material_refuses_what_is_not_what_it_says(admin):
    with pytest.raises(NotAccepted):
        add_material(
            BlockFactory(), title="Slides", file=ContentFile(b"MZ", "slides.pdf"), by=admin
        )


def test_drop_material_takes_the_file_away_after_the_commit(
    admin, django_capture_on_commit_callbacks
):
    file = ContentFile(b"%PDF-1.7", "slides.pdf")
    material = add_material(BlockFactory(), title="Slides", file=file, by=admin)
    name = material.file.name

    with django_capture_on_commit_callbacks(execute=True):
        there = default_storage.exists(name)
        drop_material(material, by=admin)

    assert (there, default_storage.exists(name)) == (True, False)
    assert not Material.objects.exists()


@pytest.mark.capability("S-25")
def test_offer_to_speak_puts_oneself_where_others_search_and_leaves_no_trace_after(
    stranger, nobody
):
    fields = {"kind": "lecturer", "headline": "Land use", "about": "Zero land take."}
    profile = offer_to_speak(by=stranger, languages=["it", "de"], travels=True, **fields)
    ProfileFactory(languages=["fi"], headline="Data")
    block = SpeakerFactory(person=stranger).block

    asked = [
        {"words": "land straniera"},
        {"language": "de"},
        {"kind": "lecturer", "travels": True},
    ]

    assert [list(speaker_list(viewer=nobody, **one)) for one in asked] == [[profile]] * 3
    assert list(talks_of(stranger, viewer=nobody)) == [block]
    leave_speakers(profile, by=stranger)
    assert not Profile.objects.filter(person=stranger).exists()
    assert Speaker.objects.filter(person=stranger).exists()


def test_a_closed_account_is_not_found_among_the_speakers(nobody):
    ProfileFactory(person__is_active=False)

    assert list(speaker_list(viewer=nobody)) == []
