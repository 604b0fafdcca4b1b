from django.urls import path, re_path

from headcanon.headcanons.views import asks, lists, one, posting, talking

urlpatterns = [
    path("headcanons", lists.headcanons, name="headcanons"),
    path("headcanons/new", posting.new, name="headcanon-new"),
    path("headcanons/surprise", lists.surprise, name="headcanon-surprise"),
    path("headcanons/asks", asks.asks, name="asks"),
    path("headcanons/<int:pk>", one.headcanon, name="headcanon"),
    path("headcanons/<int:pk>/edit", posting.edit, name="headcanon-edit"),
    path("headcanons/<int:pk>/delete", posting.delete, name="headcanon-delete"),
    path("headcanons/<int:pk>/believe", one.believe, name="headcanon-believe"),
    path("headcanons/<int:pk>/writing", one.write, name="headcanon-writing"),
    path("headcanons/<int:pk>/answer", asks.answer, name="ask-answer"),
    path("headcanons/<int:pk>/talk", talking.talk, name="headcanon-talk"),
    path("headcanons/<int:pk>/talk/new", talking.new, name="remark-new"),
    path("remarks/<int:pk>", talking.remark, name="remark"),
    path("remarks/<int:pk>/reply", talking.reply, name="remark-reply"),
    path("remarks/<int:pk>/edit", talking.edit, name="remark-edit"),
    path("remarks/<int:pk>/delete", talking.delete, name="remark-delete"),
    re_path(r"^users/(?P<username>[A-Za-z0-9_]+)/ask$", posting.ask, name="ask"),
    path("settings/asks", asks.wishes, name="ask-wishes"),
]
