"""What the API answers, shape by shape. Addresses are those of pages, without the archive's name before them."""

from datetime import date, datetime

from ninja import Schema
from pydantic import Field


class Problem(Schema):
    detail: str = Field(description="What is wrong and what to do, in a sentence.")


class PenName(Schema):
    name: str
    author: str = Field(description="The user name behind it.")
    address: str


class Author(Schema):
    name: str
    address: str
    pen_names: list["PenNameAbout"]


class PenNameAbout(PenName):
    about: str = Field(description="HTML")


class Subject(Schema):
    name: str
    slug: str
    address: str


class TagOfWork(Subject):
    kind: str
    is_main: bool = Field(description="Of characters and relationships: whether it stands in the foreground.")


class Rating(Schema):
    key: str
    name: str
    asks_first: bool = Field(description="Texts are given to a guest who says view_adult=true.")


class Part(Schema):
    id: int
    title: str
    position: int
    address: str


class Work(Schema):
    id: int
    title: str
    address: str
    authors: list[PenName]
    fandoms: list[Subject]
    tags: list[TagOfWork] = Field(description="Without those that are covered.")
    rating: Rating
    summary: str | None = Field(description="HTML; null where it is covered.")
    covered: list[str] = Field(description="What is covered for whoever asks, and because of what.")
    language: str
    status: str
    audience: str
    words: int
    chapters: int
    chapters_planned: int | None
    kudos: int
    reviews: int
    series: list[Part]
    posted_at: datetime | None
    updated_at: datetime


class Works(Schema):
    items: list[Work]
    next: str | None = Field(description="Where the list goes on.")


class FoundWorks(Works):
    total: int | None = Field(None, description="How many were found, of a search.")


class ChapterLine(Schema):
    id: int
    number: int
    title: str
    words: int
    posted_at: datetime | None
    address: str


class Chapters(Schema):
    items: list[ChapterLine]


class Chapter(ChapterLine):
    work: int
    work_title: str
    language: str
    notes_before: str = Field(description="HTML")
    body: str = Field(description="HTML")
    notes_after: str = Field(description="HTML")
    previous: int | None
    next: int | None


class Place(Schema):
    canon: str
    relation: str
    event: str | None = Field(description="Its title; null where it is covered, or there is none.")
    until: str | None
    goes_differently: str | None


class Root(Schema):
    claim: str | None = Field(description="Null where it is covered.")
    address: str


class Relative(Schema):
    how: str
    title: str
    address: str
    authors: list[str]


class Book(Schema):
    name: str
    address: str


class WholeWork(Work):
    notes_before: str | None = Field(description="HTML; null for a guest who was not asked yet.")
    notes_after: str | None
    disclaimer: str
    places: list[Place]
    grew_from: list[Root]
    origin: str | None = Field(description="Its author's own words of what it grew from.")
    given_to: list[str]
    related: list[Relative]
    books: list[Book]


class Wishes(Schema):
    welcome: str
    reviewers: str
    typo_notes: bool
    requests_welcome: bool
    is_said: bool = Field(description="False where its author has said nothing, and the archive assumes this.")


class Review(Schema):
    id: int
    chapter: int | None
    name: str
    by: PenName | None = Field(description="Null for a guest.")
    is_by_author: bool
    state: str
    text: str | None = Field(description="HTML; null where it was taken back.")
    made_at: datetime
    edited_at: datetime | None
    address: str


class Thread(Review):
    replies: list[Review]
    more_replies: int


class Threads(Schema):
    items: list[Thread]
    next: str | None


class ThreadAlone(Review):
    replies: list[Review]
    next: str | None


class SubjectCounted(Subject):
    works: int = Field(description="How many stories everybody may read are about it.")


class Fandoms(Schema):
    items: list[SubjectCounted]
    next: str | None


class Around(SubjectCounted):
    meaning: str = Field(description="HTML")
    other_names: list[str]
    above: list[Subject]
    below: list[Subject]


class Fandom(Around):
    canons: list["Canon"]


class Tag(Around):
    kind: str
    fandoms: list[Subject]


class TagCounted(SubjectCounted):
    kind: str


class Tags(Schema):
    items: list[TagCounted]
    next: str | None


class Instalment(Schema):
    id: int
    name: str


class Canon(Schema):
    id: int
    name: str
    kind: str
    instalments: list[Instalment]


class Event(Schema):
    id: int
    canon: int
    instalment: int | None
    title: str | None = Field(description="Null where it is covered.")
    where: str | None
    arc: str | None
    about: str | None = Field(description="HTML")
    is_covered: bool
    works_set_here: int
    works_leaving_here: int
    address: str


class Events(Schema):
    items: list[Event]
    next: str | None


class Series(Schema):
    id: int
    title: str
    address: str
    words: int
    works: list[Work]


class EventNamed(Schema):
    id: int
    title: str
    address: str


class Headcanon(Schema):
    id: int
    address: str
    claim: str | None = Field(description="Null where it is covered.")
    covered: str | None
    had_by: PenName | None = Field(description="Null for one without a name.")
    fandoms: list[Subject]
    tags: list[TagOfWork]
    event: EventNamed | None
    believed_by: int
    works: int
    made_on: date = Field(description="To the day: the moment could tell whose it is.")


class Headcanons(Schema):
    items: list[Headcanon]
    next: str | None


class Shelf(Schema):
    id: int
    name: str
    note: str
    sight: str
    is_later: bool
    number: int = Field(description="How many lines stand on it.")
    changed_at: datetime
    address: str


class Shelves(Schema):
    items: list[Shelf]


class ShelfLine(Schema):
    work: Work | None = Field(description="Null where you may not see it now.")
    note: str
    why: str
    tags: list[str]
    added_at: datetime


class ShelfLines(Schema):
    items: list[ShelfLine]
    next: str | None


class Reading(Schema):
    work: int | None = Field(description="Null where you may not see it now.")
    title: str | None
    state: str
    chapter: int | None = Field(description="The number of the chapter where you stopped.")
    permille: int = Field(description="How far through that chapter.")
    chapters_read: int
    new_chapters: int = Field(description="How many have come since.")
    last_at: datetime


class Readings(Schema):
    items: list[Reading]
    next: str | None


class Followed(Schema):
    kind: str
    name: str | None = Field(description="Null where you may not see it now.")
    address: str | None
    since: datetime


class Follows(Schema):
    items: list[Followed]
    next: str | None


class Notice(Schema):
    id: int
    says: str
    excerpt: str
    address: str
    moment: datetime
    is_new: bool


class News(Schema):
    items: list[Notice]
    next: str | None
