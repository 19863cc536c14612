"""Countries, their areas, their places, the names of places, and public holidays.

Registers are facts that others publish: ``load_registers`` writes them, everyone may read them.
"""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from innesto.toolkit.addresses import address_of


class Country(models.Model):
    """A country by its ISO 3166 code; Kosovo has the user-assigned XK that the EU uses.

    ``lat`` and ``lon`` are where its people live on average, a point to draw it at.
    """

    class Continent(models.TextChoices):
        AFRICA = "AF", _("Africa")
        ANTARCTICA = "AN", _("Antarctica")
        ASIA = "AS", _("Asia")
        EUROPE = "EU", _("Europe")
        NORTH_AMERICA = "NA", _("North America")
        OCEANIA = "OC", _("Oceania")
        SOUTH_AMERICA = "SA", _("South America")

    code = models.CharField(_("ISO code"), max_length=2, primary_key=True)
    names = models.JSONField(_("names by language"), default=dict)
    continent = models.CharField(_("continent"), max_length=2, choices=Continent)
    is_eu = models.BooleanField(_("member of the European Union"), default=False)
    languages = models.JSONField(_("official languages"), default=list, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language, else in English, else the code."""
        language = (get_language() or "en").partition("-")[0]
        return str(self.names.get(language) or self.names.get("en") or self.code)


class Area(models.Model):
    """A part of a country: a region, or within it a province.

    Italian areas have ISTAT codes («08», «037»); those of other countries are their first
    division, by the code that GeoNames gives. ``nuts`` is empty where the area is not one
    single NUTS area: Trentino-Alto Adige/Südtirol has two.
    """

    class Kind(models.TextChoices):
        REGION = "region", _("region")
        PROVINCE = "province", _("province")

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="areas")
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    code = models.CharField(_("code"), max_length=10)
    abbreviation = models.CharField(_("abbreviation"), max_length=4, blank=True)
    nuts = models.CharField(_("NUTS code"), max_length=5, blank=True)
    name = models.CharField(_("name"), max_length=120)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts"
    )

    class Meta:
        verbose_name = _("region or province")
        verbose_name_plural = _("regions and provinces")
        constraints = [
            models.UniqueConstraint(fields=["country", "kind", "code"], name="area_unique_code"),
        ]

    def __str__(self) -> str:
        return self.name


class SizeClass(models.TextChoices):
    """How many people live in a place, in steps that Italian law knows.

    The bounds are among those of article 156 of the consolidated act on local authorities
    (legislative decree 267/2000); «small» there and in law 158/2017 ends at 5,000 inhabitants.
    """

    VERY_SMALL = "very_small", _("under 5,000 inhabitants")
    SMALL = "small", _("5,000 to 20,000 inhabitants")
    MEDIUM = "medium", _("20,000 to 60,000 inhabitants")
    LARGE = "large", _("60,000 to 250,000 inhabitants")
    VERY_LARGE = "very_large", _("250,000 inhabitants and more")


# At least so many people, fewer than the next class begins with.
SIZE_CLASS_STARTS = {
    SizeClass.VERY_SMALL: 0,
    SizeClass.SMALL: 5_000,
    SizeClass.MEDIUM: 20_000,
    SizeClass.LARGE: 60_000,
    SizeClass.VERY_LARGE: 250_000,
}


def size_class_of(population: int) -> SizeClass:
    """Return the class of a place with so many people."""
    return max((start, size) for size, start in SIZE_CLASS_STARTS.items() if start <= population)[1]


# For order and its indexes, the same on both databases: PostgreSQL sorts what is unknown first
# unless told otherwise, SQLite takes no telling in an index, and neither knows a bound zero again.
PEOPLE = models.Func(
    "population", template="COALESCE(%(expressions)s, 0)", output_field=models.IntegerField()
)


class PlaceQuerySet(models.QuerySet["Place"]):
    """Ways to choose places."""

    def living(self) -> Self:
        """Places that exist today."""
        return self.filter(ceased_on__isnull=True)

    def of_size(self, *sizes: str) -> Self:
        """Places of any of these size classes; a place of unknown population is in none."""
        starts = [*SIZE_CLASS_STARTS.values(), None]
        wanted = Q(pk__in=())
        for (size, start), end in zip(SIZE_CLASS_STARTS.items(), starts[1:], strict=True):
            if size in sizes:
                bounds = {"population__lt": end} if end else {}
                wanted |= Q(population__gte=start, **bounds)
        return self.filter(wanted)

    def within(self, *areas: Area) -> Self:
        """Places of any of these regions or provinces."""
        return self.filter(Q(region__in=areas) | Q(province__in=areas))


class Place(models.Model):
    """An Italian municipality, or a town or city of another European country.

    Italian municipalities are those of ISTAT, also those that ceased since 1990: somebody will
    still write their name. Elsewhere the register is GeoNames: places of over 1,000 people,
    which are no municipalities in the sense of the law.
    """

    ref = models.CharField(
        _("address"),
        max_length=12,
        unique=True,
        help_text=_("ISTAT code of a municipality, «g» and the GeoNames number of other places."),
    )
    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="places")
    code = models.CharField(_("official code"), max_length=10, blank=True)
    cadastral_code = models.CharField(_("cadastral code"), max_length=4, blank=True)
    geonameid = models.PositiveIntegerField(_("GeoNames number"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=120)
    name_other = models.CharField(
        _("name in the other official language"), max_length=120, blank=True
    )
    key = models.CharField(_("name as it is searched"), max_length=120, db_index=True)
    region = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    province = models.ForeignKey(
        Area, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    nuts3 = models.CharField(_("NUTS 3 code"), max_length=5, blank=True)
    population = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    population_year = models.PositiveSmallIntegerField(
        _("year of the count"), null=True, blank=True
    )
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    ceased_on = models.DateField(_("ceased on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="predecessors"
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        indexes = [
            models.Index(fields=["code"], name="place_code"),
            models.Index(fields=["cadastral_code"], name="place_cadastral"),
            models.Index(
                PEOPLE.desc(),
                "id",
                condition=Q(ceased_on=None),
                name="place_living_by_people",
            ),
            models.Index(
                "country",
                PEOPLE.desc(),
                "id",
                condition=Q(ceased_on=None),
                name="place_living_of_country",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "code"], condition=~Q(code=""), name="place_unique_code"
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(ceased_on__isnull=False),
                name="place_successor_only_if_ceased",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        """Return the page of the place."""
        return address_of("places:detail", self.ref)

    @property
    def full_name(self) -> str:
        """The name in both official languages: «Bolzano/Bozen»."""
        return f"{self.name}/{self.name_other}" if self.name_other else self.name

    @property
    def size_class(self) -> SizeClass | None:
        """How big it is, or None where nobody counted."""
        return None if self.population is None else size_class_of(self.population)

    @property
    def has_ceased(self) -> bool:
        """No longer exists."""
        return self.ceased_on is not None


class PlaceName(models.Model):
    """Another name by which people call a place, or a code it had, as it is searched."""

    class Kind(models.TextChoices):
        OTHER = "other", _("other name")
        SHORT = "short", _("name without its small words")
        FORMER = "former", _("former name")
        CODE = "code", _("former code")

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=120)
    key = models.CharField(_("name as it is searched"), max_length=120, db_index=True)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind)
    language = models.CharField(_("language"), max_length=7, blank=True)

    class Meta:
        verbose_name = _("other name of a place")
        verbose_name_plural = _("other names of places")
        constraints = [
            models.UniqueConstraint(fields=["place", "key"], name="place_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Holiday(models.Model):
    """A day on which nobody works, in a whole country, or in one place (its patron saint)."""

    country = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="holidays")
    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, null=True, blank=True, related_name="holidays"
    )
    date = models.DateField(_("day"))
    name = models.CharField(_("name in the country's language"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("public holiday")
        verbose_name_plural = _("public holidays")
        constraints = [
            models.UniqueConstraint(
                fields=["country", "date"],
                condition=Q(place__isnull=True),
                name="holiday_once_a_country",
            ),
            models.UniqueConstraint(
                fields=["place", "date"],
                condition=Q(place__isnull=False),
                name="holiday_once_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.date:%d.%m.%Y})"
