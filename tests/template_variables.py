"""A misspelt variable in one of our templates fails the test that renders it."""

import inspect
from pathlib import Path
from typing import Any

from django.template import Origin, Template


class UndefinedVariable(str):
    """Django's `string_if_invalid`: formatted with the variable's name where it could not be resolved.

    Templates outside `own_templates` (the admin's, allauth's) may be as loose as their authors like.
    """

    def __new__(cls, own_templates: Path) -> "UndefinedVariable":
        made = super().__new__(cls, "%s")
        made.own_templates = own_templates
        return made

    own_templates: Path

    def __mod__(self, variable: Any) -> str:
        origin = _rendering_origin()
        if origin and Path(origin.name).is_relative_to(self.own_templates):
            raise AssertionError(f"undefined variable {variable!s} in {origin.template_name}")
        return ""


def _rendering_origin() -> Origin | None:
    """The template whose node is being rendered, found up the stack as pytest-django does."""
    frame = inspect.currentframe()
    while frame := frame and frame.f_back:
        node = frame.f_locals.get("self")
        origin = getattr(node, "origin", None)
        if isinstance(origin, Origin):
            return origin
        if isinstance(node, Template):
            return node.origin
    return None
