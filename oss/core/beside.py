"""Forms that stand in the panel beside a page, and as a page of their own without a script.

A link with `data-beside` opens its page there (`static/core/js/side_panel.js`): the view draws the form alone
where it is `asked_beside`, and answers `done_beside` once it is saved.
"""

from django.http import HttpRequest, JsonResponse


def asked_beside(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "side-panel"


def ids_of(request: HttpRequest) -> str:
    """For the fields of the form: the page below the panel has fields of its own."""
    return "panel_%s" if asked_beside(request) else "id_%s"


def done_beside() -> JsonResponse:
    return JsonResponse({"saved": True}, status=201)
