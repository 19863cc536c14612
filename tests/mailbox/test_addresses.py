import pytest

from innesto.mailbox.addresses import Answerable, read_address
from innesto.mailbox.queries import reply_address


def test_address_says_again_what_it_was_made_of(anna, address):
    assert read_address(address) == Answerable("echo", 12, anna.pk)
    assert read_address(address.upper()) == Answerable("echo", 12, anna.pk)


def test_address_fits_in_what_mail_servers_take(anna):
    anna.pk = 2**63 - 1
    local = reply_address("abcdefghijkl", 2**63 - 1, anna).partition("@")[0]

    assert len(local) <= 64 + len("risposte") - len("reply")


@pytest.mark.parametrize(
    "change",
    [
        lambda address: address.replace("echo", "abcd"),
        lambda address: address.replace("-c-", "-d-"),
        lambda address: address.replace("innesto.example", "other.example"),
        lambda address: address.replace("risposte+", "altro+"),
        lambda address: address.replace("+", ""),
        lambda address: address.partition("-")[0] + "@innesto.example",
        lambda address: "risposte+@innesto.example",
        lambda address: "risposte+-@innesto.example",
        lambda address: "",
    ],
)
def test_changed_address_says_nothing(anna, address, change):
    assert read_address(change(address)) is None


def test_no_address_where_no_replies_are_taken(anna, settings):
    settings.REPLY_ADDRESS = ""

    assert reply_address("echo", 12, anna) == ""
    assert read_address("+@") is None
