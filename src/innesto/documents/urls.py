from django.urls import include, path

from innesto.documents import views

app_name = "documents"
one = [
    path("", views.detail, name="detail"),
    path("scrivi/", views.write, name="write"),
    path("accetta/", views.accept, name="accept"),
    path("rimanda/", views.send_back, name="return"),
    path("proroga/", views.extend, name="extend"),
    path("esonera/", views.excuse, name="excuse"),
    path("allegati/<int:attachment>/", views.attachment, name="attachment"),
]
urlpatterns = [
    path("documenti/<int:pk>/", include(one)),
    path("programmi/<slug:slug>/documenti/", views.index, name="index"),
    path("programmi/<slug:slug>/documenti/chiedi/", views.ask, name="ask"),
]
