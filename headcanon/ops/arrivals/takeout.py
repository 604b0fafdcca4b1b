"""Take everything of one person into this archive, from the takeout that another Headcanon (or this one) has written for
her. Run again, it goes on where it stopped, and brings what has come into reach meanwhile; nothing comes twice.
"""

import fcntl
from contextlib import contextmanager
from pathlib import Path

from headcanon.ops.archive import data_option, open_archive
from headcanon.ops.arrivals.takeout_file import Takeout
from headcanon.ops.progress import bar
from headcanon.ops.refusal import Refusal


def arguments(parser):
    parser.add_argument("file", metavar="FILE", type=Path, help="a takeout that Headcanon has written")
    parser.add_argument(
        "--as", dest="name", metavar="NAME", help="whose it is to be here: a user name (default: the one she had there)"
    )
    data_option(parser)


def run(options):
    open_archive(options.data)
    with Takeout(options.file) as file:
        file.verify()
        with the_only_one() as is_alone:
            if not is_alone:
                raise Refusal("another takeout is being taken in at this moment. Nothing was written; try again.")
            arriving = brought(file, whose(file, options.name))
    for sentence in report(arriving):
        print(sentence)
    return 1 if arriving.count["failed"] else 0


def brought(file, person):
    from headcanon.ops.arrivals.takeout_bringing import bring

    with bar(f"Taking in what is {person}'s") as advance:
        return bring(file, person, is_vouched=True, advance=lambda done, total: advance())


def report(arriving):
    from headcanon.ops.arrivals.takeout_bringing import report_of

    return report_of(arriving)


# --- Whose ---------------------------------------------------------------------------------------------------------


def whose(file, name):
    """Her account, made where there is none. Somebody who only happens to be called so is given nothing."""
    from headcanon.accounts.models import User
    from headcanon.ops.arrivals.takeout_arriving import brought_before

    if name is None and (known := brought_before(file)):
        return known
    there = User.objects.filter(username__iexact=name or file.user_name).first()
    if name and there:
        return there
    if there:
        raise Refusal(
            f"somebody is called “{there}” here already. If that is her, say so with --as {there}; "
            "if not, choose another user name for her with --as."
        )
    return account(file, name or file.user_name)


def account(file, name):
    """One that nobody can sign in to until she has asked for a new password, at the address that her takeout names."""
    from django.core.exceptions import ValidationError

    from headcanon.accounts.joining import join
    from headcanon.accounts.models import User

    try:
        User._meta.get_field("username").clean(name, None)
    except ValidationError as error:
        raise Refusal(f"“{name}” cannot be a user name here. {' '.join(error.messages)} Choose another with --as.")
    email = address_in(file)
    person = join(name, email=email, pen_name=first_pen_name(file, name))
    said = f"she asks for a new password with {email}" if email else "give her an e-mail address before she can sign in"
    print(f"The account {person} was made; {said}.")
    return person


def address_in(file):
    """None that somebody here has."""
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from headcanon.accounts.models import User
    from headcanon.ops.arrivals.takeout_columns import text_of

    email = text_of(file.told("profile.json"), "email").lower()
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return "" if User.objects.filter(email__iexact=email).exists() else email


def first_pen_name(file, name):
    """The one that was her usual one."""
    from django.core.exceptions import ValidationError

    from headcanon.accounts.pen_names import refuse_unfit
    from headcanon.ops.arrivals.takeout_columns import rows_told, text_of

    names = rows_told(file.told("profile.json").get("pen_names"))
    usual = [" ".join(text_of(said, "name").split()) for _place, said in names if said.get("is_usual") is True]
    try:
        refuse_unfit(usual[0] if usual else name)
    except ValidationError:
        return name
    return usual[0] if usual else name


# --- One at a time -------------------------------------------------------------------------------------------------


@contextmanager
def the_only_one():
    """Whether no other process brings a takeout now; a killed one lets go by itself."""
    from django.conf import settings

    with (settings.DATA / ".bringing").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
