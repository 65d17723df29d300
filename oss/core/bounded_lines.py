"""Lines of a text file from outside, none of which takes all memory."""

import csv
from collections.abc import Iterator
from typing import TextIO

LONGEST_LINE = 1_000_000
"""Characters; those of the registers have some hundreds."""


def bounded_lines(file: TextIO) -> Iterator[str]:
    """The lines as `file` gives them; csv.Error at one that is longer."""
    while line := file.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise csv.Error("a line is too long")
        yield line
