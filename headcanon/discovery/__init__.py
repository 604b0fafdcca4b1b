"""How works are found: the newest of them, and those of one author, one canon, one tag.

Owns no table yet: lists walk the indexes of works. Happy not to know what is inside a work, or how it is read.
"""
