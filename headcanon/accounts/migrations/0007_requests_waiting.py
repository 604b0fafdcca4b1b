from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0006_newcomers"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="requests_waiting",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
    ]
