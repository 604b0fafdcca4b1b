"""One run of `headcanon rescue efiction`, from the dump to the report."""

from django.db import IntegrityError

from headcanon.ops import progress
from headcanon.ops.arrivals.efiction import mapping
from headcanon.ops.arrivals.efiction.challenges import Challenges
from headcanon.ops.arrivals.efiction.columns import LEFT_OUT
from headcanon.ops.arrivals.efiction.favourites import Favourites
from headcanon.ops.arrivals.efiction.people import People
from headcanon.ops.arrivals.efiction.report import Report, first_of
from headcanon.ops.arrivals.efiction.retelling import keep_names, tell_anew
from headcanon.ops.arrivals.efiction.said import Reviews
from headcanon.ops.arrivals.efiction.series import AllSeries
from headcanon.ops.arrivals.efiction.staging import Ambiguous, open_dump, stage
from headcanon.ops.arrivals.efiction.stories import Stories
from headcanon.ops.arrivals.efiction.texts import Texts, text_of_chapter
from headcanon.ops.arrivals.keeping_track import Nothing, Track, alone
from headcanon.ops.models import Arrival
from headcanon.ops.refusal import Refusal

COMES = "{authors:,} authors, {stories:,} stories in {chapters:,} chapters, {series:,} series, {reviews:,} reviews, \
{favorites:,} favourites, {challenges:,} challenges"


def rescue(options, folder):
    staged = staged_from(options)
    texts = texts_in(options.texts)
    refuse_wrong_texts(staged, texts, options.texts)
    (meanings, words), homes = mapping.suggest(staged), {}
    if options.mapping and options.mapping.exists():
        meanings, homes = mapping.read_mapping(options.mapping, meanings)
    elif options.mapping:
        mapping.write_mapping(options.mapping, meanings, words)
        print(
            f"{options.mapping}: {len(meanings):,} words of the site, and what they become here. Change what you like."
        )
    if options.dry_run:
        return tell_what_would_come(staged, texts, homes, meanings, words, options)
    with alone(folder):
        return take_in(staged, texts, homes, meanings, words, options)


# --- What was brought ------------------------------------------------------------------------------------------------


def staged_from(options):
    try:
        with open_dump(options.dump) as stream, progress.bar(f"Reading {options.dump.name}") as advance:
            staged = stage(stream, options.prefix, advance)
    except OSError as error:
        raise Refusal(f"{options.dump} cannot be read: {error.strerror or error}.")
    except Ambiguous as several:
        found = ", ".join(f"“{prefix}” ({number:,} stories)" for prefix, number in sorted(several.found.items()))
        raise Refusal(f"this dump holds several archives: {found}. Choose one with --prefix.")
    if not staged.count("stories"):
        raise Refusal(f"{options.dump} holds no stories of eFiction{about_prefix(options)}. Is it the right file?")
    return staged


def about_prefix(options):
    return f" under the prefix “{options.prefix}”" if options.prefix is not None else ""


def texts_in(folder):
    try:
        return Texts(folder)
    except OSError as error:
        raise Refusal(f"{folder} cannot be read: {error.strerror}.")


def refuse_wrong_texts(staged, texts, folder):
    """A folder that has none of the texts is not the one that is meant; without any, say which is needed."""
    wanted = [row[0] for row in staged.rows("SELECT chapid FROM chapters WHERE trim(storytext) = ''")]
    if wanted and not any(chapid in texts.places for chapid in wanted):
        where = f"{folder} has none of them" if folder else "no folder was named"
        raise Refusal(
            f"the dump holds no text for {len(wanted):,} chapters, and {where}. Name the site's folder of texts (usually "
            "“stories”, with a folder for each author) with --texts."
        )


# --- A dry run -------------------------------------------------------------------------------------------------------


