from django.urls import path

from headcanon.reviews.views import answering, kudos, margins, reading, trusted, typo_notes, wishes, writing

urlpatterns = [
    path("works/<int:work_id>/reviews", reading.of_work, name="work-reviews"),
    path("works/<int:work_id>/chapters/<int:chapter_id>/reviews", reading.of_chapter, name="chapter-reviews"),
    path("works/<int:work_id>/chapters/<int:chapter_id>/reviews/new", writing.new, name="review-new"),
    path("works/<int:work_id>/margin", margins.of_work, name="work-margin"),
    path("works/<int:work_id>/chapters/<int:chapter_id>/slips/new", typo_notes.new, name="slip-new"),
    path("works/<int:work_id>/slips", typo_notes.of_work, name="work-slips"),
    path("slips", typo_notes.of_mine, name="slips"),
    path("works/<int:work_id>/kudos", kudos.kudos, name="kudos"),
    path("works/<int:work_id>/wishes", wishes.for_work, name="work-wishes"),
    path("reviews/<int:review_id>", reading.review, name="review"),
    path("reviews/<int:review_id>/reply", writing.reply, name="review-reply"),
    path("reviews/<int:review_id>/edit", writing.edit, name="review-edit"),
    path("reviews/<int:review_id>/delete", writing.delete, name="review-delete"),
    path("reviews/<int:review_id>/answer", answering.answer, name="review-answer"),
    path("settings/wishes", wishes.always, name="wishes"),
    path("settings/trusted", trusted.trusted, name="trusted"),
    path("settings/trusted/<str:username>/remove", trusted.no_more, name="trusted-remove"),
]
