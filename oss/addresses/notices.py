"""What an address or building page warns of: duties, with where that is written and when it was looked up."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from oss.addresses.duties import common_parts_duty, renovation_duty, renovation_term
from oss.addresses.epc import is_worse
from oss.addresses.models import Basis, Building, CertificateKind, Dwelling, EnergyCertificate, Heritage
from oss.core.parameters import Figures, ParameterValue


class Tone(StrEnum):
    GOOD = "good"
    TELL = "tell"
    WARN = "warn"
    BAD = "bad"


_ICONS = {
    Tone.GOOD: "circle-check",
    Tone.TELL: "info-circle",
    Tone.WARN: "alert-triangle",
    Tone.BAD: "alert-circle",
}


@dataclass(frozen=True)
class Unsaid:
    """A duty of which nothing can be said before somebody fills in `text`."""

    title: str
    text: str


@dataclass(frozen=True)
class Notice:
    """One sentence or two, and what it rests on."""

    tone: Tone
    title: str
    text: str
    rests_on: ParameterValue

    @property
    def icon(self) -> str:
        return _ICONS[self.tone]

    @property
    def is_to_come(self) -> bool:
        return self.rests_on.valid_from > timezone.localdate()

    @property
    def source(self) -> str:
        return self.rests_on.source.rstrip(".")


def common_parts_notice(
    building: Building,
    *,
    counted_units: int,
    certificates: Collection[EnergyCertificate],
    figures: Figures,
) -> Notice | None:
    """Rule: EPC of the common parts. `counted_units`: addresses with a box, where the number is unknown."""
    today = timezone.localdate()
    units = (building.dwelling_units or counted_units) + (building.shops or 0) + (building.offices or 0)
    duty = common_parts_duty(units, on=today, figures=figures, new_build_on=_built_on(building, certificates))
    if duty is None:
        return None
    title = _("EPC of the common parts")
    size = _("%(units)s units") % {"units": units}
    if building.dwelling_units is None:
        size = _("%(units)s units, counted from the register") % {"units": units}
    of_common_parts = [one for one in certificates if one.is_common_parts and one.basis == Basis.REAL]
    valid = [one for one in of_common_parts if one.was_valid(today, figures)]
    if valid:
        ends = [one.ends_on(figures) for one in valid]
        until = max((end for end in ends if end), default=None)
        text = _("Required for this building (%(size)s), and there: valid until %(until)s.")
        if until is None or None in ends:
            text = _("Required for this building (%(size)s), and there; until when it is valid is not known.")
        return Notice(Tone.GOOD, title, text % {"size": size, "until": until}, duty.rests_on)
    if duty.exempt_until:
        text = _("A new building is exempt: required from %(from)s on (%(size)s).")
        return Notice(Tone.TELL, title, text % {"size": size, "from": _day(duty.exempt_until)}, duty.rests_on)
    since = _day(duty.rests_on.valid_from)
    if of_common_parts:
        ended = max((end for one in of_common_parts if (end := one.ends_on(figures))), default="–")
        text = _(
            "Required since %(since)s (%(size)s), but the last one ended on %(ended)s: a new one is needed."
        )
        values = {"since": since, "size": size, "ended": ended}
        return Notice(Tone.BAD, title, text % values, duty.rests_on)
    text = _("Required since %(since)s (%(size)s), and none is known here.")
    return Notice(Tone.WARN, title, text % {"since": since, "size": size}, duty.rests_on)


def renovation_notice(
    dwelling: Dwelling | None,
    *,
    around: Building | None,
    certificates: Collection[EnergyCertificate],
    figures: Figures,
) -> Notice | None:
    """Rule: residential renovation duty after a deed, for the label at that deed, as it stands today."""
    today = timezone.localdate()
    deed_on = dwelling.deed_on if dwelling else None
    years = renovation_term(deed_on, today=today, figures=figures) if deed_on else None
    if dwelling is None or deed_on is None or years is None:
        return None
    title = _("Renovation duty")
    exempt = figures.find("renovation_duty_exempt", on=today)
    heritage = dwelling.heritage or (around.heritage if around else "")
    if exempt is not None and heritage in exempt.value:
        text = _("Exempt: %(heritage)s.") % {"heritage": Heritage(heritage).label}
        return Notice(Tone.GOOD, title, text, exempt)
    real = [one for one in certificates if one.basis == Basis.REAL and one.label(figures)]
    at_deed = max(
        (one for one in real if one.was_valid(deed_on, figures)),
        key=lambda one: (one.made, one.pk),
        default=None,
    )
    if at_deed is None:
        text = _("Sold on %(deed)s. No label at the deed is known here, so the duty cannot be checked.")
        return Notice(Tone.TELL, title, text % {"deed": _day(deed_on)}, years)
    return _since_deed(deed_on, at_deed.label(figures), real, years, figures)


def _since_deed(
    deed_on: date, label: str, real: Collection[EnergyCertificate], years: ParameterValue, figures: Figures
) -> Notice:
    """Whether the home that had `label` at its deed must become better, and by when, or did."""
    title, today = _("Renovation duty"), timezone.localdate()
    duty = renovation_duty(deed_on, label, today=today, figures=figures)
    known = {"deed": _day(deed_on), "label": label}
    if duty is None:
        return Notice(Tone.GOOD, title, _("No duty: label %(label)s at the deed of %(deed)s.") % known, years)
    known |= {"target": duty.target, "deadline": _day(duty.deadline), "years": str(years.value)}
    later = [one for one in real if one.made.earliest > deed_on]
    better = [one for one in later if not is_worse(one.label(figures), than=duty.target)]
    if better:
        reached = min(better, key=lambda one: one.made)
        known |= {"reached": reached.label(figures), "on": str(reached.made)}
        text = _("Met: label %(label)s at the deed of %(deed)s, label %(reached)s on %(on)s.")
        return Notice(Tone.GOOD, title, text % known, duty.rests_on)
    if today > duty.deadline:
        text = _(
            "Overdue: label %(label)s at the deed of %(deed)s had to be %(target)s by %(deadline)s"
            " (%(years)s years, as the rule stands today)."
        )
        return Notice(Tone.BAD, title, text % known, duty.rests_on)
    text = _(
        "Label %(label)s at the deed of %(deed)s: label %(target)s or better by %(deadline)s (%(years)s"
        " years, as the rule stands today). Where it was sold before since %(start)s, that term goes on."
    )
    known["start"] = _day(figures.through_time("renovation_duty_years")[0].valid_from)
    return Notice(Tone.WARN, title, text % known, duty.rests_on)


def _built_on(building: Building, certificates: Collection[EnergyCertificate]) -> date | None:
    """The first EPB declaration, else the last day of the construction year."""
    declared = [one.made.earliest for one in certificates if one.kind == CertificateKind.EPB]
    if declared:
        return min(declared)
    return date(building.construction_year, 12, 31) if building.construction_year else None


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
