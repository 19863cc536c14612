"""The reader of pages that every test uses sees what it should."""

import pytest

from tests.html import complaints

GOOD = '<html lang="it"><head><title>T</title></head><body><main><h1>A</h1></main></body></html>'


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        (GOOD, []),
        (GOOD.replace("h1", "h2"), ["the page has 0 h1"]),
        (GOOD.replace(' lang="it"', ""), ["the page has no language"]),
        ('<p id="a"><br></p><p id="a"></p>', ["id 'a' is given twice"]),
        ("<div><p>text</div>", ["</div> closes ['p']"]),
        ("<section>", ["<section> is never closed"]),
        ('<p style="color:red">a</p>', ["<p> has a style"]),
        ("<button onclick='x()'>a</button>", ["<button> has onclick"]),
        ("<script>x()</script>", ["a script stands in the page"]),
        ('<img src="a.png">', ["an image has no alt"]),
        (
            GOOD.replace("A</h1>", 'A</h1><label for="b">B</label>'),
            ["for names 'b', which is not here"],
        ),
    ],
)
def test_complaints_names(html, wrong):
    assert complaints(html) == wrong
