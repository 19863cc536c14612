"""What those who were there say, with an account or by the link in a mail; and witnesses."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.cascade import rules
from innesto.cascade.actions.people import (
    AlreadyAnswered,
    answer_as_witness,
    answer_presence,
    claim_presence,
)
from innesto.cascade.actions.trainings import AlreadyWithdrawn
from innesto.cascade.forms import TestimonyForm
from innesto.cascade.models import Trainee, Training, Witness
from innesto.toolkit.http import posted, render_page, require


@require_POST
def answer(request: SignedIn, pk: int) -> HttpResponse:
    """Say that one was there, or that one was not."""
    training = get_object_or_404(Training.objects.visible_to(request.user), pk=pk)
    trainee = get_object_or_404(training.trainees, person=request.user)
    require(rules.can_answer(request.user, trainee))
    _answer(request, trainee, by=request.user)
    return redirect(training)


@require_http_methods(["GET", "POST"])
@login_not_required
@never_cache
def present(request: HttpRequest, token: str) -> HttpResponse:
    """Answer by the link in a mail; opening it answers nothing, for mail programs open links."""
    trainee = Trainee.objects.by_token(token)
    if trainee is None:
        raise Http404
    user = request.user if isinstance(request.user, User) else None
    if request.method == "POST":
        if "account" in request.POST and user:
            try:
                claim_presence(trainee, by=user)
            except AlreadyAnswered:
                messages.info(request, _("It is in an account already."))
            else:
                messages.success(request, _("It is in your account now. You can train on."))
        else:
            _answer(request, trainee, by=user)
        return redirect(request.path)
    context = {
        "trainee": trainee,
        "training": trainee.training,
        "may_claim": user is not None and trainee.is_confirmed and trainee.person_id is None,
    }
    return render_page(request, "cascade/present.html", context)


def _answer(request: HttpRequest, trainee: Trainee, *, by: User | None) -> None:
    was_there = request.POST.get("presente") == "si"
    try:
        answer_presence(trainee, was_there=was_there, by=by)
    except AlreadyAnswered:
        messages.info(request, _("You have answered already."))
    except AlreadyWithdrawn:
        messages.info(request, _("This training was taken back meanwhile."))
    else:
        messages.success(
            request,
            _("Thank you: you count.") if was_there else _("Thank you. You are not counted."),
        )


@require_http_methods(["POST"])
def testify(request: SignedIn, pk: int) -> HttpResponse:
    """Say as a witness whether a session was held."""
    training = get_object_or_404(Training.objects.visible_to(request.user), pk=pk)
    witness: Witness = get_object_or_404(training.witnesses, person=request.user)
    require(rules.can_witness(request.user, witness))
    form = TestimonyForm(posted(request))
    if not form.is_valid():
        context = {"training": training, "form": form}
        return render_page(request, "cascade/testify.html", context)
    try:
        answer_as_witness(
            witness,
            confirms=form.cleaned_data["confirms"] == "yes",
            words=form.cleaned_data["words"],
            by=request.user,
        )
    except (AlreadyAnswered, AlreadyWithdrawn):
        messages.info(request, _("You have answered already."))
    else:
        messages.success(request, _("Thank you. Your word is kept with the session."))
    return redirect(training)
