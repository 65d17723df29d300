"""Case files: activities, events, correspondence and filed documents of anything that carries work."""
