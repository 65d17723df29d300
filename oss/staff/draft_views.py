"""Where a page saves, reads back and throws away the drafts of its user."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from oss.core.refusal import Refused
from oss.staff.drafts import Typed, check_size, drafts_for, keep_draft, saved_label
from oss.staff.http import StaffRequest


@require_http_methods(["GET", "POST"])
def drafts(request: StaffRequest) -> HttpResponse:
    """GET: those of one form of one record, the newest first. POST: what is typed now; without fields nothing
    is kept, which throws away what was there."""
    if request.method == "GET":
        found = drafts_for(request.user, request.GET.get("form", ""), request.GET.get("of", ""))
        return JsonResponse({"drafts": found})
    if request.content_type != "application/json":  # of a form the body was read already
        raise BadRequest("not a draft")
    try:
        check_size(_length(request))
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)}, status=413)
    try:
        typed = Typed.read(request.body)
    except ValueError as error:
        raise BadRequest("not a draft") from error
    draft, left_out = keep_draft(typed, by=request.user)
    return JsonResponse({"saved": saved_label(draft) if draft else "", "left_out": left_out})


def _length(request: HttpRequest) -> int:
    """Of the body, before it is read."""
    text = request.headers.get("Content-Length") or "0"
    return int(text) if text.isdigit() else 0
