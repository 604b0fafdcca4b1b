from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0010_speaking_and_trust"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="notices_unseen",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
