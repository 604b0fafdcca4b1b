"""How tests say something of a story, through the front door."""

from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from headcanon.core.viewing import Viewer
from headcanon.reviews.models import Review
from headcanon.reviews.reviewing import Voice, post

WORDS = "I could hear the sea in every line."


def first_of(work):
    return work.chapters.order_by("position").first()


def form_at(work, chapter=None):
    return reverse("review-new", args=[work.pk, (chapter or first_of(work)).pk])


def list_at(work, chapter=None):
    return reverse("chapter-reviews", args=[work.pk, (chapter or first_of(work)).pk])


def token_in(client, address):
    page = LexborHTMLParser(client.get(address).content.decode())
    return page.css_first("[name=sent_with]").attributes["value"]


def say(client, work, text=WORDS, *, chapter=None, **fields):
    """Open the form, fill it in, send it."""
    address = form_at(work, chapter)
    return client.post(address, {"text": text, "sent_with": token_in(client, address), **fields})


def guest_says(client, work, text=WORDS, *, name="Tam", **fields):
    return say(client, work, text, **{"name": name, "email": "", **fields})


def reply(client, review, text="So could I.", **fields):
    address = reverse("review-reply", args=[review.pk])
    return client.post(address, {"text": text, "sent_with": token_in(client, address), **fields})


def said_by(person, work, text=WORDS, *, chapter=None, answers=None, sent_with=""):
    """The same without pages, for tests about something else."""
    voice = Voice(Viewer(person), pseud=person.default_pseud)
    sent_with = sent_with or f"{Review.objects.count()} {text}"
    return post(work, text, voice=voice, sent_with=sent_with, chapter=chapter or first_of(work), answers=answers)


def shown(address, client=None):
    return LexborHTMLParser((client or Client()).get(address, follow=True).content.decode())


def texts(address, client=None):
    """What everybody is seen to have said there, in order."""
    return [" ".join(node.text().split()) for node in shown(address, client).css(".review-text")]


def words_of(response):
    """The page in one line, without markup."""
    page = LexborHTMLParser(response.content.decode())
    return " ".join(page.css_first("main").text().split())
