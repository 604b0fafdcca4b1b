"""Doors for machines: feeds, OPDS catalogues, the read API and its tokens, the sitemap.

It owns what each of them looks like, and who holds which token. What they show it asks of the apps below, as a page
does; it has no rule of its own about who may see what.
"""
