"""Translations beside the original, by a person or a machine."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from innesto.accounts.http import SignedIn
from innesto.practices import rules
from innesto.practices.actions.telling import (
    AlreadyTranslated,
    ask_machine_to_translate,
    translate_practice,
)
from innesto.practices.forms.telling import MachineForm, TranslationForm
from innesto.practices.translating import has_translator
from innesto.practices.views.pages import form_page
from innesto.practices.views.reading import readable
from innesto.toolkit.drafting import drafting
from innesto.toolkit.http import posted, require


@require_http_methods(["GET", "POST"])
def translate(request: SignedIn, slug: str) -> HttpResponse:
    """Put a translation beside the original."""
    practice = readable(request, slug)
    require(rules.can_translate(request.user, practice))
    title = _("Translate the sheet")
    draft = drafting(request.user, "practices:translate", slug, title=f"{practice.title} – {title}")
    form = TranslationForm(posted(request), practice=practice, initial=draft.initial)
    if form.is_valid():
        language = form.cleaned_data["language"]
        translate_practice(
            practice,
            language,
            texts=form.texts,
            origin=form.cleaned_data["origin"],
            by=request.user,
        )
        draft.drop()
        messages.success(request, _("Saved. The original stays one click away."))
        return redirect(f"{practice.get_absolute_url()}?lang={language}")
    return form_page(request, practice, form, title=title, action=_("Save"), draft=draft)


@require_http_methods(["GET", "POST"])
def machine(request: SignedIn, slug: str) -> HttpResponse:
    """Ask the machine of this installation for a translation, if it has one."""
    practice = readable(request, slug)
    require(rules.can_translate(request.user, practice))
    if not has_translator():
        raise Http404
    form = MachineForm(posted(request), practice=practice)
    if form.is_valid():
        try:
            ask_machine_to_translate(practice, by=request.user, **form.cleaned_data)
        except AlreadyTranslated:
            messages.info(request, _("A person has translated it meanwhile: that is better."))
        else:
            messages.success(request, _("Asked. It appears here in a moment, marked as such."))
        return redirect(practice)
    return form_page(
        request,
        practice,
        form,
        title=_("Let a machine translate it"),
        lead=_("The texts go to the translator of this installation. Readers are told."),
        action=_("Translate"),
    )
