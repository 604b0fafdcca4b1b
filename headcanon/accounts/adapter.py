"""What this archive asks of the account library."""

from allauth.account.adapter import DefaultAccountAdapter

from headcanon.core.editions import the_archive


class ArchiveAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        """People join by the archivist's own means; the library's open form stays shut."""
        return False

    def send_mail(self, template_prefix, email, context):
        super().send_mail(template_prefix, email, {**context, "archive": the_archive()})
