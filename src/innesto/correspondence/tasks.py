"""What happens after the commit: the other side is told."""

from django.tasks import task
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.correspondence.models import Answer, Message
from innesto.correspondence.queries import SIDES, Side, people_of_sides, side_of
from innesto.notifications.actions import notify
from innesto.toolkit.annotations import StrOrPromise


def _named(side: Side) -> StrOrPromise:
    return side.label if side.project or side.partner else _("Coordination")


@task
def tell_message(message_id: int) -> None:
    """Tell the people of each side that got the message; an answer by e-mail lands in its copy."""
    message = Message.objects.select_related("programme", "author", *SIDES).get(pk=message_id)
    copies = list(message.copies.select_related("message", *SIDES).order_by("pk"))
    people = people_of_sides(message.programme, [side_of(copy) for copy in copies])
    for copy in copies:
        notify(
            people[side_of(copy).key],
            kind="message_sent",
            key=f"message-{message.pk}",
            title=format_lazy(
                _("{side} writes to you: “{subject}”"),
                side=_named(side_of(message)),
                subject=message.subject,
            ),
            body=message.text,
            url=copy.get_absolute_url(),
            about=copy,
            space=message.programme,
            reply="message",
            by=message.author,
        )


@task
def tell_message_answer(answer_id: int) -> None:
    """Tell the other side of the copy, and whoever wrote the message, what was answered."""
    found = Answer.objects.select_related(
        "author",
        *(f"copy__{path}" for path in SIDES),
        *(f"copy__message__{path}" for path in SIDES),
    )
    answer = found.select_related("copy__message__programme", "copy__message__author").get(
        pk=answer_id
    )
    copy = answer.copy
    sender, receiver = side_of(copy.message), side_of(copy)
    speaks, hears = (sender, receiver) if answer.is_of_sender else (receiver, sender)
    told = people_of_sides(copy.message.programme, [hears])[hears.key]
    notify(
        told,
        kind="message_answered",
        key=f"message-answer-{answer.pk}",
        title=format_lazy(
            _("{side} answers: “{subject}”"), side=_named(speaks), subject=copy.message.subject
        ),
        body=answer.text,
        url=copy.get_absolute_url(),
        about=copy,
        space=copy.message.programme,
        reply="message",
        by=answer.author,
    )
