import pytest
from hypothesis import given
from hypothesis import strategies as st

from innesto.toolkit.rich_text import LARGEST, TooLong, as_plain, as_words, clean

WORD = (
    '<p class="MsoNormal" style="mso-fareast-language:IT"><o:p></o:p>'
    '<span lang="IT" style="font-size:12.0pt">Cinque <b>uffici</b></span></p>'
    "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->"
)


def test_clean_makes_paragraphs_and_lists_of_plain_text():
    text = "Cinque uffici.\nUno solo & basta.\n\n- primo\n- **secondo**\n\n1. uno\n2. due\n\n## Poi"

    assert clean(text) == (
        "<p>Cinque uffici.<br>Uno solo &amp; basta.</p>"
        "<ul><li>primo</li><li><strong>secondo</strong></li></ul>"
        "<ol><li>uno</li><li>due</li></ol><h3>Poi</h3>"
    )


def test_clean_keeps_links_to_the_web_and_no_other():
    assert clean("[qui](https://example.org/a) [là](javascript:alert(1))") == (
        '<p><a href="https://example.org/a" rel="noopener nofollow">qui</a> '
        "[là](javascript:alert(1))</p>"
    )


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("<p>a</p><script>alert(1)</script>", "<p>a</p>"),
        ('<p onclick="x()" style="color:red">a</p>', "<p>a</p>"),
        ('<a href="javascript:x()">a</a>', '<p><a rel="noopener nofollow">a</a></p>'),
        ("<h1>T</h1><div>a</div>", "<h3>T</h3><p>a</p>"),
        ("<p><img src=x onerror=alert(1)>a</p>", "<p>a</p>"),
        ("</p></div></main><p>out</p>", "<p>out</p>"),
        ("<p>&nbsp;</p><p>a</p><ul></ul>", "<p>a</p>"),
    ],
)
def test_clean_lets_nothing_out_of_the_page(sent, kept):
    assert clean(sent) == kept


def test_clean_reads_what_word_pastes_by_the_200_kilobytes():
    pasted = WORD * 1000

    html = clean(pasted)

    assert len(pasted) > 200_000
    assert html.startswith("<p>Cinque <strong>uffici</strong></p>")
    assert "mso" not in html


def test_clean_refuses_what_nobody_wrote():
    with pytest.raises(TooLong):
        clean("a" * (LARGEST + 1))


def test_clean_keeps_right_to_left_and_combining_characters():
    text = "مدينة e\u0301 שלום \u202eabc"

    assert as_words(clean(text)) == text


@given(st.text(max_size=300))
def test_clean_gives_nothing_dangerous_for_any_text(text):
    html = clean(text)

    assert "<script" not in html.lower()
    assert "\x00" not in html or "\x00" in text


@pytest.mark.parametrize(
    "text",
    [
        "Un testo.\n\n- uno\n- due\n\nFine.",
        "## Titolo\n\n1. uno\n2. due",
        "Con [un legame](https://example.org) e **forte**.",
        "Riga\naltra riga",
    ],
)
def test_as_plain_gives_back_what_was_typed(text):
    assert as_plain(clean(text)) == text


def test_as_words_is_one_line():
    assert as_words("<p>a &amp; b</p><ul><li>c</li></ul>") == "a & b c"
