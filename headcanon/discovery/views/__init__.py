"""How stories are found: lists of them, the line of a canon, what happens at one event."""
