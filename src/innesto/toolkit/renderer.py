"""How forms are drawn: the parts that every form repeats in Python, the rest by templates.

A template for each field, widget, attribute and option cost most of a page with a form: a choice
among 250 countries took 40 ms. What is drawn here looks as Django's own templates would draw it.
"""

from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any

from django.forms import BoundField
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.html import conditional_escape as clean
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from innesto.toolkit.icons import icon

type Widget = Mapping[str, Any]


def _attributes(widget: Widget) -> SafeString:
    """Write attributes with their space; True is a name alone, False is left out."""
    return mark_safe(  # noqa: S308 – each value is escaped
        "".join(
            f" {name}" if value is True else f' {name}="{clean(str(value))}"'
            for name, value in widget["attrs"].items()
            if value is not False
        )
    )


def _input(context: Mapping[str, Any]) -> SafeString:
    widget = context["widget"]
    value = widget["value"]
    return format_html(
        '<input type="{}" name="{}"{}{}>',
        widget["type"],
        widget["name"],
        "" if value is None else format_html(' value="{}"', str(value)),
        _attributes(widget),
    )


def _textarea(context: Mapping[str, Any]) -> SafeString:
    widget = context["widget"]
    return format_html(
        '<textarea name="{}"{}>\n{}</textarea>',
        widget["name"],
        _attributes(widget),
        widget["value"] or "",
    )


def _select(context: Mapping[str, Any]) -> SafeString:
    widget = context["widget"]
    groups = (
        format_html('\n  <optgroup label="{}">{}\n  </optgroup>', group, _options(options))
        if group
        else _options(options)
        for group, options, _index in widget["optgroups"]
    )
    return format_html(
        '<select name="{}"{}>{}\n</select>',
        widget["name"],
        _attributes(widget),
        mark_safe("".join(groups)),  # noqa: S308 – made of safe parts
    )


def _options(options: list[Widget]) -> SafeString:
    return format_html_join(
        "",
        '\n  <option value="{}"{}>{}</option>',
        ((str(one["value"]), _attributes(one), one["label"]) for one in options),
    )


def drawn_select(
    name: str, attrs: Mapping[str, Any], choices: Sequence[tuple[Any, Any]], chosen: Set[str]
) -> SafeString:
    """Draw a choice; only the first option that is chosen is marked."""
    options, is_marked = [], False
    for key, label in choices:
        value = "" if key is None else str(key)
        mark = not is_marked and value in chosen
        is_marked = is_marked or mark
        options.append(
            f'\n  <option value="{clean(value)}"{" selected" if mark else ""}>'
            f"{clean(label)}</option>"
        )
    head = f'<select name="{clean(name)}"{_attributes({"attrs": attrs})}>'
    return mark_safe("".join([head, *options, "\n</select>"]))  # noqa: S308 – escaped above


def _errors(context: Mapping[str, Any]) -> SafeString:
    errors = context["errors"]
    if not errors:
        return SafeString()
    field_id = getattr(errors, "field_id", None)
    return format_html(
        '<div class="errors"{}>{}</div>',
        format_html(' id="{}_error"', field_id) if field_id else "",
        format_html_join(
            "", '<p class="error">{}<span>{}</span></p>', ((icon("stop"), e) for e in errors)
        ),
    )


def _field(context: Mapping[str, Any]) -> SafeString:
    """Draw a field with its label, hint and errors; several inputs stand in a fieldset."""
    field: BoundField = context["field"]
    errors, css = field.errors, field.css_classes()
    classes = f"field{' field-wrong' if errors else ''}{f' {css}' if css else ''}"
    hint = _hint(field)
    if field.widget_type == "checkbox":
        choice = format_html(
            '<div class="choice">{}\n<label for="{}">{}</label></div>',
            *(field, field.id_for_label, field.label),
        )
        return _block("div", classes, errors, choice, hint)
    parts = (_label(field), hint, errors, field, _again(field))
    if field.use_fieldset:
        return _block("fieldset", classes, *parts, told_by=field.aria_describedby)
    return _block("div", classes, *parts)


def _block(tag: str, classes: str, *parts: Any, told_by: str | None = "") -> SafeString:
    return format_html(
        '<{} class="{}"{}>{}\n</{}>',
        tag,
        classes,
        format_html(' aria-describedby="{}"', told_by) if told_by else "",
        format_html_join("", "\n{}", ((part,) for part in parts if part)),
        tag,
    )


def _label(field: BoundField) -> SafeString:
    if not field.label:
        return SafeString()
    is_told = field.field.required or getattr(field.form, "all_optional", False)
    note = getattr(field.field, "note", "") or _("(optional)")
    optional = "" if is_told else format_html(' <span class="optional">{}</span>', note)
    if field.use_fieldset:
        return format_html("<legend>{}{}</legend>", field.label, optional)
    return format_html('<label for="{}">{}{}</label>', field.id_for_label, field.label, optional)


def _hint(field: BoundField) -> SafeString:
    if not field.help_text:
        return SafeString()
    place = format_html(' id="{}_helptext"', field.auto_id) if field.auto_id else ""
    return format_html('<div class="hint"{}>{}</div>', place, mark_safe(field.help_text))  # noqa: S308 – ours


def _again(field: BoundField) -> SafeString:
    """Ask for a file again: browsers forget it when other answers are put right."""
    if not field.form.errors or not field.field.widget.needs_multipart_form:
        return SafeString()
    name = getattr(field.data, "name", "")
    if not name:
        return SafeString()
    sentence = _("Choose %(name)s again: a file is not kept while other answers are put right.")
    return format_html('<p class="error">{}{}</p>', icon("warn"), sentence % {"name": name})


INPUTS = (
    *("checkbox", "color", "date", "datetime", "email", "hidden", "input", "number", "password"),
    *("search", "tel", "text", "time", "url"),
)
DRAWN: dict[str, Callable[[Mapping[str, Any]], SafeString]] = {
    **{f"django/forms/widgets/{name}.html": _input for name in INPUTS},
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/errors/list/default.html": _errors,
    "django/forms/field.html": _field,
}


class FormRenderer(TemplatesSetting):
    """Draw what is known here, and ask the templates for all else."""

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> SafeString:
        """Draw one form, field, widget or list of errors."""
        draw = DRAWN.get(template_name)
        if draw:
            return draw(context)
        return mark_safe(super().render(template_name, context, request))  # noqa: S308 – it is
