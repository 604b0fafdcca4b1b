"""The languages a story can be said to be in: those that Django knows a name for, under that name."""

from django.conf.locale import LANG_INFO


def language_choices():
    names = {code: info["name_local"] for code, info in LANG_INFO.items() if "name_local" in info}
    return sorted(((code, name[:1].upper() + name[1:]) for code, name in names.items()), key=lambda choice: choice[1])
