"""Plain text to Manuscript. `reading.read_text` is the list of steps; each step has a module of its own."""
