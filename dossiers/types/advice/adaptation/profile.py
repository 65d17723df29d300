"""The profile of an advice on climate adaptation."""

from django.utils.translation import gettext_lazy as _

from dossiers.flows.parts import Part
from dossiers.types.advice.adaptation.form import AdaptationForm
from dossiers.types.advice.adaptation.model import AdaptationDetail
from dossiers.types.advice.profile import ADVICE
from oss.core.registry import offer

PART = Part("adaptation", AdaptationForm, "advice", AdaptationDetail, label=_("Adaptation"))
offer(ADVICE.extended("adaptation", parts=(PART,), label=_("Advice on climate adaptation")))
