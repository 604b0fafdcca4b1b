from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Fandom",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("slug", models.CharField(max_length=120, unique=True)),
                ("work_count", models.PositiveIntegerField(default=0, editable=False)),
                ("key", models.CharField(editable=False, max_length=400, unique=True)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("slug", models.CharField(max_length=120, unique=True)),
                ("work_count", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("warning", "Warning"),
                            ("relationship", "Relationship"),
                            ("character", "Character"),
                            ("freeform", "Tag"),
                        ],
                        max_length=12,
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=400)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="one_tag_of_a_name")],
            },
        ),
    ]
