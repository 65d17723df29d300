"""The blocks of a tab, each an anchor under the tabs with how much is missing there."""

from collections.abc import Iterable, Set
from dataclasses import dataclass

from django.utils.functional import Promise

from dossiers.views.tab_form import TabForm


@dataclass(frozen=True)
class Anchor:
    """`place` is the id on the page; `asks`: whether the dossier's next stage waits for something in it."""

    place: str
    label: str | Promise
    missing: int = 0
    asks: bool = False


def anchors_of(form: TabForm, further: Iterable[Anchor], lacking: Set[str]) -> list[Anchor]:
    """Of the parts in the form and of what else stands on the tab; none where that is one block alone."""
    anchors = [
        Anchor(
            f"block-{block.part.name}",
            block.part.title,
            len(lacking & block.form.fields.keys()),
            asks=bool(form.asked & block.form.fields.keys()),
        )
        for block in form.blocks
        if block.form.fields
    ]
    anchors += further
    return anchors if len(anchors) > 1 else []
