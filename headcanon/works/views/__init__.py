"""The pages of writing, a module for each of the things an author does."""
