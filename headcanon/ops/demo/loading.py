"""Fills a fresh archive with the sample works, through the door that everybody's files come in by, and with what people
say, suppose and put in order around them.
"""

import re
from dataclasses import replace
from pathlib import Path

from django.db import transaction

from headcanon.accounts.joining import join
from headcanon.accounts.models import Pseud, fold
from headcanon.core.editions import pages_changed
from headcanon.core.models import Archive
from headcanon.intake.pipeline import Story, take_in
from headcanon.intake.readers import read_bytes
from headcanon.manuscript.model import Notes
from headcanon.ops.demo.drawing_lines import draw_lines
from headcanon.ops.demo.receiving import receive_works
from headcanon.ops.demo.supposing import suppose
from headcanon.works.models import Work

HERE = Path(__file__).parent
PAGES = ("about", "rules", "privacy")
USER_NAMES = {
    "La gata de Almagro": "gata_de_almagro",
    "Margery Dawe": "margery_dawe",
    "Maud Fennimore": "maud_fennimore",
    "Nereid Complaints Dept.": "nereid_complaints",
    "oatcake": "oatcake",
    "pilcrow": "pilcrow",
    "Sal Ostler": "sal_ostler",
    "second-best bed": "secondbest_bed",
    "笹舟": "sasabune",
}
# Header lines that the reader uses, and leaves standing in the note as well: here they would only say it twice.
SAID_ELSEWHERE = re.compile(r"<p>(?:Language|Status|Chapters|Series|Date): [^<]*</p>")


@transaction.atomic
def load_demo():
    """The whole sample archive, or nothing; an archive that has works already stays as it is."""
    if Work.objects.exists():
        return
    write_pages()
    for path in sorted((HERE / "works").glob("*.txt")):
        load_work(path)
    receive_works()
    draw_lines()
    suppose()
    pages_changed()


def write_pages():
    texts = {page: (HERE / "pages" / f"{page}.html").read_text("utf-8") for page in PAGES}
    Archive.objects.update_or_create(
        pk=Archive.ROW,
        defaults={"name": "The Lamplight Archive", "tagline": "A sample archive. Stay and read a while.", **texts},
    )


def load_work(path):
    content = path.read_bytes()
    [manuscript] = read_bytes(content, path.name)
    before = SAID_ELSEWHERE.sub("", manuscript.notes.before)
    manuscript = replace(manuscript, notes=Notes(before, manuscript.notes.after))
    pseuds = [sample_pseud(name) for name in manuscript.authors]
    take_in([Story(manuscript, content, path.name)], pseuds=pseuds, publishing=True)


def sample_pseud(name):
    """The pen name of a sample author, whose account is made with her first work."""
    known = Pseud.objects.filter(key=fold(name)).select_related("user").first()
    return known or join(USER_NAMES[name], pen_name=name).default_pseud
