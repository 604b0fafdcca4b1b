"""What people write: works and their chapters, series, the revisions and originals behind them, and every link from a
work to what it is about.

Owns who may see a work (`visibility`), how one becomes public (`publishing`) and how it passes to and from a
manuscript (`manuscripts`). Happy not to know how works are found, read, reviewed or made into books.
"""
