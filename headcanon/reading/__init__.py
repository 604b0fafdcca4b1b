"""Where stories are read: a chapter, a whole work, the index of its chapters, and the question asked before adult ones.

Owns what readers keep to themselves. Happy not to know how they found the story.
"""
