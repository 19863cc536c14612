from django.urls import reverse

from innesto.toolkit.addresses import address_of


def test_addresses_are_those_that_reverse_gives():
    assert address_of("organisations:detail", "asti") == reverse(
        "organisations:detail", args=["asti"]
    )
    assert address_of("programmes:partner", "multiply", 7) == reverse(
        "programmes:partner", args=["multiply", 7]
    )
