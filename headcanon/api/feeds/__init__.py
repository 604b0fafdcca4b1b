"""Atom and JSON Feed for everything that can be followed; what such a file looks like: headcanon/core/feeds.py."""
