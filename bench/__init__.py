"""Proof out of the product: what it costs, and that a mail comes from inbox to report.

Above every package and imported by none; not installed in production and not in its image.
"""
