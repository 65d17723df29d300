"""Text whose lines a program broke to be put together again (RFC 3676, `format=flowed`)."""

SIGNATURE = "-- "


def unflowed(text: str, *, delete_space: bool) -> str:
    """One line to a paragraph. `delete_space`: the blank at a soft break is no part of the text (DelSp)."""
    lines: list[str] = []
    paragraph: list[str] = []
    depth = 0
    for line in text.split("\n"):
        words = line.lstrip(">")
        quotes = len(line) - len(words)
        words = words.removeprefix(" ")  # put there before what begins with a blank, ">" or "From "
        if paragraph and (quotes != depth or words == SIGNATURE):
            lines.append(_joined(depth, paragraph))
            paragraph = []
        depth = quotes
        flows = words.endswith(" ") and words != SIGNATURE
        paragraph.append(words[:-1] if flows and delete_space else words)
        if not flows:
            lines.append(_joined(depth, paragraph))
            paragraph = []
    if paragraph:
        lines.append(_joined(depth, paragraph))
    return "\n".join(lines)


def _joined(depth: int, pieces: list[str]) -> str:
    words = "".join(pieces)
    return f"{'>' * depth} {words}" if depth else words
