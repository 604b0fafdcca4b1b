"""Where the archive's words are decided on, tags are put in order, and the lines of canons are kept."""
