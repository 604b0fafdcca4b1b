"""What word processors and web pages have in common: blocks of story-HTML, among which title, labels, notes and chapters
are found. `reading.manuscript_of` is the list of steps, `reading.pasted` makes story-HTML of anybody's HTML for it."""
