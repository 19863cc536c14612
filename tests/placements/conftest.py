"""Torino and a body that stands for Cuneo, on their way there and back."""

import pytest

from tests.placements.factories import PlacementFactory, pair_of_legs, referent_of


@pytest.fixture
def legs(db):
    return pair_of_legs()


@pytest.fixture
def placement(legs):
    return PlacementFactory(legs=legs)


@pytest.fixture
def torino(placement):
    return placement.sides.first()


@pytest.fixture
def anci(placement):
    return placement.sides.last()


@pytest.fixture
def lea(torino):
    return referent_of(torino.organisation, "Lea Torino")


@pytest.fixture
def rino(anci):
    return referent_of(anci.organisation, "Rino Anci")
