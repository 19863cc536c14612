import pytest
from django.urls import reverse

from innesto.deposits.actions.guidelines import (
    NothingToPublish,
    WrittenMeanwhile,
    add_section,
    begin_guideline,
    publish_guideline,
    write_section,
)
from innesto.deposits.models import Guideline
from innesto.deposits.queries import writers_of
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.deposits.factories import GuidelineFactory, SectionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.capability("C-03", "C-05")
def test_members_write_a_guideline_together_and_publish_it_for_everyone(client):
    community = CommunityFactory()
    writers = [MemberFactory(community=community).person for _ in range(2)]
    facilitator = MemberFactory(community=community, is_facilitator=True).person
    guideline = begin_guideline(
        community,
        by=writers[0],
        title="Ask first",
        about="For cities that begin",
        language="en",
        answers="By asking before writing",
    )
    for writer in writers:
        add_section(guideline, by=writer, heading=f"Of {writer}", body="Ask **first**.")
    before = client.get(guideline.get_absolute_url()).status_code

    publish_guideline(guideline, by=facilitator)

    page = client.get(guideline.get_absolute_url()).text
    assert before == 404
    assert set(writers_of(guideline)) == set(writers)
    assert "By asking before writing" in page
    assert page.count("<strong>first</strong>") == 2
    assert guideline.title in client.get(reverse("deposits:tools")).text


def test_write_section_refuses_what_was_written_on_an_older_text():
    section = SectionFactory()
    first, second = (MemberFactory().person for _ in range(2))
    write_section(section, by=first, heading="A", body="First", revision=1)

    with pytest.raises(WrittenMeanwhile) as meanwhile:
        write_section(section, by=second, heading="B", body="Second", revision=1)

    assert meanwhile.value.theirs.body == "<p>First</p>"
    assert section.history.count() == 2


def test_two_writers_lose_nothing_in_the_browser(client):
    member = MemberFactory()
    section = SectionFactory(guideline__community=member.community)
    client.force_login(member.person)
    url = reverse("deposits:section-edit", args=[section.guideline.pk, section.pk])
    sent = {"heading": "Mine", "body": "My words", "revision": "1"}
    client.post(url, {"heading": "Theirs", "body": "Their words", "revision": "1"})

    crossed = client.post(url, sent)
    again = client.post(url, sent | {"revision": str(crossed.context["form"]["revision"].value())})

    section.refresh_from_db()
    assert (crossed.status_code, again.status_code) == (409, 302)
    assert ["My words" in crossed.text, "Their words" in crossed.text] == [True, True]
    assert (section.heading, section.revision) == ("Mine", 3)


def test_publish_without_a_section_is_refused():
    guideline = GuidelineFactory()

    with pytest.raises(NothingToPublish):
        publish_guideline(guideline, by=None)


def test_scripts_and_styles_of_a_pasted_text_do_not_stay():
    guideline = GuidelineFactory()

    body = '<p style="position:fixed">Hi<script>alert(1)</script></p>'
    section = add_section(guideline, by=None, heading="Pasted", body=body)

    assert section.body == "<p>Hi</p>"


@pytest.mark.parametrize("count", [1, 3])
def test_guideline_costs_the_same_for_one_section_and_for_three(
    client, django_assert_num_queries, count
):
    member = MemberFactory()
    client.force_login(member.person)
    guideline = GuidelineFactory(community=member.community)
    SectionFactory.create_batch(count, guideline=guideline, by=member.person)

    with django_assert_num_queries(8):
        client.get(guideline.get_absolute_url())


def test_a_draft_is_read_inside_the_community_alone():
    member = MemberFactory()
    guideline = GuidelineFactory(community=member.community)

    assert list(Guideline.objects.visible_to(member.person)) == [guideline]
    assert not Guideline.objects.visible_to(MemberFactory().person).exists()
