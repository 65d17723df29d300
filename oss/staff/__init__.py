"""Users, teams, roles as code, the access map, login."""
