"""What is filled in about a file that was brought, and about whose story it is."""
