"""What a request is and has, as the operations on it ask: nothing is written here."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dossiers.flows.parts import Part
from dossiers.flows.profiles import profile_of
from dossiers.models import Dossier
from dossiers.types.lending.limits import limit_of
from dossiers.types.lending.pieces import PieceLoan
from dossiers.types.lending.stock import StockMove
from oss.core.dates import written
from oss.core.refusal import Refused

Given = StockMove | PieceLoan


def given_on(dossier: Dossier) -> Given | None:
    """What was handed out on it last, and not taken back."""
    move = StockMove.objects.filter(dossier=dossier, quantity__lt=0, undone_by=None).first()
    return move or PieceLoan.objects.filter(dossier=dossier).out().first()


def part_of(dossier: Dossier, name: str) -> Part:
    profile = profile_of(dossier)
    found = next((one for one in profile.parts if one.name == name), None) if profile else None
    if found is None:
        raise Refused(_("Dossier %(number)s asks for nothing to lend or hand out.") % {"number": dossier})
    return found


def check_limit(dossier: Dossier, more: int, because: str) -> None:
    """ValidationError where the address has more than the rules allow by these, and nobody says why."""
    limit = limit_of(dossier)
    known = getattr(getattr(dossier, "lending", None), "over_because", "")
    if limit is None or not (after := limit.after(more)).is_over or because.strip() or known:
        return
    told = _("This address would have %(had)s since %(since)s; the rules allow %(most)s. Write down why.")
    words = {"had": after.had, "most": after.most, "since": written(after.since)}
    raise ValidationError({"over_because": told % words})


def now_of(dossier: Dossier) -> Dossier:
    """Without what was asked of it before."""
    return Dossier.objects.select_related("subtype").get(pk=dossier.pk)
