"""Mailboxes and messages: mechanics that know no dossier."""
