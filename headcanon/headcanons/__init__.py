"""What works grow from: headcanons that people post or ask an author to write, who believes them, who is writing.

Owns the claims, the asks, and the talk about both. Happy not to know which works grew from one: those say so themselves.
"""
