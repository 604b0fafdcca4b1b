"""Where somebody is signed in. The list and the ending of all others are the library's."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST


@require_POST
@login_required
def end_session(request, pk):
    get_object_or_404(UserSession, user=request.user, pk=pk).end()
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")
