"""Watches every public action in every test and counts the journal entries it leaves.

How it cannot be fooled: Python itself (``sys.monitoring``) reports when the code of an action
starts and ends, whoever calls it and by whatever name it was imported, decorated or aliased.
An entry counts for the innermost action that is running, so an action that calls another one
still owes its own. An action that raises owes nothing: its transaction is gone.
"""

import inspect
import pkgutil
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from types import CodeType, FunctionType, ModuleType
from typing import Any

import innesto
from innesto.journal.actions import record

# Actions that leave no entry, each with its reason: drafts, read marks, registers. Nothing else.
SILENT = {
    "innesto.accounts.actions.choose_language": "changes only what one sees oneself",
    "innesto.accounts.actions.keep_address": "a register of allauth's, nothing a person does",
    "innesto.notifications.actions.notify": "a register: what is told stands in the notices",
    "innesto.notifications.actions.mark_read": "a read mark",
    "innesto.mailbox.actions.receive_mail": "a register: each mail is a row of its own",
    "innesto.notifications.actions.mark_about_read": "a read mark",
    "innesto.notifications.actions.mark_about_over": "a read mark",
    "innesto.notifications.actions.mark_all_read": "a read mark",
    "innesto.talk.actions.reading.keep_place": "a read mark",
    "innesto.talk.actions.reading.mark_all_seen": "a read mark",
    "innesto.courses.actions.progress.open_unit": "a read mark",
    "innesto.players.actions.playing.sit_down": "a read mark",
    "innesto.players.actions.playing.take_report": "a read mark; what is done the course records",
    "innesto.players.actions.playing.store_statements": "kept as statements",
    "innesto.players.actions.playing.keep_leaf": "a bookmark of a package",
    "innesto.players.actions.playing.drop_leaf": "a bookmark of a package",
    "innesto.courses.actions.progress.keep_position": "a read mark",
    "innesto.courses.actions.progress.finish_unit": "a mark; the course one finished is recorded",
    "innesto.toolkit.actions.save_draft": "a draft is no act, and the toolkit lies lower",
    "innesto.toolkit.actions.discard_draft": "a draft is no act, and the toolkit lies lower",
    "innesto.programmes.actions.imports.choose_columns": "nothing comes in yet, as with a draft",
    "innesto.programmes.actions.imports.reread_import": "nothing comes in yet, as with a draft",
    "innesto.programmes.actions.imports.settle_rows": "nothing comes in yet, as with a draft",
    "innesto.search.actions.hand_in_within": "an index: the act was recorded by who hands in",
    "innesto.search.actions.rebuild_index": "an index: nothing that it shows is changed",
    "innesto.search.actions.move_search_on": "a bookmark: what is told stands in the notices",
    "innesto.search.actions.hand_in": "an index: the act was recorded by who hands in",
    "innesto.listening.actions.agree_to_listen": "its hour would tell who asked (0029)",
    "innesto.listening.actions.stop_listening": "its hour would tell who asked (0029)",
    "innesto.listening.actions.plead": "its hour would tell who asked (0029)",
    "innesto.listening.actions.reply_to_plea": "its hour would tell who asked (0029)",
    "innesto.listening.actions.step_forward": "its hour would tell who asked (0029)",
    "innesto.listening.actions.close_plea": "its hour would tell who asked (0029)",
    "innesto.listening.actions.break_seals": "its hour would tell who asked (0029)",
    "innesto.listening.actions.open_circle": "its hour would tell who asked (0029)",
    "innesto.listening.actions.invite_into_circle": "its hour would tell who asked (0029)",
    "innesto.listening.actions.accept_rules": "its hour would tell who asked (0029)",
    "innesto.listening.actions.speak_in_circle": "its hour would tell who asked (0029)",
    "innesto.listening.actions.leave_circle": "its hour would tell who asked (0029)",
    "innesto.quizzes.actions.answering.keep_answer": "as with a draft: handing in is the act",
    "innesto.feedback.actions.give_feedback": "its hour would tell whose an answer is (0037)",
    "innesto.assessments.actions.join_assessment_round": "nobody need know who assesses themselves",
    "innesto.assessments.actions.begin_assessment": "nobody need know who assesses themselves",
    "innesto.assessments.actions.answer_assessment": "nobody need know who assesses themselves",
    "innesto.assessments.actions.finish_assessment": "nobody need know who assesses themselves",
    "innesto.assessments.actions.discard_assessment": "nobody need know who assesses themselves",
    "innesto.places.actions.load_registers": "registers are facts of others, no acts of people",
}

