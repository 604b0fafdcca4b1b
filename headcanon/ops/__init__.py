"""What touches everything: the `headcanon` command and the caretaking behind it.

Owns the commands, serving, backup and restore, checking, the sample archive, and the measuring of it all. May know
every app; no app knows it. Each command is a module with two functions, `arguments(parser)` and `run(options)`, which
gives the exit code; `cli` imports only the one that was asked for.
"""
