"""Works become files: EPUB, PDF, Word, one HTML page, plain text, Markdown; of one work, or of several in one book.

Owns the writers (`writers`, a manuscript in memory → bytes) and the keeping of what they made. Is happy not to
know who may see a work, where its words are stored, or who asks: it is handed a manuscript and answers with a book.
"""
