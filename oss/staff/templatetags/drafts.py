"""`{% draft %}` in a form: what is typed there is kept on the server, and given back."""

import json
from typing import Any
from uuid import uuid4

from django import template
from django.db.models import QuerySet
from django.http import HttpRequest

from oss.staff.asked_often import asked_often
from oss.staff.drafts import drafts_for, record_of
from oss.staff.models import Draft, User

register = template.Library()


@asked_often
def _forms(user: User) -> QuerySet[Draft, tuple[str, str]]:
    return Draft.objects.visible_to(user).order_by().values_list("form", "of")


@register.inclusion_tag("staff/draft.html", takes_context=True)
def draft(context: template.Context, form: str = "", of: object = "") -> dict[str, Any]:
    """`form` is the URL name that the form posts to, `of` what tells its record: those of the page itself,
    unless they are given. In a form that comes back refused the page goes on with its own draft."""
    request: HttpRequest = context["request"]
    match = request.resolver_match
    if not form and match is not None:
        form = match.view_name
        of = of or "/".join(str(one) for one in [*match.args, *match.kwargs.values()])
    key = f"{form} {record_of(of)}"
    sent = request.POST.get("draft", "").removeprefix(f"{key} ").split()
    is_sent = request.method == "POST" and request.POST.get("draft", "").startswith(f"{key} ") and bool(sent)
    held = _held(request, *key.split(" "))
    return {
        "key": key,
        "page": sent[0] if is_sent else str(uuid4()),
        "replaces": " ".join(sent[1:]) if is_sent else "",
        "is_sent": is_sent,
        "held": json.dumps(held),
    }


def _held(request: HttpRequest, form: str, of: str) -> list[dict[str, Any]]:
    """One question for all forms of a page, and one more where there is a draft."""
    user = request.user
    if not user.is_authenticated:
        return []
    if not hasattr(request, "draft_keys"):
        request.draft_keys = set(_forms(user))  # type: ignore[attr-defined]
    return drafts_for(user, form, of) if (form, of) in request.draft_keys else []  # type: ignore[attr-defined]
