"""Until now nobody was asked to confirm an address, and nobody could join uninvited: the addresses there are count."""

from django.db import migrations


def confirm(apps, schema_editor):
    User, EmailAddress = apps.get_model("accounts", "User"), apps.get_model("account", "EmailAddress")
    for user in User.objects.exclude(email="").iterator():
        user.email = user.email.lower()
        user.save(update_fields=["email"])
        EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_names_and_preferences"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(confirm, migrations.RunPython.noop)]
