"""English labels, Belgian notation: staff read the same date in both languages."""

from oss.core.formats.nl.formats import *  # noqa: F403
