"""All addresses of the site, one line a domain.

Django tries them from the top: what is asked for most stands first.
"""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("citta/", include("innesto.places.urls")),
    path("", include("innesto.organisations.urls")),
    path("", include("innesto.programmes.urls")),
    path("", include("innesto.deposits.urls")),
    path("", include("innesto.credentials.urls")),
    path("", include("innesto.opportunities.urls")),
    path("", include("innesto.communities.urls")),
    path("", include("innesto.correspondence.urls")),
    path("", include("innesto.networks.urls")),
    path("", include("innesto.questions.urls")),
    path("", include("innesto.talk.urls")),
    path("", include("innesto.listening.urls")),
    path("", include("innesto.documents.urls")),
    path("", include("innesto.practices.urls")),
    path("", include("innesto.players.urls")),
    path("", include("innesto.courses.urls")),
    path("", include("innesto.curricula.urls")),
    path("", include("innesto.assessments.urls")),
    path("", include("innesto.cascade.urls")),
    path("", include("innesto.exchanges.urls")),
    path("", include("innesto.placements.urls")),
    path("", include("innesto.registrations.urls")),
    path("", include("innesto.minutes.urls")),
    path("", include("innesto.agendas.urls")),
    path("", include("innesto.travel.urls")),
    path("", include("innesto.outcomes.urls")),
    path("", include("innesto.presence.urls")),
    path("", include("innesto.contributions.urls")),
    path("", include("innesto.packs.urls")),
    path("", include("innesto.feedback.urls")),
    path("", include("innesto.quizzes.urls")),
    path("", include("innesto.assignments.urls")),
    path("", include("innesto.portal.urls")),
    path("", include("innesto.notifications.urls")),
    path("", include("innesto.mailbox.urls")),
    path("", include("innesto.lineage.urls")),
    path("", include("innesto.accounts.urls")),
    path("temi/", include("innesto.themes.urls")),
    path("", include("innesto.journal.urls")),
    path("", include("innesto.toolkit.urls")),
]
