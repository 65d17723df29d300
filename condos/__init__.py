"""A leaf: apartment buildings and their owners' associations."""
