"""Web pages, saved: the story found among what the site put around it."""
