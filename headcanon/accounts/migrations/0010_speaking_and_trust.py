import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0009_clean_version_asked_for"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="is_moderator",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="user",
            name="suspended_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="Trust",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "trusted",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="trusted_by",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "truster",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="trusts", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("truster", "trusted"), name="trusted_once"),
                    models.CheckConstraint(
                        condition=models.Q(("truster", models.F("trusted")), _negated=True),
                        name="nobody_trusts_herself",
                    ),
                ],
            },
        ),
    ]
