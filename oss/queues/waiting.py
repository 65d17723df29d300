"""How long a mail waits, as an icon and words."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from oss.core.dates import age

SOON = timedelta(days=2)
LONG = timedelta(days=4)


@dataclass(frozen=True)
class Wait:
    """`tone` is "bad", "warn" or nothing."""

    words: str
    icon: str = ""
    tone: str = ""


def waited(since: datetime) -> Wait:
    """A clock from the second day on, a triangle from the fourth."""
    passed = timezone.now() - since
    if passed >= LONG:
        return Wait(age(since), "alert-triangle", "bad")
    if passed >= SOON:
        return Wait(age(since), "clock", "warn")
    return Wait(age(since))
