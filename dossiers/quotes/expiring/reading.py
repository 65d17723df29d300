"""Which quotes expire soon, or did, before a decision that is awaited; and what was done about it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import (
    BooleanField,
    DateField,
    ExpressionWrapper,
    Func,
    IntegerField,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dossiers.quotes.expiring.operations import MAY_CHANGE
from dossiers.quotes.models import Expiry, Quote, QuoteWork
from dossiers.works.models import Decision
from oss.core.dates import written
from oss.core.models import DatedValue
from oss.core.parameters import known_figures
from oss.staff.models import User
from oss.timeline.models import Activity, open_to

WARNED = "quote_expiry_warning"
"""The parameter: so many days ahead."""


class Expiring(NamedTuple):
    """`request`: that its contractor was asked to prolong it, open or answered; None where that stands on
    what is shielded from them. `url`: the page that asks it; "" where that was done, and for who may not."""

    quote: Quote
    until: date
    days: int
    request: Activity | None
    url: str

    @property
    def left(self) -> str:
        """How long still, beside the day."""
        return _("expired") if self.days < 0 else _("%(days)s d left") % {"days": self.days}

    @property
    def words(self) -> str:
        """When, in few words."""
        day = {"day": written(self.until), "days": self.days}
        if self.days < 0:
            return _("expired on %(day)s") % day
        return _("valid until %(day)s (%(days)s d)") % day


def warned_until() -> date:
    """What is valid no longer than this day is warned of today."""
    today = timezone.localdate()
    return today + timedelta(days=known_figures().value_of(WARNED, on=today))


def expiring_of(quotes: Iterable[Quote], user: User) -> dict[int, Expiring]:
    """Of these, by their keys. In three queries, however many; in none where none has an end."""
    ending = [(one, one.valid_until) for one in quotes if one.valid_until is not None]
    if not ending:
        return {}
    limit, today = warned_until(), timezone.localdate()
    near = {one.pk: one for one, until in ending if until <= limit}
    if not near:
        return {}
    awaited = Quote.objects.filter(pk__in=near).awaiting_a_decision().values_list("pk", flat=True)
    known = Expiry.objects.filter(quote__in=near, request__isnull=False).select_related("request")
    theirs = ExpressionWrapper(open_to(user, "request__case_file"), output_field=BooleanField())
    asked = {(one.quote_id, one.until): one for one in known.annotate(is_read=theirs)}
    may_ask = user.has_perm(MAY_CHANGE)
    found = {}
    for pk in awaited:
        until = near[pk].valid_until
        if until is not None:
            expiry = asked.get((pk, until))
            asks = expiry.request if expiry is not None else None
            waits = asks is not None and asks.done_at is None
            request = asks if expiry is not None and expiry.is_read else None
            url = reverse("quote_prolong", args=[pk]) if may_ask and not waits else ""
            found[pk] = Expiring(near[pk], until, (until - today).days, request, url)
    return {one.pk: found[one.pk] for one in near.values() if one.pk in found}


def has_expiring_quote() -> Q:
    """Of a work that waits for a decision: a quote for it expires soon, or did. Without asking anything."""
    today = timezone.localdate()
    days = DatedValue.objects.filter(parameter=WARNED, valid_from__lte=today).order_by("-valid_from")
    limit = Func(
        Cast(Value(today), DateField()),
        Subquery(days.values(days=Cast("value", IntegerField()))[:1]),
        template="(%(expressions)s)",
        arg_joiner=" + ",
        output_field=DateField(),
    )
    quotes = Quote.objects.filter(valid_until__lte=limit).awaiting_a_decision()
    parts = QuoteWork.objects.filter(quote__in=quotes.order_by().values("pk"))
    return Q(is_executed=False, pk__in=parts.order_by().values("work")) & ~Q(
        pk__in=Decision.objects.standing().order_by().values("work")
    )
