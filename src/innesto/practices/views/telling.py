"""Stories, questions, translations, links, challenges, joint actions, imports."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.lineage.actions import AlreadyLinked, LinkedToItself, link_works, unlink_works
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import bonds_of, ref_of
from innesto.organisations.http import acting_organisation
from innesto.organisations.models import Organisation
from innesto.practices import rules
from innesto.practices.actions.telling import (
    AlreadyAnswered,
    AlreadyTranslated,
    SharesDoNotAddUp,
    agree_to_joint_action,
    answer_question,
    ask_machine_to_translate,
    ask_question,
    name_challenge,
    set_up_joint_action,
    share_challenge,
    tell_case,
    translate_practice,
)
from innesto.practices.forms.telling import (
    AnswerForm,
    AnswersForm,
    ChallengeForm,
    JointActionForm,
    LinkForm,
    MachineForm,
    QuestionForm,
    RoomQuestionForm,
    TellingForm,
    TranslationForm,
)
from innesto.practices.models import Challenge, JointMember, Practice, Telling
from innesto.practices.queries.catalogue import parts_of
from innesto.practices.queries.telling import answering, challenges, own_map
from innesto.practices.translating import has_translator
from innesto.practices.views.pages import form_page, way_up
from innesto.practices.views.reading import readable
from innesto.programmes.http import programme_or_404
from innesto.programmes.models import Programme
from innesto.toolkit.drafting import drafting
from innesto.toolkit.frame import Link as Way
from innesto.toolkit.http import posted, render_page, require

PER_PAGE = 20


@require_http_methods(["GET", "POST"])
@login_not_required
def story(request: HttpRequest, slug: str) -> HttpResponse:
    """The case as it is told, with the questions from the room and online."""
    practice = readable(request, slug)
    user = request.user if isinstance(request.user, User) else None
    may_ask = user is not None and rules.can_ask(user, practice)
    owns = user is not None and rules.can_link(user, practice)
    form = (RoomQuestionForm if owns else QuestionForm)(posted(request))
    if request.method == "POST":
        require(may_ask)
        if form.is_valid():
            origin = "room" if owns else "online"
            ask_question(practice, by=user, origin=origin, **form.cleaned_data)
            messages.success(request, _("Kept. The answer will stand here."))
            return redirect("practices:story", slug)
    context = {
        "practice": practice,
        "telling": Telling.objects.filter(practice=practice).first(),
        "questions": practice.questions.select_related("answered_by"),
        "form": form,
        "may_ask": may_ask,
        "may_answer": owns,
        "crumbs_up": way_up(practice),
    }
    return render_page(request, "practices/story.html", context)


@require_http_methods(["GET", "POST"])
def tell(request: SignedIn, slug: str) -> HttpResponse:
    """Tell the case in its four steps."""
    practice = _own(request, slug)
    telling = Telling.objects.filter(practice=practice).first()
    title = _("Tell the case")
    draft = drafting(request.user, "practices:tell", slug, title=f"{practice.title} – {title}")
    form = TellingForm(posted(request), instance=telling, initial=draft.initial)
    if form.is_valid():
        tell_case(practice, by=request.user, **form.cleaned_data)
        draft.drop()
        messages.success(request, _("Saved."))
        return redirect("practices:story", slug)
    return form_page(request, practice, form, title=title, action=_("Save"), draft=draft)


@require_http_methods(["GET", "POST"])
def answer(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Answer a question."""
    practice = readable(request, slug)
    question = get_object_or_404(practice.questions.select_related("practice"), pk=pk)
    require(rules.can_answer(request.user, question))
    form = AnswerForm(posted(request))
    if form.is_valid():
        try:
            answer_question(question, by=request.user, **form.cleaned_data)
        except AlreadyAnswered:
            messages.info(request, _("A colleague was faster: it is answered already."))
        else:
            messages.success(request, _("Answered."))
        return redirect("practices:story", slug)
    return form_page(
        request, practice, form, title=_("Answer"), action=_("Answer"), lead=question.text
    )


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


@require_http_methods(["GET", "POST"])
def link(request: SignedIn, slug: str) -> HttpResponse:
    """Say what this practice is to another one."""
    practice = _own(request, slug)
    form = LinkForm(posted(request), practice=practice, person=request.user)
    if form.is_valid():
        said = form.cleaned_data
        try:
            link_works(
                practice, said["relation"], said["other"], by=request.user, note=said["note"]
            )
        except (AlreadyLinked, LinkedToItself):
            messages.info(request, _("This link is there already."))
        else:
            messages.success(request, _("Linked."))
        return redirect(practice)
    return form_page(
        request, practice, form, title=_("Link it to another practice"), action=_("Link")
    )


