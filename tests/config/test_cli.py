import pytest

from innesto.config.cli import COMMANDS, main
from innesto.config.terminal import Ending


def test_help_lists_every_command(capsys):
    ending = main(["--help"])

    told = capsys.readouterr().out
    assert ending == Ending.DONE
    assert [command in told for command in COMMANDS] == [True] * len(COMMANDS)


def test_an_unknown_command_is_wrong_input(capsys):
    ending = main(["fly"])

    assert ending == Ending.WRONG_INPUT
    assert "there is no command 'fly'" in capsys.readouterr().err


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "manage"])
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as left:
        main([command, "--help"])

    assert left.value.code == 0
    assert f"innesto {command}" in capsys.readouterr().out
