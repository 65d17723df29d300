"""What is known for the rights check of a dossier, and where it is known from; never an amount."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.models import Dossier, Household
from dossiers.schemes.check_models import NOT_KNOWN, RightsAnswer
from dossiers.schemes.rules import (
    BOUGHT,
    CAPACITIES,
    CAPACITY,
    CATEGORY,
    FACTS,
    LABEL,
    LIVES_THERE,
    NO,
    WORKS,
    YEAR,
    YES,
    Known,
    Span,
    Value,
)
from dossiers.schemes.values import FactWords, read_value, written_value
from oss.addresses.models import Dwelling, EnergyCertificate
from oss.core.dates import written
from oss.core.parameters import known_figures
from oss.core.registry import Offer, offered
from oss.staff.models import User

_FOR_A_BUILDING = frozenset({"professional_syndic", "volunteer_syndic", "rme_member"})
"""Who acts for an association of co-owners."""
_LIVES_THERE = {"owner_occupier": YES, "tenant": YES, "owner_landlord": NO}


@dataclass(frozen=True)
class KnownFact:
    """`value` is None where it was asked and nobody knows it. `url`: where it is changed; `answered`: it was
    answered for this check, and can be taken back; `row`: where it stands, whose history knows who wrote
    it."""

    fact: str
    value: Value | None
    told: str
    origin: str
    url: str = ""
    answered: bool = False
    row: Model | None = None

    @property
    def written(self) -> str:
        """As an answer that says the same is kept."""
        return NOT_KNOWN if self.value is None else written_value(self.value)


def _nothing(_dossier: Dossier) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class ToldElsewhere(Offer):
    """What a type or subtype holds that the check knows too: codes of works and topics, and those of
    questions that are answered yes there. `tab`: where it stands."""

    of_type: str
    tab: str
    works: Callable[[Dossier], Iterable[str]] = _nothing
    yes: Callable[[Dossier], Iterable[str]] = _nothing


def known_of(facts: dict[str, KnownFact]) -> Known:
    return {name: one.value for name, one in facts.items() if one.value is not None}


def facts_of(dossier: Dossier, user: User, words: FactWords) -> dict[str, KnownFact]:
    """What records know comes before what was answered here. At most nine queries."""
    found: dict[str, KnownFact] = {}
    for one in (*_from_records(dossier, user, words), *_answers(dossier, user, words)):
        held = found.get(one.fact)
        if held is None or (held.value is None and one.value is not None):
            found[one.fact] = one
    order = {name: place for place, name in enumerate(FACTS)}
    return dict(sorted(found.items(), key=lambda one: order.get(one[0], len(order))))


def _from_records(dossier: Dossier, user: User, words: FactWords) -> Iterator[KnownFact]:
    yield from _of_contact(dossier, words)
    if user.has_perm("dossiers.view_household"):
        yield from _of_household(dossier)
    if dossier.site_address_id is not None:
        yield from _of_dwelling(dossier)
    yield from _of_works(dossier, user, words)
    yield from _ticked(dossier, words)


def _of_contact(dossier: Dossier, words: FactWords) -> Iterator[KnownFact]:
    contact = dossier.main_contact
    if contact is None:
        return
    code = "vme" if contact.capacity.code in _FOR_A_BUILDING else contact.capacity.code
    if code not in CAPACITIES:
        return
    url = _url(dossier, "contact")
    told = words.of(CAPACITY, code)
    yield KnownFact(CAPACITY, code, told, _("main contact"), url)
    if code in _LIVES_THERE:
        lives = _LIVES_THERE[code]
        yield KnownFact(
            LIVES_THERE, lives, words.of(LIVES_THERE, lives), _("follows from: %(what)s") % {"what": told}
        )


def _of_household(dossier: Dossier) -> Iterator[KnownFact]:
    held: Household | None = getattr(dossier.journey, "household", None)
    url = f"{_url(dossier, 'info')}#part-household"
    if held is None:
        return
    if held.category is not None:
        told = _("%(category)s (of %(year)s)") % {"category": held.category, "year": held.category_year}
        how = str(held.get_category_method_display())
        origin = _("household")
        origin = f"{origin}: {how}" if how else origin
        yield KnownFact(CATEGORY, str(held.category), told, origin, url, row=held)
    elif held.category_lacks:
        lacks = str(held.get_category_lacks_display())
        yield KnownFact(CATEGORY, None, lacks, _("household"), url, row=held)


def _of_dwelling(dossier: Dossier) -> Iterator[KnownFact]:
    address = dossier.site_address
    if address is None:
        return
    dwelling, edit = Dwelling.known_at(address), reverse("dwelling_edit", args=[address.pk])
    row: Model = dwelling
    year, origin = dwelling.construction_year, _("address")
    if year is None and address.building_id and address.building is not None:
        year, origin, row = address.building.construction_year, _("building"), address.building
    if year is not None:
        url = f"{edit}?field=construction_year"
        yield KnownFact(YEAR, Span(year, year), str(year), origin, url, row=row)
    if dwelling.deed_on is not None:
        day = dwelling.deed_on
        url = f"{edit}?field=deed_on"
        yield KnownFact(BOUGHT, Span(day, day), written(day), _("address"), url, row=dwelling)
    figures = known_figures()
    for one in EnergyCertificate.objects.filter(address=address):
        if label := one.label(figures):
            url = reverse("finding", args=["certificate", one.pk])
            told = _("%(kind)s of %(day)s") % {"kind": one.get_kind_display(), "day": one.made}
            yield KnownFact(LABEL, label, label, told, url, row=one)
            return


def _told_by(dossier: Dossier) -> list[ToldElsewhere]:
    return [one for one in offered(ToldElsewhere).values() if one.of_type == dossier.type]


def _url(dossier: Dossier, tab: str) -> str:
    return f"{reverse('dossier', args=[dossier.number])}?tab={tab}"


def _of_works(dossier: Dossier, user: User, words: FactWords) -> Iterator[KnownFact]:
    codes, tab = set(), "info"
    if user.has_perm("dossiers.view_work"):
        codes |= set(dossier.on_works.order_by().values_list("work__measure__code", flat=True))
    for one in _told_by(dossier):
        codes |= set(one.works(dossier))
    if codes:
        value = frozenset(codes)
        origin = _("works and topics of this dossier")
        yield KnownFact(WORKS, value, words.told(WORKS, value), origin, _url(dossier, tab))


def _ticked(dossier: Dossier, words: FactWords) -> Iterator[KnownFact]:
    for one in _told_by(dossier):
        for code in one.yes(dossier):
            yield KnownFact(
                code, YES, words.of(code, YES), _("ticked in this dossier"), _url(dossier, one.tab)
            )


def _answers(dossier: Dossier, user: User, words: FactWords) -> Iterator[KnownFact]:
    for row in (
        RightsAnswer.objects.visible_to(user).filter(dossier=dossier).select_related("told_by").order_by("pk")
    ):
        origin = _("told on %(day)s to %(name)s") % {"day": written(row.told_on), "name": row.told_by}
        if row.value == NOT_KNOWN:
            yield KnownFact(row.fact, None, _("not known"), origin, answered=True, row=row)
            continue
        value = read_value(row.fact, row.value, words.codes(row.fact))
        yield KnownFact(row.fact, value, words.told(row.fact, value), origin, answered=True, row=row)
