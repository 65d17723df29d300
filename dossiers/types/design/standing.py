"""Where a design stands: its works with their decisions, its studies, its means. Each is asked once for a
dossier as it was read, however many requirements look at it."""

from decimal import Decimal
from typing import NamedTuple

from django.db.models import Exists, FilteredRelation, OuterRef, Q

from dossiers.asked_once import asked_once
from dossiers.models import Dossier
from dossiers.quotes.models import QuoteWork
from dossiers.types.design.model import DesignDetail, FinancingLine, Study
from dossiers.types.design.plan import FinancingPlan, plan_of
from dossiers.works.models import Executor, Work


class WorkNow(NamedTuple):
    """A work of the dossier that was not done before it. `goes_on`: None while nobody decided.

    `told` is the amount of the decision, `planned` that of the plan as it was noted last.
    """

    pk: int
    executor: str
    goes_on: bool | None
    quote: int | None
    told: Decimal | None
    planned: Decimal | None
    has_quote: bool

    @property
    def needs_no_quote(self) -> bool:
        """The client or a company of the social economy executes it."""
        return self.executor in {Executor.SELF, Executor.SOCIAL}

    @property
    def asks(self) -> Decimal | None:
        """In the plan."""
        return self.told if self.planned is None else self.planned


def design_of(dossier: Dossier) -> DesignDetail:
    """Its row; an empty one where it was never stored."""
    held: DesignDetail | None = getattr(dossier, "design", None)
    return held or DesignDetail(dossier=dossier, dossier_type=dossier.type)


def works_now(dossier: Dossier) -> list[WorkNow]:
    return asked_once(dossier, "design_works", lambda: _works(dossier))


def _works(dossier: Dossier) -> list[WorkNow]:
    received = QuoteWork.objects.filter(work=OuterRef("pk"), quote__received_on__isnull=False)
    found = (
        Work.objects.on_dossier(dossier)
        .filter(is_past=False)
        .annotate(
            stands=FilteredRelation("decisions", condition=Q(decisions__withdrawn_at=None)),
            in_plan=FilteredRelation("planned", condition=Q(planned__design=dossier.pk)),
            has_quote=Exists(received),
        )
        .order_by("pk")
    )
    fields = ("pk", "executor", "stands__goes_on", "stands__quote", "stands__amount", "in_plan__amount")
    return [WorkNow(*row) for row in found.values_list(*fields, "has_quote")]


def open_studies(dossier: Dossier) -> tuple[int, int]:
    """How many studies there are, and how many of them did not come yet."""

    def ask() -> tuple[int, int]:
        received = list(Study.objects.filter(design=dossier.pk).values_list("received_on", flat=True))
        return len(received), received.count(None)

    return asked_once(dossier, "design_studies", ask)


def plan_now(dossier: Dossier) -> FinancingPlan:
    """As it was noted: the works that go on, against all means."""

    def ask() -> FinancingPlan:
        means = FinancingLine.objects.filter(design=dossier.pk).values_list("amount", flat=True)
        return plan_of((work.asks for work in works_now(dossier) if work.goes_on), means)

    return asked_once(dossier, "design_plan", ask)
