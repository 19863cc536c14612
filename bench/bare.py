"""The bare Django page that ours are compared with: one indexed query, one small template.

As Django's tutorial writes it: rows with a link by ``{% url %}``, twenty-five as in our lists.
It has no middleware, no session, no frame, no form and one language.
"""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.template import engines
from django.urls import path

settings.configure(
    SECRET_KEY="bare",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.contenttypes"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["BARE_DATABASE"],
            "CONN_MAX_AGE": None,
        }
    },
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)

django.setup()

from django.db import models


class Bare(models.Model):
    """Organisations, as little as one can know of them."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(unique=True)

    class Meta:
        app_label = "contenttypes"
        db_table = "organisations_organisation"
        managed = False

    def __str__(self):
        return self.name


LIST = engines["django"].from_string(
    "<!doctype html><title>List</title><h1>List</h1><ul>"
    '{% for it in page %}<li><a href="{% url "detail" it.slug %}">{{ it.name }}</a></li>'
    "{% endfor %}</ul>"
)
DETAIL = engines["django"].from_string(
    "<!doctype html><title>{{ it.name }}</title><h1>{{ it.name }}</h1><p>{{ it.slug }}</p>"
    '<p><a href="{% url "list" %}">List</a></p>'
)


def bare_list(request):
    """Twenty-five rows, in the order of an index."""
    return HttpResponse(LIST.render({"page": Bare.objects.order_by("slug")[:25]}))


def bare_detail(request, slug):
    """One row."""
    return HttpResponse(DETAIL.render({"it": Bare.objects.get(slug=slug)}))


urlpatterns = [
    path("", bare_list, name="list"),
    path("<slug:slug>/", bare_detail, name="detail"),
]
application = get_wsgi_application()
