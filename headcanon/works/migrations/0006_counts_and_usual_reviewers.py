from django.db import migrations, models


def as_a_rule(apps, schema_editor):
    """Nobody has said yet who may review what is hers: what every work began with is what she does as a rule."""
    apps.get_model("works", "Work").objects.filter(reviewers="anyone").update(reviewers="usual")


class Migration(migrations.Migration):
    dependencies = [
        ("works", "0005_clean_version_asked_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="work",
            name="kudos_count",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="work",
            name="read_count",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name="work",
            name="review_count",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AlterField(
            model_name="work",
            name="reviewers",
            field=models.CharField(
                choices=[
                    ("usual", "As I usually wish"),
                    ("anyone", "Anyone"),
                    ("members", "Members of this archive"),
                    ("trusted", "People I trust"),
                    ("nobody", "Nobody"),
                ],
                default="usual",
                max_length=8,
                verbose_name="who may review it",
            ),
        ),
        migrations.RunPython(as_a_rule, migrations.RunPython.noop),
    ]
