"""Who people are: users, the pen names they write under, how they sign in, and how an archive gets its archivist.

Happy not to know what anybody writes, reads or follows.
"""
