import json
import struct
import zlib
from io import BytesIO

import pytest
from openbadgeslib import baking
from PIL import Image

from innesto.badges.pictures import PNG, Broken, from_png, from_svg, into_png, into_svg
from tests.badges.making import came, signed, world

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A &amp; B</title></svg>'


@pytest.fixture(scope="module")
def png():
    buffer = BytesIO()
    Image.new("RGB", (4, 4), "green").save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize("form", ["document", "token"])
def test_a_credential_in_a_picture_is_verified_like_a_bare_one(png, form):
    text = signed().token if form == "token" else json.dumps(signed().document)

    for picture in (into_png(png, text), into_svg(SVG, text)):
        assert came(picture, fetch=world())[0] == "valid"


def test_a_picture_stays_a_picture(png):
    Image.open(BytesIO(into_png(png, "a.b.c"))).verify()


def test_others_take_out_what_we_put_in(png):
    text = signed().token

    assert baking.extract_png(into_png(png, text), keyword=baking.ITXT_KEYWORD_OB3) == text
    assert baking.extract_svg(into_svg(SVG, text), element=baking.SVG_ELEMENT_OB3) == text


@pytest.mark.parametrize("version", [2, 3])
def test_we_take_out_what_others_put_in(png, version):
    keyword = {2: baking.ITXT_KEYWORD, 3: baking.ITXT_KEYWORD_OB3}[version]
    element = {
        2: {"element": baking.SVG_ELEMENT, "namespace": baking.SVG_NS},
        3: {"element": baking.SVG_ELEMENT_OB3, "namespace": baking.SVG_NS_OB3},
    }[version]

    assert from_png(baking.bake_png(png, "a.b.c", keyword=keyword)) == "a.b.c"
    assert from_svg(baking.bake_svg(SVG, "a.b.c", **element)) == "a.b.c"


def test_a_picture_without_a_credential_has_none(png):
    assert (from_png(png), from_svg(SVG)) == (None, None)


def test_a_credential_that_was_packed_is_unpacked_within_limits(png):
    def packed(text):
        return picture_with(png, b"openbadges\0\x01\0\0\0" + zlib.compress(text))

    assert from_png(packed(b"a.b.c")) == "a.b.c"
    with pytest.raises(Broken):
        from_png(packed(bytes(2_000_000)))


@pytest.mark.parametrize(
    "content",
    [
        PNG,
        PNG + b"\x00",
        PNG + struct.pack("!I4s", 4_000_000_000, b"iTXt"),
        PNG + struct.pack("!I4sI", 0, b"tEXt", 0) * 60_000,
        PNG + struct.pack("!I4s", 13, b"iTXt") + b"openbadges\0\xff\xff" + bytes(4),
    ],
)
def test_a_damaged_png_is_refused(content):
    with pytest.raises(Broken):
        from_png(content)


@pytest.mark.parametrize(
    "content",
    [
        b"<svg",
        b'<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><svg>&b;</svg>',
        b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    ],
)
def test_a_damaged_or_dangerous_svg_is_refused(content):
    with pytest.raises(Broken):
        from_svg(content)


def picture_with(png, data):
    chunk = struct.pack("!I", len(data)) + b"iTXt" + data + bytes(4)
    return png[:-12] + chunk + png[-12:]
