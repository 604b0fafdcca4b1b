from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0004_clean_version_asked_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="archive",
            name="guest_reviews_closed",
            field=models.BooleanField(default=False, verbose_name="guests cannot review"),
        ),
        migrations.AddField(
            model_name="archive",
            name="letters_a_minute",
            field=models.PositiveIntegerField(default=60, verbose_name="how many letters leave in a minute"),
        ),
        migrations.AddField(
            model_name="archive",
            name="links_closed",
            field=models.BooleanField(default=False, verbose_name="reviews cannot hold links"),
        ),
        migrations.AddField(
            model_name="archive",
            name="signups_closed",
            field=models.BooleanField(default=False, verbose_name="nobody new can join"),
        ),
    ]
