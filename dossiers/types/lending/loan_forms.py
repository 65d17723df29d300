"""The small forms of what is done with pieces and consumables."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.models import Dossier
from dossiers.types.lending.operations.stock import MOST
from dossiers.types.lending.pieces import Piece, PieceLoan, PieceState
from dossiers.types.lending.stock import StockKind
from oss.core.dates import written
from oss.core.forms import DayInput, Form


class PieceField(forms.ModelChoiceField):
    """Each with until when it is out, for who looks for one that is free."""

    def label_from_instance(self, obj: Any) -> str:
        if obj.out_until is None:
            return str(obj)
        told = {"piece": obj, "day": written(obj.out_until)}
        if obj.out_until < timezone.localdate():
            return _("%(piece)s (out, was due on %(day)s)") % told
        return _("%(piece)s (out until %(day)s)") % told


class ReserveForm(Form):
    """One piece that is in use and in good state; without an end as long as its kind is lent usually."""

    piece = PieceField(Piece.objects.none(), label=gettext_lazy("Piece"))
    starts_on = forms.DateField(label=gettext_lazy("From"), widget=DayInput())
    due_on = forms.DateField(
        label=gettext_lazy("Until"),
        widget=DayInput(),
        required=False,
        help_text=gettext_lazy("Empty: as long as it is lent usually."),
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        out = PieceLoan.objects.out().filter(piece=OuterRef("pk")).order_by().values("due_on")[:1]
        pieces = Piece.objects.lendable().for_requests_of(dossier.subtype_id).select_related("kind")
        self.fields["piece"].queryset = pieces.annotate(  # type: ignore[attr-defined]
            out_until=Subquery(out)
        )
        self.initial.setdefault("starts_on", timezone.localdate())


class ReturnForm(Form):
    """In which state it came back."""

    on = forms.DateField(label=gettext_lazy("Brought back on"), widget=DayInput())
    state = forms.ChoiceField(
        label=gettext_lazy("State on its return"), choices=PieceState.choices, initial=PieceState.GOOD
    )
    damage = forms.CharField(label=gettext_lazy("What is wrong with it"), required=False, max_length=200)
    deposit_returned = forms.BooleanField(label=gettext_lazy("Deposit paid back"), required=False)

    def __init__(self, *args: Any, loan: PieceLoan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("on", timezone.localdate())
        if loan.deposit_paid_on is None:
            del self.fields["deposit_returned"]


class ExtendForm(Form):
    due_on = forms.DateField(label=gettext_lazy("Back by"), widget=DayInput())

    def __init__(self, *args: Any, due_on: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if due_on is not None:
            self.initial.setdefault("due_on", due_on)


class StockOutForm(Form):
    """What the client gets."""

    kind = forms.ModelChoiceField(StockKind.objects.none(), label=gettext_lazy("Consumable"))
    quantity = forms.IntegerField(label=gettext_lazy("How many"), min_value=1, max_value=MOST)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = StockKind.objects.active().for_requests_of(dossier.subtype_id)
        field: Any = self.fields["kind"]
        field.queryset = kinds
        field.label_from_instance = self._with_what_is_left
        asked = getattr(getattr(dossier, "lending", None), "quantity", None)
        self.initial.setdefault("quantity", asked)

    def _with_what_is_left(self, kind: StockKind) -> str:
        told = {"kind": kind, "left": kind.quantity, "unit": kind.unit}
        return _("%(kind)s (%(left)s %(unit)s in stock)") % told


class ReceiveForm(Form):
    quantity = forms.IntegerField(label=gettext_lazy("How many came in"), min_value=1, max_value=MOST)
    reason = forms.CharField(label=gettext_lazy("From where"), required=False, max_length=200)


class CountForm(Form):
    counted = forms.IntegerField(label=gettext_lazy("Counted"), min_value=0, max_value=MOST)
    reason = forms.CharField(label=gettext_lazy("Why it differs"), max_length=200)
