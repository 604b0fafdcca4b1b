"""Pages of news: what one follows, the inbox, announcements, settings, feeds."""
