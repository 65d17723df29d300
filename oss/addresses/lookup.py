"""The answer to the typeahead component: a JSON list of options for what has been typed so far."""

from collections.abc import Callable, Iterable
from dataclasses import asdict

from django.http import HttpRequest, JsonResponse

from oss.core.components import Option

MOST = 20
SHORTEST = 2
LONGEST = 200


def answer(request: HttpRequest, find: Callable[[str], Iterable[Option]]) -> JsonResponse:
    """`find` gets the text in `?q=` and returns at most `MOST` options.

    Fewer than two characters find nothing.
    """
    text = " ".join(request.GET.get("q", "").replace("\x00", "").split())[:LONGEST]
    options = find(text) if len(text) >= SHORTEST else []
    return JsonResponse([asdict(option) for option in options], safe=False)
