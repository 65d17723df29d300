"""What was typed into fields that a tab has no more, as somebody gave the dossier another subtype."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms

from dossiers.flows.profiles import Profile
from dossiers.flows.tabs import DossierTab
from dossiers.models import Dossier
from oss.core.plain_text import quoted, visible
from oss.core.registry import offered

_DRAWN = "initial-"
_NO, _YES = {"", "False", "None"}, {"on": "True"}


def typed_elsewhere(data: Any, dossier: Dossier, tab: DossierTab, here: Collection[str]) -> list[str]:
    """Each by its label, with its words; none where what such a field held was left as it was."""
    drawn = {name.removeprefix(_DRAWN) for name in data if name.startswith(_DRAWN)}
    gone = drawn.difference(here)
    changed = sorted(name for name in gone if _said(data, name) != _said(data, _DRAWN + name))
    if not changed:
        return []
    known = _fields_of_all_profiles(dossier, tab)
    return [_told(name, data, known[name]) for name in changed if name in known]


def _said(data: Any, name: str) -> set[str]:
    values: Sequence[str] = data.getlist(name)
    return {_YES.get(one, one) for one in (visible(one).strip() for one in values) if one not in _NO}


def _fields_of_all_profiles(dossier: Dossier, tab: DossierTab) -> dict[str, forms.Field]:
    return {
        name: field
        for profile in offered(Profile).values()
        if profile.type == dossier.type
        for part in profile.parts
        if part.tab == tab.name
        for name, field in part.form.base_fields.items()
    }


def _told(name: str, data: Any, field: forms.Field) -> str:
    """Of a choice its label alone: what is sent of it is a key."""
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField | forms.BooleanField):
        return str(field.label)
    return f"{field.label} {quoted(visible(data.get(name, '')))}"
