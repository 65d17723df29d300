"""What dossiers hold about people."""

from typing import Any

from django.db.models import Q, QuerySet

from dossiers.models import (
    CollectiveDetail,
    Dossier,
    DossierParty,
    DossierRelation,
    FactWithoutValue,
    Household,
    Intake,
    Journey,
    Referral,
    StageVisit,
    Stakeholder,
)
from dossiers.types.advice.adaptation.model import AdaptationDetail
from dossiers.types.advice.bill.model import BillDetail
from dossiers.types.advice.heat_pump.model import HeatPumpDetail
from dossiers.types.advice.model import AdviceDetail
from dossiers.types.advice.plan.model import PlanDetail
from dossiers.types.advice.scan.model import ScanDetail
from dossiers.types.information.model import InformationDetail
from dossiers.types.information.quality.model import QualityDetail
from dossiers.types.information.rent.model import RentDetail
from dossiers.works.models import Advised, Inspection, Work
from dossiers.works.photos import WorkPhoto
from oss.contacts.models import Person
from oss.core.held import Forgotten, hold_about, rows_of
from oss.core.registry import offer
from oss.timeline.owners import CaseFilesAbout

WHO = "the client, and who else is involved"
ADVICE = "to advise and guide them"


def dossiers_of(person: Person) -> QuerySet[Dossier]:
    """On which this person is the main contact, or whose journey is theirs."""
    return Dossier.objects.filter(Q(main_contact__person=person) | Q(journey__client__person=person))


def case_files_of(person: Person) -> Q:
    journeys = Journey.objects.filter(client__person=person)
    return Q(dossier__in=dossiers_of(person)) | Q(journey__in=journeys)


def _of_their_dossiers(model: Any) -> Any:
    return lambda person: model._default_manager.filter(dossier__in=dossiers_of(person))


hold_about(
    Stakeholder,
    WHO,
    ADVICE,
    "since",
    Forgotten.DELETE,
    rows_of(Stakeholder, "person"),
)
hold_about(
    CollectiveDetail,
    WHO,
    ADVICE,
    "",
    Forgotten.BLANK,
    _of_their_dossiers(CollectiveDetail),
    ("tender_note",),
)
hold_about(
    DossierParty,
    WHO,
    "to find their dossiers; made of the stakeholders",
    "",
    Forgotten.DELETE,
    rows_of(DossierParty, "person"),
)
hold_about(
    Journey,
    WHO,
    ADVICE,
    "opened_at",
    Forgotten.BLANK,
    rows_of(Journey, "client__person"),
    ("client", "address"),
)
hold_about(
    Dossier,
    WHO,
    ADVICE,
    "completed_on",
    Forgotten.BLANK,
    dossiers_of,
    ("main_contact", "site_address", "postcode"),
)
for model, fields in (
    (InformationDetail, ("question", "answer")),
    (
        AdviceDetail,
        (
            *("question", "missing_papers", "wished_moment", "interpreter", "shell", "installations", "damp"),
            *("ventilation", "asbestos", "comfort", "social"),
        ),
    ),
    (HeatPumpDetail, ("figures_source", "outdoor_unit", "noise")),
    (AdaptationDetail, ("infiltration", "roof_strength", "heat", "flooding")),
    (PlanDetail, ("remarks",)),
    (ScanDetail, ("small_works",)),
    (BillDetail, ("supplier", "contract", "use_source")),
    (QualityDetail, ()),
    (RentDetail, ()),
    (StageVisit, ("note",)),
    (FactWithoutValue, ()),
):
    hold_about(model, WHO, ADVICE, "", Forgotten.BLANK, _of_their_dossiers(model), fields)


def _works(person: Person) -> QuerySet[Work]:
    return Work.objects.filter(on_dossiers__dossier__in=dossiers_of(person)).distinct()


hold_about(Work, WHO, ADVICE, "ended_on", Forgotten.BLANK, _works, ("description", "extra_work", "defects"))
hold_about(
    Inspection,
    WHO,
    ADVICE,
    "done_on",
    Forgotten.BLANK,
    lambda person: Inspection.objects.filter(work__in=_works(person)),
    ("note",),
)
hold_about(
    WorkPhoto,
    WHO,
    "to see what was done",
    "created",
    Forgotten.DELETE,
    lambda person: WorkPhoto.objects.filter(work__in=_works(person)),
)
hold_about(
    Advised,
    WHO,
    ADVICE,
    "later_on",
    Forgotten.BLANK,
    lambda person: Advised.objects.filter(link__dossier__in=dossiers_of(person)),
    ("premium", "saving", "remark"),
)
hold_about(
    Referral,
    WHO,
    "to follow up to whom they were sent",
    "referred_on",
    Forgotten.DELETE,
    _of_their_dossiers(Referral),
)
hold_about(
    DossierRelation,
    WHO,
    "to see what dossiers hang together",
    "created_at",
    Forgotten.DELETE,
    lambda person: DossierRelation.objects.filter(
        Q(first__in=dossiers_of(person)) | Q(second__in=dossiers_of(person))
    ),
)


hold_about(
    Household,
    WHO,
    ADVICE,
    "",
    Forgotten.BLANK,
    rows_of(Household, "journey__client__person"),
    ("persons", "dependants", "category", "category_year", "category_known_on", "category_method"),
)
hold_about(
    Intake,
    WHO,
    ADVICE,
    "",
    Forgotten.BLANK,
    rows_of(Intake, "journey__client__person"),
    ("wish", "budget", "done_already", "obstacles"),
)

offer(CaseFilesAbout("dossiers", case_files_of))
