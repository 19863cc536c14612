import importlib
import sys
from threading import Thread
from types import ModuleType

import pytest

from innesto.config.later import load_later


@pytest.fixture
def put_off(tmp_path, monkeypatch):
    """Return how a module of these lines is imported, to be loaded later."""
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path])

    def put_off(name, *lines):
        (tmp_path / f"{name}.py").write_text("\n".join(lines))
        monkeypatch.delitem(sys.modules, name, raising=False)
        load_later(name)
        return importlib.import_module(name)

    return put_off


def test_load_later_loads_a_module_when_something_of_it_is_asked_for(put_off):
    module = put_off("seldom_used", "import seldom_noticed", "answer = 42")
    sys.modules["seldom_noticed"] = ModuleType("seldom_noticed")

    before = dict(vars(module))
    again = importlib.import_module("seldom_used")

    assert again is module
    assert "answer" not in before
    assert "answer" not in vars(module)
    assert (module.answer, type(module)) == (42, ModuleType)
    with pytest.raises(AttributeError):
        module.question  # noqa: B018


def test_load_later_says_again_that_a_module_cannot_be_loaded(put_off):
    module = put_off("seldom_whole", "started = True", "raise ImportError('no such library')")

    for _ in range(2):
        with pytest.raises(ImportError, match="no such library"):
            module.answer  # noqa: B018


def test_load_later_lets_other_threads_wait_until_all_is_there(put_off):
    module = put_off("seldom_quick", "import time", "early = 1", "time.sleep(0.05)", "late = 2")
    seen = []

    def look():
        seen.append((module.early, module.late))

    threads = [Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seen == [(1, 2)] * 3
