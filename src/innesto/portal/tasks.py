"""Tell persons what is new for the searches they keep."""

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.tasks import task
from django.urls import reverse
from django.utils.translation import ngettext

from innesto.notifications.actions import notify
from innesto.portal.queries.saved import STOP, address_of
from innesto.search.actions import move_search_on
from innesto.search.models import SavedSearch
from innesto.search.queries import News, news_of

MOST_NAMED = 10
"""Documents that a notice names; the page has them all."""


@task
def tell_all_news() -> None:
    """Hand out one task for each saved search: one that fails stops no other."""
    for pk in SavedSearch.objects.watching().order_by("pk").values_list("pk", flat=True):
        tell_news.enqueue(pk)


@task
def tell_news(saved_id: int) -> None:
    """Tell the person of one saved search what came in since, once, however often it runs."""
    saved = SavedSearch.objects.watching().select_related("person").filter(pk=saved_id).first()
    news = news_of(saved) if saved else None
    if saved is None or news is None:
        return
    with transaction.atomic():
        if not move_search_on(saved, news) or not news.documents:
            return
        notify(
            [saved.person],
            kind="search_news",
            key=f"search-{saved.pk}-{news.epoch}-{news.revision}",
            title=lambda: _title(saved, news),
            body=lambda: _body(saved, news),
            url=address_of(saved),
            stop_url=reverse("portal:stop-search", args=[signing.dumps(saved.pk, salt=STOP)]),
            about=saved,
        )


def _title(saved: SavedSearch, news: News) -> str:
    count = len(news.documents)
    words = ngettext(
        "%(count)d new result for “%(name)s”", "%(count)d new results for “%(name)s”", count
    )
    return words % {"count": count, "name": saved.name}


def _body(saved: SavedSearch, news: News) -> str:
    """List the documents with their links."""
    lines = [
        f"{document.title}\n{settings.SITE_URL}{document.url}"
        for document in news.documents[:MOST_NAMED]
    ]
    more = len(news.documents) - MOST_NAMED
    if more > 0:
        lines.append(ngettext("and %(n)d more", "and %(n)d more", more) % {"n": more})
    return "\n\n".join(lines)
