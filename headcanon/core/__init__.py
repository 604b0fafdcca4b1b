"""What every app may use, and no word of the domain.

Owns the viewer and the one way to fetch what a viewer may see, the field that holds story-HTML, the slots in which
pages show pieces of apps above them, paging, the outbox, the cache of finished pages, the archive's own name and
pages, files that are there wholly or not at all, and the look: base templates, style, drawn signs. Knows nothing of
works, authors or canons.
"""
