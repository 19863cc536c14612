"""What the members of the demo's communities say to each other, as if over the last weeks."""

import datetime
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.communities.models import Community, Member
from innesto.organisations.models import Organisation
from innesto.talk.actions.polls import cast_vote, open_poll
from innesto.talk.actions.steering import mark_answer, steer_thread
from innesto.talk.actions.writing import Said, add_post, open_thread, react
from innesto.talk.models import Place, Post, Reaction, Thread
from innesto.toolkit.rich_text import from_plain

type Told = dict[str, Any]


@transaction.atomic
def make_talk() -> None:
    """Let the members talk, if nobody has said anything yet."""
    if Thread.objects.exists() or not Community.objects.exists():
        return
    people = {user.email.partition("@")[0]: user for user in User.objects.filter(is_example=True)}
    acting = {
        (member.community_id, member.person_id): member.organisation
        for member in Member.objects.select_related("organisation").order_by("pk")
    }
    told = files("innesto.config.demo").joinpath("talk.yaml").read_text("utf-8")
    for one in yaml.safe_load(told):
        _Telling(one, people, acting).tell()


class _Telling:
    """One conversation, told by its persons."""

    def __init__(
        self,
        told: Told,
        people: dict[str, User],
        acting: dict[tuple[int, int], Organisation | None],
    ) -> None:
        where = told["community"]
        found = Community.objects.filter(programme__slug=where.get("programme"))
        self.community = (
            Community.objects.get(slug=where["slug"])
            if "slug" in where
            else found.get(strand=where["strand"], part_of=None)
        )
        self.told = told
        self.people = people
        self.acting = acting

    def _for(self, person: User) -> Organisation | None:
        return self.acting.get((self.community.pk, person.pk))

    def tell(self) -> None:
        """Open it, answer, react, vote, and let it look as old as it is told to be."""
        first, *others = self.told["posts"]
        author = self.people[first["by"]]
        thread = open_thread(
            self.community,
            self.told["title"],
            self._said(first),
            by=author,
            organisation=self._for(author),
            is_trusted=True,
        )
        for post in others:
            by = self.people[post["by"]]
            said = self._said(post)
            add_post(thread, said, by=by, organisation=self._for(by), is_trusted=True)
        for number, post in enumerate(self.told["posts"], start=1):
            self._finish(thread, number, post)
        thread.refresh_from_db()
        if "answer" in self.told:
            mark_answer(thread, thread.posts.get(number=self.told["answer"]), by=author)
        if self.told.get("pinned"):
            now = {"title": thread.title, "language": thread.language, "state": thread.state}
            steer_thread(thread, **now, is_pinned=True, by=author)
        if "poll" in self.told:
            self._poll(thread, author)
        Place.objects.filter(thread=thread).exclude(person=thread.last_author).update(number=1)

    def _said(self, post: Told) -> Said:
        language = str(post.get("language", self.told["language"]))
        return Said(text=from_plain(post["text"]), language=language, quotes=post.get("quotes"))

    def _finish(self, thread: Thread, number: int, told: Told) -> None:
        """Give a post its day and its reactions."""
        post = thread.posts.get(number=number)
        for kind in Reaction.Kind.values:
            for key in told.get(kind, ()):
                person = self.people[key]
                react(post, kind, by=person, organisation=self._for(person))
        at = timezone.now() - datetime.timedelta(days=told["at"], hours=number)
        Post.objects.filter(pk=post.pk).update(created_at=at)
        opened = {"created_at": at} if number == 1 else {}
        Thread.objects.filter(pk=thread.pk).update(last_at=at, **opened)

    def _poll(self, thread: Thread, author: User) -> None:
        asked = self.told["poll"]
        today = timezone.localdate()
        poll = open_poll(
            thread,
            question=asked["question"],
            options=_workdays(today, asked["days"]),
            takes_several=asked["several"],
            closes_on=today + datetime.timedelta(days=asked["closes"]),
            by=author,
        )
        options = list(poll.options.order_by("position"))
        for key, chosen in asked["votes"].items():
            person = self.people[key]
            wanted = [options[number - 1] for number in chosen]
            cast_vote(poll, wanted, by=person, organisation=self._for(person))


def _workdays(today: datetime.date, after: Sequence[int]) -> list[datetime.date]:
    """Return days on which an office works, each another one: who meets on a Sunday?"""
    found: list[datetime.date] = []
    for days in after:
        one = today + datetime.timedelta(days=days)
        while one.weekday() > 4 or one in found:
            one += datetime.timedelta(days=1)
        found.append(one)
    return found
