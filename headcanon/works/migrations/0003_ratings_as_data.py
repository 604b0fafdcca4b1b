import django.db.models.deletion
from django.db import migrations, models

import headcanon.canon.fields


class Migration(migrations.Migration):
    dependencies = [
        ("canon", "0002_vocabulary"),
        ("works", "0002_writing"),
    ]

    operations = [
        migrations.RenameField(model_name="work", old_name="rating", new_name="rating_sign"),
        migrations.AlterField(
            model_name="work",
            name="rating_sign",
            field=headcanon.canon.fields.RatingField(
                db_column="rating",
                db_index=False,
                default="not-rated",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="canon.rating",
                verbose_name="rating",
            ),
        ),
        migrations.AddField(
            model_name="gift",
            name="accepted_at",
            field=models.DateTimeField(null=True),
        ),
    ]
