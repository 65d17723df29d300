"""Pictures shown in a mail's text, told by their first bytes: what a mail calls them is often wrong."""

_ENDS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}


def may_be(content_type: str) -> bool:
    return content_type.startswith("image/") or content_type == "application/octet-stream"


def kind(data: bytes) -> str:
    """The content type; empty where a browser is not to show it."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _ENDS.items() if data.startswith(start)), "")
