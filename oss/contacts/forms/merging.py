"""Choosing the other record of a merge, and per field whose value counts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oss.contacts.merging.fields import FieldComparison, Side
from oss.contacts.models import Organisation, Person
from oss.core.forms import Form, LookupWidget
from oss.staff.models import User


class OtherForm(Form):
    other = forms.ModelChoiceField(Person.objects.none(), label=_("With"))

    def __init__(self, *args: Any, user: User, record: Person | Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others: Any = type(record)._default_manager
        field: Any = self.fields["other"]
        field.queryset = others.visible_to(user).active().exclude(pk=record.pk)
        field.widget = LookupWidget(f"{record._meta.model_name}_lookup")
        field.widget.choices = field.choices


class MergeForm(Form):
    """One choice per field in which the two differ."""

    def __init__(self, *args: Any, fields: Sequence[FieldComparison], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in fields:
            if one.differs:
                shown = {
                    Side.WINNER: one.winner,
                    Side.LOSER: one.loser,
                    Side.BOTH: _("both, one under the other"),
                }
                self.fields[one.name] = forms.ChoiceField(
                    label=one.label,
                    choices=[(side.value, shown[side] or _("nothing")) for side in one.sides],
                    initial=one.default.value,
                    widget=forms.RadioSelect,
                )
