import json

import pytest

from innesto.badges.issuing import public_of, sign
from innesto.config.cli import main
from tests.badges.making import NEW, NOW, credential, signing


@pytest.fixture
def badge(tmp_path):
    key = public_of(NEW)
    did = f"did:key:{key}"
    document = credential(issuer={"id": did, "type": ["Profile"], "name": "ANCI"})
    del document["credentialStatus"]
    file = tmp_path / "badge.json"
    file.write_text(json.dumps(sign(document, signing(name=key, did=did), at=NOW).document))
    return file


def verified(capsys, *line):
    ending = main(["credentials", "verify", *line])
    return ending, capsys.readouterr()


@pytest.mark.capability("D-09")
def test_credentials_verify_says_that_a_badge_is_valid(badge, capsys):
    ending, spoken = verified(capsys, str(badge), "--offline", "--language", "it")

    assert (ending, spoken.out.splitlines()[:2]) == (
        0,
        ["Questa credenziale è valida", "Digital City Expert · ANCI · Ada Prova"],
    )


def test_credentials_verify_says_why_a_badge_is_not_valid(badge, capsys):
    badge.write_text(badge.read_text().replace("Ada Prova", "Mallory"))

    ending, spoken = verified(capsys, str(badge), "--offline", "--json")

    told = json.loads(spoken.out)
    failed = [check["reason"] for check in told["checks"] if check["outcome"] == "failed"]
    assert (ending, told["standing"], failed) == (1, "invalid", ["altered"])


@pytest.mark.parametrize("content", [b"", b"hello", b"\x89PNG\r\n\x1a\n"])
def test_credentials_verify_refuses_what_it_cannot_read(content, tmp_path, capsys):
    file = tmp_path / "file"
    file.write_bytes(content)

    ending, spoken = verified(capsys, str(file), "--language", "en")

    assert (ending, bool(spoken.err)) == (2, True)


def test_credentials_verify_needs_a_file_that_is_there(tmp_path, capsys):
    assert verified(capsys, str(tmp_path / "nothing"))[0] == 2
