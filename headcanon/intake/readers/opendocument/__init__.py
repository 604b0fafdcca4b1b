"""LibreOffice's documents (ODT)."""
