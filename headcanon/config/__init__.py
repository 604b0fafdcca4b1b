"""Wiring only: settings, the table of contents of addresses, and the door for the web server."""
