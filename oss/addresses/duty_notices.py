"""What an address or building page tells of the label of a rented home and of the asbestos certificate."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from oss.addresses.duties import asbestos_duty, rental_steps
from oss.addresses.epc import is_worse
from oss.addresses.models import (
    AsbestosCertificate,
    Basis,
    Building,
    Detachment,
    Dwelling,
    DwellingType,
    EnergyCertificate,
)
from oss.addresses.notices import Notice, Tone, Unsaid
from oss.core.parameters import Figures

_FLATS = {DwellingType.APARTMENT, DwellingType.STUDIO, DwellingType.ROOM}


def rental_notice(
    dwelling: Dwelling | None, *, certificates: Collection[EnergyCertificate], figures: Figures
) -> Notice | Unsaid | None:
    """Rule: the least label of a rented home, from 2030 on. None where it is not rented."""
    title = _("Label of a rented home")
    if dwelling is None or dwelling.is_rented is None:
        return Unsaid(title, _("whether the home is rented out"))
    if not dwelling.is_rented:
        return None
    row_or_flat = _is_row_or_flat(dwelling)
    if row_or_flat is None:
        missing = _("the type of dwelling") if not dwelling.type else _("the type of construction")
        return Unsaid(title, missing)
    today = timezone.localdate()
    steps = rental_steps(row_or_flat=row_or_flat, today=today, figures=figures)
    if not steps:
        return None
    asked = ", ".join(
        _("%(label)s from %(day)s on") % {"label": one.target, "day": _day(one.since)} for one in steps
    )
    what = _("row house or flat") if row_or_flat else _("detached or semi-detached")
    first, last = steps[0], steps[-1]
    real = [one for one in certificates if one.basis == Basis.REAL and one.label(figures)]
    newest = max(real, key=lambda one: (one.made, one.pk), default=None)
    known = {"asked": asked, "what": what}
    if newest is None:
        text = _("Rented out (%(what)s): at least label %(asked)s. No label is known here.")
        return Notice(Tone.TELL, title, text % known, first.rests_on)
    label = newest.label(figures)
    text = _("Rented out (%(what)s), label %(label)s: at least label %(asked)s.") % (known | {"label": label})
    tone = Tone.GOOD
    if is_worse(label, than=last.target):
        tone = Tone.WARN
    if first.since <= today and is_worse(label, than=first.target):
        tone = Tone.BAD
    return Notice(tone, title, text, first.rests_on)


def asbestos_notice(
    dwelling: Dwelling | None,
    *,
    around: Building | None,
    certificates: Collection[AsbestosCertificate],
    figures: Figures,
) -> Notice | Unsaid | None:
    """Rule: the asbestos certificate of a home. None for a construction that is new enough."""
    title = _("Asbestos certificate")
    year = dwelling.construction_year if dwelling else None
    if year is None and around is not None:
        year = around.construction_year
    if year is None:
        return Unsaid(title, _("the construction year"))
    today = timezone.localdate()
    duty = asbestos_duty(year, today=today, figures=figures)
    if duty is None:
        return None
    if (current := _standing(certificates, today, figures)) is not None:
        return Notice(Tone.GOOD, title, current, duty.rests_on)
    known = {"year": year, "before": duty.before_year}
    text = _("Built in %(year)s, before %(before)s: required at a sale. None that is valid is known.")
    if duty.every_owner_by is not None:
        known["by"] = duty.every_owner_by.value
        text = _(
            "Built in %(year)s, before %(before)s: required at a sale, and of every owner by %(by)s."
            " None that is valid is known."
        )
    return Notice(Tone.WARN, title, text % known, duty.rests_on)


def common_parts_asbestos_notice(
    building: Building,
    *,
    has_association: bool,
    units: int,
    certificates: Collection[AsbestosCertificate],
    figures: Figures,
) -> Notice | Unsaid | None:
    """Rule: the asbestos certificate of the common parts, of every owners' association (VME)."""
    title = _("Asbestos certificate of the common parts")
    today, year = timezone.localdate(), building.construction_year
    duty = asbestos_duty(year, today=today, figures=figures) if year else None
    one_home = not has_association and units < 2  # noqa: PLR2004 - which has no common parts
    if one_home or (year and (duty is None or duty.common_parts_by is None)):
        return None
    if duty is None or duty.common_parts_by is None:
        return Unsaid(title, _("the construction year"))
    if (current := _standing(certificates, today, figures)) is not None:
        return Notice(Tone.GOOD, title, current, duty.common_parts_by)
    if not has_association:
        return Unsaid(title, _("whether there is a VME: link it"))
    by: date = duty.common_parts_by.value
    tone = Tone.WARN
    text = _("Built in %(year)s, before %(before)s: every VME needs one by %(by)s. None is known.")
    if today > by:
        tone = Tone.BAD
        text = _("Built in %(year)s, before %(before)s: every VME had to have one by %(by)s. None is known.")
    known = {"year": year, "before": duty.before_year, "by": _day(by)}
    return Notice(tone, title, text % known, duty.common_parts_by)


def _is_row_or_flat(dwelling: Dwelling) -> bool | None:
    """None where it is not known; a whole building or one of mixed use is not one home."""
    if dwelling.type in _FLATS:
        return True
    if dwelling.type != DwellingType.HOUSE or not dwelling.detachment:
        return None
    return dwelling.detachment == Detachment.CLOSED


def _standing(certificates: Collection[AsbestosCertificate], today: date, figures: Figures) -> str | None:
    """How the certificate that is valid longest reads; None without one."""
    ends = [one.ends_on(figures) for one in certificates]
    valid = [end for end in ends if end is None or end >= today]
    if not valid:
        return None
    if None in valid:
        return _("There is one, and it stays valid.")
    return _("There is one: valid until %(until)s.") % {"until": _day(max(end for end in valid if end))}


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
