"""DOCX. `document` is what the others call."""
