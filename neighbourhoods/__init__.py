"""A leaf: neighbourhood projects."""
