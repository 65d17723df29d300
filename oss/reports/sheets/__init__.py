"""Reads spreadsheets of strangers, for `oss.reports.reading`.

By the standard library only: the process that does it (`child`) starts in a moment and can be killed.
"""
