"""How readers hear of news: what each follows, what she is told and where (inbox, mail, feed), and what an author says
once to those who follow her.

Owns who is told of a fact (`hearers`), that nobody is forgotten or told twice (`news`), and that mail leaves once
(`mailing`). Happy not to know how a story is read, or what moderators decide.
"""
