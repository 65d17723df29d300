"""Rendering of PDF and spreadsheets, report runs."""
