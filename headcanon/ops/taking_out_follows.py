"""For a takeout: what somebody follows, what she was told, what she announced, when mail comes."""

from headcanon.accounts.models import Pseud, User
from headcanon.canon.models import Tag
from headcanon.following.follows import followed_by
from headcanon.following.hearing import wishes_of
from headcanon.following.models import Announcement, Desk, Notice
from headcanon.following.sentences import told_by
from headcanon.ops.tables import as_json
from headcanon.ops.taking_out_columns import told_of


def news_of(person, viewer):
    """What she follows, by its name where she may see it; what she was told; what she announced; when mail comes."""
    notices = Notice.objects.filter(person=person).shown_to(viewer).with_news().order_by("pk")
    announced = Announcement.objects.filter(pseud__user=person).order_by("pk").select_related("pseud")
    return {
        "follows": [
            {
                "kind": each.subject,
                "name": str(thing) if thing else "",
                "since": as_json(each.made_at),
                **known_by(thing),
            }
            for each, thing in followed_by(person, viewer)
        ],
        "told": [
            {"says": told.says, "told_at": as_json(told.moment), "is_new": told.is_new}
            for told in told_by(notices, viewer)
        ],
        "announced": [{**told_of(each, "pseud_id", "sent_with"), "pen_name": each.pseud.name} for each in announced],
        "mail": told_of(wishes_of(person), "person_id", "feed_token"),
        "desk": [told_of(each, "person_id") for each in Desk.objects.filter(person=person)],
    }


def known_by(thing):
    """By what else than its name it is known again; nothing of what she may not see."""
    match thing:
        case None:
            return {}
        case User():
            return {"user_name": thing.username}
        case Pseud():
            return {"user_name": thing.user.username}
        case Tag():
            return {"tag_kind": thing.kind}
    return {"id": thing.pk}
