from django.urls import path

from headcanon.intake.views import beside, claims, correcting, queue, reading

urlpatterns = [
    path("intake", queue.queue, name="intake"),
    path("intake/file", reading.file, name="intake-file"),
    path("intake/many", queue.many, name="intake-many"),
    path("intake/progress", queue.progress, name="intake-progress"),
    path("intake/claims", claims.claims, name="claims"),
    path("intake/claims/<int:pk>", claims.decide, name="claim-decide"),
    path("intake/claims/<int:pk>/back", claims.back, name="claim-back"),
    path("intake/<int:pk>", beside.beside, name="intake-beside"),
    path("intake/<int:pk>/original", beside.original, name="intake-original"),
    path("intake/<int:pk>/correct", correcting.correct, name="intake-correct"),
    path("intake/<int:pk>/chapters/<int:number>", correcting.chapter, name="intake-chapter"),
    path("intake/<int:pk>/concerns/<int:number>", beside.answer_concern, name="intake-concern"),
    path("intake/<int:pk>/take", queue.take_one, name="intake-take"),
    path("works/<int:work_id>/claim", claims.claim, name="work-claim"),
]
