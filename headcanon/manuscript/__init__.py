"""A written work in memory, between the files it came from and the books it becomes.

Owns the shape of a work (`model`), the one door for HTML (`clean`), what counts as a word (`words`),
typographic quotes (`quotes`) and which language a text is in (`language`). Knows nothing of databases, pages
or people, and imports no Django: `headcanon read` and `headcanon bind` run on this alone.
"""
