from django.urls import path

from innesto.exchanges.views import calendar, meetings, plans

app_name = "exchanges"
urlpatterns = [
    path("programmi/<slug:slug>/scambi/", meetings.index, name="index"),
    path("programmi/<slug:slug>/scambi/calendario.ics", calendar.programme_feed, name="feed"),
    path("programmi/<slug:slug>/piano/", plans.plans, name="plans"),
    path("programmi/<slug:slug>/piano/<int:pk>/", plans.plan, name="plan"),
    path("programmi/<slug:slug>/piano/<int:pk>/ferma/", plans.stop, name="plan-stop"),
    path("programmi/<slug:slug>/piano/<int:pk>/pubblica/", plans.publish, name="plan-publish"),
    path("programmi/<slug:slug>/piano/<int:pk>/scegli/", plans.wish, name="wish"),
    path("programmi/<slug:slug>/scelte/<int:pk>/togli/", plans.unwish, name="unwish"),
    path("scambi/<int:pk>/", meetings.detail, name="detail"),
    path("scambi/<int:pk>/scambio.ics", calendar.file, name="file"),
    path("scambi/<int:pk>/luogo/", meetings.arrange, name="arrange"),
    path("scambi/<int:pk>/annulla/", meetings.call_off, name="call-off"),
    path("scambi/<int:pk>/svolto/", meetings.hold, name="hold"),
    path("posti/<int:pk>/accetta/", meetings.accept, name="accept"),
    path("posti/<int:pk>/rifiuta/", meetings.decline, name="decline"),
    path("calendario/", calendar.calendar, name="calendar"),
    path("calendario/indirizzo/", calendar.renew, name="feed-renew"),
    path("calendario/<str:token>.ics", calendar.personal_feed, name="personal-feed"),
]
