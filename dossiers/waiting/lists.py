"""The list of dossiers that wait for their turn; who is next is its first row, also for one coach alone."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.lists import name_fields, name_in
from dossiers.models import Dossier, Project, Subtype
from dossiers.operations.editing import update_dossier
from dossiers.waiting.models import ORDER, TYPES, WaitingPlace, WaitingPriority, waiting_days
from dossiers.waiting.operations import MAY_CHANGE, hand_over, put_back
from oss.addresses.lists import municipality_column
from oss.core.components import EmptyState, TableCell
from oss.core.dates import written
from oss.core.refusal import Gone, Refused
from oss.lists.declaration import Branch, Column, ListDefinition, ListRow
from oss.lists.jobs.verbs import Change, ListVerb, VerbForm
from oss.lists.kinds import Code, Day, Number, Record, TextKind
from oss.lists.links import record_link
from oss.staff.models import User

_CLIENT = "dossier__main_contact"


class CoachForm(VerbForm):
    coach = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Coach"))

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, user=user, **kwargs)
        self.fields["coach"].queryset = User.objects.visible_to(user).assignable()  # type: ignore[attr-defined]


def hand_over_one(pk: int, *, by: User, coach: User) -> Change:
    place = _seen(pk, by)
    before = place.dossier.assignee_id
    held = hand_over(place, by=by, coach=coach)
    return Change({"assignee": before}, {"assignee": held.dossier.assignee_id})


def take_back_one(pk: int, *, by: User, change: Change) -> None:
    place = _seen(pk, by)
    if place.dossier.assignee_id != change.after["assignee"]:
        raise Refused(_("%(dossier)s was given to somebody else since.") % {"dossier": place.dossier})
    held = put_back(place, by=by)
    before = change.before["assignee"]
    if before != change.after["assignee"]:
        update_dossier(
            held.dossier, by=by, assignee=User.objects.get(pk=before) if before is not None else None
        )


def _seen(pk: int, by: User) -> WaitingPlace:
    places = WaitingPlace.objects.visible_to(by).select_related("dossier")
    found = places.filter(pk=pk).first()
    if found is None:
        raise Gone(_("This dossier is not on the waiting list."))
    return found


HAND_OVER = ListVerb(
    "hand-over",
    gettext_lazy("Give to a coach"),
    "user-share",
    MAY_CHANGE,
    hand_over_one,
    take_back_one,
    CoachForm,
    key="a",
)


def _with_ranks(rows: list[dict[str, Any]]) -> None:
    """The place of each on the list of its subtype, whatever else is filtered."""
    # never 0: with it the keys are looked at after the places are counted, and not before
    here = Q(place=0) | Q(pk__in=[row["pk"] for row in rows])
    ranked: Any = WaitingPlace.objects.open().ranked()
    ranks = dict(ranked.filter(here).order_by().values_list("pk", "place"))
    for row in rows:
        row["place"] = ranks.get(row["pk"])


def _place(row: ListRow) -> TableCell:
    return TableCell("" if row["place"] is None else str(row["place"]))


def _expected(row: ListRow) -> TableCell:
    if row["told_on"] is None:
        return TableCell("")
    return TableCell(row["told_term"], hint=_("told on %(day)s") % {"day": written(row["told_on"])})


def _client(path: str) -> Branch:
    return Branch(WaitingPlace.objects.open, "pk", f"{_CLIENT}__{path}")


WAITING = ListDefinition(
    name="waiting",
    label=gettext_lazy("Waiting list"),
    icon="hourglass",
    model=WaitingPlace,
    rows=lambda user: WaitingPlace.objects.visible_to(user).open(),
    named=lambda user: WaitingPlace.objects.visible_to(user).select_related("dossier"),
    permission="dossiers.view_waitingplace",
    url_name="waiting_places",
    default_sort="subtype,place",  # each subtype has places of its own
    called=gettext_lazy("waiting dossiers"),
    search=lambda rows, text: rows.filter(dossier__in=Dossier.objects.matching(text).order_by().values("pk")),
    row_link=record_link("dossier", "dossier__number", like="D9999-99999"),
    link_fields=("dossier__number",),
    enrich=_with_ranks,
    empty=lambda: EmptyState(
        "hourglass", _("No dossier waits here. You put one on the list on its tab Request.")
    ),
    verbs=(HAND_OVER,),
    columns=(
        Column(
            "place",
            gettext_lazy("Place"),
            Number(),
            fields=ORDER,
            sort=ORDER,
            filterable=False,
            cell=_place,
            value=lambda row: row["place"],
        ),
        Column("dossier", gettext_lazy("Dossier"), Code(), path="dossier__number"),
        Column(
            "subtype",
            gettext_lazy("Subtype"),
            Record(lambda _user: Subtype.objects.filter(type__in=TYPES)),
            path="dossier__subtype",
            sort=("dossier__subtype",),
        ),
        Column(
            "project",
            gettext_lazy("Project"),
            Record(lambda _user: Project.objects.all()),
            path="dossier__project",
            leaves=1,
        ),
        Column(
            "client",
            gettext_lazy("Main contact"),
            TextKind(folded=True),
            path=_CLIENT,
            fields=name_fields(_CLIENT),
            cell=lambda row: TableCell(name_in(row, _CLIENT)),
            branches=(_client("person__search"), _client("organisation__search")),
        ),
        municipality_column("dossier__site_address__street", default=True),
        Column("complete_on", gettext_lazy("Complete since"), Day(), path="complete_on", leaves=2),
        Column("days", gettext_lazy("Days"), Number(), path="days_waiting", expression=waiting_days),
        Column(
            "priority",
            gettext_lazy("Priority"),
            Record(lambda _user: WaitingPriority.objects.all()),
            path="priority",
        ),
        Column(
            "coach",
            gettext_lazy("Preferred coach"),
            Record(User.objects.visible_to, ("first_name", "last_name"), me=True),
            path="coach",
        ),
        Column(
            "expected",
            gettext_lazy("Expected"),
            Day(),
            path="told_on",
            fields=("told_term", "told_on"),
            cell=_expected,
            leaves=3,
        ),
        Column("note", gettext_lazy("Note"), TextKind(), path="note", long=True, default=False),
    ),
)
