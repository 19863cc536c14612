"""What a community learned, written down: begin, read, edit and publish an article."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.communities.http import community_page, form_page, open_community_or_404
from innesto.questions import rules
from innesto.questions.actions.articles import (
    AlreadyPublished,
    HasAnArticle,
    NotSolved,
    begin_article,
    edit_article,
    publish_article,
)
from innesto.questions.forms.leading import ArticleForm
from innesto.questions.models import Article
from innesto.questions.queries.page import names_in
from innesto.questions.queries.register import article_at, article_list, question_at
from innesto.questions.views.reading import TAB, readable
from innesto.toolkit.dates import day
from innesto.toolkit.drafting import drafting
from innesto.toolkit.drawing import Row, drawn_state
from innesto.toolkit.http import one_or_404, posted, require


@require_GET
@login_not_required
def index(request: HttpRequest, slug: str) -> HttpResponse:
    """Articles of a community."""
    community = open_community_or_404(request, slug)
    found = article_list(community, viewer=request.user)
    page = Paginator(found, per_page=25).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [_row(article) for article in page]}
    return community_page(request, "questions/articles.html", community, context, tab=TAB)


@require_POST
def begin(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Make a draft of a solved question."""
    community = open_community_or_404(request, slug)
    question = readable(request, community, number)
    require(rules.can_begin_article(request.user, question))
    try:
        article = begin_article(question, by=request.user)
    except (NotSolved, HasAnArticle):
        messages.info(request, _("A colleague was faster, or the question was reopened."))
        return redirect(question)
    messages.success(request, _("A draft is there. Make it readable for who was not there."))
    return redirect("questions:edit-article", slug, article.pk)


@require_GET
@login_not_required
def detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One article with its sources."""
    community = open_community_or_404(request, slug)
    article = _article(request, slug, number)
    user = request.user if isinstance(request.user, User) else None
    asked = article.question_id
    source = question_at(asked, community=community, viewer=request.user) if asked else []
    authors = _authors(article) if source else []
    context = {
        "article": article,
        "source": source[0] if source else None,
        "authors": authors,
        "themes": list(article.themes.all()),
        "may_edit": user is not None and rules.can_edit_article(user, article),
        "may_publish": user is not None
        and article.published_at is None
        and rules.can_publish_article(user, article),
    }
    return community_page(request, "questions/article.html", community, context, tab=TAB)


@require_http_methods(["GET", "POST"])
def edit(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Edit an article."""
    article = _article(request, slug, number)
    require(rules.can_edit_article(request.user, article))
    draft = drafting(request.user, "questions:edit-article", str(number), title=article.title)
    initial = {
        "title": article.title,
        "body": article.body,
        "language": article.language,
        "themes": [theme.pk for theme in article.themes.all()],
        **draft.initial,
    }
    form = ArticleForm(posted(request), initial=initial, community=article.community)
    if form.is_valid():
        edit_article(article, by=request.user, **form.cleaned_data)
        draft.drop()
        messages.success(request, _("Saved."))
        return redirect(article)
    return form_page(
        request,
        article.community,
        form,
        title=_("Edit the article"),
        action=_("Save"),
        tab=TAB,
        back=article.get_absolute_url(),
        draft=draft,
    )


@require_POST
def publish(request: SignedIn, slug: str, number: int) -> HttpResponse:
    """Let whoever reads the community read it."""
    article = _article(request, slug, number)
    require(rules.can_publish_article(request.user, article))
    try:
        publish_article(article, by=request.user)
    except AlreadyPublished:
        messages.info(request, _("A colleague was faster: it is published already."))
    else:
        messages.success(request, _("Published."))
    return redirect(article)


def _article(request: HttpRequest, slug: str, number: int) -> Article:
    community = open_community_or_404(request, slug)
    return one_or_404(article_at(number, community=community, viewer=request.user))


def _authors(article: Article) -> list[str]:
    """Return who answered the question, except whoever asked it."""
    assert article.question is not None
    answered = article.question.answers.exclude(author=article.question.asker_id)
    persons = [one.author_id for one in answered if one.author_id]
    named = names_in(article.community, persons)
    return sorted(str(who) for who in named.values())


def _row(article: Article) -> Row:
    published = article.published_at
    return Row(
        article.title,
        article.get_absolute_url(),
        [day(published) if published else drawn_state("plain", _("draft"))],
    )