TOOL = 4  # free for anyone: 0 to 3 and 5 belong to debuggers, coverage, profilers, optimisers
EVENTS = sys.monitoring.events


def action_modules() -> Iterator[ModuleType]:
    """Yield each ``innesto.<domain>.actions`` and what is inside it, but not the journal's own."""
    for domain in pkgutil.iter_modules(innesto.__path__, "innesto."):
        if not domain.ispkg or domain.name == "innesto.journal":
            continue
        rooms = pkgutil.iter_modules(import_module(domain.name).__path__, f"{domain.name}.")
        for room in rooms:
            if room.name == f"{domain.name}.actions":
                module = import_module(room.name)
                yield module
                if room.ispkg:
                    inside = pkgutil.iter_modules(module.__path__, f"{room.name}.")
                    yield from (import_module(part.name) for part in inside)


def public_actions() -> dict[str, FunctionType]:
    """Return the functions that belong to the rooms of actions, by their full name."""
    return {
        f"{module.__name__}.{name}": inspect.unwrap(thing)
        for module in action_modules()
        for name, thing in vars(module).items()
        if inspect.isroutine(thing)
        and not name.startswith("_")
        and inspect.unwrap(thing).__module__ == module.__name__
    }


@dataclass
class Watch:
    """What the running test has shown so far; each thread has its own stack of actions."""

    names: dict[CodeType, str]
    tool: int = TOOL
    found: list[tuple[str, int]] = field(default_factory=list)
    running: threading.local = field(default_factory=threading.local)

    def stack(self) -> list[int]:
        """Return the entries left so far by each action that is running, innermost last."""
        if not hasattr(self.running, "counts"):
            self.running.counts = []
        return self.running.counts

    def started(self, code: CodeType, _offset: int) -> None:
        """Open a count for an action."""
        if code in self.names:
            self.stack().append(0)

    def returned(self, code: CodeType, _offset: int, _value: Any) -> None:
        """Close the count of an action, or give one entry to the innermost action."""
        if code in self.names:
            self.found.append((self.names[code], self.stack().pop()))
        elif self.stack():
            self.stack()[-1] += 1

    def raised(self, code: CodeType, _offset: int, _error: BaseException) -> None:
        """Forget an action that was called off."""
        if code in self.names:
            self.stack().pop()

    def start(self) -> None:
        """Ask Python to report on the actions and on ``record``, and on nothing else."""
        sys.monitoring.use_tool_id(self.tool, "journal watch")
        sys.monitoring.register_callback(self.tool, EVENTS.PY_START, self.started)
        sys.monitoring.register_callback(self.tool, EVENTS.PY_RETURN, self.returned)
        sys.monitoring.register_callback(self.tool, EVENTS.PY_UNWIND, self.raised)
        # PY_UNWIND can only be asked for globally; ``raised`` lets everything else pass.
        sys.monitoring.set_events(self.tool, EVENTS.PY_UNWIND)
        for code in [*self.names, record.__code__]:
            sys.monitoring.set_local_events(self.tool, code, EVENTS.PY_START | EVENTS.PY_RETURN)

    def stop(self) -> None:
        """Let Python run unwatched again."""
        sys.monitoring.set_events(self.tool, 0)
        sys.monitoring.free_tool_id(self.tool)

    def unexpected(self) -> list[tuple[str, int]]:
        """Return the actions that did not leave what they owe, with what they left."""
        return [(name, count) for name, count in self.found if count != (name not in SILENT)]
