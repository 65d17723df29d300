"""URLs that pages show by the dozen, remembered: finding one by its name is a tenth of the work of a list."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse

REMEMBERED = 8_192


def link(name: str, *args: str | int) -> str:
    """`reverse`, for what is shown again and again: the frame, and a row of a list for the next who opens it.

    Raises NoReverseMatch.
    """
    return _under(get_script_prefix(), name, args)


@lru_cache(maxsize=REMEMBERED)
def _under(_prefix: str, name: str, args: tuple[str | int, ...]) -> str:
    return reverse(name, args=args)
