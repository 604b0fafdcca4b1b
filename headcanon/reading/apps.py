from django.apps import AppConfig

from headcanon.core import pieces


class ReadingConfig(AppConfig):
    name = "headcanon.reading"

    def ready(self):
        from headcanon.reading import (  # noqa: F401  (they register what they hear and do)
            reads,
            receivers,
            remembering,
            shelf_receivers,
        )
        from headcanon.reading.offline import posted_among
        from headcanon.reading.quiet import quiet_buttons, ways_to_less
        from headcanon.reading.shelf_pieces import for_members, listing_recommendations, posted, recommended_by
        from headcanon.reading.shelved_headcanons import put_on_from_its_page
        from headcanon.reading.showing import facts_of, marks_on, places_on, standing_in, to_continue

        pieces.register("work.before", "reading/pieces/places.html", places_on)
        pieces.register("card.facts", "reading/pieces/facts.html", facts_of, order=-10)
        pieces.register("home.before", "reading/pieces/continue.html", to_continue)
        pieces.register("navigate.chapter", "reading/pieces/marks.html", marks_on)
        pieces.register("navigate.after", "reading/pieces/standing.html", standing_in)
        pieces.register("settings.sections", "reading/pieces/history_section.html", order=4)
        pieces.register("archive.privacy", "reading/pieces/history_privacy.html", order=5)
        pieces.register("site.head", "reading/offline/head.html")
        pieces.register("site.footer", "reading/offline/footer.html")
        pieces.register("work.after", "reading/offline/keep.html", posted_among, order=-30)
        pieces.register("archive.privacy", "reading/offline/privacy.html", order=20)
        pieces.register("settings.sections", "reading/quiet/sections.html", order=5)
        pieces.register("card.ways", "reading/quiet/way.html", ways_to_less, order=10)
        pieces.register("fandom.page", "reading/quiet/subject.html", quiet_buttons("fandom"), order=20)
        pieces.register("tag.page", "reading/quiet/subject.html", quiet_buttons("tag"), order=20)
        pieces.register("site.head", "reading/shelves/script.html")
        pieces.register("site.nav", "reading/shelves/nav.html", order=12)
        pieces.register("work.after", "reading/shelves/under_work.html", posted, order=-15)
        pieces.register("work.after", "reading/shelves/on_work.html", listing_recommendations, order=60)
        pieces.register("card.ways", "reading/shelves/card_ways.html", for_members)
        pieces.register("headcanon.aside", "reading/shelves/on_headcanon.html", put_on_from_its_page, order=10)
        pieces.register("pen-name.page", "reading/shelves/of_author.html", recommended_by("pseud"), order=20)
        pieces.register("person.page", "reading/shelves/of_author.html", recommended_by("person"), order=20)
        pieces.register("archive.privacy", "reading/shelves/privacy.html", order=21)
