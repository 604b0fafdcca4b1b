"""The index of stories: derived from the tables, which are the truth, and made anew from them whenever that is wished."""
