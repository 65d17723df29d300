"""Reading on in a timeline: the entries alone, for a page that is open already."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from oss.core.components import Timeline


def asks_for_older(request: HttpRequest) -> bool:
    return bool(request.headers.get("HX-Request")) and "before" in request.GET


def send_older(request: HttpRequest, timeline: Timeline) -> HttpResponse:
    return render(request, "core/components/timeline_days.html", {"timeline": timeline})
