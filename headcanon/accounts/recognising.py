"""How somebody who comes with a session is known again."""

from allauth.account.auth_backends import AuthenticationBackend

from headcanon.accounts.models import User


class Recognition(AuthenticationBackend):
    def get_user(self, user_id):
        """Together with her preferences, so that asking for one costs no page another query."""
        person = User.objects.select_related("preferences").filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None
