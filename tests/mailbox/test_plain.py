import pytest

from innesto.mailbox.plain import TooDeep, plain_of


def test_html_becomes_paragraphs_points_and_links():
    html = (
        "<html><head><title>x</title><style>p{color:red}</style></head><body>"
        "<p>Va <b>bene</b>.</p><ul><li>uno</li><li>due</li></ul>"
        '<div>Vedi <a href="https://comune.example/a?b=1">la delibera</a>.</div>'
        '<p><a href="https://comune.example/">https://comune.example</a></p></body></html>'
    )

    assert plain_of(html) == (
        "Va bene.\n\n- uno\n- due\n\n"
        "Vedi [la delibera](https://comune.example/a?b=1).\n\nhttps://comune.example"
    )


@pytest.mark.parametrize(
    "html",
    [
        "Bene<script>alert(1)</script>",
        "<style>@import 'https://evil.example/x'</style>Bene",
        "Bene<img src='https://tracker.example/1.gif' width=1 height=1>",
        "Bene<div style='display: none'>preheader 12345</div>",
        "Bene<span style='font-size:0'>hidden</span>",
        "<svg><script>alert(1)</script><text>x</text></svg>Bene",
        "<a href='javascript:alert(1)'>Bene</a>",
        "<p onclick='x()' style='background:url(https://evil.example)'>Bene",
        "Bene<iframe src='https://evil.example'></iframe><object data='x'>y</object>",
        "Bene<!-- <p>comment</p> --><![CDATA[x]]>",
        "Bene<template><p>hidden</p></template>",
        "Bene<blockquote type='cite'>Quoted</blockquote>",
        "Bene<div class='gmail_quote'><div class='gmail_attr'>Il … ha scritto:</div>"
        "<blockquote class='gmail_quote'>Quoted</blockquote></div>",
        "Bene<div id='appendonsend'></div><hr><div>Da: Marta</div><div>Quoted</div>",
        "Bene<div class='moz-cite-prefix'>Il 3 ha scritto:</div><blockquote>Quoted</blockquote>",
    ],
)
def test_nothing_but_words_of_the_writer_comes_through(html):
    assert plain_of(html) == "Bene"


def test_answers_inside_what_gmail_quotes_stay():
    quoted = "<blockquote>Chi?</blockquote>Noi.<blockquote>E?</blockquote>"
    html = f"<div class='gmail_quote'>{quoted}</div>"

    assert plain_of(html) == "Noi."


def test_html_nested_a_hundred_thousand_times_is_not_read():
    with pytest.raises(TooDeep):
        plain_of("<div>" * 100_000 + "Bene")
