"""A file and what was understood of it, side by side; answers to what the reader was not sure of."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from headcanon.core.fields import ProseField, StoryHTML
from headcanon.core.languages import language_choices
from headcanon.intake.beside import File, field_pieces, place_all, rows_of, story_pieces
from headcanon.intake.correcting import Gone, answer, as_typed, write_in
from headcanon.intake.file_lines import lines_of
from headcanon.intake.marking import mark, runs_of, runs_of_html, show_gaps
from headcanon.intake.models import Brought
from headcanon.intake.understood import Overtaken, manuscript_of
from headcanon.intake.views.finding import (
    for_members,
    one_to_correct,
    own_or_404,
    pseuds_of,
    say_overtaken,
    version_seen,
)
from headcanon.works.models import Work
from headcanon.works.originals import read_original

ROWS_ON_A_PAGE = 30
LABELS = {
    "title": gettext_lazy("Title"),
    "author": gettext_lazy("Author"),
    "fandom": gettext_lazy("Canons"),
    "relationship": gettext_lazy("Relationships"),
    "character": gettext_lazy("Characters"),
    "rating": gettext_lazy("Rating"),
    "warning": gettext_lazy("Warnings"),
    "category": gettext_lazy("Categories"),
    "tag": gettext_lazy("Tags"),
    "date": gettext_lazy("Date"),
    "summary": gettext_lazy("Summary"),
    "disclaimer": gettext_lazy("Disclaimer"),
    "note-before": gettext_lazy("Note before"),
    "note-after": gettext_lazy("Note after"),
    "chapter": gettext_lazy("Chapter"),
    "break": gettext_lazy("Scene break"),
}


@dataclass
class Doubt:
    """A concern as the page shows it, under its number there; `index` is its own among all of them, `typed` the
    paragraph it is about, to be written anew."""

    number: int
    index: int
    concern: dict
    piece: object = None
    page: int = 1
    typed: str = ""


@for_members
def beside(request, pk):
    brought = own_or_404(request, pk)
    if brought.state != Brought.State.READ or brought.thrown_away_at:
        return render(request, "intake/not_read.html", {"brought": brought})
    manuscript = manuscript_of(brought)
    rows, homeless, doubts, has_lines = parallel_text(brought, manuscript)
    pages = Paginator(rows, ROWS_ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    by_piece = doubts_by_piece(doubts, rows)
    context = {
        "brought": brought,
        "manuscript": manuscript,
        "page": page,
        "rows": [shown(row, by_piece) for row in page.object_list],
        "also": [labelled(piece) for piece in homeless] + also_understood(manuscript),
        "doubts": doubts,
        "elsewhere": [doubt for doubt in doubts if doubt.piece is None],
        "has_lines": has_lines,
        "chapters": chapters_on(rows) if len(manuscript.chapters) > 1 else [],
        "notes": count_notes(manuscript),
        "pseuds": pseuds_of(request),
        "next": next_with_doubts(brought),
    }
    return render(request, "intake/beside.html", context)


def parallel_text(brought, manuscript):
    data = read_original(brought.original)
    source = manuscript.source
    file = File(lines_of(data, brought.file_name, source.encoding if source else ""))
    fields, story = field_pieces(manuscript), list(story_pieces(manuscript))
    place_all(file, fields, story)
    has_lines = any(piece.first is not None for piece in story)
    open_ones = [(number, each) for number, each in enumerate(brought.concerns, start=1) if not each["answer"]]
    where, marks = mark(open_ones, [*fields, *story], file if has_lines else None)
    numbers = in_reading_order(open_ones, where, [*fields, *story])
    renumber(numbers, [*fields, *story], marks)
    rows, homeless = rows_of(file, fields, story)
    for row in rows:
        for line in row.lines:
            line.marks = marks.get(line.number - 1, [])
    show_gaps(rows, [(numbers[number], each) for number, each in open_ones])
    homeless = [piece for piece in homeless if not piece.marks]
    doubts = [Doubt(numbers[at], at - 1, each, where.get(at)) for at, each in open_ones]
    return rows, homeless, sorted(doubts, key=lambda doubt: doubt.number), has_lines


def in_reading_order(open_ones, where, pieces):
    """{number among all concerns: the number that the page shows}: as one meets them, those without a place last."""
    order = {id(piece): at for at, piece in enumerate(pieces)}

    def place(number):
        piece = where[number]
        begins = min((begin for begin, _, each in piece.marks if each == number), default=0) if piece else 0
        return (order[id(piece)] if piece else len(order), begins, number)

    return {number: at for at, number in enumerate(sorted((at for at, _ in open_ones), key=place), start=1)}


def renumber(numbers, pieces, marks):
    for piece in pieces:
        piece.marks = [(begin, end, numbers[number]) for begin, end, number in piece.marks]
    for line, those in marks.items():
        marks[line] = [(begin, end, numbers[number]) for begin, end, number in those]


def doubts_by_piece(doubts, rows):
    """By the piece it stands in; and each doubt is told on which page that is."""
    pages = {id(piece): 1 + at // ROWS_ON_A_PAGE for at, row in enumerate(rows) for piece in row.pieces}
    found = {}
    for doubt in doubts:
        if doubt.piece is not None and id(doubt.piece) not in pages:
            doubt.piece = None
        if doubt.piece is not None:
            doubt.page = pages[id(doubt.piece)]
            found.setdefault(id(doubt.piece), []).append(doubt)
    return found


def shown(row, by_piece):
    lines = [{"line": line, "runs": list(line_runs(line))} for line in row.lines]
    return {"lines": lines, "pieces": [piece_shown(piece, by_piece.get(id(piece), [])) for piece in row.pieces]}


def line_runs(line):
    rest = [(begin - line.label, end - line.label, number) for begin, end, number in line.marks]
    return runs_of(line.text[line.label :], [each for each in rest if each[0] >= 0])


def piece_shown(piece, doubts):
    """Its HTML came through the one door once more; what is marked in it is cut between its tags and words."""
    told = labelled(piece)
    html = ProseField.cleaned(piece.html)
    if piece.marks and html:
        told["runs"] = [(run, StoryHTML(run.tag)) for run in runs_of_html(str(html), piece.marks)]
    elif piece.marks:
        told["runs"] = [(run, "") for run in runs_of(piece.text, piece.marks)]
    for doubt in doubts:
        doubt.typed = as_typed(str(html)) if piece.kind == "story" else ""
    return {**told, "html": html, "doubts": doubts}


def labelled(piece):
    return {"piece": piece, "label": LABELS.get(piece.kind, ""), "text": piece.text}


def also_understood(manuscript):
    """What no line says by itself."""
    language = dict(language_choices()).get(manuscript.language, manuscript.language)
    status = dict(Work.Status.choices).get(manuscript.status, manuscript.status)
    said = [(_("Language"), language), (_("How far it is told"), status)]
    said += [(_("Series"), f"{title}, {number}") for title, number in manuscript.series]
    said += [(_("It grew from"), manuscript.origin.text)] if manuscript.origin else []
    return [{"label": label, "text": text} for label, text in said if text]


def chapters_on(rows):
    """Where each chapter begins: its number, title and page."""
    found = {}
    for at, row in enumerate(rows):
        for piece in row.pieces:
            if piece.chapter and piece.chapter not in found:
                title = piece.text if piece.kind == "chapter" else ""
                found[piece.chapter] = {"number": piece.chapter, "title": title, "page": 1 + at // ROWS_ON_A_PAGE}
    return list(found.values())


def count_notes(manuscript):
    every = [manuscript.notes, *(chapter.notes for chapter in manuscript.chapters)]
    return sum(bool(notes.before) + bool(notes.after) for notes in every)


def next_with_doubts(brought):
    those = Brought.objects.filter(person=brought.person_id, open_count__gt=0).kept().exclude(pk=brought.pk)
    return those.first()


# --- Answering -----------------------------------------------------------------------------------------------------


@require_POST
@for_members
def answer_concern(request, pk, number):
    brought = one_to_correct(request, pk)
    seen = version_seen(request, brought)
    try:
        if request.POST.get("how") == "write":
            place = tuple(int(request.POST.get(name, "")[:9]) for name in ("chapter", "block"))
            write_in(brought, number, place, request.POST.get("text", ""), seen=seen)
            messages.success(request, _("It is written in."))
        else:
            answer(brought, number, "so" if request.POST.get("how") == "so" else "", seen=seen)
            messages.success(request, _("It stays as it is."))
    except (Gone, ValueError):
        raise Http404 from None
    except Overtaken:
        say_overtaken(request)
    page = request.POST.get("page", "")
    address = reverse("intake-beside", args=[pk])
    return redirect(f"{address}?page={page}" if page.isdecimal() and page != "1" else address)


@for_members
def original(request, pk):
    """The file as it came; never shown as a page, whatever it is."""
    brought = own_or_404(request, pk)
    answer = HttpResponse(read_original(brought.original), content_type="application/octet-stream")
    name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in " ._-") else "_" for sign in brought.file_name)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
