import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from innesto.practices.models import Practice, PracticeImport
from tests.practices.factories import coordinator_of
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def at(name, *args):
    return reverse(f"practices:{name}", args=args)


def test_import_is_looked_at_brought_in_and_taken_back(client):
    programme = ProgrammeFactory()
    client.force_login(coordinator_of(programme))
    file = SimpleUploadedFile("p.csv", b"titolo;lingua\nOrti;it\n;it\n")

    nowhere = client.post(at("import-new"), {"file": file})
    file.seek(0)
    client.post(at("import-new"), {"file": file, "programme": programme.pk})
    import_ = PracticeImport.objects.get()
    page = client.get(import_.get_absolute_url()).text
    client.post(at("import-carry-out", import_.pk), {"published": "1"})
    client.post(at("import-carry-out", import_.pk))

    assert nowhere.status_code == 422
    assert ("1 riga può entrare" in page, "Non ha un titolo" in page) == (True, True)
    assert Practice.objects.get().programme == programme
    assert "È entrata 1 pratica" in client.get(import_.get_absolute_url()).text
    client.post(at("import-undo", import_.pk))
    client.post(at("import-undo", import_.pk))
    assert not Practice.objects.exists()


def test_import_refuses_what_is_no_table_in_words(client, admin):
    client.force_login(admin)

    answer = client.post(at("import-new"), {"file": SimpleUploadedFile("x.csv", b"\x00\x01")})

    assert answer.status_code == 422
    assert "Il file non si legge" in answer.text
