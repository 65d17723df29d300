"""How the addresses of pages about one dossier begin."""

DOSSIER = r"^dossiers/(?P<number>D\d{4}-\d{5,})/"
