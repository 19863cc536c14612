import pytest
from django.urls import reverse

from innesto.courseware.reading import read
from tests.courses.factories import AuthorFactory, TextFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("query", "version"), [({}, "1.1"), ({"versione": "1.3"}, "1.3")])
def test_export_is_a_cartridge_that_readers_take(client, tmp_path, query, version):
    unit = TextFactory(body="<p>Uno sportello che ascolta.</p>").unit
    UnitFactory(section=unit.section, course=unit.course, kind="package")
    client.force_login(AuthorFactory(course=unit.course).person)

    answer = client.get(reverse("players:export", args=[unit.course.slug]), query)

    path = tmp_path / "corso.imscc"
    path.write_bytes(answer.content)
    package = read(path)
    assert (package.version, package.problems) == (version, ())
    assert [one.kind.value for one in package.walk()] == ["group", "page", "link"]
