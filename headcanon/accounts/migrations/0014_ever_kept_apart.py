from django.db import migrations, models
from django.db.models import Q


def remember_who_was(apps, schema_editor):
    user, block, mute = (apps.get_model("accounts", name) for name in ("User", "Block", "Mute"))
    apart = Q(pk__in=block.objects.values("blocker")) | Q(pk__in=block.objects.values("blocked"))
    user.objects.filter(apart | Q(pk__in=mute.objects.values("muter"))).update(ever_kept_apart=True)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0013_ideas_and_lines"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="ever_kept_apart",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(remember_who_was, migrations.RunPython.noop),
    ]
