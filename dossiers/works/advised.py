"""The page of what is advised of one work: order, term, premium, saving, and the answer of the client."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.forms.parts import offered
from dossiers.models import Dossier, ReasonKind
from dossiers.works.models import Advised, Work, WorkDossier, WorkRole
from dossiers.works.operations import advise
from oss.core.acting import attempt
from oss.core.forms import DayInput
from oss.core.seen_form import SeenForm
from oss.staff.http import StaffRequest


class AdvisedForm(SeenForm):
    class Meta:
        model = Advised
        fields: ClassVar[list[str]] = [
            *("answer", "reason", "later_on", "position", "term", "premium", "saving", "remark"),
        ]
        widgets: ClassVar[dict[str, Any]] = {
            "answer": forms.RadioSelect,
            "later_on": DayInput(),
            "remark": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        why: Any = self.fields["reason"]
        why.queryset = why.queryset.filter(kind=ReasonKind.DECLINE)
        offered(why, self.instance.reason_id)


def work_advised(request: StaffRequest, pk: int, key: int) -> HttpResponse:
    links = WorkDossier.objects.filter(
        work__in=Work.objects.visible_to(request.user),
        dossier__in=Dossier.objects.visible_to(request.user),
        role=WorkRole.ADVISED,
    ).select_related("work__measure", "work__address__street", "work__building__street", "advised", "dossier")
    link = get_object_or_404(links, pk=key, work=pk)
    advised = getattr(link, "advised", None) or Advised(link=link)
    form = AdvisedForm(request.POST or None, instance=advised)
    dossier = reverse("dossier", args=[link.dossier.number])
    back = f"{dossier}?tab=advice#id_advised"
    if request.method == "POST" and attempt(
        form, lambda: advise(link, by=request.user, seen=form.seen(), **form.changes())
    ):
        messages.success(request, _("Saved."))
        return redirect(back)
    context = {
        "form": form,
        "work": link.work,
        "dossier": link.dossier,
        "back_url": back,
        "breadcrumbs": [
            (link.dossier.get_type_display(), reverse("dossiers_of_type", args=[link.dossier.type])),
            (link.dossier.number, back),
            (link.work.name, None),
        ],
    }
    return render(request, "dossiers/works/advised.html", context, status=422 if form.is_bound else 200)
