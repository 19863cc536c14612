from io import BytesIO

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from innesto.toolkit.uploads import (
    LARGEST_FILE,
    LARGEST_PICTURE,
    NotAccepted,
    UploadField,
    check_file,
    tidy_picture,
)


def file(name, content):
    return SimpleUploadedFile(name, content)


def picture(kind="PNG", size=(40, 30), **options):
    buffer = BytesIO()
    Image.new("RGB", size, "purple").save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("delibera.pdf", b"%PDF-1.7"),
        ("DELIBERA.PDF", b"%PDF-1.7"),
        ("tabella.xlsx", b"PK\x03\x04..."),
        ("dati.csv", b"a;b\r\n1;2"),
        ("foto.jpg", b"\xff\xd8\xff\xe0"),
    ],
)
def test_check_file_accepts_what_is_what_it_says(name, content):
    check_file(file(name, content))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("programma.exe", b"MZ"),
        ("delibera.pdf", b"MZ\x90\x00 an executable"),
        ("delibera.pdf", b"\x7fELF"),
        ("delibera.pdf", b"<html><script>"),
        ("delibera.pdf.exe", b"%PDF-1.7"),
        ("dati.csv", b"\x00\x01\x02"),
        ("pagina.html", b"<html>"),
        ("disegno.svg", b"<svg>"),
        ("senza", b"%PDF-1.7"),
        ("vuoto.pdf", b""),
    ],
)
def test_check_file_refuses_what_is_not(name, content):
    with pytest.raises(NotAccepted):
        check_file(file(name, content))


def test_check_file_refuses_300_megabytes_without_reading_them():
    huge = file("delibera.pdf", b"%PDF-1.7")
    huge.size = 300_000_000

    with pytest.raises(NotAccepted) as refused:
        check_file(huge)

    assert "20 MB" in str(refused.value.words)
    assert huge.size > LARGEST_FILE


def test_tidy_picture_is_small_and_tells_nothing_of_where_it_was_taken():
    exif = Image.Exif()
    exif[0x010F] = "a camera"
    sent = file("foto.jpg", picture("JPEG", (3000, 1500), exif=exif))

    tidied = tidy_picture(sent)

    with Image.open(tidied) as kept:
        assert (kept.format, kept.size, dict(kept.getexif())) == ("WEBP", (1600, 800), {})
    assert tidied.name == "foto.webp"


def test_tidy_picture_refuses_what_is_no_picture_or_too_much_of_one():
    broken = file("foto.png", picture()[:40])
    heavy = file("foto.png", picture())
    heavy.size = LARGEST_PICTURE + 1
    wide = file("foto.png", picture(size=(10_000, 7_000)))

    for sent in (broken, heavy, wide):
        with pytest.raises(NotAccepted):
            tidy_picture(sent)


def test_upload_field_says_what_is_wrong():
    field = UploadField(required=False)

    with pytest.raises(forms.ValidationError) as refused:
        field.clean(file("delibera.pdf", b"MZ"))

    assert refused.value.code == "refused"
    assert field.clean(None) is None
    assert UploadField(pictures=True).clean(file("a.png", picture())).name == "a.webp"
