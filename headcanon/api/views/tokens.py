"""What programs may read in somebody's name."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.api.forms import TokenForm
from headcanon.api.tokens import TooMany, end_token, make_token


@never_cache
@login_required
def tokens(request):
    """Hers, and the making of another; its text is shown once, in the answer."""
    form = TokenForm(request.POST or None)
    made = None
    if form.is_valid():
        try:
            made = make_token(request.user, **form.cleaned_data)
            form = TokenForm()
        except TooMany:
            form.add_error(None, _("You have as many tokens as one person can have. Please end one of them first."))
    return render(request, "api/tokens.html", {"form": form, "made": made, "tokens": request.user.tokens.all()})


@require_POST
@login_required
def token_end(request, pk):
    end_token(get_object_or_404(request.user.tokens, pk=pk))
    messages.success(request, _("This token is of no use to anybody any more."))
    return redirect("tokens")
