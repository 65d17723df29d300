"""The words of a premium: by what rule it comes to its amount, of which date and source, and what lacks."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.schemes.models import SchemeVersion
from dossiers.types.grant.rules import Computed, Lack, Limit, Shut, Step
from dossiers.types.grant.terms import CostBase, GrantTerms
from oss.core.dates import written
from oss.core.money import euros, in_unit, plainly

TO_FILL_IN = gettext_lazy("still to be filled in")
LACKS: dict[Lack, str | Promise] = {
    Lack.RULE: gettext_lazy("The sheet of this scheme gives no figures: still to be filled in."),
    Lack.QUANTITY: gettext_lazy("The quantity is not known yet."),
    Lack.COST: gettext_lazy("The cost is not known yet."),
    Lack.CATEGORY: gettext_lazy("The income category of the household is not known yet."),
    Lack.UNITS: gettext_lazy("The number of units in the building is not known yet."),
}


def lack_words(lacks: Iterable[Lack]) -> list[str]:
    return [str(LACKS[one]) for one in sorted(lacks)]


def shut_words(shut: Iterable[Shut], terms: GrantTerms) -> list[str]:
    """Why nothing is given."""
    told = {
        Shut.QUANTITY: lambda: (
            _("less than %(least)s") % {"least": in_unit(terms.least_quantity, terms.unit)}
        ),
        Shut.COST: lambda: _("the cost is less than %(least)s") % {"least": euros(terms.least_cost)},
        Shut.CATEGORY: lambda: _("nothing for this income category"),
        Shut.UNITS: lambda: _("fewer than %(least)s units") % {"least": terms.least_units},
        Shut.MEASURE: lambda: _("the sheet does not name this work"),
    }
    return [told[one]() for one in sorted(shut)]


def rule_lines(computed: Computed, terms: GrantTerms) -> list[str]:
    """One line for each work, or for all together: its limits, of which the least counts."""
    lines = [
        _("the least of %(limits)s") % {"limits": "; ".join(_limit(one, terms) for one in steps)}
        if len(steps) > 1
        else _limit(steps[0], terms)
        for steps in computed.steps
    ]
    if computed.extra:
        told = {"amount": euros(computed.extra), "what": terms.extra_for}
        lines.append(_("on top for %(what)s: %(amount)s") % told)
    return lines


def _limit(step: Step, terms: GrantTerms) -> str:
    amount = euros(step.amount)
    if step.limit == Limit.PER_UNIT:
        told = {"figure": euros(step.figure), "quantity": in_unit(step.of, terms.unit), "amount": amount}
        return _("%(figure)s × %(quantity)s = %(amount)s") % told
    if step.limit == Limit.SHARE:
        share = plainly(step.figure or Decimal(0))
        return _("%(share)s %% of %(cost)s = %(amount)s") % {
            "share": share,
            "cost": euros(step.of),
            "amount": amount,
        }
    if step.limit == Limit.MAXIMUM:
        return _("at most %(amount)s") % {"amount": amount}
    if step.limit == Limit.COST:
        vat = _("including VAT") if terms.cost_base == CostBase.INCL else _("excluding VAT")
        return _("cost %(vat)s %(amount)s") % {"vat": vat, "amount": amount}
    return _("fixed amount %(amount)s") % {"amount": amount}


def source_words(sheet: SchemeVersion) -> str:
    """ "rule of 01/03/2026 · source: vlaanderen.be · checked on 29/11/2026 · to be confirmed"."""
    since = written(sheet.valid_from) if sheet.valid_from else _("a day that is not known")
    parts = [
        _("rule of %(day)s") % {"day": since},
        _("source: %(source)s") % {"source": sheet.source},
        _("checked on %(day)s") % {"day": written(sheet.checked_on)},
    ]
    return " · ".join([*parts, *([] if sheet.is_confirmed else [_("to be confirmed")])])
