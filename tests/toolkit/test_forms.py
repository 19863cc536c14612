from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import translation

from innesto.toolkit.forms import (
    DateField,
    DecimalField,
    DraftForm,
    SearchChoiceField,
    suggestions,
    typed_words,
)


@dataclass(frozen=True)
class City:
    key: str
    name: str
    province: str

    def __str__(self):
        return f"{self.name} ({self.province})"


ASTI = City("1", "Asti", "AT")
SICILY = City("2", "San Teodoro", "ME")
SARDINIA = City("3", "San Teodoro", "SS")
FORLI = City("4", "Forlì", "FC")


def find(words):
    cities = [ASTI, SICILY, SARDINIA, FORLI]
    return [city for city in cities if words.casefold()[:3] in city.name.casefold()]


class VisitForm(forms.Form):
    city = SearchChoiceField[City](
        find=find, key=lambda city: city.key, names=lambda city: [city.name]
    )
    starts_on = DateField()
    letter = forms.FileField(required=False, label="Letter")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def visit(**sent):
    return VisitForm({"city": "Asti", "starts_on": "24/3/2026"} | sent)


def test_valid_form_gives_the_thing_and_the_date():
    form = visit()

    assert form.errors == {}
    assert form.cleaned_data == {"city": ASTI, "starts_on": date(2026, 3, 24), "letter": None}


@pytest.mark.parametrize("text", ["ASTI", "asti (at)", " Asti "])
def test_search_choice_takes_the_one_thing_of_that_name(text):
    form = visit(city=text)

    assert form.is_valid()
    assert form.cleaned_data["city"] == ASTI


def test_search_choice_passes_over_accents():
    form = visit(city="FORLI")

    assert form.is_valid()
    assert form.cleaned_data["city"] == FORLI


def test_search_choice_asks_when_two_have_the_name_and_takes_the_answer():
    asking = visit(city="San Teodoro")
    page = str(asking)
    answered = visit(city="San Teodoro", city_pick="3")

    assert asking.errors["city"] == ["More than one fits. Choose the one you mean."]
    assert 'value="2" id="id_city_pick_0"' in page
    assert 'value="San Teodoro"' in page
    assert answered.is_valid()
    assert answered.cleaned_data["city"] == SARDINIA


def test_search_choice_never_guesses_what_is_near():
    form = visit(city="Astigiano")

    assert form.errors["city"] == [
        "Nothing has exactly this name. Choose one of these or write it differently."
    ]


def test_search_choice_says_when_nothing_is_found():
    assert visit(city="Zzz").errors["city"] == [
        "Nothing found with this name. Check how it is written."
    ]


def test_search_choice_shows_what_it_starts_with():
    form = VisitForm(initial={"city": ASTI})

    assert 'value="Asti (AT)"' in str(form)
    assert VisitForm({"city": "Asti (AT)"}, initial={"city": ASTI}).changed_data == []


def test_suggestions_answer_the_field_that_asks():
    request = RequestFactory().get("/", {"field": "city", "city": " San "})

    assert typed_words(request) == "San"
    assert suggestions(request, ["San Teodoro (ME)"]).text.strip() == (
        '<option value="San Teodoro (ME)"></option>'
    )


def test_date_that_does_not_exist_is_said_and_kept_as_typed():
    form = visit(starts_on="31/2/2026")

    assert form.errors["starts_on"] == [
        "This date does not exist or cannot be read. For example: 24/3/2026"
    ]
    assert '<input type="text" name="starts_on" value="31/2/2026"' in str(form)


def test_good_date_is_shown_to_the_picker_of_the_browser():
    page = str(VisitForm(initial={"starts_on": date(2026, 3, 24)}))

    assert '<input type="date" name="starts_on" value="2026-03-24"' in page


def test_error_stands_beside_the_field_and_in_the_summary():
    page = str(visit(starts_on=""))

    assert "One answer to put right" in page
    assert '<a href="#id_starts_on">Starts on: This field is required.</a>' in page
    assert 'id="id_starts_on_error"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_starts_on_error"' in page


def test_optional_fields_are_marked_and_required_ones_are_not():
    page = str(VisitForm())

    assert page.count("(optional)") == 1


def test_file_of_a_form_that_comes_back_is_asked_for_again():
    file = SimpleUploadedFile("letter.pdf", b"%PDF")
    form = VisitForm({"city": "Asti", "starts_on": ""}, {"letter": file})

    assert "Choose letter.pdf again" in str(form)


def test_draft_keeps_the_answers_and_nothing_of_its_own():
    sent = QueryDict(
        "csrfmiddlewaretoken=x&draft_form=a:new&draft_address=/a/&office=1&office=2&note=Half"
    )

    form = DraftForm(sent)

    assert form.is_valid()
    assert form.answers == {"office": ["1", "2"], "note": ["Half"]}


@pytest.mark.parametrize("address", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_draft_leads_back_to_this_site_only(address):
    form = DraftForm({"draft_form": "a:new", "draft_address": address})

    assert form.errors == {"draft_address": ["This address leads elsewhere."]}


@pytest.mark.parametrize(
    ("kept", "shown"), [("53.000", "53"), ("0.500", "0.5"), ("1200.00", "1200")]
)
def test_decimal_field_shows_a_figure_without_the_noughts_of_its_column(kept, shown):
    assert DecimalField().prepare_value(Decimal(kept)) == shown


@pytest.mark.parametrize(
    ("typed", "read"),
    [("12,5", "12.5"), ("12.5", "12.5"), ("1.234,50", "1234.50"), ("1,234.5", "1234.5")],
)
def test_decimal_field_reads_a_comma_as_people_write_it(typed, read):
    assert DecimalField(localize=False).clean(typed) == Decimal(read)


def test_decimal_field_refuses_what_is_no_figure():
    with pytest.raises(forms.ValidationError):
        DecimalField().clean("1,2,3")
