"""WSGI entry point for gunicorn, which reads it once and forks: what is imported here, its workers share."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oss.settings")

application = get_wsgi_application()
resolve("/")  # which imports every page
