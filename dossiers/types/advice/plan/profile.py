"""The profile of an advice on plans."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.types.advice.plan.form import PlanForm
from dossiers.types.advice.plan.model import PlanDetail
from dossiers.types.advice.profile import ADVICE
from oss.core.registry import offer

PART = Part("plan_advice", PlanForm, "advice", PlanDetail, label=_("Plans"))
offer(ADVICE.extended("plan_advice", parts=(PART,), label=_("Advice on plans")))
