"""Who people are: users, the pen names they write under, what they prefer, whom they keep away, how they join and sign
in, and how an archive gets its archivist.

Happy not to know what anybody writes, reads or follows.
"""
