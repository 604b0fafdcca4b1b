"""Pages of headcanons: lists of them, one, what is said of it, and where they are posted and asked."""
