"""PDFs. `setting` is what the others call."""
