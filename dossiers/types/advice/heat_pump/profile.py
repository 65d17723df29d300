"""The profile of an advice on a heat pump."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.types.advice.heat_pump.form import HeatPumpForm
from dossiers.types.advice.heat_pump.model import HeatPumpDetail
from dossiers.types.advice.profile import ADVICE
from oss.core.registry import offer

PART = Part("heat_pump", HeatPumpForm, "advice", HeatPumpDetail, label=_("Heat pump"))
offer(ADVICE.extended("heat_pump", parts=(PART,), label=_("Advice on a heat pump")))
