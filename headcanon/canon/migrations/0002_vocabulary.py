from django.db import migrations, models

from headcanon.canon.defaults import put_in


def begin_with_the_defaults(apps, schema_editor):
    put_in(apps.get_model("canon", "Rating"), apps.get_model("canon", "Tag"))


class Migration(migrations.Migration):
    dependencies = [
        ("canon", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("key", models.CharField(editable=False, max_length=40, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="name")),
                ("letter", models.CharField(blank=True, max_length=2, verbose_name="sign")),
                ("meaning", models.CharField(blank=True, max_length=300, verbose_name="what it means")),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("asks_guests", models.BooleanField(default=False, verbose_name="guests are asked first")),
                ("is_offered", models.BooleanField(default=True, verbose_name="offered")),
            ],
            options={
                "ordering": ["position", "key"],
            },
        ),
        migrations.AddField(
            model_name="tag",
            name="offered",
            field=models.PositiveSmallIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="tag",
            name="standard",
            field=models.CharField(blank=True, default="", editable=False, max_length=20),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="tag",
            name="kind",
            field=models.CharField(
                choices=[
                    ("warning", "Warning"),
                    ("relationship", "Relationship"),
                    ("character", "Character"),
                    ("freeform", "Tag"),
                    ("category", "Category"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("standard", ""), _negated=True),
                fields=("kind", "standard"),
                name="one_tag_for_a_standard",
            ),
        ),
        migrations.RunPython(begin_with_the_defaults, migrations.RunPython.noop),
    ]
