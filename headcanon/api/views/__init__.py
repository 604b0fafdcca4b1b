"""Pages about the doors for machines, and what machines are told of the archive."""
