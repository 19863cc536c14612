from django.urls import include, path

from innesto.networks import views

app_name = "networks"
network = [
    path("", views.relations, name="relations"),
    path("nuova/", views.relation_new, name="relation-new"),
    path("<int:pk>/", views.relation, name="relation"),
    path("<int:pk>/modifica/", views.relation_edit, name="relation-edit"),
]
governance = [
    path("", views.governance, name="governance"),
    path("confronta/", views.compare, name="compare"),
    path("apertura/", views.openness, name="openness"),
    path("organi/nuovo/", views.body_new, name="body-new"),
    path("organi/<int:pk>/", views.body_edit, name="body-edit"),
    path("organi/<int:pk>/togli/", views.body_drop, name="body-drop"),
    path("decisioni/<slug:matter>/", views.decide, name="decide"),
]
urlpatterns = [
    path("programmi/<slug:slug>/rete/", include(network)),
    path("programmi/<slug:slug>/governo/", include(governance)),
]
