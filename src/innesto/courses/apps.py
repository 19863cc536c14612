from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class CoursesConfig(AppConfig):
    name = "innesto.courses"
    verbose_name = _("Courses")

    def ready(self) -> None:
        import_module("innesto.courses.receivers")
        import_module("innesto.courses.own_kinds").add_own_kinds()
        waiting = import_module("innesto.toolkit.waiting")
        desk = import_module("innesto.courses.desk")
        waiting.add_waiting(desk.course_begun)
        waiting.add_waiting(desk.courses_to_look_at)
        teaching = import_module("innesto.courses.queries.teaching")
        import_module("innesto.curricula.http").add_teachers(teaching.taught_in_courses)
        import_module("innesto.curricula.queries").add_completed(teaching.modules_done)
        programmes = import_module("innesto.programmes.http")
        programmes.add_tab(gettext_noop("Courses"), "courses:of-programme", position=35)
