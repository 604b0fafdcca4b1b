"""Rich Text (RTF) to Manuscript, as Word, LibreOffice, TextEdit and older programs write it, whole or broken."""

from headcanon.intake.readers.documents import manuscript_of_document
from headcanon.intake.readers.rtf.body import Body
from headcanon.manuscript.model import Concern

CUT_SHORT = "This file ends before its text is closed, so its last words may be lost. Look for another copy."
DAMAGED = "Some letters of this file could not be read in the alphabet it names; � stands for them."


def read(data, name):
    body = Body(name)
    html = body.read(data)
    concerns = body.taken.as_concerns()
    if body.is_cut_short:
        concerns.append(Concern("lost-line", "", CUT_SHORT))
    if body.is_damaged:
        concerns.append(Concern("encoding", "", DAMAGED))
    return [
        manuscript_of_document(
            html,
            name,
            format="rtf",
            data=data,
            encoding=body.code_page,
            left_out=concerns,
            title="".join(body.info.get("title", [])),
            author="".join(body.info.get("author", [])),
        )
    ]
