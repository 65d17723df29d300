"""The spine: journeys, dossiers, flows, stakeholders, works."""
