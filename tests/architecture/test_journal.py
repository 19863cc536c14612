"""Every action leaves exactly one journal entry.

Two guards that close each other's gap. The watch (``journal_watch``, switched on for the whole
suite in ``tests/conftest.py``) counts entries whenever any test runs an action, and fails that
test. The check below reads the source, so that an action which no test runs is caught too.
"""

import ast
import inspect
import textwrap

import pytest

from innesto.journal.actions import record
from innesto.journal.phrases import vocabularies
from tests.architecture.journal_watch import SILENT, Watch, public_actions
from tools.house import SOURCE, modules


def records(function):
    """Tell whether a function calls ``record``, itself or through its private neighbours."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    called = {
        node.func.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    neighbours = [function.__globals__[n] for n in called if n.startswith("_") and n != "_"]
    return "record" in called or any(records(inspect.unwrap(n)) for n in neighbours)


@pytest.mark.parametrize("name", sorted(public_actions()))
def test_action_records_unless_it_is_on_the_list_of_silent_ones(name):
    assert records(public_actions()[name]) == (name not in SILENT)


def test_list_of_silent_actions_names_only_actions_that_exist():
    assert sorted(set(SILENT) - set(public_actions())) == []


def test_watch_counts_what_each_action_leaves_however_it_is_called(stranger):
    def honest():
        record("did", stranger, by=None)

    def forgetful():
        honest()

    def talkative():
        record("did", stranger, by=None)
        record("did", stranger, by=None)

    def failing():
        record("did", stranger, by=None)
        raise ValueError("called off")

    watch = Watch({f.__code__: f.__name__ for f in (honest, forgetful, talkative, failing)}, tool=3)
    watch.start()
    forgetful()
    talkative()
    with pytest.raises(ValueError, match="called off"):
        failing()
    watch.stop()

    assert watch.unexpected() == [("forgetful", 0), ("talkative", 2)]


def _recorded_verbs():
    """Yield each verb that code gives to ``record``, with the domain that does."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="record"), args=[ast.Constant(value=verb), *_]):
                    yield path.relative_to(SOURCE).parts[0], verb


def test_every_verb_has_words_in_the_verbs_of_its_domain():
    silent = [
        f"{domain}: {verb}"
        for domain, verb in _recorded_verbs()
        if verb not in vocabularies().get(domain, {})
    ]

    assert silent == [], "name them in <domain>/verbs.py"
