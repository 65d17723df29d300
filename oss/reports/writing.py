"""WeasyPrint, which takes a second to import: by `oss.reports.pdf` alone, when there is a PDF to write."""

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
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


def write_pdf(html: str) -> bytes:
    return bytes(HTML(string=html, url_fetcher=OwnFilesOnly()).write_pdf(pdf_variant="pdf/ua-1"))
