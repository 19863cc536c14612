from io import StringIO

import pytest
from django.core.management import call_command

from innesto.journal.models import Entry
from innesto.themes.actions import ReservedKey, Subject, adopt_scheme, adopt_shared_scheme
from innesto.themes.models import Mapping, Scheme, Theme
from innesto.themes.shipped import SHARED, Shipped, shipped_schemes

pytestmark = pytest.mark.django_db

ENERGY = Subject("energy", {"it": "Energia"}, same_as=(("eurovoc", "2498"), ("sdg", "7")))
SAVING = Subject("saving", {"it": "Risparmio"}, parent="energy")


def adopt(*subjects, by=None, **more):
    return adopt_scheme("sole", labels={"it": "Sole"}, subjects=subjects, by=by, **more)


def kin(key):
    found = Mapping.objects.filter(theme__key=key).order_by("pk")
    return [(m.target.scheme.key, m.target.key, m.relation) for m in found]


def test_adopt_scheme_keeps_order_parents_and_kin(admin):
    scheme = adopt(ENERGY, SAVING, by=admin)

    themes = [(t.key, t.parent and t.parent.key) for t in scheme.themes.order_by("position")]
    assert themes == [("energy", None), ("saving", "energy")]
    assert kin("energy") == [("eurovoc", "2498", "close"), ("sdg", "7", "close")]
    entry = Entry.objects.about(scheme).get()
    assert (entry.verb, entry.by, entry.facts) == ("scheme_adopted", admin, {"themes": 2})


def test_adopt_scheme_changes_nothing_a_second_time():
    adopt(ENERGY, SAVING)
    before = list(Theme.objects.order_by("pk").values())

    adopt(ENERGY, SAVING)

    assert list(Theme.objects.order_by("pk").values()) == before
    assert (Scheme.objects.count(), Mapping.objects.count()) == (3, 2)


def test_adopt_scheme_follows_the_blueprint_and_removes_no_theme():
    adopt(ENERGY, SAVING)

    adopt(Subject("energy", {"it": "Energie"}, same_as=(("sdg", "13"),)))

    assert [str(t) for t in Theme.objects.filter(scheme__key="sole")] == ["Energie", "Risparmio"]
    assert kin("energy") == [("sdg", "13", "close")]


def test_adopt_scheme_keeps_who_may_read_unless_told():
    assert adopt(ENERGY).is_public is False
    assert adopt(ENERGY, is_public=True).is_public is True
    assert adopt(ENERGY).is_public is True


@pytest.mark.parametrize("key", sorted(SHARED))
def test_adopt_scheme_leaves_shared_schemes_alone(key):
    with pytest.raises(ReservedKey):
        adopt_scheme(key, labels={}, subjects=[], by=None)

    assert Scheme.objects.count() == 0


def test_adopt_scheme_refuses_a_parent_that_is_not_there():
    with pytest.raises(KeyError, match="energy"):
        adopt(SAVING)

    assert Theme.objects.count() == 0


def test_adopt_shared_scheme_gives_names_to_what_blueprints_pointed_at():
    adopt(ENERGY)
    energy = Shipped("sdg", {"it": "Obiettivi"}, "https://example.org", (("7", {"it": "Pulita"}),))

    scheme = adopt_shared_scheme(energy, by=None)

    assert (str(scheme), scheme.is_public, scheme.website) == (
        "Obiettivi",
        True,
        "https://example.org",
    )
    assert str(Mapping.objects.get(target__scheme=scheme)) == "Energia vicino a Pulita"
    assert Entry.objects.about(scheme).get().verb == "scheme_adopted"


def test_load_themes_takes_over_all_that_ships_and_may_be_repeated():
    out = StringIO()

    call_command("load_themes", stdout=out)
    call_command("load_themes", verbosity=0)

    assert out.getvalue().splitlines() == ["sdg: 17", "data-theme: 14", "eurovoc: 9"]
    assert Theme.objects.count() == 40


def test_shipped_schemes_are_the_shared_ones_with_names_in_both_languages():
    shipped = shipped_schemes()

    assert {scheme.key for scheme in shipped} == SHARED
    nameless = [
        (scheme.key, key)
        for scheme in shipped
        for key, labels in scheme.themes
        if not {"it", "en"} <= set(labels)
    ]
    # Its Italian name could not be checked, so readers see the English one.
    assert nameless == [("eurovoc", "437655")]
