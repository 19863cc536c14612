from django.urls import path

from innesto.lineage import views

app_name = "lineage"
urlpatterns = [path("filo/<str:kind>/<int:key>/", views.thread, name="thread")]
