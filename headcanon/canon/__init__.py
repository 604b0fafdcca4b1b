"""What works are about: fandoms, the tags authors type, ratings and warnings.

Happy not to know which works are about them: those keep the links.
"""
