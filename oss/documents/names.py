"""File names from outside, made harmless."""

import re
import unicodedata


def safe_name(name: str, *, longest: int = 255, fallback: str = "document") -> str:
    """The last part of a path, without control or direction characters; the ending survives shortening."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    spaced = re.sub(r"\s+", " ", last)
    visible = "".join(one for one in spaced if unicodedata.category(one)[0] != "C")
    clean = re.sub(" {2,}", " ", visible).strip(" .") or fallback
    if len(clean) <= longest:
        return clean
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 10:  # noqa: PLR2004 - longer is no ending
        return clean[:longest]
    return f"{stem[: longest - len(ending) - 1]}.{ending}"
