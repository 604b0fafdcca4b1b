from django.conf import settings
from django.db import migrations, models

import headcanon.accounts.models


def look_at_every_name(apps, schema_editor):
    Pseud = apps.get_model("accounts", "Pseud")
    pen_names = list(Pseud.objects.all())
    for pen_name in pen_names:
        Pseud._meta.get_field("skeleton").pre_save(pen_name, add=False)
    Pseud.objects.bulk_update(pen_names, ["skeleton"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_edition")]

    operations = [
        migrations.AddField("pseud", "skeleton", headcanon.accounts.models.SkeletonField()),
        migrations.RunPython(look_at_every_name, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex("pseud", models.Index(fields=["skeleton"], name="pseud_by_looks")),
        migrations.AlterField(
            "mute",
            "muted",
            models.ForeignKey(on_delete=models.CASCADE, related_name="muted_by", to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name="Preferences",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=models.CASCADE,
                        primary_key=True,
                        related_name="preferences",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "shows_adult",
                    models.BooleanField(default=False, verbose_name="show me adult stories without asking"),
                ),
                (
                    "typographic_quotes",
                    models.BooleanField(default=False, verbose_name="make straight quotes curly while I write"),
                ),
                ("language", models.CharField(blank=True, max_length=12, verbose_name="language of my stories")),
            ],
        ),
    ]
