"""The inventory of pieces, with when each is free, and the consumables in stock."""

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.types.lending.pieces import Piece, PieceKind, PieceLoan, PieceState
from dossiers.types.lending.stock import StockKind
from oss.core.components import EmptyState, TableCell
from oss.lists.declaration import Action, Column, ListDefinition
from oss.lists.kinds import Choice, Day, Number, Record, TextKind, YesNo
from oss.lists.links import record_link


def _out_until() -> Subquery:
    """When what is out should be back."""
    return Subquery(PieceLoan.objects.out().filter(piece=OuterRef("pk")).order_by().values("due_on")[:1])


def _reserved_from() -> Subquery:
    """From when it is promised next."""
    reserved = PieceLoan.objects.reserved().filter(piece=OuterRef("pk"))
    return Subquery(reserved.order_by("starts_on").values("starts_on")[:1])


def _with_whom() -> Subquery:
    """What is shielded is not named here, to nobody."""
    out = PieceLoan.objects.out().filter(piece=OuterRef("pk"), dossier__case_file__is_shielded=False)
    return Subquery(out.order_by().values("dossier__number")[:1])


def _is_here() -> Q:
    """It can be handed out: in use, in good state, and not out."""
    out = PieceLoan.objects.out().order_by().values("piece")
    return Q(is_active=True, state=PieceState.GOOD, kind__is_active=True) & ~Q(pk__in=out)


def _is_low() -> Q:
    return Q(quantity__lt=F("minimum"))


PIECES = ListDefinition(
    name="pieces",
    label=gettext_lazy("Pieces to lend"),
    icon="hand-grab",
    model=Piece,
    rows=Piece.objects.visible_to,
    permission="dossiers.view_piece",
    url_name="pieces",
    default_sort="number",
    standard="f=active.in:yes",
    row_link=record_link("piece"),
    actions=(Action(gettext_lazy("Hand out at the desk"), "hand-grab", "lending_desk", primary=True),),
    empty=lambda: EmptyState("hand-grab", _("No pieces yet: a coordinator adds them in the settings.")),
    columns=(
        Column(
            "number",
            gettext_lazy("Inventory number"),
            TextKind(),
            path="number",
            sort=("number",),
            searchable=True,
        ),
        Column("kind", gettext_lazy("Kind"), Record(lambda _user: PieceKind.objects.all()), path="kind"),
        Column("here", gettext_lazy("Available now"), YesNo(), path="is_here", truth=_is_here),
        Column("state", gettext_lazy("State"), Choice(tuple(PieceState.choices)), path="state"),
        Column("out_until", gettext_lazy("Lent out until"), Day(), path="out_until", expression=_out_until),
        Column(
            "with_whom",
            gettext_lazy("For dossier"),
            TextKind(),
            path="with_whom",
            expression=_with_whom,
            filterable=False,
        ),
        Column(
            "reserved_from",
            gettext_lazy("Reserved from"),
            Day(),
            path="reserved_from",
            expression=_reserved_from,
        ),
        Column("depot", gettext_lazy("Where it lies"), TextKind(), path="depot", default=False),
        Column("note", gettext_lazy("Note"), TextKind(), path="note", searchable=True, default=False),
        Column("active", gettext_lazy("Active"), YesNo(), path="is_active", default=False),
    ),
)
STOCK = ListDefinition(
    name="stock",
    label=gettext_lazy("Consumables"),
    icon="basket",
    model=StockKind,
    rows=StockKind.objects.visible_to,
    permission="dossiers.view_stockkind",
    url_name="stock",
    default_sort="name",
    standard="f=active.in:yes",
    row_link=record_link("stock_kind"),
    actions=(Action(gettext_lazy("Hand out at the desk"), "hand-grab", "lending_desk", primary=True),),
    empty=lambda: EmptyState("basket", _("No consumables yet: a coordinator adds them in the settings.")),
    columns=(
        Column("name", gettext_lazy("Consumable"), TextKind(), path="name", sort=("name",), searchable=True),
        Column("depot", gettext_lazy("Where it lies"), TextKind(), path="depot"),
        Column(
            "quantity",
            gettext_lazy("In stock"),
            Number(),
            path="quantity",
            fields=("quantity", "unit"),
            cell=lambda row: TableCell(f"{row['quantity']} {row['unit']}"),
            value=lambda row: row["quantity"],
        ),
        Column("minimum", gettext_lazy("Minimum"), Number(), path="minimum"),
        Column("low", gettext_lazy("Under the minimum"), YesNo(), path="is_low", truth=_is_low),
        Column("active", gettext_lazy("Active"), YesNo(), path="is_active", default=False),
    ),
)
