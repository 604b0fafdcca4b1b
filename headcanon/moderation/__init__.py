"""Who looks after what people say here: reports, the moderators' queue, what they do about it, and the trail of it all.

Owns reports (`reporting`), every act of a moderator (`acting`), the trail that nobody can change (`trail`), what the
person concerned is told and answers (`answering`), and the switches for a bad day (`bad_days`). Happy not to know how
the things look on their own pages, or who follows whom.
"""
