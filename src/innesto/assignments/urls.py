from django.urls import include, path

from innesto.assignments import views

app_name = "assignments"
of_unit = [
    path("", views.edit, name="edit"),
    path("consegna/", views.hand_in, name="hand-in"),
    path("valuta/", views.take, name="take"),
    path("tutti/", views.works, name="works"),
    path("scadenze/<int:cohort>/", views.deadline, name="deadline"),
]
one_work = [
    path("", views.work, name="work"),
    path("file/", views.file, name="file"),
    path("decisione/", views.decide, name="decide"),
]
urlpatterns = [
    path("elaborati/unita/<int:pk>/", include(of_unit)),
    path("elaborati/<int:pk>/", include(one_work)),
    path("elaborati/valutazioni/<int:pk>/", views.assess, name="assess"),
]
