"""Pages of documents: who owes what, read, write, decide."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.documents import rules
from innesto.documents.actions import (
    AlreadyAsked,
    NotHandedIn,
    NotLater,
    NotOpen,
    accept_document,
    ask_for_document,
    excuse_document,
    extend_document,
    hand_in_document,
    return_document,
    save_document,
)
from innesto.documents.forms import AnswersForm, AskForm, ExtendForm, ReasonForm
from innesto.documents.models import Attachment, Document
from innesto.documents.queries.forms import (
    answers_in,
    asked_questions,
    forms_to_ask,
    works_to_cite,
)
from innesto.documents.queries.lists import documents_of, works_of
from innesto.programmes.http import coordinated, form_page, programme_or_404, programme_page
from innesto.programmes.models import Partner
from innesto.programmes.queries.facts import blueprint_of
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day
from innesto.toolkit.drafting import drafting
from innesto.toolkit.drawing import drawn_state
from innesto.toolkit.http import posted, require
from innesto.toolkit.questions import wants_more_rows
from innesto.toolkit.serving import serve
from innesto.toolkit.tables import Column, Filter, Table

TAB = "documents:index"


def state_of(document: Document) -> Any:
    """Draw how a document stands: late is said before all else."""
    if document.is_late(timezone.localdate()):
        return drawn_state("stop", _("late"))
    kinds = {"handed_in": "brand", "accepted": "ok", "returned": "warn"}
    return drawn_state(kinds.get(document.state, "plain"), document.get_state_display())  # type: ignore[arg-type]


def _in_state(found: QuerySet[Document], state: str) -> QuerySet[Document]:
    return found.late(timezone.localdate()) if state == "late" else found.filter(state=state)  # type: ignore[attr-defined]


DOCUMENTS = Table[Document](
    caption=lazy("Documents"),
    columns=[
        Column("name", lazy("Form"), lambda d: d.name, url=lambda d: d.get_absolute_url()),
        Column("by", lazy("Of whom"), lambda d: d.by_whom, order=["partner__organisation__sought"]),
        Column("about", lazy("About"), lambda d: getattr(d, "work_title", "")),
        Column("due", lazy("Due"), lambda d: d.due_on, order=["due_on"]),
        Column("state", lazy("State"), lambda d: d.get_state_display(), shown=state_of),
        Column("handed_in", lazy("Handed in"), lambda d: d.handed_in_at, order=["handed_in_at"]),
    ],
    filters=[
        Filter(
            "state",
            lazy("State"),
            lambda: [("late", _("late")), *Document.State.choices[:-1]],
            _in_state,
        )
    ],
    search=["partner__organisation__name", "template"],
)


@require_GET
@login_not_required
def index(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Who owes what in a programme, what is late, what was handed in."""
    programme = programme_or_404(request, slug)
    found = documents_of(programme, viewer=request.user)
    table = DOCUMENTS.read(found, request.GET)
    if table.file_kind:
        return table.as_file(f"{programme.slug}-{_('documents')}")
    rows = list(table.page)
    works = works_of(rows, viewer=request.user)
    for row in rows:
        known = works.get(row.work) if row.work else None
        row.work_title = known[1].title if known else ""  # type: ignore[attr-defined]
    user = request.user
    context = {
        "table": table,
        "may_ask": isinstance(user, User)
        and rules.can_ask(user, programme)
        and bool(forms_to_ask(programme)),
    }
    return programme_page(
        request, "documents/index.html", programme, context, tab=TAB, parts=("results",)
    )


@require_http_methods(["GET", "POST"])
def ask(request: SignedIn, slug: str) -> HttpResponse:
    """Ask partners for a form of the blueprint."""
    programme = coordinated(request, slug)
    present = Partner.objects.present().filter(programme=programme)
    form = AskForm(
        posted(request),
        blueprint=blueprint_of(programme),
        partners=present.select_related("organisation"),
        language=_reader(),
    )
    if form.is_valid():
        asked = form.cleaned_data
        count = 0
        for partner in asked["partners"]:
            with suppress(AlreadyAsked):
                ask_for_document(
                    programme,
                    asked["template"],
                    by=request.user,
                    partner=partner,
                    due_on=asked["due_on"],
                )
                count += 1
        words = ngettext("Asked of %(count)d partner.", "Asked of %(count)d partners.", count)
        messages.success(request, words % {"count": count})
        return redirect(TAB, programme.slug)
    return form_page(
        request, programme, form, title=_("Ask for a document"), action=_("Ask for it"), tab=TAB
    )


