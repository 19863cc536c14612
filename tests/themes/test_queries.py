import pytest

from innesto.themes.models import Mapping, Scheme
from innesto.themes.queries import schemes, themes_of, with_kin
from tests.themes.factories import SchemeFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def test_schemes_shows_public_ones_and_operators_all(nobody, stranger, admin):
    public, _secret = SchemeFactory(key="a", is_public=True), SchemeFactory(key="b")
    ThemeFactory.create_batch(2, scheme=public)

    seen = [[(s.key, s.size) for s in schemes(viewer=v)] for v in (nobody, stranger, admin)]

    assert seen == [[("a", 2)], [("a", 2)], [("a", 2), ("b", 0)]]


def test_themes_of_a_scheme_come_in_its_order():
    scheme = SchemeFactory()
    ThemeFactory(scheme=scheme, key="b", position=1)
    ThemeFactory(scheme=scheme, key="a", position=1)
    ThemeFactory(scheme=scheme, key="z", position=0)
    ThemeFactory(key="other")

    assert [theme.key for theme in themes_of(scheme)] == ["z", "a", "b"]


def test_with_kin_does_not_give_away_schemes_in_preparation(nobody, admin):
    shared = ThemeFactory(scheme=SchemeFactory(is_public=True))
    secret = ThemeFactory(scheme=SchemeFactory(is_public=False))
    Mapping.objects.create(theme=secret, target=shared, relation="close")

    def kin_of(viewer):
        (theme,) = with_kin(themes_of(shared.scheme), viewer=viewer)
        return [mapping.theme for mapping in theme.kin_of]

    assert (kin_of(nobody), kin_of(admin)) == ([], [secret])
    assert Scheme.objects.visible_to(nobody).get() == shared.scheme
