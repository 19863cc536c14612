import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

from innesto.toolkit.figures import Figure
from innesto.toolkit.frame import Link
from innesto.toolkit.templatetags import ui

DOCS = Path(__file__).parents[2] / "docs/build/components.md"


def draw(text, **context):
    with translation.override("en"):
        return Template(text).render(Context(context))


def test_every_component_is_in_the_list_for_builders():
    listed = re.findall(r"^\| `(\w+)` \|.*\{%", DOCS.read_text(), flags=re.MULTILINE)

    assert sorted(listed) == sorted(ui.register.tags)


def test_every_filter_is_in_the_list_for_builders():
    listed = re.findall(r"\{\{ \S+?\|(\w+)", DOCS.read_text())

    assert sorted(set(listed)) == sorted(ui.register.filters)


def test_every_component_is_shown_on_the_style_page():
    folder = Path(ui.__file__).parents[1] / "templates/toolkit"
    shown = re.findall(r"\{% (\w+)", (folder / "style.html").read_text())

    # in the base page, inside the others, or only where something is kept on the device
    elsewhere = ["assets", "frame_part", "icon", "mark", "offline"]
    assert sorted(set(ui.register.tags) - set(shown)) == elsewhere


def test_icon_is_silent_without_a_label_and_speaks_with_one():
    assert 'aria-hidden="true"' in draw('{% icon "search" %}')
    assert 'role="img" aria-label="Search"' in draw('{% icon "search" label="Search" %}')


def test_state_escapes_its_word_and_knows_five_kinds():
    assert "&lt;b&gt;" in draw('{% state "ok" word %}', word="<b>")
    with pytest.raises(KeyError):
        draw('{% state "green" "Alive" %}')


@pytest.mark.parametrize("text", ['{% icon "x" size=3 %}', '{% card titel="x" %}{% endcard %}'])
def test_a_wrong_keyword_is_an_error(text):
    with pytest.raises(Exception, match="unexpected keyword argument"):
        draw(text)


def test_finding_says_its_strength_in_words():
    hard = draw('{% finding strength="hard" title="Five instead of six" %}{% endfinding %}')
    soft = draw('{% finding strength="soft" title="Beside a holiday" %}{% endfinding %}')

    assert "To solve:" in hard
    assert "To weigh up:" in soft
    assert "finding-action" not in hard


def test_facts_leave_empty_values_out_but_not_zero():
    page = draw("{% facts rows %}", rows=[("A", None), ("B", ""), ("C", 0)])

    assert re.findall(r"<dt>(\w)</dt>", page) == ["C"]


def test_figures_mark_what_differs_and_write_a_dash_for_what_is_unknown():
    rows = [Figure("Countries", 6, 6, 6), Figure("Cities", 42, None, 39, differs=True)]

    page = draw('{% figures rows caption="Figures" %}', rows=rows)

    assert page.count('class="differs"') == 1
    assert page.count(">–</td>") == 1


def test_steps_before_the_current_one_that_lack_an_answer_are_not_done():
    links = [Link("One", "/1"), Link("Two", "/2"), Link("Three", "/3", current=True)]

    page = draw("{% steps links lacking=lacking %}", links=links, lacking={"/2"})

    assert page.count("steps-done") == 1
    assert "Step 3 of 3" in page


def test_steps_before_the_current_one_are_done():
    links = [Link("One", "/1"), Link("Two", "/2", current=True), Link("Three", "")]

    page = draw("{% steps links %}", links=links)

    assert page.count("steps-done") == 1
    assert 'aria-current="step"' in page
    assert '<a href="/1">One</a>' in page


def test_pagination_keeps_the_rest_of_the_query():
    request = RequestFactory().get(reverse("toolkit:style"), {"q": "rain", "page": "2"})
    page = Paginator(range(100), per_page=10).get_page(2)

    drawn = draw("{% pagination page %}", page=page, request=request)

    assert 'href="?q=rain&amp;page=3" rel="next"' in drawn
    assert 'href="?q=rain&amp;page=2" aria-current="page"' in drawn
    assert "11–20 of 100" in drawn


def test_pagination_of_one_page_draws_nothing():
    page = Paginator([1], per_page=10).get_page(1)

    assert draw("{% pagination page %}", page=page, request=RequestFactory().get("/")).strip() == ""


def test_progress_asks_again_until_it_is_over():
    going = draw('{% progress label="Planning" url="/x/" value=40 %}')
    over = draw('{% progress label="Planned" url="/x/" value=100 is_over=True %}')

    assert 'hx-trigger="every 2s"' in going
    assert '<a href="/x/">' in going
    assert "hx-trigger" not in over


def test_number_is_written_as_the_language_does():
    with translation.override("it"):
        assert ui.number(18642) == "18.642"
        assert ui.number(0.8, 1) == "0,8"
        assert ui.number(None) == "–"
        assert ui.number(-1204) == "−1.204"
        assert ui.number(Decimal("23.000")) == "23"
        assert ui.number(Decimal("1200.000")) == "1.200"
        assert ui.number(Decimal("3.400")) == "3,4"


def test_many_tabs_stand_under_one_word_and_the_present_one_beside_the_first():
    links = [Link(f"Page {number}", f"/{number}/", current=number == 10) for number in range(11)]

    strip, _details, others = str(ui.tabs(links, label="Here")).partition("<details>")

    assert re.findall('href="/([0-9]+)/"', strip) == ["0", "1", "2", "3", "4", "5", "6", "10"]
    assert re.findall('href="/([0-9]+)/"', others) == ["7", "8", "9"]


def test_few_tabs_stand_beside_each_other():
    links = [Link(f"Page {number}", f"/{number}/") for number in range(9)]

    assert "<details>" not in ui.tabs(links, label="Here")
