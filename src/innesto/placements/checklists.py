"""What host and visitor do for a leg, after the checklists of staff exchanges between cities.

Not a room: data of ours in words, which queries and forms read. The keys are kept with what was
ticked: a new item gets a new key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

type Hand = Literal["host", "visitor"]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do, before, during or after a leg."""

    key: str
    words: Promise


CHECKLISTS: Mapping[Hand, tuple[Item, ...]] = {
    "host": (
        Item("tutor", _("Name a tutor who has time on every day of the leg")),
        Item("programme", _("Send the programme of each day two weeks before")),
        Item("people", _("Ask the people of the offices to be there, and tell them the questions")),
        Item("practical", _("Tell how to arrive, where to stay and eat, whom to call")),
        Item("desk", _("Prepare a place to work, network and a badge")),
        Item("safety", _("Explain the rules of safety and what is confidential")),
        Item("needs", _("Prepare what people need to take part: languages, access, diet")),
        Item("goodbye", _("Close with an hour to talk over what was seen")),
    ),
    "visitor": (
        Item("questions", _("Send your challenge and three questions two weeks before")),
        Item("read", _("Read the practices you will see")),
        Item("leave", _("Get your office’s leave, insurance and advance for the costs")),
        Item("journey", _("Book the journey, and tell the host when you arrive")),
        Item("needs", _("Tell the host what you need to take part")),
        Item("give", _("Bring something of your own city to show")),
        Item("diary", _("Write a few lines in the diary every day")),
        Item("report", _("Tell your office what you saw, and write the report")),
    ),
}

BLOCKS = {
    "presentation": pgettext_lazy("block", "presentation"),
    "site-visit": pgettext_lazy("block", "site visit"),
    "workshop": pgettext_lazy("block", "workshop"),
    "peer-discussion": pgettext_lazy("block", "discussion among peers"),
    "shadowing": pgettext_lazy("block", "work side by side"),
}
"""What a day of a leg is made of, where its format does not say."""
