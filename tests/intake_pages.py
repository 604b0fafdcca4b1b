"""The pages of intake: a file beside what was understood, the queue, corrections and claims, full and empty."""

from django.urls import reverse

from headcanon.intake import bringing, claiming, taking
from headcanon.intake.models import Brought
from headcanon.intake.tests.brought import LOOM, SALT, bring, brought
from tests import cast


def visits(mo):
    """Name → (who, address); what Mo has brought, and one story that she keeps for its author."""
    client, rae = cast.signed_in(mo), cast.person("Ottilie")
    loom = brought(client, LOOM, "the <loom>.txt")
    taken = brought(client, SALT + b"Again.", "salt again.txt")
    bring(client, SALT, "salt.txt")
    picture = brought(client, b"\x89PNG\r\n\x1a\n" + bytes(40), "cover & spine.txt")
    away = brought(client, b"Thrown away.", "away.txt")
    taking.throw_away(Brought.objects.filter(pk=away.pk))
    kept, _ = taking.take_for(taken, "Xanthe <of> the Quay", archived_by=mo.default_pseud)
    claim = claiming.claim(kept, rae.default_pseud, wish="have", words="It was on my page & <nowhere> else.")
    shows = ("", "?show=lost-line", "?show=away", "?show=encoding")
    return {
        "intake": [(mo, reverse("intake") + show) for show in shows] + [(rae, reverse("intake"))],
        "intake-beside": [(mo, reverse("intake-beside", args=[each.pk])) for each in (loom, picture, away)],
        "intake-correct": [(mo, reverse("intake-correct", args=[loom.pk]))],
        "intake-chapter": [(mo, reverse("intake-chapter", args=[loom.pk, 1]))],
        "work-claim": [(rae, reverse("work-claim", args=[kept.pk]))],
        "claims": [(mo, reverse("claims")), (rae, reverse("claims"))],
        "claim-decide": [(mo, reverse("claim-decide", args=[claim.pk]))],
    }


def grow(ana, mo, number):
    """So many files of Ana's that wait, each with doubts; and as many stories that Mo keeps, each claimed by somebody."""
    for n in range(number):
        bringing.bring(ana, f"loom {n}.txt", LOOM + b"Once more. " * n)
        row, _ = bringing.bring(mo, f"salt {n}.txt", SALT + b"Once more. " * n)
        bringing.read_for(ana)
        bringing.read_for(mo)
        row.refresh_from_db()
        kept, _ = taking.take_for(row, f"Xanthe {n}", archived_by=mo.default_pseud)
        claimant = cast.person(f"Ottilie{n}")
        claiming.claim(kept, claimant.default_pseud, wish="have", words="It was on my page.")