@require_http_methods(["GET", "POST"])
def answers(request: SignedIn, slug: str) -> HttpResponse:
    """Say which shared challenge a practice answers."""
    practice = _own(request, slug)
    form = AnswersForm(posted(request), person=request.user)
    if form.is_valid():
        try:
            link_works(
                practice, Link.Relation.ANSWERS, form.cleaned_data["challenge"], by=request.user
            )
        except AlreadyLinked:
            messages.info(request, _("This link is there already."))
        return redirect(practice)
    return form_page(
        request, practice, form, title=_("Which problem does it answer?"), action=_("Link")
    )


@require_POST
def unlink(request: SignedIn, slug: str, pk: int) -> HttpResponse:
    """Take a link back."""
    practice = _own(request, slug)
    if pk not in {bond.pk for bond in bonds_of(practice, viewer=request.user)}:
        return redirect(practice)
    unlink_works(
        get_object_or_404(Link.objects.touching(*ref_of(practice)), pk=pk), by=request.user
    )
    messages.success(request, _("Unlinked."))
    return redirect(practice)


@require_http_methods(["GET", "POST"])
def together(request: SignedIn, slug: str) -> HttpResponse:
    """Say what small municipalities do together, and who pays what."""
    practice = _own(request, slug)
    form = JointActionForm(posted(request))
    if form.is_valid():
        try:
            set_up_joint_action(practice, by=request.user, **form.cleaned_data)
        except SharesDoNotAddUp:
            form.add_error("members", _("What they pay is not what it costs."))
        else:
            messages.success(request, _("Saved."))
            return redirect(practice)
    return form_page(request, practice, form, title=_("Do it together"), action=_("Save"))


@require_POST
def join_in(request: SignedIn, pk: int) -> HttpResponse:
    """Say for one's municipality that it pays its share."""
    member = get_object_or_404(
        JointMember.objects.select_related("organisation", "joint_action__practice"),
        pk=pk,
        joint_action__practice__in=Practice.objects.visible_to(request.user).values("pk"),
    )
    require(rules.can_join_in(request.user, member.organisation))
    agree_to_joint_action(member, by=request.user)
    messages.success(request, _("Agreed."))
    return redirect(member.joint_action.practice)


@require_GET
@login_not_required
def challenge_index(request: HttpRequest) -> HttpResponse:
    """The problems that many share."""
    page = Paginator(challenges(viewer=request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "may_name": isinstance(request.user, User) and rules.can_draft(request.user),
        "crumbs_up": way_up(),
    }
    return render_page(request, "practices/challenges.html", context)


@require_http_methods(["GET", "POST"])
def challenge_new(request: SignedIn) -> HttpResponse:
    """Name a shared problem."""
    programme = _programme_of_challenge(request)
    require(rules.can_name_challenge(request.user, programme))
    form = ChallengeForm(
        posted(request),
        strands=parts_of(programme).strands,
        initial={"strand": request.GET.get("linea", "")},
    )
    if form.is_valid():
        mine = acting_organisation(request)
        found = name_challenge(
            by=request.user,
            programme=programme,
            organisations=[mine] if mine else [],
            **form.cleaned_data,
        )
        return redirect(found)
    back = Way(_("Shared challenges"), reverse("practices:challenges"))
    return form_page(
        request,
        None,
        form,
        title=_("Name a shared challenge"),
        lead=programme.name if programme else "",
        action=_("Name it"),
        back=back,
    )


def _programme_of_challenge(request: SignedIn) -> Programme | None:
    """Return the programme in whose name a challenge is named, or None for all."""
    slug = request.GET.get("programma", "")
    return programme_or_404(request, slug) if slug else None


@require_http_methods(["GET", "POST"])
@login_not_required
def challenge(request: HttpRequest, slug: str) -> HttpResponse:
    """A challenge: who shares it, and every practice that answers it."""
    found = get_object_or_404(
        Challenge.objects.visible_to(request.user).select_related("programme"), slug=slug
    )
    user = request.user if isinstance(request.user, User) else None
    mine = acting_organisation(request)
    may_share = user is not None and mine is not None and rules.can_join_in(user, mine)
    if request.method == "POST":
        require(may_share)
        if user and mine:
            share_challenge(found, mine, by=user)
        return redirect(found)
    progress = request.GET.get("avanzamento", "")
    practices = answering(found, viewer=request.user, progress=progress)
    sharing = list(found.organisations.order_by("name"))
    context = {
        "challenge": found,
        "sharing": sharing,
        "page": Paginator(practices, PER_PAGE).get_page(request.GET.get("page")),
        "progress": progress,
        "may_share": may_share and mine not in sharing,
        "crumbs_up": [*way_up(), Way(_("Shared challenges"), reverse("practices:challenges"))],
    }
    return render_page(request, "practices/challenge.html", context)


@require_GET
@login_not_required
def of_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """The practices of one municipality, and how they hang together."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    context = {
        "organisation": organisation,
        "own": own_map(organisation, viewer=request.user),
        "crumbs_up": [Way(organisation.name, organisation.get_absolute_url())],
    }
    return render_page(request, "practices/of_organisation.html", context)


def _own(request: SignedIn, slug: str) -> Practice:
    practice = readable(request, slug)
    require(rules.can_link(request.user, practice))
    return practice
