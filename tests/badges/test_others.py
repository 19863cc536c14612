"""What we sign is accepted by a library that is not ours."""

import json

import pytest
from openbadgeslib.ob3 import ldp, verifier

from tests.badges.making import DID, signed, world


def download(address):
    return world()(address)


@pytest.mark.capability("D-09")
def test_openbadgeslib_accepts_our_tokens():
    verifying = verifier.OB3Verifier.for_issuer_did(DID, download=download)
    verifying.verify(signed().token, check_status=True, download=download)


@pytest.mark.capability("D-09")
def test_openbadgeslib_accepts_our_documents():
    verifying = ldp.OB3LdpVerifier.for_issuer_did(DID, download=download)
    verifying.verify(
        json.dumps(signed().document),
        check_status=True,
        verify_status_list=False,  # it reads lists only as tokens
        download=download,
    )
