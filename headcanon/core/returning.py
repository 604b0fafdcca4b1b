"""Where a form leads back to."""

from django.utils.http import url_has_allowed_host_and_scheme


def within(request, address, *, otherwise=""):
    """`address` if there is one and it lies in this archive; a form may name any."""
    inside = address and url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
    return address if inside else otherwise
