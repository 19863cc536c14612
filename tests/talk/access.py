from django.core.files.base import ContentFile
from django.utils import timezone

from innesto.talk.models import Attachment, Option, Poll, Ruling
from tests.architecture.access import DONE, FORBIDDEN, FORM, FOUND, HIDDEN, LOGIN, Scene
from tests.communities.factories import CommunityFactory, MemberFactory
from tests.programmes.factories import ProgrammeFactory
from tests.talk.factories import PostFactory, ThreadFactory

# The community is for its members; «coordinator» is here who facilitates it. The first post is the
# colleague's, the second, spoken of by «pk» of a post, is the facilitator's.
TABLE = [
    # address            method  nobody  stranger   colleague  coordinator operator
    ("talk:index",       "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,      FOUND),
    ("talk:new",         "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,      FORBIDDEN),
    ("talk:new",         "post", LOGIN,  HIDDEN,    FORM,      FORM,       FORBIDDEN),
    ("talk:follow-all",  "post", LOGIN,  HIDDEN,    DONE,      DONE,       DONE),
    ("talk:thread",      "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,      FOUND),
    ("talk:answer",      "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,      FORBIDDEN),
    ("talk:answer",      "post", LOGIN,  HIDDEN,    FORM,      FORM,       FORBIDDEN),
    ("talk:follow",      "post", LOGIN,  HIDDEN,    DONE,      DONE,       DONE),
    ("talk:steer",       "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FORBIDDEN),
    ("talk:steer",       "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,       FORBIDDEN),
    ("talk:split",       "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FORBIDDEN),
    ("talk:split",       "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,       FORBIDDEN),
    ("talk:move",        "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FORBIDDEN),
    ("talk:move",        "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,       FORBIDDEN),
    ("talk:join",        "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FORBIDDEN),
    ("talk:join",        "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,       FORBIDDEN),
    ("talk:poll",        "get",  LOGIN,  HIDDEN,    FOUND,     FOUND,      FORBIDDEN),
    ("talk:poll",        "post", LOGIN,  HIDDEN,    FORM,      FORM,       FORBIDDEN),
    ("talk:vote",        "post", LOGIN,  HIDDEN,    FORM,      FORM,       FORBIDDEN),
    ("talk:post",        "get",  HIDDEN, HIDDEN,    DONE,      DONE,       DONE),
    ("talk:file",        "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,      FOUND),
    ("talk:edit",        "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FORBIDDEN),
    ("talk:edit",        "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,       FORBIDDEN),
    ("talk:versions",    "get",  HIDDEN, HIDDEN,    FOUND,     FOUND,      FOUND),
    ("talk:withdraw",    "post", LOGIN,  HIDDEN,    FORBIDDEN, DONE,       FORBIDDEN),
    ("talk:react",       "post", LOGIN,  HIDDEN,    DONE,      FORBIDDEN,  FORBIDDEN),
    ("talk:answered",    "post", LOGIN,  HIDDEN,    DONE,      DONE,       FORBIDDEN),
    ("talk:report",      "get",  LOGIN,  HIDDEN,    FOUND,     FORBIDDEN,  FOUND),
    ("talk:report",      "post", LOGIN,  HIDDEN,    FORM,      FORBIDDEN,  FORM),
    ("talk:rule",        "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FORBIDDEN),
    ("talk:rule",        "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,       FORBIDDEN),
    ("talk:appeal",      "get",  LOGIN,  HIDDEN,    FOUND,     FORBIDDEN,  HIDDEN),
    ("talk:appeal",      "post", LOGIN,  HIDDEN,    FORM,      FORBIDDEN,  HIDDEN),
    ("talk:look-again",  "get",  LOGIN,  HIDDEN,    FORBIDDEN, FOUND,      FORBIDDEN),
    ("talk:look-again",  "post", LOGIN,  HIDDEN,    FORBIDDEN, FORM,       FORBIDDEN),
    ("talk:to-read",     "get",  LOGIN,  FOUND,     FOUND,     FOUND,      FOUND),
    ("talk:mark-all",    "post", LOGIN,  DONE,      DONE,      DONE,       DONE),
    ("talk:queue",       "get",  LOGIN,  FORBIDDEN, FORBIDDEN, FOUND,      FORBIDDEN),
]  # fmt: skip


def scene() -> Scene:
    programme = ProgrammeFactory(slug="cities", state="running")
    community = CommunityFactory(slug="cities", programme=programme)
    colleague = MemberFactory(community=community).person
    coordinator = MemberFactory(community=community, is_facilitator=True).person
    thread = ThreadFactory(community=community, author=colleague, posts=1)
    second = PostFactory(thread=thread, author=coordinator)
    asked = ThreadFactory(community=community, author=colleague, posts=1, has_poll=True)
    poll = Poll.objects.create(thread=asked, question="Quando?")
    Option.objects.create(poll=poll, position=1, words="Martedì")
    attachment = Attachment.objects.create(
        post=second, name="orari.txt", file=ContentFile(b"Orari", "orari.txt")
    )
    hidden = PostFactory(thread=thread, author=colleague, state="hidden")
    Ruling.objects.create(post=hidden, verdict="hide", reason="No", at=timezone.now())
    appealed = PostFactory(thread=thread, author=colleague)
    Ruling.objects.create(
        post=appealed, verdict="hide", at=timezone.now(), appealed_at=timezone.now(), appeal="Ma"
    )
    of_post = {"pk": second.pk}
    names = ("post", "edit", "versions", "withdraw", "react", "answered", "report")
    return Scene(
        colleague=colleague,
        coordinator=coordinator,
        keys={"slug": "cities", "pk": thread.pk},
        at={
            **{f"talk:{name}": of_post for name in names},
            "talk:file": {"pk": attachment.pk},
            "talk:rule": {"pk": thread.posts.get(number=1).pk},
            "talk:vote": {"pk": asked.pk},
            "talk:appeal": {"pk": hidden.pk},
            "talk:look-again": {"pk": appealed.pk},
        },
        sent={"talk:edit": {"text": ""}, "talk:steer": {"title": ""}},
    )
