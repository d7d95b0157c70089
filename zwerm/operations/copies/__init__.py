"""Copies of an installation: to a file and back (backup, restore), and to another database (move)."""
