"""Django's PostgreSQL backend, which says at once that a database is away that was away a moment ago."""
