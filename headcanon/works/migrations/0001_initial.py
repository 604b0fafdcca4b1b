import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import headcanon.core.fields
import headcanon.works.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_initial"),
        ("canon", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Chapter",
            fields=[
                (
                    "id",
                    models.PositiveIntegerField(
                        default=headcanon.works.models.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("title", models.CharField(blank=True, max_length=250, verbose_name="chapter title")),
                ("notes_before", headcanon.core.fields.ProseField(blank=True, default="", verbose_name="note before")),
                ("notes_after", headcanon.core.fields.ProseField(blank=True, default="", verbose_name="note after")),
                ("body", headcanon.core.fields.ProseField(blank=True, default="", verbose_name="text")),
                ("clean_version", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("words", models.PositiveIntegerField(default=0)),
                ("posted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["work", "position"],
            },
        ),
        migrations.CreateModel(
            name="Original",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("size", models.PositiveBigIntegerField()),
                ("received_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="Authorship",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "pseud",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="authorships", to="accounts.pseud"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                (
                    "id",
                    models.PositiveIntegerField(
                        default=headcanon.works.models.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=250, verbose_name="title")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="series", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "series",
            },
        ),
        migrations.CreateModel(
            name="Tagging",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("typed", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("newest_key", models.BigIntegerField(default=0)),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="taggings", to="canon.tag"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.CreateModel(
            name="Work",
            fields=[
                (
                    "id",
                    models.PositiveIntegerField(
                        default=headcanon.works.models.random_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(choices=[("draft", "Draft"), ("posted", "Posted")], default="draft", max_length=8),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("everyone", "Everyone"), ("members", "Members of this archive")],
                        default="everyone",
                        max_length=8,
                    ),
                ),
                ("is_hidden", models.BooleanField(default=False)),
                ("title", models.CharField(max_length=250, verbose_name="title")),
                ("summary", headcanon.core.fields.ProseField(blank=True, default="", verbose_name="summary")),
                ("disclaimer", headcanon.core.fields.ProseField(blank=True, default="", verbose_name="disclaimer")),
                ("notes_before", headcanon.core.fields.ProseField(blank=True, default="", verbose_name="note before")),
                ("notes_after", headcanon.core.fields.ProseField(blank=True, default="", verbose_name="note after")),
                ("language", models.CharField(default="en", max_length=12, verbose_name="language")),
                (
                    "rating",
                    models.CharField(
                        choices=[
                            ("not-rated", "Not rated"),
                            ("general", "General audiences"),
                            ("teen", "Teen and up"),
                            ("mature", "Mature"),
                            ("explicit", "Explicit"),
                        ],
                        default="not-rated",
                        max_length=9,
                        verbose_name="rating",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("one-shot", "One-shot"),
                            ("in-progress", "In progress"),
                            ("complete", "Complete"),
                            ("hiatus", "On hiatus"),
                            ("abandoned", "Abandoned"),
                        ],
                        default="complete",
                        max_length=11,
                        verbose_name="status",
                    ),
                ),
                ("planned_chapters", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("origin_kind", models.CharField(blank=True, max_length=9)),
                ("origin_text", models.TextField(blank=True)),
                ("clean_version", models.PositiveSmallIntegerField(default=1, editable=False)),
                ("words", models.PositiveIntegerField(default=0)),
                ("chapter_count", models.PositiveSmallIntegerField(default=0)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("posted_at", models.DateTimeField(blank=True, null=True)),
                ("revised_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("newest_key", models.BigIntegerField(default=0)),
                (
                    "pseuds",
                    models.ManyToManyField(related_name="works", through="works.Authorship", to="accounts.pseud"),
                ),
                ("tags", models.ManyToManyField(related_name="works", through="works.Tagging", to="canon.tag")),
            ],
        ),
        migrations.AddField(
            model_name="tagging",
            name="work",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="taggings", to="works.work"
            ),
        ),
        migrations.CreateModel(
            name="SeriesPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="works.series"
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="series_parts", to="works.work"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddField(
            model_name="series",
            name="works",
            field=models.ManyToManyField(related_name="series", through="works.SeriesPart", to="works.work"),
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("import", "Taken in from a file"),
                            ("publish", "Published"),
                            ("restore", "Restored"),
                            ("pause", "A pause in writing"),
                        ],
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("content", models.BinaryField()),
                (
                    "chapter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="works.chapter",
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="works.work"
                    ),
                ),
            ],
            options={
                "ordering": ["-made_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Provenance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.PositiveIntegerField(default=0)),
                ("file_name", models.CharField(max_length=255)),
                ("format", models.CharField(max_length=12)),
                ("encoding", models.CharField(blank=True, max_length=24)),
                ("concerns", models.JSONField(default=list)),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="provenances", to="works.original"
                    ),
                ),
                (
                    "taken_in_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "work",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="provenance", to="works.work"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="chapter",
            name="work",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="chapters", to="works.work"
            ),
        ),
        migrations.AddField(
            model_name="authorship",
            name="work",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="authorships", to="works.work"
            ),
        ),
        migrations.CreateModel(
            name="WorkFandom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("typed", models.CharField(max_length=200)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("newest_key", models.BigIntegerField(default=0)),
                (
                    "fandom",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="work_fandoms", to="canon.fandom"
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="work_fandoms", to="works.work"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "id"],
            },
        ),
        migrations.AddField(
            model_name="work",
            name="fandoms",
            field=models.ManyToManyField(related_name="works", through="works.WorkFandom", to="canon.fandom"),
        ),
        migrations.AddIndex(
            model_name="tagging",
            index=models.Index(fields=["tag", "newest_key"], name="tag_newest"),
        ),
        migrations.AddConstraint(
            model_name="tagging",
            constraint=models.UniqueConstraint(fields=("work", "tag"), name="a_tag_once"),
        ),
        migrations.AddConstraint(
            model_name="seriespart",
            constraint=models.UniqueConstraint(fields=("series", "work"), name="a_work_once_in_a_series"),
        ),
        migrations.AddConstraint(
            model_name="series",
            constraint=models.UniqueConstraint(fields=("owner", "title"), name="one_series_of_a_title"),
        ),
        migrations.AddConstraint(
            model_name="provenance",
            constraint=models.UniqueConstraint(fields=("original", "part", "taken_in_by"), name="taken_in_once"),
        ),
        migrations.AddConstraint(
            model_name="chapter",
            constraint=models.UniqueConstraint(fields=("work", "position"), name="one_chapter_in_a_place"),
        ),
        migrations.AddConstraint(
            model_name="authorship",
            constraint=models.UniqueConstraint(fields=("work", "pseud"), name="an_author_once"),
        ),
        migrations.AddIndex(
            model_name="workfandom",
            index=models.Index(fields=["fandom", "newest_key"], name="fandom_newest"),
        ),
        migrations.AddConstraint(
            model_name="workfandom",
            constraint=models.UniqueConstraint(fields=("work", "fandom"), name="a_fandom_once"),
        ),
        migrations.AddIndex(
            model_name="work",
            index=models.Index(fields=["state", "newest_key"], name="works_newest"),
        ),
        migrations.AddConstraint(
            model_name="work",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "posted"), _negated=True), ("posted_at__isnull", False), _connector="OR"
                ),
                name="a_posted_work_has_its_date",
            ),
        ),
    ]
