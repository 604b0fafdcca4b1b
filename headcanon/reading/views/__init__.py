"""Pages of reading: the story itself, where one stopped, shelves, what is kept on a device, what is kept quiet."""
