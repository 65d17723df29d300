"""The shop: project configuration and what every dossier leans on."""

from oss.celery import app as celery_app

__all__ = ["celery_app"]
