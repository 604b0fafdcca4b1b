from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("works", "0006_counts_and_usual_reviewers"),
    ]

    operations = [
        migrations.AddField(
            model_name="work",
            name="announcement",
            field=models.PositiveBigIntegerField(editable=False, null=True),
        ),
    ]
