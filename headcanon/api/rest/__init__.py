"""What programs read, as JSON: /api/v1, described in docs/api.md and by its own OpenAPI document.

Everything is asked of the same actions and querysets as pages ask; nothing here knows a page, and no page knows this.
"""
