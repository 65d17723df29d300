"""Queues and their items: one message, form or task each, dispatched to people and dossiers."""
