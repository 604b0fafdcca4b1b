from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_writing")]

    operations = [
        migrations.AddField(
            model_name="user", name="edition", field=models.PositiveBigIntegerField(default=0, editable=False)
        ),
    ]
