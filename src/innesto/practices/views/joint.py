"""What small municipalities do together, and who pays what."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.practices import rules
from innesto.practices.actions.telling import (
    SharesDoNotAddUp,
    agree_to_joint_action,
    set_up_joint_action,
)
from innesto.practices.forms.telling import JointActionForm
from innesto.practices.models import JointMember, Practice
from innesto.practices.views.pages import form_page
from innesto.practices.views.reading import owned
from innesto.toolkit.http import posted, require


@require_http_methods(["GET", "POST"])
def together(request: SignedIn, slug: str) -> HttpResponse:
    """Say what small municipalities do together, and who pays what."""
    practice = owned(request, slug)
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
