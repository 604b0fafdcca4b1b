from django.db import migrations, models

import headcanon.core.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Archive",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("name", models.CharField(default="Headcanon", max_length=80, verbose_name="name")),
                ("tagline", models.CharField(blank=True, max_length=160, verbose_name="tagline")),
                ("about", headcanon.core.fields.ProseField(blank=True, default="", verbose_name="about")),
                ("rules", headcanon.core.fields.ProseField(blank=True, default="", verbose_name="house rules")),
                ("privacy", headcanon.core.fields.ProseField(blank=True, default="", verbose_name="privacy")),
                ("clean_version", models.PositiveSmallIntegerField(default=1, editable=False)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_archive")],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_edition")],
            },
        ),
        migrations.CreateModel(
            name="OutboxRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("queue", models.CharField(max_length=40)),
                ("subject", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["queue", "id"], name="outbox_in_order")],
            },
        ),
    ]
