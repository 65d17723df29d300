"""Persons, organisations, contact points; duplicates and merge."""
