"""The lists of people and of organisations."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.addresses.lists import address_fields, address_text, at, municipality_column
from oss.contacts import enterprise_number, matching
from oss.contacts.models import (
    AssociationRole,
    Channel,
    ContactPoint,
    ContactState,
    Language,
    Organisation,
    OrganisationKind,
    Person,
    PointKind,
)
from oss.contacts.models.contact_points import main_point
from oss.core.components import EmptyState, TableCell
from oss.lists.declaration import Action, Branch, Column, ListDefinition, ListRow, Text
from oss.lists.kinds import Choice, Digits, Matched, Moment, TextKind, YesNo
from oss.lists.links import record_link


def _by_mail(owner: str) -> Callable[[str], Q]:
    def find(text: str) -> Q:
        return _owners(owner, matching.mail_contains(text.lower()))

    return find


def _by_phone(owner: str) -> Callable[[str], Q]:
    """The digits of a number in any notation."""

    def find(text: str) -> Q:
        return _owners(owner, matching.phone_contains(text))

    return find


def _owners(owner: str, condition: Q) -> Q:
    points = ContactPoint.objects.filter(condition, **{f"{owner}__isnull": False})
    return Q(pk__in=points.values(owner))


def _reached_by(owner: str) -> tuple[Column, ...]:
    """Mail, phone and address of a person or an organisation."""
    return (
        Column(
            "mail",
            gettext_lazy("Mail address"),
            Matched(find=_by_mail(owner)),
            path="main_mail",
            expression=lambda: main_point(PointKind.MAIL, owner),
            cell=lambda row: _point(row, PointKind.MAIL, gettext_lazy("bounces")),
        ),
        Column(
            "phone",
            gettext_lazy("Phone"),
            Matched(find=_by_phone(owner)),
            path="main_phone",
            expression=lambda: main_point(PointKind.PHONE, owner),
            cell=lambda row: _point(row, PointKind.PHONE, gettext_lazy("does not work")),
        ),
        Column(
            "address",
            gettext_lazy("Address"),
            Matched(find=at("address")),
            path="address",
            fields=address_fields("address"),
            cell=lambda row: TableCell(address_text(row, "address")),
        ),
        municipality_column("address__street"),
    )


def _syndics(path: str) -> Branch:
    """Of an owners' association now."""
    return Branch(lambda: AssociationRole.objects.syndics().current(), "association", path)


def _with_bouncing(owner: str) -> Callable[[list[dict[str, Any]]], None]:
    """Marks in all rows at once whose shown mail address or phone number is known not to work."""

    def enrich(rows: list[dict[str, Any]]) -> None:
        points = ContactPoint.objects.filter(
            **{f"{owner}__in": [row["pk"] for row in rows]}, state=ContactState.BOUNCING
        )
        bouncing = set(points.values_list(owner, "kind", "value"))
        for row in rows:
            row["bouncing"] = {
                kind for kind in PointKind if (row["pk"], kind, row.get(f"main_{kind}")) in bouncing
            }

    return enrich


def _point(row: ListRow, kind: PointKind, words: Text) -> TableCell:
    value = row[f"main_{kind}"] or ""
    return TableCell(value, "alert-triangle", detail=words) if kind in row["bouncing"] else TableCell(value)


_KNOWN_SINCE = Column(
    "known_since",
    gettext_lazy("Known since"),
    Moment(),
    path="created_at",
    sort=("created_at",),
    default=False,
)
_ACTIVE = Column("active", gettext_lazy("Active"), YesNo(), path="is_active", default=False)


def _actions(kind: str, new: Text) -> tuple[Action, ...]:
    """What is done with all of them rather than with one."""
    return (
        Action(new, "plus", f"{kind}_new", primary=True),
        Action(gettext_lazy("Probable duplicates"), "users", f"{kind}_pairs"),
        Action(gettext_lazy("Import"), "upload", f"{kind}_import"),
    )


def _person(row: ListRow) -> TableCell:
    name = f"{row['first_name']} {row['last_name']}".strip()
    return TableCell(name, detail=_("do not contact") if row["do_not_contact"] else "")


PEOPLE = ListDefinition(
    name="people",
    label=gettext_lazy("People"),
    icon="users",
    model=Person,
    rows=Person.objects.visible_to,
    permission="contacts.view_person",
    url_name="people",
    default_sort="name",
    standard="f=active.in:yes",
    search=lambda rows, text: rows.matching(text),
    row_link=record_link("person"),
    enrich=_with_bouncing("person"),
    empty=lambda: EmptyState(
        "users", _("Nobody here yet. Add somebody, or open a dossier for somebody new.")
    ),
    actions=_actions("person", gettext_lazy("New person")),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            TextKind(folded=True),
            path="search",
            fields=("first_name", "last_name", "do_not_contact"),
            sort=("sort_name",),
            cell=_person,
        ),
        *_reached_by("person"),
        Column(
            "language",
            gettext_lazy("Language"),
            Choice(tuple(Language.choices)),
            path="language",
            default=False,
        ),
        Column(
            "channel",
            gettext_lazy("Prefers to be reached by"),
            Choice(tuple(Channel.choices)),
            path="preferred_channel",
            default=False,
        ),
        Column(
            "do_not_contact", gettext_lazy("Do not contact"), YesNo(), path="do_not_contact", default=False
        ),
        _KNOWN_SINCE,
        _ACTIVE,
    ),
)

ORGANISATIONS = ListDefinition(
    name="organisations",
    label=gettext_lazy("Organisations"),
    icon="building-store",
    model=Organisation,
    rows=Organisation.objects.visible_to,
    permission="contacts.view_organisation",
    url_name="organisations",
    default_sort="name",
    standard="f=active.in:yes",
    search=lambda rows, text: rows.matching(text),
    row_link=record_link("organisation"),
    enrich=_with_bouncing("organisation"),
    empty=lambda: EmptyState("building-store", _("No organisations here yet.")),
    actions=(
        *_actions("organisation", gettext_lazy("New organisation")),
        Action(
            gettext_lazy("Associations without a building"),
            "building",
            "association_matches",
        ),
    ),
    columns=(
        Column(
            "name",
            gettext_lazy("Name"),
            TextKind(folded=True),
            path="search",
            fields=("name",),
            sort=("search",),
            cell=lambda row: TableCell(row["name"]),
        ),
        Column("kind", gettext_lazy("Kind"), Choice(tuple(OrganisationKind.choices)), path="kind"),
        Column(
            "number",
            gettext_lazy("Enterprise number"),
            Digits(),
            path="enterprise_number",
            fields=("enterprise_number",),
            cell=lambda row: TableCell(
                enterprise_number.display(row["enterprise_number"]) if row["enterprise_number"] else ""
            ),
        ),
        *_reached_by("organisation"),
        Column(
            "syndic",
            gettext_lazy("Syndic"),
            TextKind(folded=True),
            branches=(_syndics("person__search"), _syndics("organisation__search")),
        ),
        _KNOWN_SINCE,
        _ACTIVE,
    ),
)
