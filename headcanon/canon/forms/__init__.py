"""What the pages about words, tags and lines ask people for."""
