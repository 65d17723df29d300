"""The forms of one paper of a checklist."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dossiers.checklist.models import AskedPaper
from dossiers.models import Dossier
from oss.core.forms import DayInput, Form
from oss.core.seen_form import SeenForm
from oss.documents.models import Document, DocumentKind
from oss.staff.models import User


class AddPaperForm(Form):
    kind = forms.ModelChoiceField(DocumentKind.objects.none(), label=_("Paper"))
    asked_on = forms.DateField(label=_("Asked on"), required=False, widget=DayInput())
    note = forms.CharField(label=_("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        if isinstance(kind, forms.ModelChoiceField):
            there = dossier.asked_papers.values("kind")
            kind.queryset = DocumentKind.objects.filter(is_active=True).exclude(pk__in=there)


class PaperForm(SeenForm):
    """`dossier`: whose files may be the paper. One that its user may not read stays as it is."""

    class Meta:
        model = AskedPaper
        fields: ClassVar[list[str]] = [
            *("asked_on", "received_on", "document", "is_required", "not_needed", "note")
        ]
        widgets: ClassVar[dict[str, Any]] = dict.fromkeys(("asked_on", "received_on"), DayInput())

    def __init__(self, *args: Any, dossier: Dossier, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        document = self.fields["document"]
        readable = readable_files(dossier, user)
        held = self.instance.document_id
        if held and not readable.filter(pk=held).exists():
            del self.fields["document"]
        elif isinstance(document, forms.ModelChoiceField):
            document.queryset = readable


class MarkForm(Form):
    """What happened with the ticked papers, and on which day: today where nobody says another."""

    day = forms.DateField(label=_("Day"), required=False, widget=DayInput(), help_text=_("Empty: today."))
    verb = forms.ChoiceField(choices=(("ask", ""), ("receive", "")))


def readable_files(dossier: Dossier, user: User) -> QuerySet[Document]:
    filed = dossier.case_file.filed_documents.values("document")
    return Document.objects.visible_to(user).filter(pk__in=filed).order_by("name")
