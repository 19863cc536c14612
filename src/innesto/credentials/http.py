"""What upper floors hang on the page of an achievement: ``add_panel``, when they get ready."""

from django.contrib.auth.models import AnonymousUser

from innesto.accounts.models import User
from innesto.credentials.models import Achievement
from innesto.toolkit.panels import Panels

_PANELS = Panels[Achievement, User | AnonymousUser]()

add_panel = _PANELS.add
panels_of = _PANELS.of
