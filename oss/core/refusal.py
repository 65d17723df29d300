"""An operation that cannot be done says why, to a person."""


class Refused(Exception):  # noqa: N818 - reads as what happened
    """The text is a sentence in the reader's language: what is wrong and what to do."""
