"""What is done from the list of requests: grant, set ready, hand out, many at once; and ways to the desk."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.flows.table import DossierType
from dossiers.models import Dossier
from dossiers.types.lending.operations import desk, requests
from dossiers.types.lending.operations.stock import MAY_HAND_OUT
from dossiers.types.lending.pieces import PieceLoan
from dossiers.types.lending.stock import StockKind, StockMove
from oss.core.forms import DayInput
from oss.core.refusal import Refused
from oss.lists.declaration import Action
from oss.lists.jobs.verbs import Change, ListVerb, VerbForm
from oss.staff.models import User

MAY_CHANGE = "dossiers.change_dossier"


class WhenAndWhereForm(VerbForm):
    pickup_on = forms.DateField(label=gettext_lazy("To be picked up on"), required=False, widget=DayInput())
    stock = forms.ModelChoiceField(
        StockKind.objects.none(),
        label=gettext_lazy("From which stock"),
        required=False,
        help_text=gettext_lazy("Empty: from the only one there is for what is asked."),
    )

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, user=user, **kwargs)
        field: Any = self.fields["stock"]
        field.queryset = StockKind.objects.visible_to(user).active()
        field.label_from_instance = lambda one: f"{one} · {one.depot}" if one.depot else str(one)


class DepositForm(VerbForm):
    deposit = forms.ChoiceField(
        label=gettext_lazy("Deposit"),
        choices=[
            ("", gettext_lazy("no answer: pieces with a deposit stay")),
            ("paid", gettext_lazy("each deposit is paid")),
            ("unpaid", gettext_lazy("no deposit is paid yet")),
        ],
        widget=forms.RadioSelect,
        required=False,
        help_text=gettext_lazy("Of pieces that have one; the result says which those are."),
    )


def grant(pk: int, *, by: User, pickup_on: date | None = None, stock: StockKind | None = None) -> Change:
    granted = requests.grant_request(Dossier(pk=pk), by=by, pickup_on=pickup_on, stock=stock)
    return _change(granted.was, went_on=granted.went_on)


def undo_grant(pk: int, *, by: User, change: Change) -> None:
    requests.undo_grant(Dossier(pk=pk), by=by, went_on=change.after["went_on"], was=_was(change))


def set_ready(pk: int, *, by: User, pickup_on: date | None = None, stock: StockKind | None = None) -> Change:
    readied = requests.set_ready(Dossier(pk=pk), by=by, pickup_on=pickup_on, stock=stock)
    return _change(readied.was, loan=readied.loan and readied.loan.pk)


def undo_ready(pk: int, *, by: User, change: Change) -> None:
    loan = PieceLoan.objects.filter(pk=change.after["loan"]).select_related("dossier", "piece").first()
    requests.undo_ready(Dossier(pk=pk), by=by, loan=loan, was=_was(change))


def _change(was: requests.Was, **after: Any) -> Change:
    """As JSON: a day as text, a consumable by its key."""
    return Change(
        before={name: _plain(before) for name, (before, _after) in was.items()},
        after=after | {name: _plain(later) for name, (_before, later) in was.items()},
    )


def _plain(value: Any) -> Any:
    return value.pk if isinstance(value, StockKind) else value and value.isoformat()


def _was(change: Change) -> requests.Was:
    pairs = change.before.items()
    return {name: (_read(name, before), _read(name, change.after[name])) for name, before in pairs}


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    return StockKind.objects.get(pk=value) if name == "stock" else date.fromisoformat(value)


def hand_over(pk: int, *, by: User, deposit: str = "") -> Change:
    paid = deposit == "paid" if deposit else None
    given = requests.hand_over(Dossier(pk=pk), by=by, deposit_paid=paid)
    return Change(after={"loan" if isinstance(given, PieceLoan) else "move": given.pk})


def take_back(pk: int, *, by: User, change: Change) -> None:
    model: Any = PieceLoan if "loan" in change.after else StockMove
    given = model.objects.select_related("dossier").get(pk=next(iter(change.after.values())))
    if given.dossier_id != pk:
        raise Refused(_("This was handed out on another dossier."))
    desk.take_back(given, by=by)


TYPE = DossierType.LENDING
ACTIONS = (
    Action(gettext_lazy("Hand out at the desk"), "hand-grab", "lending_desk"),
    Action(gettext_lazy("To set ready and pick up"), "printer", "lending_pickup"),
)
VERBS = (
    ListVerb(
        "grant", gettext_lazy("Grant"), "check", MAY_CHANGE, grant, undo_grant, WhenAndWhereForm, key="g"
    ),
    ListVerb(
        "set-ready",
        gettext_lazy("Set ready"),
        "basket",
        MAY_CHANGE,
        set_ready,
        undo_ready,
        WhenAndWhereForm,
        key="r",
    ),
    ListVerb(
        "hand-over",
        gettext_lazy("Handed out"),
        "hand-grab",
        MAY_HAND_OUT,
        hand_over,
        take_back,
        DepositForm,
        key="u",
    ),
)
