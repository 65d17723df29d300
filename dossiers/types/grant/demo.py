"""Premiums of the demo's loket."""


def load_grants() -> None:
    """Filled in below."""
