from django.urls import path

from headcanon.canon.views import lines, progress, vocabulary, wrangling

urlpatterns = [
    path("wrangling", wrangling.queue, name="wrangling"),
    path("wrangling/acts", wrangling.acts, name="wrangling-acts"),
    path("wrangling/tags/<str:slug>", wrangling.tag, name="wrangling-tag"),
    path("wrangling/fandoms/<str:slug>", wrangling.fandom, name="wrangling-fandom"),
    path("settings/wranglers", wrangling.wranglers, name="wranglers"),
    path("settings/wranglers/<int:pk>/release", wrangling.release, name="release-wrangler"),
    path("settings/vocabulary", vocabulary.vocabulary_settings, name="vocabulary"),
    path("fandoms/<str:slug>/line", lines.line, name="line"),
    path("fandoms/<str:slug>/line.csv", lines.table, name="line-table"),
    path("fandoms/<str:slug>/line/file", lines.take_in, name="line-import"),
    path("fandoms/<str:slug>/line/history", lines.history, name="line-history"),
    path("fandoms/<str:slug>/line/undo", lines.undo, name="line-undo"),
    path("fandoms/<str:slug>/line/suggest", lines.suggest, name="line-suggest"),
    path("fandoms/<str:slug>/line/suggestions", lines.suggestions, name="line-suggestions"),
    path("fandoms/<str:slug>/line/move", lines.move, name="line-move"),
    path("fandoms/<str:slug>/line/canons", lines.new_canon, name="line-canon-new"),
    path("fandoms/<str:slug>/line/canons/<int:canon_id>", lines.canon, name="line-canon"),
    path("fandoms/<str:slug>/line/canons/<int:canon_id>/back", lines.bring_back_canon, name="line-canon-back"),
    path("fandoms/<str:slug>/line/canons/<int:canon_id>/place", lines.move_from_place, name="line-place"),
    path("fandoms/<str:slug>/line/canons/<int:canon_id>/events", lines.new_event, name="line-event-new"),
    path("fandoms/<str:slug>/line/canons/<int:canon_id>/instalments", lines.new_instalment, name="line-instalment-new"),
    path("fandoms/<str:slug>/line/instalments/<int:instalment_id>", lines.instalment, name="line-instalment"),
    path("fandoms/<str:slug>/line/events/<int:event_id>", lines.event, name="line-event"),
    path("lines/suggestions", lines.waiting, name="line-waiting"),
    path("fandoms/<str:slug>/progress", progress.progress, name="progress"),
    path("settings/progress", progress.all_progress, name="progress-settings"),
]
