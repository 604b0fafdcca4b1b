from django.urls import path

from headcanon.moderation.views import bad_days, concerned, looking_after, queue, reporting

urlpatterns = [
    path("report/<slug:kind>/<int:pk>", reporting.report, name="report"),
    path("moderation", queue.queue, name="moderation"),
    path("moderation/things/<int:pk>", queue.case, name="moderation-case"),
    path("moderation/trail", queue.trail, name="moderation-trail"),
    path("moderation/bad-day", bad_days.bad_day, name="bad-day"),
    path("moderation/mine", concerned.mine, name="moderation-mine"),
    path("moderation/mine/<int:pk>", concerned.answer, name="moderation-answer"),
    path("moderation/letters/<str:key>", concerned.by_letter, name="moderation-letter"),
    path("settings/moderators", looking_after.moderators, name="moderators"),
    path("settings/moderators/<int:pk>/release", looking_after.release_moderator, name="release-moderator"),
    path("settings/reasons", looking_after.reasons, name="report-reasons"),
]
