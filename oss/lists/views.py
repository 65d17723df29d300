"""The page of a list, its filter, columns and chart forms, and its CSV; all ask the list's permission."""

from collections.abc import Callable
from dataclasses import replace

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.text import slugify
from django.utils.translation import gettext as _

from oss.lists import forms
from oss.lists.declaration import ListDefinition, list_named
from oss.lists.export import csv_lines
from oss.lists.filters import term_at
from oss.lists.grid import Links, build
from oss.lists.kinds import BadValue
from oss.lists.saved.opening import OpenedList
from oss.lists.saved.views import definition_for, removed_view
from oss.staff.http import StaffRequest
from oss.staff.rights import require


def listing(name: str) -> Callable[..., HttpResponse]:
    """The view of a list, for a package's `urls.py`; "dossiers_{dossier_type}" is filled in from the URL."""

    def show(request: StaffRequest, **arguments: str) -> HttpResponse:
        definition = list_named(name.format(**arguments))
        if definition is None:
            raise Http404
        return show_list(request, definition)

    return show


def show_list(request: StaffRequest, definition: ListDefinition) -> HttpResponse:
    """The whole page; for htmx the list alone, which takes the place of the list in the page."""
    require(request.user, definition.permission)
    opened = OpenedList.read(definition, request.user, request.GET)
    grid = build(opened)
    in_page = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(
        request,
        "lists/list.html" if in_page else "lists/page.html",
        {
            "grid": grid,
            "opened": opened,
            "removed": removed_view(request),
        },
        status=422 if grid.too_broad else 200,
    )
    if in_page:
        turned_page = "after" in request.GET or "before" in request.GET
        response["HX-Retarget"] = "#list"
        response["HX-Reswap"] = f"outerHTML show:{'#list:top' if turned_page else 'none'}"
        response["HX-Push-Url"] = request.get_full_path()
    patch_vary_headers(response, ["HX-Request"])
    return response


def list_filter(request: StaffRequest, list_name: str) -> HttpResponse:
    """Chooses a column, then what is asked of it; done, it leads back to the list."""
    opened, links = _opened(request, list_name)
    state = opened.state
    editing = forms.FilterPlace.read(state, request.GET)
    column = forms.filtered_column(state, request.GET.get("column", ""))
    if column is None:
        return _tool(
            request, "lists/columns_to_filter.html", opened, forms.column_links(state, links, editing)
        )
    form = forms.FilterForm(column, request.user, term_at(state.filter, editing.at), request.GET)
    if form.is_submitted:
        try:
            condition = form.condition(dict(state.known))
        except BadValue as problem:
            form = replace(form, problem=str(problem))
        else:
            return redirect(links.list(state.changed(filter=editing.put(state.filter, condition))))
    context = {"form": form, "editing": editing, "sorts": forms.sort_links(state, links, column)}
    return _tool(request, "lists/filter.html", opened, context, status=422 if form.problem else 200)


def list_columns(request: StaffRequest, list_name: str) -> HttpResponse:
    """Which columns, in which order, how wide."""
    opened, links = _opened(request, list_name)
    form = forms.ColumnsForm.read(opened.state, request.GET)
    if form.is_done:
        return redirect(links.list(opened.state.changed(columns=form.chosen)))
    standard = links.list(opened.state.changed(columns=opened.state.standard_columns))
    context = {"form": form, "standard_url": standard}
    return _tool(request, "lists/columns.html", opened, context, status=422 if form.problem else 200)


def list_chart(request: StaffRequest, list_name: str) -> HttpResponse:
    """By what the chart groups, and what it adds up."""
    opened, links = _opened(request, list_name)
    state = opened.state
    context = {
        "form": forms.chart_form(state),
        "list_url": opened.definition.url(),
        "without_url": links.list(state.changed(chart=None)) if state.chart else "",
    }
    return _tool(request, "lists/chart_form.html", opened, context)


def list_csv(request: StaffRequest, list_name: str) -> StreamingHttpResponse:
    """All rows of the list as it is filtered, with the columns it shows."""
    opened, _kept = _opened(request, list_name)
    response = StreamingHttpResponse(
        csv_lines(request.user, opened.state), content_type="text/csv; charset=utf-8"
    )
    name = f"{slugify(str(opened.definition.label))}-{timezone.localdate().isoformat()}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _titles() -> dict[str, str]:
    return {
        "lists/columns_to_filter.html": _("Filter"),
        "lists/filter.html": _("Filter"),
        "lists/columns.html": _("Columns"),
        "lists/chart_form.html": _("Chart"),
    }


def _opened(request: StaffRequest, list_name: str) -> tuple[OpenedList, Links]:
    opened = OpenedList.read(definition_for(request.user, list_name), request.user, request.GET)
    return opened, Links(opened)


def _tool(
    request: StaffRequest, fragment: str, opened: OpenedList, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """A form of the list: a fragment for its flyout, a page of its own without script."""
    links = Links(opened)
    base = {
        "definition": opened.definition,
        "list_url": opened.definition.url(),
        "back_url": links.list(opened.state),
        "hidden": [*links.view, *opened.state.pairs],
        "fragment": fragment,
        "breadcrumbs": [(opened.definition.label, links.list(opened.state)), (_titles()[fragment], None)],
        "title": _titles()[fragment],
    }
    template = fragment if request.htmx else "lists/tool.html"  # type: ignore[attr-defined]
    response = render(request, template, base | context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
