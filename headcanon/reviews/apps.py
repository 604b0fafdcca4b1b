from django.apps import AppConfig

from headcanon.core import pieces


class ReviewsConfig(AppConfig):
    name = "headcanon.reviews"

    def ready(self):
        from headcanon.reviews import counting, receivers  # noqa: F401  (they register what follows from what was said)
        from headcanon.reviews.showing import open_for_reviews, wished_in_two_words

        pieces.register("work.after", "reviews/pieces/after.html", open_for_reviews)
        pieces.register("card.facts", "reviews/pieces/badge.html", wished_in_two_words)
        pieces.register("settings.sections", "reviews/pieces/sections.html", order=10)
        pieces.register("story.ways", "reviews/pieces/way.html")
        pieces.register("story.ways", "reviews/pieces/slips_way.html")
        pieces.register("archive.privacy", "reviews/pieces/privacy.html", order=10)
