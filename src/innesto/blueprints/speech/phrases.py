"""The sentences that findings are told with, before they are spoken in a language."""

from collections.abc import Mapping

from innesto.blueprints.speech.catalogue import gettext_noop

# What a mend says. {thing} is what is acted on, {to} with what, {value} a day or a source.
MENDS: Mapping[str, str] = {
    "accept": gettext_noop("Ask {to} to accept."),
    "add_code": gettext_noop("Add the official code of {thing}."),
    "add_exchange": gettext_noop("Add an exchange for {thing}."),
    "add_partner": gettext_noop("Add a partner: {thing}."),
    "add_person": gettext_noop("Add a person: {thing}."),
    "add_role": gettext_noop("Give somebody the role «{to}» in {thing}."),
    "change_host": gettext_noop("Choose another host for {thing}."),
    "change_rule": gettext_noop("Change the rule «{thing}»."),
    "choose_source": gettext_noop("Choose which source holds for {thing}."),
    "correct_country": gettext_noop("Correct the country of {thing}: {to}."),
    "correct_figure": gettext_noop("Check the figure «{thing}»."),
    "correct_role": gettext_noop("Check the roles in {thing}."),
    "extend_deadline": gettext_noop("Extend the deadline to {value}, with the reason."),
    "invite": gettext_noop("Invite {to} to {thing}."),
    "merge": gettext_noop("Merge {thing} into {to}, if they are the same."),
    "move_date": gettext_noop("Move the date of {thing}."),
    "publish_document": gettext_noop("Publish «{to}» of {thing}."),
    "remove_exchange": gettext_noop("Remove the exchange {thing}."),
    "remove_partner": gettext_noop("Remove {thing}."),
    "remove_role": gettext_noop("Take the role «{to}» from {thing}."),
    "uninvite": gettext_noop("Take {to} off {thing}."),
    "write_document": gettext_noop("Write «{to}» for {thing}."),
}
TITLES: Mapping[str, str] = {
    "nobody": gettext_noop("Nobody can host «{subject}»"),
    "seats": gettext_noop("{subject}: the numbers do not come out"),
    "host": gettext_noop("{subject}: not the host that is foreseen"),
    "invitation": gettext_noop("{subject}: look at the invitations"),
    "audience": gettext_noop("{subject}: people of another audience"),
    "roles": gettext_noop("{subject}: look at the roles"),
    "unknown": gettext_noop("{subject}: a word the programme does not have"),
    "pairing": gettext_noop("{subject}: not a pair as foreseen"),
    "duplicate": gettext_noop("{subject}: perhaps listed twice"),
    "split": gettext_noop("{subject}: perhaps one name in two lines"),
    "country": gettext_noop("{subject}: look at the country"),
    "figure": gettext_noop("{subject}: declared and listed differ"),
    "sum": gettext_noop("{subject}: the parts do not add up"),
    "sources": gettext_noop("{subject}: the sources disagree"),
    "dates": gettext_noop("{subject}: look at the dates"),
}
ASKED: Mapping[str, str] = {
    "is": gettext_noop("The rule asks for {asked}."),
    "at_least": gettext_noop("The rule asks for at least {asked}."),
    "at_most": gettext_noop("The rule allows at most {asked}."),
}
HOSTS: Mapping[str, str] = {
    "is": gettext_noop("{subject} hosts {listed} {things}, and must host {asked}."),
    "at_least": gettext_noop("{subject} hosts {listed} {things}, and must host at least {asked}."),
    "at_most": gettext_noop("{subject} hosts {listed} {things}, and may host at most {asked}."),
}
TAKES_PART: Mapping[str, str] = {
    "is": gettext_noop("{subject} takes part in {listed} {things}, and must in {asked}."),
    "at_least": gettext_noop(
        "{subject} takes part in {listed} {things}, and must in at least {asked}."
    ),
    "at_most": gettext_noop(
        "{subject} takes part in {listed} {things}, and may in at most {asked}."
    ),
}
NOUNS: Mapping[str, tuple[str, str]] = {
    "organisations": (gettext_noop("organisation"), gettext_noop("organisations")),
    "exchanges": (gettext_noop("exchange"), gettext_noop("exchanges")),
    "persons": (gettext_noop("person"), gettext_noop("persons")),
    "half_days": (gettext_noop("half-day"), gettext_noop("half-days")),
    "days": (gettext_noop("day"), gettext_noop("days")),
    "documents": (gettext_noop("document"), gettext_noop("documents")),
    "pairs": (gettext_noop("pair"), gettext_noop("pairs")),
    "projects": (gettext_noop("project"), gettext_noop("projects")),
    "countries": (gettext_noop("country"), gettext_noop("countries")),
    "strands": (gettext_noop("strand"), gettext_noop("strands")),
    "roles": (gettext_noop("role"), gettext_noop("roles")),
}
SEATS: Mapping[str, str] = {
    "seats": gettext_noop(
        "«{giver}»: {mentors} × {each} = {listed} seats."
        " «{taker}»: {mentees}, who look for {asked} mentors in all."
    ),
    "mentees": gettext_noop(
        "«{giver}»: {mentors} × {each} = {asked} to accompany at least."
        " «{taker}»: {mentees}, who look for {listed} mentors in all."
    ),
    "towns": gettext_noop(
        "{subject} comes through at least {asked} of its towns, and stands for {listed}."
    ),
    "people": gettext_noop(
        "{subject} sends {asked} people, at most {each} of one partner, and has people of"
        " {partners} partners: that makes {listed}."
    ),
}
DOCUMENTS: Mapping[str, str] = {
    "missing": gettext_noop("{subject} has not yet written «{template}»."),
    "not_ready": gettext_noop("«{template}» of {subject} is there, but not as it should be."),
    "corrected": gettext_noop("In «{template}» of {subject} more than facts was corrected."),
}
DATES: Mapping[str, str] = {
    "length": gettext_noop(
        "From first to last day it is {days} days ({months} months); {lasts} are declared."
    ),
    "year": gettext_noop("«{moment}» is {day}; the source also says {year}."),
    "moved": gettext_noop("Foreseen for {planned} («{moment}»), set for {day}. Reason: {reason}"),
}
# Sentences that need only the subject and the names, by kind and by which case of it.
PLAIN: Mapping[tuple[str, str], str] = {
    ("exclusion", "together"): gettext_noop(
        "{subject} holds roles that do not go together: {names}."
    ),
    ("exclusion", "present"): gettext_noop("Should not be there: {names}."),
    ("exclusion", "again"): gettext_noop("Was there before: {names}."),
    ("exclusion", "own"): gettext_noop("{names} would judge its own work."),
    ("place", "country"): gettext_noop("{subject} lies in a country that is not foreseen."),
    ("place", "official_code"): gettext_noop("{subject} has no official code."),
    ("place", "min_population"): gettext_noop("{subject} is too small."),
    ("place", "max_population"): gettext_noop("{subject} is too large."),
    ("place", "guests"): gettext_noop("Country or distance does not fit: {names}."),
    ("pairing", "size"): gettext_noop("A pair has two members."),
    ("pairing", "member"): gettext_noop("One side is no partner."),
    ("pairing", "strand"): gettext_noop("The two sides are not in the same strand."),
    ("pairing", "country"): gettext_noop("The two sides are not in the same country."),
    ("pairing", "same_country"): gettext_noop("The two sides are in the same country."),
    ("pairing", "roles"): gettext_noop("The two sides do not have the roles that are foreseen."),
    ("consent", ""): gettext_noop("Not yet accepted by {names}."),
    ("unknown", ""): gettext_noop("The programme does not know «{names}»."),
    ("duplicate", ""): gettext_noop("{names} look like one and the same."),
    ("split", ""): gettext_noop(
        "{names} stand one after the other and read like one name cut in two."
    ),
    ("invitation", "missing"): gettext_noop("Should be there and is not invited: {names}."),
    ("invitation", "stranger"): gettext_noop("Invited and not foreseen: {names}."),
    ("combination", "any"): gettext_noop("None of the ways to keep the rule is taken."),
    ("combination", "none"): gettext_noop("Something is the case that should not be."),
}
