"""Word's documents (DOCX)."""
