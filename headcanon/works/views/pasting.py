"""What the editor asks when something is pasted."""

import json

from django.contrib.auth.decorators import login_required
from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from headcanon.manuscript.pasting import paste, paste_text

LARGEST = 5_000_000  # characters


@login_required
@require_POST
def clean_paste(request):
    """{html, text} as a clipboard has them, answered with {html, said}: story-HTML, and a line about what was done."""
    try:
        asked = json.loads(request.body)
        html, text = (str(asked.get(name) or "") for name in ("html", "text"))
    except RequestDataTooBig:
        return too_large()
    except (ValueError, AttributeError):
        return JsonResponse({"error": _("Nothing that could be pasted came here. Copy it again.")}, status=400)
    if len(html) + len(text) > LARGEST * (2 if html and text else 1) or len(html) > LARGEST:
        return too_large()
    pasted = paste(html) if html.strip() else paste_text(text)
    return JsonResponse({"html": pasted.html, "said": sentence(pasted)})


def too_large():
    error = _(
        "This is more than five million characters, which is more than one paste can hold. Nothing was pasted. "
        "Paste it in parts, a chapter at a time."
    )
    return JsonResponse({"error": error}, status=413)


def sentence(pasted):
    """ "Kept: 12 italics, 2 scene breaks. Changed: one picture left out." """
    kept = [kept_words(name, number) for name, number in pasted.kept.items()]
    changed = [changed_words(name, number) for name, number in pasted.changed.items()]
    parts = [_("Kept %s.") % get_text_list(kept, _("and"))] if kept else []
    parts += [f"{each}." for each in changed]
    return " ".join(parts) or _("Pasted as it was.")


def kept_words(name, number):
    said = {
        "italics": ngettext("%d run of italics", "%d runs of italics", number),
        "bold": ngettext("%d of bold", "%d of bold", number),
        "underlined": ngettext("%d underlined", "%d underlined", number),
        "struck": ngettext("%d struck out", "%d struck out", number),
        "aligned": ngettext("%d aligned paragraph", "%d aligned paragraphs", number),
        "headings": ngettext("%d heading", "%d headings", number),
        "lists": ngettext("%d list", "%d lists", number),
        "quotations": ngettext("%d quotation", "%d quotations", number),
        "links": ngettext("%d link", "%d links", number),
        "footnotes": ngettext("%d footnote", "%d footnotes", number),
        "scene_breaks": ngettext("%d scene break", "%d scene breaks", number),
    }
    return said[name] % number


def changed_words(name, number):
    said = {
        "pictures": ngettext(
            "%d picture became a link or its description", "%d pictures became links or their descriptions", number
        ),
        "comments": ngettext("%d comment was left out", "%d comments were left out", number),
        "hidden": ngettext("%d hidden passage was left out", "%d hidden passages were left out", number),
        "gaps": ngettext("%d gap was read as a scene break", "%d gaps were read as scene breaks", number),
    }
    return said[name] % number
