"""The profile of an advice on the energy bill: one screen, no visit and no report."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.flows.profiles import Profile
from dossiers.flows.table import DossierType
from dossiers.surveys.part import SURVEY
from dossiers.types.advice.bill import requirements
from dossiers.types.advice.bill.form import BillForm
from dossiers.types.advice.bill.model import BillDetail
from dossiers.types.advice.profile import ADVICE, REQUEST
from oss.core.registry import offer

BILL = Part(
    "energy_bill",
    BillForm,
    "advice",
    BillDetail,
    template="dossiers/types/advice/bill.html",
    requires={"advice": requirements.BILL},
    label=_("Energy bill and suppliers"),
)
offer(
    Profile(
        "energy_bill",
        DossierType.ADVICE,
        (REQUEST, BILL, SURVEY),
        label=_("Energy bill and suppliers"),
        asks_at_opening=ADVICE.asks_at_opening,
        opens_on={"request": "advice", **ADVICE.opens_on},
    )
)
