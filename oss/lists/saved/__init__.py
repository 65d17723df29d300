"""Saved views: a list's name with the state of its filter, columns and sort, kept under a name."""
