"""Mailing lists: mbox files and digests, with one story over several posts."""
