"""What a contractor is written, or was told by phone, to have a quote prolonged."""

from django import forms
from django.utils.translation import gettext_lazy as _

from oss.core.forms import DayInput, Form
from oss.mail.outbound import SUBJECT_LENGTH

LONGEST = 20_000


class ProlongForm(Form):
    subject = forms.CharField(label=_("Subject"), max_length=SUBJECT_LENGTH)
    text = forms.CharField(label=_("Text"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 16}))
    due = forms.DateField(label=_("Answer by"), widget=DayInput())


class CalledForm(Form):
    note = forms.CharField(
        label=_("What was said"), max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    due = forms.DateField(label=_("Answer by"), widget=DayInput())
