"""HTML templates to accessible PDF (PDF/UA: tagged, titled, in its language)."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.module_loading import import_string


def render_pdf(template: str, context: dict[str, Any]) -> bytes:
    """The bytes of a tagged PDF/UA-1 document."""
    html = render_to_string(template, context)
    return bytes(import_string("oss.reports.writing.write_pdf")(html))
