"""Where a record might be told, and which of those places tell a word that they may not."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.admin import AdminSite
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import reverse

from dossiers.models import Dossier, Journey
from dossiers.quotes.models import Quote
from dossiers.works.models import Work
from oss.contacts.models import Person
from oss.core.pages import pages
from oss.documents.models import Document
from oss.lists.declaration import ListDefinition
from oss.lists.kinds import Record
from oss.mail.models import Message, OutboundMessage
from oss.staff.models import User
from oss.timeline.models import CaseFile
from tests.examples import path_of

HELD = {Dossier, Journey, CaseFile, Message, OutboundMessage, Document, Work, Quote, Person}


def announced(keys: Mapping[str, object]) -> list[str]:
    """The example of each page of what is there, filled in; what acts, is refused or asks first."""
    found = []
    for name, one in pages().items():
        gaps = {*re.findall(r"{(\w+)}", "/".join(one.example))}
        if gaps & {*keys} or name in {"home", "dossier_new", "survey_results", "search", "list_jobs"}:
            found.append(path_of(name, keys))
    return found


def places_of(definition: ListDefinition, sought: str) -> Iterator[str]:
    """With every column and one chart of what it names, and searched: what hides its rows, hides them there.
    The list of all dossiers also as an export, filtered by its words, and by each chart."""
    every = ",".join(one.name for one in definition.columns if one.shown)
    named = [
        one for one in definition.columns if one.groups and isinstance(one.kind, Record) and not one.bare
    ]
    chart = {"chart": named[0].name} if named else {}
    yield definition.url(urlencode({"cols": every, "f": "", **chart}))
    if definition.search and not definition.name.startswith("dossiers_"):  # one type of the list of all
        yield definition.url(urlencode({"q": sought, "cols": every}))
    if definition.name != "dossiers":
        return
    yield f"{reverse('list_csv', args=[definition.name])}?{urlencode({'cols': every, 'f': ''})}"
    words = [one.name for one in definition.columns if one.filterable and one.kind.operator("contains")]
    terms = ",".join(f"{one}.contains:{sought}" for one in words)
    yield definition.url(urlencode({"f": f"any({terms})"}))
    for one in named[1:]:
        yield definition.url(urlencode({"chart": one.name, "f": ""}))


def admin_lists(site: AdminSite) -> Iterator[str]:
    """Of what hangs on a dossier or on what is filed there."""
    for model in site._registry:
        fields = model._meta.get_fields()
        if model in HELD or any(one.concrete and one.related_model in HELD for one in fields):
            yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def telling(
    client: Client,
    urls: Iterable[str],
    words: tuple[str, ...],
    *,
    register: tuple[str, ...] = (),
    numbers: Mapping[str, list[str]] | None = None,
    posted: bool = False,
) -> dict[str, list[str]]:
    """By page the words that it tells and may not tell, in text, bytes or the name of a download.

    The first word may stand nowhere; the others do where the `register` of people stands, or in the address.
    `numbers`: what pages whose address begins so may not name either.
    """
    found = {}
    first, *others = words
    for url in dict.fromkeys(urls):
        headers = {"HX-Request": "true"} if posted else {}
        answer = client.post(url, headers=headers) if posted else client.get(url)
        body = answer.getvalue() + str(dict(answer.headers)).encode()
        told = body.decode(errors="replace").lower()
        asked = [first]
        if not (register and url.startswith(register)):
            asked += [one for one in others if one not in url]
        for place, more in (numbers or {}).items():
            if url.startswith(place):
                asked += [one for one in more if one not in url.lower()]
        if said := [one for one in dict.fromkeys(asked) if one in told]:
            found[url] = said
    return found


def ways_to_a_case_file(model: type[Model], most: int = 2) -> Iterator[str]:
    """By which keys its rows hang on one; what a dossier waits for or follows is another's."""
    for field in model._meta.concrete_fields:
        if field.related_model is CaseFile:
            yield field.name
        elif most and model is not Dossier and field.related_model not in {None, User, Journey}:
            further: Any = field.related_model
            yield from (f"{field.name}__{way}" for way in ways_to_a_case_file(further, most - 1))


def hanging(case_files: Collection[int]) -> Iterator[tuple[str, QuerySet[Any, Any]]]:
    """All that hangs on these, however it is asked for: what `visible_to` answers for."""
    for model in apps.get_models():
        rows = model._default_manager.all()
        if not hasattr(rows, "visible_to"):
            continue
        for way in ways_to_a_case_file(model):
            yield f"{model.__name__} by {way}", rows.filter(**{f"{way}__in": case_files})
