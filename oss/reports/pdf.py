"""HTML templates to accessible PDF (PDF/UA: tagged, titled, in its language)."""

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse


class OwnFilesOnly(URLFetcher):
    """Resolves `static:path` to our own files; a document never fetches anything from elsewhere."""

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        parts = urlsplit(url)
        found = finders.find(parts.path) if parts.scheme == "static" else None
        if not found:
            raise ValueError(f"a document may not fetch {url!r}")
        kind, _encoding = mimetypes.guess_type(str(found))
        # without its type a stylesheet is silently left out
        headers = {"Content-Type": kind or "application/octet-stream"}
        return URLFetcherResponse(url, Path(str(found)).read_bytes(), headers=headers)


def render_pdf(template: str, context: dict[str, Any]) -> bytes:
    """The bytes of a tagged PDF/UA-1 document."""
    html = render_to_string(template, context)
    return bytes(HTML(string=html, url_fetcher=OwnFilesOnly()).write_pdf(pdf_variant="pdf/ua-1"))
