"""WeasyPrint, which takes a second to import: by `oss.reports.pdf` alone, when there is a PDF to write."""

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from oss.reports.fonts import font_faces


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
    fetcher, fonts = OwnFilesOnly(), FontConfiguration()
    faces = CSS(string=font_faces(html), font_config=fonts, url_fetcher=fetcher)
    document = HTML(string=html, url_fetcher=fetcher)
    return bytes(document.write_pdf(pdf_variant="pdf/ua-1", stylesheets=[faces], font_config=fonts))
