import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import headcanon.core.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0011_notices_unseen"),
        ("canon", "0002_vocabulary"),
        ("reviews", "0001_initial"),
        ("works", "0007_announcement"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Desk",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="desk",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("looked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("since", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Hearing",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="hearing",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "pace",
                    models.CharField(
                        choices=[
                            ("at-once", "At once"),
                            ("daily", "Once a day"),
                            ("weekly", "Once a week"),
                            ("never", "Never"),
                        ],
                        default="at-once",
                        max_length=7,
                        verbose_name="mail",
                    ),
                ),
                ("mails_follows", models.BooleanField(default=True, verbose_name="news of what I follow")),
                ("mails_reviews", models.BooleanField(default=True, verbose_name="reviews, answers and typo notes")),
                ("mails_requests", models.BooleanField(default=True, verbose_name="gifts and requests")),
                ("mails_kudos", models.BooleanField(default=True, verbose_name="the kudos of a day")),
                ("feed_token", models.CharField(editable=False, max_length=48, null=True, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", headcanon.core.fields.ProseField(blank=True, default="", verbose_name="what you want to say")),
                (
                    "clean_version",
                    models.PositiveSmallIntegerField(
                        default=headcanon.core.fields.current_clean_version, editable=False
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("is_hidden", models.BooleanField(default=False)),
                ("sent_with", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "pseud",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="announcements", to="accounts.pseud"
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="announcements",
                        to="works.work",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["pseud", "-made_at"], name="announcements_of_a_name")]},
        ),
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fandom",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="canon.fandom",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="follows", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "pseud",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="accounts.pseud",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="works.series",
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="followers", to="canon.tag"
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="followers",
                        to="works.work",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("author__isnull", True),
                                ("fandom__isnull", True),
                                ("pseud__isnull", True),
                                ("series__isnull", True),
                                ("tag__isnull", True),
                                ("work__isnull", False),
                            ),
                            models.Q(
                                ("author__isnull", False),
                                ("fandom__isnull", True),
                                ("pseud__isnull", True),
                                ("series__isnull", True),
                                ("tag__isnull", True),
                                ("work__isnull", True),
                            ),
                            models.Q(
                                ("author__isnull", True),
                                ("fandom__isnull", True),
                                ("pseud__isnull", False),
                                ("series__isnull", True),
                                ("tag__isnull", True),
                                ("work__isnull", True),
                            ),
                            models.Q(
                                ("author__isnull", True),
                                ("fandom__isnull", True),
                                ("pseud__isnull", True),
                                ("series__isnull", False),
                                ("tag__isnull", True),
                                ("work__isnull", True),
                            ),
                            models.Q(
                                ("author__isnull", True),
                                ("fandom__isnull", False),
                                ("pseud__isnull", True),
                                ("series__isnull", True),
                                ("tag__isnull", True),
                                ("work__isnull", True),
                            ),
                            models.Q(
                                ("author__isnull", True),
                                ("fandom__isnull", True),
                                ("pseud__isnull", True),
                                ("series__isnull", True),
                                ("tag__isnull", False),
                                ("work__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="follows_one_thing",
                    ),
                    models.UniqueConstraint(fields=("work", "person"), name="follows_work_once"),
                    models.UniqueConstraint(fields=("author", "person"), name="follows_author_once"),
                    models.UniqueConstraint(fields=("pseud", "person"), name="follows_pseud_once"),
                    models.UniqueConstraint(fields=("series", "person"), name="follows_series_once"),
                    models.UniqueConstraint(fields=("fandom", "person"), name="follows_fandom_once"),
                    models.UniqueConstraint(fields=("tag", "person"), name="follows_tag_once"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("message_id", models.CharField(max_length=200, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("began_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("refused_at", models.DateTimeField(null=True)),
                ("refused_because", models.CharField(blank=True, max_length=300)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="letters", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("refused_at", None), ("sent_at", None)),
                        fields=["due_at"],
                        name="letters_to_send",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="News",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("work", "a new story"),
                            ("chapter", "a new chapter"),
                            ("status", "a story is complete, rests or goes on"),
                            ("announcement", "an announcement"),
                            ("review", "a review of your story"),
                            ("waits", "a review that waits for you"),
                            ("reply", "an answer to your review"),
                            ("kudos", "kudos of a day"),
                            ("gift", "a gift"),
                            ("coauthor", "a request to be named as an author"),
                            ("related", "a story that names yours"),
                            ("typo", "a typo note"),
                            ("put-right", "a typo note of yours was put right"),
                        ],
                        max_length=12,
                    ),
                ),
                ("moment", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("one-shot", "One-shot"),
                            ("in-progress", "In progress"),
                            ("complete", "Complete"),
                            ("hiatus", "On hiatus"),
                            ("abandoned", "Abandoned"),
                        ],
                        max_length=11,
                    ),
                ),
                ("since", models.DateTimeField(null=True)),
                ("is_told", models.BooleanField(default=False)),
                ("told_up_to", models.BigIntegerField(default=0)),
                ("is_open", models.BooleanField(default=True)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.pseud"
                    ),
                ),
                (
                    "announcement",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="news",
                        to="following.announcement",
                    ),
                ),
                (
                    "chapter",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="news", to="works.chapter"
                    ),
                ),
                (
                    "coauthor_request",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="news",
                        to="works.coauthorrequest",
                    ),
                ),
                (
                    "gift",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="news", to="works.gift"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "relation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="news",
                        to="works.relatedwork",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="news", to="reviews.review"
                    ),
                ),
                (
                    "typo_note",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="news",
                        to="reviews.typonote",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="news", to="works.work"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "news",
                "constraints": [models.UniqueConstraint(fields=("kind", "person", "since"), name="one_digest_a_day")],
                "indexes": [
                    models.Index(condition=models.Q(("is_told", False)), fields=["kind", "moment"], name="news_to_tell")
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("told_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("seen_at", models.DateTimeField(null=True)),
                ("waits_for_mail", models.BooleanField(default=False)),
                (
                    "letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="notices",
                        to="following.letter",
                    ),
                ),
                (
                    "news",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="following.news"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("news", "person"), name="told_once")],
                "indexes": [
                    models.Index(fields=["person", "-id"], name="notices_of_somebody"),
                    models.Index(condition=models.Q(("seen_at", None)), fields=["person"], name="notices_unseen"),
                    models.Index(
                        condition=models.Q(("waits_for_mail", True)),
                        fields=["person", "told_at"],
                        name="notices_for_mail",
                    ),
                ],
            },
        ),
    ]
