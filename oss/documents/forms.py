"""What is asked of papers: what they are, where they came from, who may read them."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oss.core.forms import Form
from oss.documents.models import DocumentClass, DocumentKind, DocumentOrigin
from oss.lists.jobs.verbs import VerbForm

_AS_IT_IS = ("", gettext_lazy("As it is"))


class ArrivingForm(Form):
    """Of all files that are uploaded at once."""

    kind = forms.ModelChoiceField(
        DocumentKind.objects.active(),
        label=gettext_lazy("Kind"),
        required=False,
        empty_label=gettext_lazy("Guess from the name"),
    )
    origin = forms.ChoiceField(
        label=gettext_lazy("Origin"),
        choices=DocumentOrigin.choices,
        initial=DocumentOrigin.CLIENT,
        required=False,
    )

    def clean_origin(self) -> str:
        return self.cleaned_data["origin"] or DocumentOrigin.CLIENT


class DescribeForm(VerbForm):
    """Of papers that are here; what is left as it is stays so."""

    kind = forms.ModelChoiceField(
        DocumentKind.objects.active(),
        label=gettext_lazy("Kind"),
        required=False,
        empty_label=_AS_IT_IS[1],
    )
    origin = forms.ChoiceField(
        label=gettext_lazy("Origin"), choices=[_AS_IT_IS, *DocumentOrigin.choices], required=False
    )
    document_class = forms.ChoiceField(
        label=gettext_lazy("Class"),
        choices=[_AS_IT_IS, *DocumentClass.choices],
        required=False,
        help_text=gettext_lazy("Left as it is, it follows the kind, unless somebody chose it before."),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not any(data.get(name) for name in ("kind", "origin", "document_class")) and not self.errors:
            self.add_error("kind", _("Choose what is to change."))
        return data
