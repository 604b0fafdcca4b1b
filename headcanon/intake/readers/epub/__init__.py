"""EPUB books of any maker."""
