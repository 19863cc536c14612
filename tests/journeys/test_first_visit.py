"""Somebody comes for the first time, without an account."""


def test_a_visitor_reads_on_any_device(visit, kind):
    visitor = visit(kind=kind)

    page = visitor.open("/stile/")

    assert page.locator("html").get_attribute("lang") == "it"
    visitor.look("stile")


def test_a_visitor_without_javascript_finds_the_same_page(visit):
    visitor = visit(javascript=False)

    page = visitor.open("/stile/")

    assert page.get_by_role("heading", level=1).count() == 1
