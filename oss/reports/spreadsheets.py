"""What every spreadsheet that leaves the shop has in common."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def plain_text(value: object) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe in front."""
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def typed_text(value: object) -> str:
    """The other way round: a cell as somebody typed it. None is empty, 2800.0 is "2800"."""
    if value is None:
        return ""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_SIGNS) else text
