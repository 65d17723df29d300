"""Maintenance: one friendly page for all but the health checks. What only takes a form leads to a page."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

Handler = Callable[[HttpRequest], HttpResponse]


def maintenance(get_response: Handler) -> Handler:
    def handle(request: HttpRequest) -> HttpResponse:
        if settings.MAINTENANCE and request.path not in {"/healthz", "/readyz"}:
            page = render_to_string("maintenance.html")
            return HttpResponse(page, status=503, headers={"Retry-After": "300"})
        return get_response(request)

    return handle


def lead_to_a_page(get_response: Handler) -> Handler:
    """What only takes a form, opened as a page, leads to the page above it in the URL.

    A refused form keeps the URL it was sent to: reloading, going back and a copied link open that URL.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "GET" and isinstance(response, HttpResponseNotAllowed):
            return redirect(_page_above(request.path_info))
        return response

    return handle


def _page_above(path: str) -> str:
    above = path.rstrip("/").rpartition("/")[0] + "/"
    try:
        resolve(above)
    except Resolver404:
        return _page_above(above)
    return above
