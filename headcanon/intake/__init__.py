"""Files become drafts.

Owns telling what a file is (`sniffing`), reading it (`readers`, bytes to Manuscript), what waits beside its file until
somebody has looked at it, and taking it into the archive as drafts; and whose a story is that was taken in for an author
who was not here. Sniffing and readers import no Django: `headcanon read` and `headcanon bind` run on them alone.
Happy not to know how a work is stored, shown or found; it hands `works` a Manuscript and the original bytes.
"""
