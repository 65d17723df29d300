"""The form of a tab: those of all parts that stand on it, drawn, sent and saved as one."""

from collections.abc import Set
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.flows.bar import needed_for
from dossiers.flows.parts import Part
from dossiers.flows.profiles import required
from dossiers.flows.tabs import DossierTab, parts_on
from dossiers.forms.without_value import WithoutValue
from dossiers.models import Dossier
from dossiers.operations.editing import tell_without_value, update_detail, update_dossier
from dossiers.views.typed_elsewhere import typed_elsewhere
from oss.core.acting import attempt
from oss.core.forms import mark_needed
from oss.core.seen_form import SeenForm
from oss.staff.models import User


@dataclass(frozen=True)
class Block:
    """One part in the form; `row` holds what stands in it."""

    part: Part
    row: Any
    form: SeenForm


class TabForm:
    def __init__(self, dossier: Dossier, tab: DossierTab, user: User, data: Any = None) -> None:
        self._dossier, self._tab, self._data = dossier, tab, data
        self.blocks = []
        for part in parts_on(dossier, tab, user):
            row = part.row_of(dossier)
            self.blocks.append(Block(part, row, part.form(data, instance=row)))
        reached = dossier.flow.until(dossier.stage)
        self._asked = [one for stage in reached for one in required(dossier, stage) if one.tab == tab.name]
        self._without_value = WithoutValue(dossier, self._asked, data)

    def __bool__(self) -> bool:
        return any(block.form.fields for block in self.blocks)

    @property
    def asked(self) -> set[str]:
        """The fields that the stages so far ask for."""
        return {one.field for one in self._asked}

    @property
    def _fields(self) -> set[str]:
        return {name for block in self.blocks for name in block.form.fields}

    @property
    def errors(self) -> list[str]:
        """Of no field."""
        return [str(text) for block in self.blocks for text in block.form.non_field_errors()]

    def of(self, part: Part) -> Any:
        """The form of that part."""
        return next(block.form for block in self.blocks if block.part is part)

    def mark(self, lacking: Set[str]) -> None:
        """Marks the fields that the stage still asks for, and offers to answer them without a value."""
        answered = self._without_value.answered
        now = {one.field for one in required(self._dossier, self._dossier.stage)} | lacking | answered
        names = [one.field for one in self._asked if one.field in now]
        words = needed_for(self._dossier)
        for block in self.blocks:
            mark_needed(block.form, names, lacking, words, answered=answered)
            self._without_value.stand_beside(block.form)

    def save(self, *, by: User) -> bool:
        """All or nothing; what is refused is told at its field, and what was typed stays."""
        valid = all([*(block.form.is_valid() for block in self.blocks), self._without_value.is_valid()])
        if lost := typed_elsewhere(self._data, self._dossier, self._tab, self._fields):
            text = _("Not kept, as the subtype is another one by now: %(lost)s. Save again to keep the rest.")
            self.blocks[0].form.add_error(None, text % {"lost": "; ".join(lost)})
            valid = False
        if not valid:
            return False
        with transaction.atomic():
            # what the train holds comes first: who holds the train before a wagon never waits in a ring
            blocks = sorted(self.blocks, key=lambda block: not block.part.is_shared)
            done = all(attempt(block.form, partial(self._save, block, by)) for block in blocks)
            told = self._without_value.told()
            if done and (told or self._dossier.facts_answered_without_value):
                answering = partial(tell_without_value, self._dossier, told, by=by)
                done = attempt(self.blocks[0].form, answering) is not None
            transaction.set_rollback(not done)
        return done

    def _save(self, block: Block, by: User) -> None:
        seen, changes = block.form.seen(), block.form.changes()
        if block.part.is_shared and not changes:
            return
        if block.part.model is None:
            update_dossier(self._dossier, by=by, seen=seen, **changes)
        else:
            update_detail(self._dossier, block.part, by=by, seen=seen, **changes)
