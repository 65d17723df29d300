"""What a public page is for: offered by the package that knows it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from oss.core.registry import Offer
from oss.public.models import PublicLink


@dataclass(frozen=True)
class PublicPage:
    """What a citizen sees: a template inside `public/frame.html`. `is_answer`: what was sent is taken."""

    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    is_answer: bool = False


@dataclass(frozen=True)
class Purpose(Offer):
    """`answer` gives the page for what was asked or sent through an open link; None where what the link is
    about is gone or closed, which looks like a link that never was. It changes something by an operation
    alone, which takes the link along and calls `use_link` in its transaction.

    The page holds no name, no number and no answer given before: whoever has the link sees it.
    """

    label: str | Promise
    answer: Callable[[HttpRequest, PublicLink], PublicPage | None]
