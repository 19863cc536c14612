from django import forms

from innesto.toolkit.meanwhile import KeepsBoth


class Sheet(forms.Form):
    name = forms.CharField(required=False)
    note = forms.CharField(required=False)
    kind = forms.ChoiceField(choices=[("a", "Alfa"), ("b", "Beta")])


class SharedSheet(KeepsBoth, Sheet):
    pass


THERE = {"name": "Asti", "note": None, "kind": "a"}


def sent(there, **answers):
    """Fill in the form as it was opened when that stood there; send it now."""
    opened = SharedSheet(initial=there)
    stood = {name: opened[name].value() or "" for name in ("name", "note", "kind", "seen")}
    return {**stood, **answers}


def test_what_nobody_else_touched_is_saved():
    form = SharedSheet(sent(THERE, note="Mia"), initial=THERE)

    assert form.is_valid()
    assert form.cleaned_data == {"name": "Asti", "note": "Mia", "kind": "a"}


def test_what_a_colleague_saved_in_another_field_stays():
    now = {**THERE, "name": "Comune di Asti", "kind": "b"}

    form = SharedSheet(sent(THERE, note="Mia"), initial=now)

    assert form.is_valid()
    assert form.cleaned_data == {"name": "Comune di Asti", "note": "Mia", "kind": "b"}


def test_where_both_wrote_the_second_is_told_and_saves_again():
    now = {**THERE, "note": "Sua"}
    first = SharedSheet(sent(THERE, note="Mia"), initial=now)
    refused = first.is_valid()
    again = {name: first[name].value() for name in ("name", "note", "kind", "seen")}

    second = SharedSheet(again, initial=now)

    assert (refused, second.is_valid()) == (False, True)
    assert list(first.errors) == ["note"]
    assert "«Sua»" in first.errors["note"][0]
    assert second.cleaned_data["note"] == "Mia"


def test_both_who_wrote_the_same_are_not_bothered_and_broken_seals_stop_nobody():
    now = {**THERE, "note": "Una riga\nUn\u2019altra"}
    same = SharedSheet(sent(THERE, note="Una riga\r\nUn\u2019altra"), initial=now)
    broken = SharedSheet(sent(THERE, seen="[no", note="Mia"), initial=now)

    assert (same.is_valid(), broken.is_valid()) == (True, True)
