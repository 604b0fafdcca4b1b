"""What readers say in public: reviews in threads, kudos, what authors wish of both, and typo notes, which only authors
see.

Owns who may review (`wishes`), what is said where (`reviewing`), and the kind stop (`asking`). Happy not to know who is
told of it, or how a story is read.
"""
