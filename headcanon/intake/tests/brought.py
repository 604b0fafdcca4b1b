"""Files to bring, and people who bring them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from headcanon.intake.models import Brought

LOOM = b"""Title: The Loom

Summary: The weaver has been unpicking for three
years. Somebody has noticed.

A/N: This is based on a headcanon somebody asked me
for. I am not a very good writer so go easy on me.
Please review.

She had the trick of it by the second winter. You did
not pull. You found the end, and let the cloth believe it.

''You are slow, lady,'' said the maid from the door.

The weaver did not turn around. She thought,



And then the lamp went out, and there was nothing to do but laugh.

* * *

In the morning there were a hundred men at breakfast,
and one of them was looking at her hands. (It had been
spring, the year that he sailed.

The maid poured the wine, and yawned.

A/N: That is the end. It is a one-shot, so please do not
ask for more.
"""

SALT = b"""Title: Salt
Author: Xanthe of the Quay
Date: 2009-02-01

Salt on the sill, and the tide out.

She swept it up.
"""


def bring(client, content=LOOM, name="loom.txt", follow=False, **more):
    return client.post(reverse("intake"), {"file": SimpleUploadedFile(name, content), **more}, follow=follow)


def brought(client, content=LOOM, name="loom.txt"):
    """What waits after she has brought this, which is one story."""
    before = set(Brought.objects.values_list("pk", flat=True))
    bring(client, content, name)
    return Brought.objects.exclude(pk__in=before).get()


def said(response):
    return response.content.decode()
