"""Telling people what was done, with a way to undo it: one form beside the sentence."""

from django.contrib import messages
from django.template.loader import render_to_string


def said_with_undo(request, sentence, address, fields, *, back=""):
    """`fields` are what the form sends to `address`, [(name, value), …]; `back` is the page to come back to."""
    fields = [*fields, ("next", back)] if back else fields
    told = {"sentence": sentence, "address": address, "fields": fields}
    messages.success(request, render_to_string("core/undo.html", told, request))
