"""Pictures shown in a mail's text, told by their first bytes: what a mail calls them is often wrong."""

_ENDS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
}


def kind(data: bytes) -> str:
    """The content type; empty where a browser is not to show it."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for start, kind in _ENDS.items() if data.startswith(start)), "")


def names_in(shown: set[str], content_id: str, *others: str) -> list[str]:
    """Under which of the names that HTML shows it goes: its Content-ID, or against the rules its place or its
    name. Some programs take the Content-ID away, and what the HTML says begins with the name."""
    names = [one for one in (content_id, *map(file_name, others)) if one]
    found = [same for one in names if (same := one.strip("\"' ").lower()) in shown]
    if found or content_id:
        return found
    return [one for one in sorted(shown) if one.partition("@")[0] in {name.lower() for name in names}]


def file_name(place: str) -> str:
    """`images/foto.png` → `foto.png`."""
    return place.replace("\\", "/").rpartition("/")[2]
