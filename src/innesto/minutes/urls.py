from django.urls import include, path

from innesto.minutes.views import minutes, tasks

app_name = "minutes"
of_exchange = [
    path("", minutes.detail, name="detail"),
    path("scrivi/", minutes.write, name="write"),
    path("verbale.pdf", minutes.document, name="document"),
    path("versioni/<int:number>/", minutes.version, name="version"),
    path("decisioni/nuova/", minutes.decide, name="decide"),
    path("compiti/nuovo/", tasks.give, name="give"),
    path("invia/", minutes.circulate, name="circulate"),
    path("osservazioni/", minutes.remark, name="remark"),
    path("approva/", minutes.approve, name="approve"),
    path("pubblica/", minutes.publish, name="publish"),
]
one_task = [
    path("", tasks.detail, name="task"),
    path("fatto/", tasks.finish, name="finish"),
    path("sposta/", tasks.move, name="move"),
    path("togli/", tasks.drop, name="drop-task"),
]
urlpatterns = [
    path("scambi/<int:pk>/verbale/", include(of_exchange)),
    path("decisioni/<int:pk>/togli/", minutes.undecide, name="drop-decision"),
    path("compiti/<int:pk>/", include(one_task)),
    path("programmi/<slug:slug>/compiti/", tasks.index, name="tasks"),
]
