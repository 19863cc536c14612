import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from innesto.places.models import Country, Place, SizeClass, size_class_of
from tests.places.factories import AreaFactory, CountryFactory, PlaceFactory


@pytest.mark.capability("M-11")
@pytest.mark.capability("D-03")
@pytest.mark.parametrize(
    ("population", "size"),
    [
        (0, SizeClass.VERY_SMALL),
        (4_999, SizeClass.VERY_SMALL),
        (5_000, SizeClass.SMALL),
        (19_999, SizeClass.SMALL),
        (20_000, SizeClass.MEDIUM),
        (60_000, SizeClass.LARGE),
        (249_999, SizeClass.LARGE),
        (250_000, SizeClass.VERY_LARGE),
    ],
)
def test_size_class_of_changes_at_its_bounds(population, size):
    assert size_class_of(population) == size


@pytest.mark.capability("M-11")
@pytest.mark.capability("D-03")
@pytest.mark.django_db
def test_of_size_agrees_with_the_size_class_of_each_place():
    counts = [0, 4_999, 5_000, 19_999, 20_000, 60_000, 249_999, 250_000, None]
    places = [PlaceFactory(population=count) for count in counts]

    found = {size: set(Place.objects.of_size(size)) for size in SizeClass}

    assert found == {s: {p for p in places if p.size_class == s} for s in SizeClass}


@pytest.mark.django_db
def test_of_size_takes_several_classes_and_none_is_nothing():
    tiny, big = PlaceFactory(population=10), PlaceFactory(population=900_000)

    both = Place.objects.of_size(SizeClass.VERY_SMALL, SizeClass.VERY_LARGE)

    assert set(both) == {tiny, big}
    assert list(Place.objects.of_size()) == []


@pytest.mark.capability("T-03")
@pytest.mark.django_db
def test_within_finds_the_places_of_regions_and_provinces():
    piemonte, liguria = AreaFactory(name="Piemonte"), AreaFactory(name="Liguria")
    asti = PlaceFactory(region=piemonte)
    cuneo = PlaceFactory(province=AreaFactory(kind="province", parent=piemonte), region=piemonte)
    imperia = PlaceFactory(region=liguria)

    assert set(Place.objects.within(piemonte)) == {asti, cuneo}
    assert set(Place.objects.within(cuneo.province, liguria)) == {cuneo, imperia}


@pytest.mark.parametrize(
    ("language", "name"), [("it", "Paesi Bassi"), ("en", "Netherlands"), ("fi", "Netherlands")]
)
def test_country_name_is_in_the_language_of_the_reader(language, name):
    country = Country(code="NL", names={"it": "Paesi Bassi", "en": "Netherlands"})

    with override(language):
        assert str(country) == name


def test_country_without_names_is_called_by_its_code():
    assert Country(code="XK").name == "XK"


@pytest.mark.django_db
def test_place_is_called_by_both_official_names():
    bolzano = PlaceFactory(name="Bolzano", name_other="Bozen")

    assert (str(bolzano), bolzano.has_ceased) == ("Bolzano/Bozen", False)


@pytest.mark.django_db
def test_only_a_ceased_place_has_a_successor():
    heir = PlaceFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceFactory(successor=heir)


@pytest.mark.django_db
def test_a_code_is_given_once_a_country():
    PlaceFactory(code="001272", ref="a")
    PlaceFactory(country=CountryFactory(code="DE"), code="001272", ref="b")

    with pytest.raises(IntegrityError), transaction.atomic():
        PlaceFactory(code="001272", ref="c")
