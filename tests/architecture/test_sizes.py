"""Nothing outgrows what a reader holds in the head."""

from tools.house import SOURCE, modules

LONGEST = 450


def test_no_module_is_longer_than_a_reader_can_hold():
    lengths = {
        str(path.relative_to(SOURCE)): len(path.read_text("utf-8").splitlines())
        for path in modules()
    }

    assert {name for name, length in lengths.items() if length > LONGEST} == set()
