"""How bytes from outside reach a browser: as a download, unless they are of a kind that can do no harm."""

from typing import IO

from django.http import FileResponse

SHOWN_IN_THE_BROWSER = frozenset({"application/pdf", "image/png", "image/jpeg", "image/gif", "image/webp"})


def send_file(content: IO[bytes], *, name: str, content_type: str, inline: bool = False) -> FileResponse:
    """The browser shows it only where `inline` asks for it and the kind allows it; it never guesses."""
    shown = inline and content_type in SHOWN_IN_THE_BROWSER
    response = FileResponse(
        content,
        as_attachment=not shown,
        filename=name,
        content_type=content_type if shown else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if content_type != "application/pdf":  # Chromium's PDF viewer does not run in a sandbox
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
