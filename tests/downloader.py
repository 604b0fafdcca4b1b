"""FanFicFare, the program readers use to download stories, and the small adapter through which it knows this archive."""

import io
import logging

from fanficfare import adapters
from fanficfare.adapters.base_otw_adapter import BaseOTWAdapter
from fanficfare.configurable import Configuration
from fanficfare.writers import getWriter

logging.getLogger("fanficfare").setLevel(logging.WARNING)  # it sets itself to say everything

DOMAIN = "headcanon.example"
SETTINGS = f"""
[{DOMAIN}]
is_adult: true
collect_series: true
extra_valid_entries: fandoms, freeformtags, comments, kudos, hits
"""


class HeadcanonAdapter(BaseOTWAdapter):
    """All that an archive of this shape needs to say of itself. `served_at` is where the tests have it running."""

    served_at = ""

    @staticmethod
    def getSiteDomain():
        return DOMAIN

    def mod_url_request(self, url):
        return url.replace(f"https://{DOMAIN}", self.served_at)


def learn_adapter():
    """The program keeps its adapters in two private lists, which it fills once."""
    if HeadcanonAdapter not in vars(adapters)["__class_list"]:
        vars(adapters)["__class_list"].append(HeadcanonAdapter)
        vars(adapters)["__domain_map"][DOMAIN] = [HeadcanonAdapter]


def adapter_for(served_at, address, settings=SETTINGS):
    learn_adapter()
    HeadcanonAdapter.served_at = served_at
    url = f"https://{DOMAIN}{address}"
    configuration = Configuration(adapters.getConfigSectionsFor(url), "HTML")
    configuration.read_file(io.StringIO(settings))
    return adapters.getAdapter(configuration, url)


def download(served_at, work, *, name="", password=""):
    """The story as FanFicFare holds it after it has loaded everything, signing in if it is asked to."""
    who = f"username: {name}\npassword: {password}\n"
    return adapter_for(served_at, work.get_absolute_url(), settings=SETTINGS + who).getStory()


def written(served_at, work):
    """The HTML file that FanFicFare leaves on the reader's disk."""
    adapter = adapter_for(served_at, work.get_absolute_url())
    page = io.BytesIO()
    getWriter("html", adapter.configuration, adapter).writeStory(outstream=page)
    return page.getvalue().decode()


def series_at(served_at, address):
    """The series' name and its stories' addresses, as the program reads them from its page."""
    adapter = adapter_for(served_at, address.replace("/series/", "/works/"))
    url = f"https://{DOMAIN}{address}"
    return adapter.get_series_from_page(url, adapter.get_request(url))
