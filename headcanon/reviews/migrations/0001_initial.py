import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import headcanon.core.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0011_notices_unseen"),
        ("works", "0007_announcement"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AuthorWishes",
            fields=[
                (
                    "welcome",
                    models.CharField(
                        choices=[
                            ("kind", "Any kind word"),
                            ("gentle", "Gentle notes"),
                            ("critique", "Full critique"),
                            ("none", "No reviews, kudos only"),
                        ],
                        default="kind",
                        max_length=8,
                        verbose_name="what is welcome",
                    ),
                ),
                (
                    "typo_notes",
                    models.BooleanField(default=True, verbose_name="readers may send me typo notes, which only I see"),
                ),
                ("requests_welcome", models.BooleanField(default=True, verbose_name="readers may ask me for more")),
                ("all_wait", models.BooleanField(default=False, verbose_name="all reviews")),
                (
                    "first_waits",
                    models.BooleanField(default=False, verbose_name="the first review of somebody new to me"),
                ),
                ("guests_wait", models.BooleanField(default=False, verbose_name="reviews by guests")),
                ("links_wait", models.BooleanField(default=True, verbose_name="reviews with links")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="wishes",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewers",
                    models.CharField(
                        choices=[
                            ("anyone", "Anyone"),
                            ("members", "Members of this archive"),
                            ("trusted", "People I trust"),
                            ("nobody", "Nobody"),
                        ],
                        default="anyone",
                        max_length=8,
                        verbose_name="who may review",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WorkWishes",
            fields=[
                (
                    "welcome",
                    models.CharField(
                        choices=[
                            ("kind", "Any kind word"),
                            ("gentle", "Gentle notes"),
                            ("critique", "Full critique"),
                            ("none", "No reviews, kudos only"),
                        ],
                        default="kind",
                        max_length=8,
                        verbose_name="what is welcome",
                    ),
                ),
                (
                    "typo_notes",
                    models.BooleanField(default=True, verbose_name="readers may send me typo notes, which only I see"),
                ),
                ("requests_welcome", models.BooleanField(default=True, verbose_name="readers may ask me for more")),
                ("all_wait", models.BooleanField(default=False, verbose_name="all reviews")),
                (
                    "first_waits",
                    models.BooleanField(default=False, verbose_name="the first review of somebody new to me"),
                ),
                ("guests_wait", models.BooleanField(default=False, verbose_name="reviews by guests")),
                ("links_wait", models.BooleanField(default=True, verbose_name="reviews with links")),
                (
                    "work",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="wishes",
                        serialize=False,
                        to="works.work",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Kudos",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("device", models.CharField(blank=True, max_length=64)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kudos",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="kudos", to="works.work"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "kudos",
                "constraints": [
                    models.UniqueConstraint(fields=("work", "person"), name="kudos_once_a_person"),
                    models.UniqueConstraint(
                        condition=models.Q(("device", ""), _negated=True),
                        fields=("work", "device"),
                        name="kudos_once_a_device",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("person__isnull", False), models.Q(("device", ""), _negated=True), _connector="OR"
                        ),
                        name="kudos_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("came_from", models.CharField(blank=True, max_length=300)),
                ("guest_name", models.CharField(blank=True, max_length=80, verbose_name="your name")),
                ("guest_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                ("device", models.CharField(blank=True, editable=False, max_length=64)),
                ("text", headcanon.core.fields.ProseField(blank=True, default="", verbose_name="review")),
                (
                    "clean_version",
                    models.PositiveSmallIntegerField(
                        default=headcanon.core.fields.current_clean_version, editable=False
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("edited_at", models.DateTimeField(null=True)),
                ("sent_with", models.CharField(editable=False, max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("posted", "Posted"),
                            ("waiting", "Waits for the author's yes"),
                            ("hidden", "Hidden by the author"),
                            ("gone", "Taken back; its place is kept because somebody answered"),
                        ],
                        default="posted",
                        max_length=7,
                    ),
                ),
                (
                    "waits_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("all", "the author reads every review first"),
                            ("first", "it is the first one from this reader"),
                            ("guest", "it is from a guest"),
                            ("links", "it has a link in it"),
                            ("asks", "it asks for more"),
                        ],
                        max_length=6,
                    ),
                ),
                ("is_hidden", models.BooleanField(default=False)),
                ("is_frozen", models.BooleanField(default=False)),
                ("is_ended", models.BooleanField(default=False)),
                ("asks_for_more", models.BooleanField(default=False)),
                ("is_answered", models.BooleanField(default=False)),
                ("place", models.JSONField(null=True)),
                ("paragraph", models.PositiveIntegerField(null=True)),
                (
                    "answers",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answered_by",
                        to="reviews.review",
                    ),
                ),
                (
                    "chapter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reviews",
                        to="works.chapter",
                    ),
                ),
                (
                    "pseud",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reviews",
                        to="accounts.pseud",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="reviews.review",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="works.work"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("thread", None)), fields=["work", "id"], name="threads_of_a_work"),
                    models.Index(
                        condition=models.Q(("thread", None)), fields=["chapter", "id"], name="threads_of_a_chapter"
                    ),
                    models.Index(fields=["thread", "id"], name="replies_in_order"),
                    models.Index(fields=["pseud", "id"], name="reviews_by_a_name"),
                    models.Index(condition=models.Q(("state", "waiting")), fields=["work"], name="reviews_that_wait"),
                    models.Index(
                        condition=models.Q(("place__isnull", False)), fields=["chapter"], name="reviews_in_the_margin"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("sent_with",), name="reviewed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("pseud", None), ("guest_name", ""), _connector="OR"),
                        name="a_guest_or_a_pen_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("thread", models.F("id")), _negated=True),
                        name="a_review_does_not_answer_itself",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TypoNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("device", models.CharField(blank=True, editable=False, max_length=64)),
                ("slip", models.JSONField()),
                ("fingerprint", models.CharField(default="", editable=False, max_length=64)),
                ("words", models.CharField(max_length=300, verbose_name="the words")),
                ("instead", models.CharField(blank=True, max_length=300, verbose_name="what they should be")),
                ("remark", models.CharField(blank=True, max_length=500, verbose_name="a word to the author")),
                ("may_thank", models.BooleanField(default=False, verbose_name="she may thank me by name")),
                ("is_thanked", models.BooleanField(default=False)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Waits for the author"),
                            ("put-right", "Put right"),
                            ("dismissed", "Left as it is"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "chapter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="typo_notes", to="works.chapter"
                    ),
                ),
                (
                    "pseud",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="typo_notes",
                        to="accounts.pseud",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="typo_notes", to="works.work"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("state", "open")), fields=["work"], name="typo_notes_that_wait")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")),
                        fields=("chapter", "pseud", "fingerprint"),
                        name="a_typo_note_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("pseud", None), ("state", "open")),
                        fields=("chapter", "device", "fingerprint"),
                        name="a_typo_note_once_a_device",
                    ),
                ],
            },
        ),
    ]
