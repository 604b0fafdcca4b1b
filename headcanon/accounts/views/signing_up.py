"""How newcomers join."""

from allauth.account import views as library
from allauth.account.adapter import get_adapter
from django.shortcuts import render

from headcanon.accounts.arriving import NameGone
from headcanon.accounts.forms import SignUpForm
from headcanon.accounts.inviting import InvitationGone, invitation_of
from headcanon.core.editions import the_archive
from headcanon.core.models import Archive


class SignUp(library.SignupView):
    """The library's page, asking what this archive asks, and open to whom it is open."""

    form_class = SignUpForm

    def dispatch(self, request, *args, token=None, **kwargs):
        if the_archive().signups_closed and not request.user.is_authenticated:
            return closed_for_now(request)
        self.invitation = invitation_of(token) if token else None
        if token and self.invitation is None and not request.user.is_authenticated:
            return invitation_gone(request)
        return super().dispatch(request, *args, **kwargs)

    def is_open(self):
        return self.invitation or the_archive().joining != Archive.Joining.INVITED

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "invitation": self.invitation}

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except InvitationGone:
            return invitation_gone(self.request)
        except NameGone:
            form.add_error("username", get_adapter().error_messages["username_taken"])
            return self.form_invalid(form)


def invitation_gone(request):
    return render(request, "accounts/invitation_gone.html", status=404)


def closed_for_now(request):
    """For everybody, invited or not; an invitation is not used up by it."""
    return render(request, "accounts/closed_for_now.html", status=403)


sign_up = SignUp.as_view()
