import pytest
from django.urls import reverse

from innesto.communities.models import Member
from innesto.correspondence.models import Message
from innesto.talk.models import Thread
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.correspondence.factories import AnswerFactory, CopyFactory, MessageFactory, project_of
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    return ProgrammeFactory(slug="call")


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_row_and_for_three(
    client, call, django_assert_num_queries, count
):
    one, anna = project_of(call, "Asti")
    other, _bruno = project_of(call, "Cuneo")
    sent = MessageFactory.create_batch(count, programme=call, project=one)
    for message in sent:
        CopyFactory(message=message, project=other)
    client.force_login(anna)
    client.get(reverse("correspondence:index"))

    with django_assert_num_queries(6):
        page = client.get(reverse("correspondence:index")).text

    assert [message.subject in page for message in sent] == [True] * count


def test_new_sends_a_message_for_the_project(client, call):
    _one, anna = project_of(call, "Asti")
    other, _bruno = project_of(call, "Cuneo")
    client.force_login(anna)
    url = reverse("correspondence:new", args=["call"])
    sent = {"to": f"project-{other.pk}", "subject": "Hello", "text": "…", "language": "it"}

    answer = client.post(url, sent)

    message = Message.objects.get()
    assert answer.url == message.get_absolute_url()
    assert (message.project.name, message.copies.get().project.name) == ("Asti", "Cuneo")


def test_new_refuses_a_project_of_another_call(client, call):
    _one, anna = project_of(call, "Asti")
    elsewhere, _else = project_of(ProgrammeFactory(), "Far")
    client.force_login(anna)
    sent = {"to": f"project-{elsewhere.pk}", "subject": "Hello", "text": "…", "language": "it"}

    answer = client.post(reverse("correspondence:new", args=["call"]), sent)

    assert answer.status_code == 422


def test_answer_that_is_empty_comes_back_with_the_page(client, call):
    one, _anna = project_of(call, "Asti")
    other, bruno = project_of(call, "Cuneo")
    message = MessageFactory(programme=call, project=one)
    copy = CopyFactory(message=message, project=other)
    client.force_login(bruno)

    refused = client.post(reverse("correspondence:answer", args=[copy.pk]))
    taken = client.post(
        reverse("correspondence:answer", args=[copy.pk]), {f"copy-{copy.pk}-text": "Yes."}
    )

    assert (refused.status_code, taken.url) == (422, copy.get_absolute_url())


def test_detail_names_who_has_not_answered_and_shows_what_was_said(client, call):
    one, anna = project_of(call, "Asti")
    other, _bruno = project_of(call, "Cuneo")
    third, _carla = project_of(call, "Alba")
    message = MessageFactory(programme=call, project=one, is_to_all=True)
    AnswerFactory(copy=CopyFactory(message=message, project=other), text="We lend one.")
    CopyFactory(message=message, project=third)
    client.force_login(anna)

    page = client.get(message.get_absolute_url()).text

    assert "We lend one." in page
    assert "Alba</span>" in page


@pytest.mark.capability("T-33")
def test_conversation_grows_out_of_a_message_and_is_shown_with_it(client, call):
    one, anna = project_of(call, "Asti")
    other, _bruno = project_of(call, "Cuneo")
    message = MessageFactory(programme=call, project=one, subject="A mediator")
    CopyFactory(message=message, project=other)
    community = CommunityFactory(programme=call, slug="projects")
    MemberFactory(community=community, person=anna, level=Member.Level.ACTIVE)
    client.force_login(anna)
    url = reverse("talk:new", args=["projects"])
    here = f"{url}?da=correspondence.message:{message.pk}"

    asked = client.get(message.get_absolute_url()).text
    begun = client.get(here).text
    sent = {"title": "Who has a mediator?", "text": "We look for one.", "language": "it"}
    client.post(here, sent)

    assert here in asked
    assert 'value="A mediator"' in begun
    assert Thread.objects.get().title in client.get(message.get_absolute_url()).text
