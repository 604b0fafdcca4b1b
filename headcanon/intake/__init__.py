"""Files become drafts.

Owns telling what a file is (`sniffing`), reading it (`readers`, bytes to Manuscript) and taking what was read into
the archive as drafts. Sniffing and readers import no Django: `headcanon read` and `headcanon bind` run on them alone.
Happy not to know how a work is stored, shown or found; it hands `works` a Manuscript and the original bytes.
"""
