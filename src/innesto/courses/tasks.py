"""What happens after the commit: documents are looked at, people are told."""

from django.core.files.base import ContentFile
from django.db.models import Q, QuerySet
from django.tasks import task
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.courses.models import Course, Document, Review
from innesto.notifications.actions import notify
from innesto.toolkit.addresses import address_of
from innesto.toolkit.paper.ask import NotReadable, glance_at
from innesto.toolkit.uploads import kind_of


@task()
def look_at_document(document_id: int) -> None:
    """Keep the first page and the words of a PDF; one that cannot be read stays without."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None or kind_of(document.file_name) != "pdf":
        return
    try:
        with document.file.open("rb") as opened:
            glance = glance_at(opened.read())
    except NotReadable:
        return
    document.pages, document.words = glance.pages, glance.words
    document.preview.save(f"{document.pk}.webp", ContentFile(glance.picture), save=False)
    document.save(update_fields=["pages", "words", "preview"])


@task()
def tell_review_asked(review_id: int) -> None:
    """Tell the other authors, and who keeps the page of the body, that a look is wanted."""
    review = Review.objects.select_related("course", "asked_by").get(pk=review_id)
    course = review.course
    notify(
        _answering_for(course),
        kind="course_review_asked",
        key=f"course-review-{review.pk}",
        title=format_lazy(_("“{title}” waits for somebody to look at it"), title=course.title),
        body=review.note,
        url=address_of("courses:review", course.slug),
        about=course,
        by=review.asked_by,
    )


@task()
def tell_review_decided(review_id: int) -> None:
    """Tell the authors that the course came out, or what is to be changed."""
    review = Review.objects.select_related("course", "decided_by").get(pk=review_id)
    course = review.course
    words = (
        _("“{title}” is out")
        if review.verdict == Review.Verdict.YES
        else _("“{title}”: something is to be changed")
    )
    notify(
        User.objects.filter(authored_courses__course=course),
        kind="course_reviewed",
        key=f"course-reviewed-{review.pk}",
        title=format_lazy(words, title=course.title),
        body=review.reason,
        url=address_of("courses:write", course.slug),
        about=course,
        by=review.decided_by,
    )


def _answering_for(course: Course) -> QuerySet[User]:
    asked = Q(authored_courses__course=course)
    if course.programme:
        led = course.programme.participants.current().filter(may_coordinate=True)
        asked |= Q(pk__in=led.values("user"))
    elif course.organisation:
        kept = course.organisation.memberships.current().filter(is_referent=True)
        asked |= Q(pk__in=kept.values("person"))
    return User.objects.filter(asked).distinct()
