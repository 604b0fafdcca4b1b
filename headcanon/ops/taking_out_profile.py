"""For a takeout: who somebody is here, and how she wishes to have it."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from headcanon.ops.tables import as_json
from headcanon.ops.taking_out_columns import told_of


def profile_of(person):
    return {
        "user_name": person.username,
        "email": person.email,
        "joined_at": as_json(person.joined_at),
        "is_archivist": person.is_superuser,
        "addresses": list(EmailAddress.objects.filter(user=person).values("email", "verified", "primary")),
        "pen_names": [
            {
                "name": pseud.name,
                "is_usual": pseud.is_default,
                "about": pseud.about,
                "was_called": sorted(former.key for former in pseud.former_names.all()),
            }
            for pseud in person.pseuds.order_by("id").prefetch_related("former_names")
        ],
        "preferences": {**told_of(person.prefers, "person_id"), "look": person.look},
        "blocked": sorted(person.blocks.values_list("blocked__username", flat=True)),
        "muted": sorted(person.mutes.values_list("muted__username", flat=True)),
        "invitations": [told_of(each, "token_sha256", "made_by_id") for each in person.invitations.order_by("made_at")],
        "ways_to_sign_in": [
            {"kind": each.type, "added_at": as_json(each.created_at), "used_at": as_json(each.last_used_at)}
            for each in Authenticator.objects.filter(user=person).order_by("pk")
        ],
        "programs": [told_of(each, "token_sha256", "person_id") for each in person.tokens.order_by("made_at", "pk")],
    }
