import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.test.signals import template_rendered

from innesto.toolkit.forms import Select
from innesto.toolkit.renderer import FormRenderer

CHOICES = [("", "All"), ("a", "<b>"), (3, "3"), ("Group", [("x", "X"), ("y", "Y & Z")])]
ATTRIBUTES = {"id": "id_it", "required": True, "disabled": False, "data-x": '"<&'}


@pytest.mark.parametrize("value", [None, "", "a", 3, '<"&>', "0"])
@pytest.mark.parametrize(
    "widget",
    [
        forms.TextInput(),
        forms.NumberInput(),
        forms.EmailInput(),
        forms.URLInput(),
        forms.HiddenInput(),
        forms.CheckboxInput(),
        forms.Textarea(),
        forms.Select(choices=CHOICES),
        forms.SelectMultiple(choices=CHOICES),
        Select(choices=CHOICES),
        Select(choices=CHOICES[:3]),
        Select(choices=[("a", "A"), ("a", "again"), (None, "?")], attrs={"data-x": "<"}),
    ],
    ids=lambda widget: type(widget).__name__,
)
def test_widgets_look_as_the_templates_of_django_draw_them(widget, value):
    ours, theirs = (
        [line for line in widget.render("it", value, ATTRIBUTES, each()).splitlines() if line]
        for each in (FormRenderer, TemplatesSetting)
    )

    assert ours == theirs


def templates_of(options):
    class ChoiceForm(forms.Form):
        one = forms.ChoiceField(choices=[(str(n), str(n)) for n in range(options)])
        name = forms.CharField(required=False, help_text="As in the statute")
        is_new = forms.BooleanField()

    drawn = []

    def note(template, **_kwargs):
        drawn.append(template.name)

    template_rendered.connect(note)
    try:
        str(ChoiceForm())
    finally:
        template_rendered.disconnect(note)
    return drawn


def test_a_form_costs_one_template_however_many_fields_and_options_it_has():
    assert templates_of(options=1) == ["django/forms/div.html"]
    assert templates_of(options=250) == ["django/forms/div.html"]


def test_the_hint_of_a_field_may_hold_links_but_its_errors_may_not():
    class LinkForm(forms.Form):
        name = forms.CharField(help_text='See <a href="/">the page</a>.')

        def clean_name(self):
            raise forms.ValidationError("<b>wrong</b>")

    drawn = LinkForm({"name": "x"})["name"].as_field_group()

    assert 'See <a href="/">the page</a>.' in drawn
    assert "&lt;b&gt;wrong&lt;/b&gt;" in drawn
    assert 'class="field field-wrong"' in drawn
