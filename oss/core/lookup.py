"""The answer to the typeahead component: a JSON list of options for what has been typed so far."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, JsonResponse

from oss.core.components import LookupOption, Text
from oss.core.plain_text import at_most, visible
from oss.core.text_search import fold

MOST = 20
SHORTEST = 2
LONGEST = 200
CREATE_HEADER, CREATE_LABEL_HEADER = "X-Lookup-Create", "X-Lookup-Create-Label"
"""Where the side panel makes what was not found, and how that is called (percent-encoded)."""

NOTE_HEADER = "X-Lookup-Note"
"""Percent-encoded words that stand with the answer."""


@dataclass(frozen=True)
class NewInstead:
    """What the user may make when it is not found: the form's URL and its name."""

    url: str
    label: Text


def answer(
    request: HttpRequest,
    find: Callable[[str], Iterable[LookupOption]],
    recent: Callable[[], Iterable[LookupOption]] = tuple,
    offer: NewInstead | None = None,
    says: Callable[[LookupOption, str], bool] | None = None,
) -> JsonResponse:
    """`find` gets the text in `?q=` and returns the options; an empty text gets what was chosen lately.

    One character finds nothing. `offer` stands under the answer where no option has all that was typed
    (`says`, or as its label `holds` it): a widget with a `create` of its own offers that always.
    """
    text = at_most(" ".join(visible(request.GET.get("q", "")).split()), LONGEST)
    options = find(text) if len(text) >= SHORTEST else () if text else recent()
    shown = list(options)
    response = JsonResponse([_json(option) for option in shown], safe=False)
    if offer and len(text) >= SHORTEST and not any((says or holds)(option, text) for option in shown):
        response[CREATE_HEADER], response[CREATE_LABEL_HEADER] = offer.url, quote(str(offer.label))
    return response


def _json(option: LookupOption) -> dict[str, Any]:
    known = asdict(option)
    return known if option.lacks else {name: value for name, value in known.items() if name != "lacks"}


def holds(option: LookupOption, text: str) -> bool:
    """Every name stands in the option's label, every number as a whole."""
    label = fold(str(option.label))
    words = label.split()
    return all(
        word in words if any(sign.isdigit() for sign in word) else word in label
        for word in fold(text).split()
    )
