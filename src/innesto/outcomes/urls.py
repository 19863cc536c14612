from django.urls import include, path

from innesto.outcomes.views import lessons, reports

app_name = "outcomes"
of_exchange = [
    path("resoconti/", reports.of_exchange, name="reports"),
    path("resoconti/racconta/", reports.tell, name="tell"),
    path("resoconti/capacita/", reports.capacity, name="capacity"),
]
lesson = [
    path("", lessons.detail, name="lesson"),
    path("modifica/", lessons.edit, name="lesson-edit"),
    path("confronta/", lessons.set_beside, name="lesson-compare"),
    path("ritira/", lessons.drop, name="lesson-drop"),
]
urlpatterns = [
    path("scambi/<int:pk>/", include(of_exchange)),
    path("resoconti/<int:pk>/ritira/", reports.retract, name="retract"),
    path("programmi/<slug:slug>/dare-e-ricevere/", reports.balance, name="balance"),
    path("lezioni/", lessons.index, name="lessons"),
    path("lezioni/confronto/", lessons.comparison, name="comparison"),
    path("lezioni/nuova/", lessons.new, name="lesson-new"),
    path("lezioni/<int:pk>/", include(lesson)),
]
