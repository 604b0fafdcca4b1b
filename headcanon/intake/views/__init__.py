"""The pages of intake: bringing files, looking at what was understood, correcting it, and whose it is."""
