"""What one says is said once, held when it looks like spam, and taken back without a trace."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.notifications.models import Notification
from innesto.talk.actions.moderation import rule_on_post
from innesto.talk.actions.writing import (
    ChangedMeanwhile,
    NotOpen,
    Said,
    SaidAlready,
    TooFast,
    add_post,
    edit_post,
    open_thread,
    react,
    withdraw_post,
)
from innesto.talk.models import Place, Post, Thread
from innesto.talk.queries.pace import NEW_PER_HOUR
from innesto.talk.replies import take_post
from innesto.talk.tasks import tell_post
from innesto.toolkit.rich_text import clean
from innesto.toolkit.taking_replies import Reply, ReplyRefused
from tests.accounts.factories import UserFactory
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.talk.factories import PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def member():
    return MemberFactory(person__name="Marta Esempio")


def say(text, **more):
    return Said(text=clean(text), language="it", **more)


@pytest.mark.capability("T-32")
def test_open_thread_makes_its_first_post_and_keeps_the_place_of_its_author(member):
    thread = open_thread(member.community, "Orari serali", say("Chi ha provato?"), by=member.person)

    assert (thread.posts_count, thread.last_number, thread.is_shown) == (1, 1, True)
    assert list(thread.posts.values_list("number", "text")) == [(1, "<p>Chi ha provato?</p>")]
    place = Place.objects.get(person=member.person, thread=thread)
    assert (place.number, place.attitude) == (1, "follows")


def test_add_post_from_the_same_form_says_it_once(member):
    thread = ThreadFactory(community=member.community, posts=1)
    first = add_post(thread, say("Noi sì", once="a1"), by=member.person)

    with pytest.raises(SaidAlready) as again:
        add_post(thread, say("Noi sì", once="a1"), by=member.person)

    assert again.value.post == first
    assert Thread.objects.get().posts_count == 2


def test_add_post_refuses_a_conversation_that_was_closed_meanwhile(member):
    thread = ThreadFactory(community=member.community, posts=1)
    Thread.objects.update(state="locked")

    with pytest.raises(NotOpen):
        add_post(thread, say("Ancora io"), by=member.person)


def test_add_post_slows_down_who_is_new_here(member):
    thread = ThreadFactory(community=member.community, posts=1)
    for number in range(NEW_PER_HOUR):
        PostFactory(thread=thread, author=member.person, text=f"<p>{number}</p>")

    with pytest.raises(TooFast) as refused:
        add_post(thread, say("E ancora"), by=member.person)

    assert refused.value.free_at > timezone.now() + timedelta(minutes=50)


LINKS = "Vieni su https://a.example e poi su https://b.example"


def test_add_post_holds_links_of_who_is_new_here_and_shows_them_once_looked_at(
    member, django_capture_on_commit_callbacks
):
    facilitator = MemberFactory(community=member.community, is_facilitator=True).person
    thread = ThreadFactory(community=member.community, posts=1)
    with django_capture_on_commit_callbacks(execute=True):
        post = add_post(thread, say(LINKS), by=member.person)

    assert (post.state, post.why_held, Thread.objects.get().posts_count) == ("held", "links", 1)
    assert [n.kind for n in Notification.objects.filter(to=facilitator)] == ["post_to_look_at"]

    rule_on_post(post, "keep", by=facilitator, seen=0)

    assert (Post.objects.get(pk=post.pk).state, Thread.objects.get().posts_count) == ("shown", 2)


def test_add_post_holds_the_same_text_in_a_third_conversation(member):
    text = "Il nostro corso comincia lunedì: iscrivetevi tutte e tutti oggi stesso"
    for _n in range(2):
        add_post(ThreadFactory(community=member.community, posts=1), say(text), by=member.person)

    third = add_post(
        ThreadFactory(community=member.community, posts=1), say(text), by=member.person
    )

    assert (third.state, third.why_held) == ("held", "same_text")


def test_add_post_holds_nothing_of_who_wrote_here_for_a_week(member):
    thread = ThreadFactory(community=member.community, posts=1)
    before = timezone.now() - timedelta(days=8)
    for number in range(3):
        PostFactory(thread=thread, author=member.person, text=f"<p>{number}</p>", created_at=before)

    assert add_post(thread, say(LINKS), by=member.person).state == "shown"


def test_add_post_tells_who_is_called_and_who_follows_each_once(
    member, django_capture_on_commit_callbacks
):
    called = MemberFactory(community=member.community, person__name="Lea Prova").person
    follower = MemberFactory(community=member.community).person
    outside = UserFactory(name="Nino Prova")
    thread = ThreadFactory(community=member.community, posts=1)
    for person in (called, follower, outside):
        Place.objects.create(person=person, thread=thread, attitude="follows")

    with django_capture_on_commit_callbacks(execute=True):
        post = add_post(thread, say("Che ne dici, @Lea Prova? E @Nino Prova?"), by=member.person)
    tell_post.func(post.pk)

    told = Notification.objects.order_by("pk").values_list("to", "kind")
    assert list(told) == [(called.pk, "mentioned"), (follower.pk, "post_added")]


def test_edit_post_keeps_what_was_said_before(member):
    thread = ThreadFactory(community=member.community)
    post = add_post(thread, say("Prima"), by=member.person)

    post = edit_post(post, text="<p>Dopo</p>", language="it", by=member.person)

    assert list(Post.history.order_by("pk").values_list("text", flat=True)) == [
        "<p>Prima</p>",
        "<p>Dopo</p>",
    ]
    with pytest.raises(ChangedMeanwhile):
        edit_post(post, text="<p>Altro</p>", language="it", seen="", by=member.person)


def test_withdraw_post_leaves_its_place_and_nothing_of_its_text(member):
    thread = ThreadFactory(community=member.community, posts=1)
    post = add_post(thread, say("Un segreto"), by=member.person)

    withdraw_post(post, by=member.person)

    assert (post.history.count(), Post.objects.get(pk=post.pk).text) == (0, "")
    thread.refresh_from_db()
    assert (thread.posts_count, thread.last_number) == (1, 1)
    with pytest.raises(ChangedMeanwhile):
        withdraw_post(post, by=member.person)


def test_react_twice_takes_it_back(member):
    post = PostFactory(thread__community=member.community)

    assert react(post, "useful", by=member.person) is True
    assert Post.objects.get(pk=post.pk).useful_count == 1
    assert react(post, "useful", by=member.person) is False
    assert Post.objects.get(pk=post.pk).useful_count == 0


NASTY = [
    ("<script>alert(1)</script><p>Ciao</p>", "<p>Ciao</p>"),
    ('<p style="background:u\\72l(//x.example)">Ciao</p>', "<p>Ciao</p>"),
    ("🌳🌍 Ciao 👩‍👩‍👧", "<p>🌳🌍 Ciao 👩‍👩‍👧</p>"),
    ("مرحبا بالجميع", "<p>مرحبا بالجميع</p>"),
    ("Dice:\n> Si può\n\nSì", "<p>Dice:</p><blockquote><p>Si può</p></blockquote><p>Sì</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "kept"), NASTY)
def test_a_post_keeps_words_and_nothing_that_acts(client, member, sent, kept):
    client.force_login(member.person)
    url = reverse("talk:new", args=[member.community.slug])

    answer = client.post(url, {"title": "🌳 Ciao", "text": sent, "language": "it"})

    assert answer.status_code == 302
    assert Post.objects.get().text == kept
    assert client.get(answer["Location"]).status_code == 200


def test_ten_megabytes_of_paste_are_refused_in_words(client, member):
    client.force_login(member.person)
    thread = ThreadFactory(community=member.community, posts=1)
    url = reverse("talk:answer", args=[thread.pk])
    sent = {"text": "<p>" + "parola " * 300_000 + "</p>", "language": "it"}

    assert client.post(url, sent).status_code == 422
    assert Post.objects.count() == 1


def test_a_picture_needs_words(client, member, picture):
    client.force_login(member.person)
    thread = ThreadFactory(community=member.community, posts=1)
    url = reverse("talk:answer", args=[thread.pk])
    sent = {"text": "Ecco", "language": "it"}

    refused = client.post(url, {**sent, "picture": picture()})
    taken = client.post(url, {**sent, "picture": picture(), "alternative": "La piazza"})

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert 'alt="La piazza"' in client.get(thread.get_absolute_url()).text


def test_a_thread_stays_readable_without_its_author(client, member):
    thread = ThreadFactory(community=member.community, posts=2)
    thread.author.delete()
    client.force_login(member.person)

    page = client.get(thread.get_absolute_url())

    assert page.text.count("<article") == 2


def test_open_thread_of_a_closed_community_is_forbidden(client):
    community = CommunityFactory(closed_on=timezone.localdate())
    member = MemberFactory(community=community)
    client.force_login(member.person)

    assert client.get(reverse("talk:new", args=[community.slug])).status_code == 403


@pytest.mark.capability("C-17")
def test_a_guest_answers_and_opens_nothing(client):
    guest = MemberFactory(level="guest")
    thread = ThreadFactory(community=guest.community, posts=1)
    client.force_login(guest.person)

    said = client.post(
        reverse("talk:answer", args=[thread.pk]), {"text": "Anche noi", "language": "it"}
    )

    assert said.status_code == 302
    assert client.get(reverse("talk:new", args=[guest.community.slug])).status_code == 403


def test_take_post_makes_an_answer_by_mail_a_post_and_refuses_who_may_not_write(member):
    thread = ThreadFactory(community=member.community, posts=1)

    take_post(Reply(member.person, str(thread.pk), "Anche da noi."))

    post = Post.objects.latest("pk")
    assert (post.thread, post.author, post.text) == (thread, member.person, "<p>Anche da noi.</p>")
    for thing in (str(thread.pk), "x", "0"):
        with pytest.raises(ReplyRefused):
            take_post(Reply(UserFactory(), thing, "Io no."))
