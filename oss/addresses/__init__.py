"""Municipalities, streets, addresses, buildings, energy certificates."""