def tell_what_would_come(staged, texts, homes, meanings, words, options):
    report = Report()
    people = People(staged, Nothing(), report, homes)
    people.addresses(people.who_left_something())
    for row in staged.rows("SELECT chapid, sid, uid, inorder, storytext FROM chapters ORDER BY sid, inorder"):
        _text, complaint = text_of_chapter(row, texts)
        if complaint:
            report.about_story(row["sid"], f"chapter {row['inorder']}: {complaint}")
    print("This would come: " + COMES.format(**counts(staged)) + ".")
    say(staged, report, meanings, words, options)
    print("Nothing was taken in.")
    return 1 if report.losses or staged.complaints else 0


def counts(staged):
    names = ("authors", "stories", "chapters", "series", "reviews", "favorites", "challenges")
    return {name: staged.count(name) for name in names}


def say(staged, report, meanings, words, options):
    for line in first_of(staged.complaints):
        print(line)
    for line in report.lines():
        print(line)
    for table, number in sorted(staged.left_out.items()):
        print(f"{number:,} {LEFT_OUT[table]} have no place here and stay in the dump.")
    doubtful = [(word, meaning) for word, meaning in sorted(meanings.items()) if meaning.look and word != mapping.SITE]
    for word, meaning in doubtful[:40]:
        print(
            f"{word[0]} {word[1]} “{words.names[word]}”, {words.stories[word]:,} stories: {meaning.look}. {now(meaning)}"
        )
    if doubtful and not options.mapping:
        print("With --mapping FILE these are written into a file that you can change.")


def now(meaning):
    return (
        "It is left out." if meaning.becomes == "nothing" else f"It becomes the {meaning.becomes} “{meaning.called}”."
    )


# --- Taking in -------------------------------------------------------------------------------------------------------


def take_in(staged, texts, homes, meanings, words, options):
    report, track = Report(), Track(Arrival.Kind.EFICTION, source_of(staged))
    people = People(staged, track, report, homes)
    try:
        came = {"authors": under_a_bar("Authors", people.take_in, len(people.who_left_something()))}
        people.load()
        stories = Stories(staged, track, report, people, texts, meanings)
        came["stories"] = under_a_bar("Stories", stories.take_in, staged.count("stories"))
        filled, gaps = stories.fill_gaps()
        keep_names(track, meanings)
        retold = tell_anew(staged, track, meanings)
        for name, comers in (
            ("series", AllSeries(staged, track, report, people)),
            ("reviews", Reviews(staged, track, report, people)),
            ("favorites", Favourites(staged, track, report, people)),
            ("challenges", Challenges(staged, track, report, people, meanings)),
        ):
            came[name] = under_a_bar(name.capitalize(), comers.take_in, staged.count(name))
    except IntegrityError as error:
        raise Refusal(
            f"somebody wrote into the archive at the same place ({error}). Run this again; it goes on from here."
        )
    track.end()
    print("Here now: " + COMES.format(**came, chapters=len(track.of("chapter"))) + ".")
    if report.answers:
        print(f"{report.answers:,} answers of authors stood in the reviews, and stand under them now.")
    if filled:
        print(f"{filled:,} chapters that had no text have theirs now.")
    if gaps:
        print(f"{gaps:,} chapters have no text yet: drafts, until a run finds it or somebody writes there.")
    if retold:
        print(f"{retold:,} stories say otherwise what they are about, as the mapping says now.")
    say(staged, report, meanings, words, options)
    return 1 if report.losses or staged.complaints or gaps else 0


def source_of(staged):
    """The same site's dump of another day is the same source: by its address, else by who was its first member."""
    url = next((row[0] for row in staged.rows("SELECT url FROM settings WHERE url != ''")), "")
    first = next((row[0] for row in staged.rows("SELECT penname FROM authors ORDER BY uid")), "")
    return f"{staged.prefix}fanfiction_ {address_of(url) or first}".strip()


def address_of(url):
    return url.strip().casefold().removeprefix("http://").removeprefix("https://").strip("/")


def under_a_bar(says, take, total):
    with progress.bar(says, total) as advance:
        return take(advance)
