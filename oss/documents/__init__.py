"""Stored files: content-addressed bytes, documents, access."""
