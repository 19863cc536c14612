"""What happens after the commit: files are looked at, members are told."""

from django.core.files.base import ContentFile
from django.tasks import task
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.communities.models import Member
from innesto.deposits.models import Deposit, Version
from innesto.notifications.actions import notify
from innesto.search.actions import hand_in
from innesto.toolkit.paper.ask import NotReadable, glance_at
from innesto.toolkit.uploads import kind_of


@task()
def look_at_version(version_id: int) -> None:
    """Keep the first page and the words of a PDF; one that cannot be read stays without."""
    version = Version.objects.filter(pk=version_id).select_related("deposit").first()
    if version is None or kind_of(version.file_name) != "pdf":
        return
    try:
        with version.file.open("rb") as opened:
            glance = glance_at(opened.read())
    except NotReadable:
        return
    version.pages, version.words = glance.pages, glance.words
    version.preview.save(f"{version.pk}.webp", ContentFile(glance.picture), save=False)
    version.save(update_fields=["pages", "words", "preview"])
    hand_in("deposit", version.deposit_id)


@task()
def tell_of_deposit(deposit_id: int, number: int) -> None:
    """Tell the members of a new work or version, except who handed it in."""
    deposit = Deposit.objects.standing().filter(pk=deposit_id).select_related("community").first()
    version = Version.objects.filter(deposit=deposit_id, number=number).first()
    if deposit is None or version is None:
        return
    members = Member.objects.current().filter(community=deposit.community)
    words = (
        _("“{title}” was handed in to {community}")
        if number == 1
        else _("“{title}” has a new version in {community}")
    )
    notify(
        User.objects.filter(pk__in=members.values("person")),
        kind="work_deposited",
        key=f"deposit-{deposit.pk}-{number}",
        title=format_lazy(words, title=deposit.title, community=deposit.community),
        body=version.note,
        url=deposit.get_absolute_url(),
        about=deposit,
        space=deposit.community,
        by=version.by,
    )
