"""Which words of a review ask for more of a work: "plz upd8!!", "when is the next chapter", "la suite stp".

Said of the work itself only. "Never stop writing" is kindness, "please update the tags" is help, and neither is told;
whoever looks forward to the next chapter does ask, because that chapter would have to be written. In doubt nothing is
told: a reminder that comes for nothing is worse than one that does not come.

The engine (`requests`) reads a text clause by clause, as `plain` makes it: small letters, no accents, no doubled
letters, known misspellings mended. What asks in which language stands in `languages`, a table for each. Pure, and in
time that grows with the length alone.
"""

from headcanon.reviews.asking.requests import Request, requests_for_more, without_requests

__all__ = ["Request", "requests_for_more", "without_requests"]
