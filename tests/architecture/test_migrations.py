"""Until 1.0 each app has one migration; that they agree with the models, ``make check`` asks."""

from tools.house import SOURCE


def test_each_app_has_one_migration():
    many = {
        folder.parent.name: sorted(path.name for path in folder.glob("[0-9]*.py"))
        for folder in SOURCE.glob("*/migrations")
    }

    assert {name: files for name, files in many.items() if files != ["0001_initial.py"]} == {}
