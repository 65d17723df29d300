"""A project design with everything in it, for the tests of pages, budgets and screens."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from dossiers.factories import design_dossier
from dossiers.models import Dossier, Reason
from dossiers.quotes.models import Quote
from dossiers.quotes.operations import OfWork, choose, enter
from dossiers.types.design.model import FinancingLine, Study
from dossiers.types.design.operations import add_means, add_study
from dossiers.works.models import Work
from dossiers.works.operations import add_work
from oss.addresses.factories import AddressFactory
from oss.addresses.models import Measure
from oss.contacts.factories import OrganisationFactory
from oss.staff.demo import load_staff
from oss.staff.models import User
from oss.timeline.operations import ask_request


def work_for(design: Dossier, code: str = "roof_sarking") -> Work:
    address = design.site_address
    assert address is not None
    return add_work(address, Measure.objects.get(code=code), by=None, dossier=design)


def quote_for(work: Work, amount: str = "24000.00") -> Quote:
    today = timezone.localdate()
    told = {
        "contractor": OrganisationFactory.create(),
        "received_on": today,
        "total_incl": Decimal(amount),
        "valid_until": today + timedelta(days=60),
    }
    return enter(None, told, {work: OfWork({}, {})}, by=None)


def chosen(work: Work, amount: str = "24000.00") -> Quote:
    quote = quote_for(work, amount)
    reason = Reason.objects.get(code="choose_price")
    choose(quote, [work], by=None, decided_on=timezone.localdate(), reason=reason)
    return quote


def study_of(design: Dossier, by: User, **told: object) -> Study:
    return add_study(design, by=by, measure=Measure.objects.get(code="stability_study"), **told)


def own_means(design: Dossier, by: User | None, amount: str = "24000.00") -> FinancingLine:
    told = {"kind": "own", "amount": Decimal(amount), "source": "zoals de klant het zegt"}
    return add_means(design, by=by, **told)


def fill(design: Dossier, by: User, how_many: int) -> None:
    """Works with quotes, one of them chosen, studies, questions and means."""
    for _number in range(how_many):
        work = work_for(design)
        quote = quote_for(work)
        chosen(work)
        study_of(design, by, office=OrganisationFactory.create())
        ask_request(design.case_file, of=quote.contractor, text="Is de stelling inbegrepen?", by=by)
        own_means(design, None)


def full_design(*, by: User) -> Dossier:
    dossier = design_dossier(by=by, address=AddressFactory.create(), assignee=by)
    fill(dossier, by, 1)
    work_for(dossier, "windows")
    return dossier


def designed() -> dict[str, object]:
    """For a screen: its number."""
    load_staff()
    return {"design": full_design(by=User.objects.get(email="lotte@loket.example")).number}
