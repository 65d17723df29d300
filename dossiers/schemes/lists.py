"""The list of schemes, each with the sheet that holds today."""

from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.schemes.models import Scheme, SchemeKind, SchemeVersion
from oss.core.components import EmptyState
from oss.core.dates import months_before
from oss.lists.declaration import Action, Column, ListDefinition
from oss.lists.kinds import Choice, Day, TextKind, YesNo
from oss.lists.links import record_link


def _today(field: str) -> Any:
    """Of the sheet that holds today."""

    def expression() -> Subquery:
        sheets = SchemeVersion.objects.on(timezone.localdate()).filter(scheme=OuterRef("pk"))
        return Subquery(sheets.order_by().values(field)[:1])

    return expression


def _sheets(day: Any) -> Any:
    return SchemeVersion.objects.on(day).order_by()


def _is_open() -> Q:
    """It has a sheet today, and can still be asked."""
    day = timezone.localdate()
    closed = Q(is_closed=True) | Q(closed_on__lte=day) | Q(ask_until__lt=day)
    return Q(pk__in=_sheets(day).exclude(closed).values("scheme"))


def _is_confirmed() -> Q:
    return Q(pk__in=_sheets(timezone.localdate()).filter(is_confirmed=True).values("scheme"))


def _is_old() -> Q:
    """The sheet of today was compared with its source more than a year ago."""
    day = timezone.localdate()
    return Q(pk__in=_sheets(day).filter(checked_on__lte=months_before(day, 12)).values("scheme"))


SCHEMES = ListDefinition(
    name="schemes",
    label=gettext_lazy("Schemes"),
    icon="compass",
    model=Scheme,
    rows=Scheme.objects.visible_to,
    permission="dossiers.view_scheme",
    url_name="schemes",
    default_sort="name",
    standard="f=active.in:yes",
    row_link=record_link("scheme"),
    empty=lambda: EmptyState("compass", _("No schemes yet: a coordinator adds them in the settings.")),
    actions=(Action(gettext_lazy("Schemes today"), "calendar", "schemes_today"),),
    columns=(
        Column("name", gettext_lazy("Scheme"), TextKind(), path="name", sort=("name",), searchable=True),
        Column("kind", gettext_lazy("Kind"), Choice(tuple(SchemeKind.choices)), path="kind"),
        Column("by", gettext_lazy("By whom"), TextKind(), path="by", searchable=True, leaves=1),
        Column("open", gettext_lazy("Can be asked"), YesNo(), path="is_open", truth=_is_open),
        Column(
            "ask_until",
            gettext_lazy("Can be asked until"),
            Day(),
            path="ask_until",
            expression=_today("ask_until"),
        ),
        Column(
            "closed_on",
            gettext_lazy("Closed on"),
            Day(),
            path="closed_on",
            expression=_today("closed_on"),
            leaves=2,
        ),
        Column("confirmed", gettext_lazy("Confirmed"), YesNo(), path="is_confirmed", truth=_is_confirmed),
        Column(
            "checked_on",
            gettext_lazy("Checked on"),
            Day(),
            path="checked_on",
            expression=_today("checked_on"),
        ),
        Column(
            "old", gettext_lazy("Older than a year"), YesNo(), path="is_old", truth=_is_old, default=False
        ),
        Column("active", gettext_lazy("Active"), YesNo(), path="is_active", default=False),
    ),
)