@require_GET
@login_not_required
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a document, and decide about it."""
    document = _readable(request, pk)
    user = request.user
    person = user if isinstance(user, User) else None
    reads = document.is_given or (person is not None and rules.can_read_answers(person, document))
    works = works_of([document], viewer=user)
    context = {
        "document": document,
        "about": next((work for _label, work in works.values()), None),
        "answers": answers_in(document) if reads else (),
        "reads": reads,
        "state": state_of(document),
        "postponements": document.postponements.select_related("by"),
        "may_write": person is not None and rules.can_write(person, document),
        "may_decide": person is not None and rules.can_decide(person, document),
        "may_let_off": person is not None and rules.can_let_off(person, document),
    }
    return programme_page(request, "documents/detail.html", document.programme, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def write(request: SignedIn, pk: int) -> HttpResponse:
    """Answer a form: hand it in, save it for one's colleagues, or ask for more rows."""
    document = _readable(request, pk)
    require(rules.can_write(request.user, document))
    subject = f"document-{document.pk}"
    draft = drafting(request.user, "documents:write", subject, title=document.name)
    sent = posted(request)
    only_more = sent is not None and wants_more_rows(sent)
    is_saved = sent is not None and "save" in sent
    form = AnswersForm(
        None if only_more else sent,
        request.FILES or None,
        questions=asked_questions(document),
        works=works_to_cite(document, viewer=request.user),
        answers=document.answers,
        is_complete=not is_saved,
        initial={
            "language": document.language or _reader(),
            **(_typed(sent) if only_more and sent else draft.initial),
        },
    )
    if form.is_valid():
        act = save_document if is_saved else hand_in_document
        given: dict[str, Any] = {} if is_saved else {"cites": form.cited()}
        try:
            act(
                document,
                form.answers(),
                by=request.user,
                language=form.cleaned_data["language"],
                files=form.uploads(),
                **given,
            )
        except NotOpen:
            messages.error(request, _("A colleague handed it in meanwhile."))
            return redirect(document)
        draft.drop()
        done = _("Saved: your colleagues can go on with it.") if is_saved else _("Handed in.")
        messages.success(request, done)
        return redirect(document)
    context = {"form": form, "document": document, "draft": draft}
    return programme_page(request, "documents/write.html", document.programme, context, tab=TAB)


@require_POST
def accept(request: SignedIn, pk: int) -> HttpResponse:
    """Say that a document is all there."""
    document = _readable(request, pk)
    require(rules.can_decide(request.user, document))
    try:
        accept_document(document, by=request.user)
    except NotHandedIn:
        messages.info(request, _("Somebody else decided meanwhile."))
    else:
        messages.success(request, _("Accepted."))
    return redirect(document)


@require_http_methods(["GET", "POST"])
def send_back(request: SignedIn, pk: int) -> HttpResponse:
    """Say what is missing in a document."""
    document = _readable(request, pk)
    require(rules.can_decide(request.user, document))
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            return_document(document, by=request.user, **form.cleaned_data)
        except NotHandedIn:
            messages.info(request, _("Somebody else decided meanwhile."))
        else:
            messages.success(request, _("Sent back: who owes it is told."))
        return redirect(document)
    return _asking(request, document, form, _("What is missing?"), _("Send it back"))


@require_http_methods(["GET", "POST"])
def extend(request: SignedIn, pk: int) -> HttpResponse:
    """Give more time for a document."""
    document = _readable(request, pk)
    require(rules.can_let_off(request.user, document))
    form = ExtendForm(posted(request))
    if form.is_valid():
        try:
            extend_document(document, by=request.user, **form.cleaned_data)
        except NotLater as refused:
            words = _("It is due on %(day)s already: give a later day.")
            form.add_error("until", words % {"day": day(refused.args[0])})
        except NotOpen:
            messages.info(request, _("It was handed in meanwhile."))
            return redirect(document)
        else:
            messages.success(request, _("There is more time now."))
            return redirect(document)
    return _asking(request, document, form, _("Give more time"), _("Move the day"))


@require_http_methods(["GET", "POST"])
def excuse(request: SignedIn, pk: int) -> HttpResponse:
    """Say that a document is not owed any more."""
    document = _readable(request, pk)
    require(rules.can_let_off(request.user, document))
    form = ReasonForm(posted(request))
    if form.is_valid():
        try:
            excuse_document(document, by=request.user, **form.cleaned_data)
        except NotOpen:
            messages.info(request, _("It was handed in meanwhile."))
        else:
            messages.success(request, _("It is not owed any more."))
        return redirect(document)
    return _asking(request, document, form, _("Not owed any more"), _("Let them off"))


@require_GET
@login_not_required
def attachment(request: HttpRequest, pk: int, attachment: int) -> HttpResponseBase:
    """Hand out a file of a document to whoever reads its answers."""
    document = _readable(request, pk)
    user = request.user
    may = document.is_given or (isinstance(user, User) and rules.can_read_answers(user, document))
    require(may)
    found = get_object_or_404(Attachment, pk=attachment, document=document)
    return serve(request, found.file, found.file_name, inline=True)


def _readable(request: HttpRequest, pk: int) -> Document:
    seen = Document.objects.visible_to(request.user).select_related(
        "programme__call", "partner__organisation", "person", "handed_in_by", "decided_by"
    )
    return get_object_or_404(seen, pk=pk)


def _asking(
    request: SignedIn, document: Document, form: Any, title: str, action: str
) -> HttpResponse:
    return form_page(
        request,
        document.programme,
        form,
        title=title,
        lead=str(document),
        action=action,
        tab=TAB,
        back=address_of("documents:detail", document.pk),
    )


def _typed(sent: Any) -> dict[str, Any]:
    return {key: texts[0] if len(texts) == 1 else texts for key, texts in sent.lists() if texts}


def _reader() -> str:
    return (get_language() or "it").partition("-")[0]
