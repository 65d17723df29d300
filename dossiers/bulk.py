"""What can be done to many dossiers at once; each verb calls the operation that does it to one."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dossiers.holding import hold_dossier
from dossiers.models import Dossier, Reason, ReasonKind
from dossiers.operations import activation
from dossiers.operations.editing import update_dossier
from dossiers.operations.filing import add_task_on
from oss.core.forms import DayInput
from oss.core.refusal import Refused
from oss.lists.jobs.verbs import Change, ListVerb, VerbForm
from oss.staff.models import User
from oss.staff.rights import hold_if_there
from oss.timeline.models import Activity
from oss.timeline.operations import withdraw_activity


class AssignForm(VerbForm):
    """Nobody is a choice of its own: what is left open takes no handlers away."""

    assignee = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Assignee"), required=False)
    nobody = forms.BooleanField(label=gettext_lazy("Nobody: take the assignee away"), required=False)

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, user=user, **kwargs)
        self.fields["assignee"].queryset = User.objects.visible_to(user).assignable()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("assignee")) == bool(data.get("nobody")) and not self.errors:
            self.add_error("assignee", _("Choose a colleague, or say that nobody handles them."))
        return data


class BulkTaskForm(VerbForm):
    title = forms.CharField(label=gettext_lazy("What is to be done"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    assignee = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("For"),
        required=False,
        empty_label=gettext_lazy("Whoever handles the dossier"),
    )
    due_on = forms.DateField(
        label=gettext_lazy("Due on"),
        required=False,
        widget=DayInput(),
    )

    def __init__(self, data: Any = None, *, user: User, **kwargs: Any) -> None:
        super().__init__(data, user=user, **kwargs)
        self.fields["assignee"].queryset = User.objects.visible_to(user).assignable()  # type: ignore[attr-defined]


class BulkDeactivateForm(VerbForm):
    reason = forms.ModelChoiceField(
        Reason.objects.active().filter(kind=ReasonKind.DEACTIVATE), label=gettext_lazy("Reason")
    )
    note = forms.CharField(
        label=gettext_lazy("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


def assign(pk: int, *, by: User, assignee: User | None, nobody: bool = False) -> Change:
    dossier = hold_dossier(pk, by, "assignee", "case_file")
    before = dossier.assignee_id
    if before == (assignee.pk if assignee else None):
        raise Refused(_("%(dossier)s is assigned like this already.") % {"dossier": dossier})
    changed = update_dossier(dossier, by=by, assignee=assignee)
    return Change({"assignee": before}, {"assignee": changed.assignee_id})


def unassign(pk: int, *, by: User, change: Change) -> None:
    dossier = hold_dossier(pk, by, "assignee", "case_file")
    if dossier.assignee_id != change.after["assignee"]:
        raise Refused(_("%(dossier)s was given to somebody else since.") % {"dossier": dossier})
    before = change.before["assignee"]
    update_dossier(dossier, by=by, assignee=User.objects.get(pk=before) if before else None)


def add_task(
    pk: int, *, by: User, title: str, text: str = "", assignee: User | None = None, due_on: Any = None
) -> Change:
    task = add_task_on(Dossier(pk=pk), by=by, title=title, text=text, assignee=assignee, due_on=due_on)
    return Change(after={"activity": task.pk})


def remove_task(pk: int, *, by: User, change: Change) -> None:
    # as who ticks it off: the activity first, then the dossier, whose term a trigger writes
    hold_if_there(Activity.objects, change.after["activity"], by=None)
    dossier = hold_dossier(pk, by, "assignee", "case_file")
    withdraw_activity(Activity(pk=change.after["activity"], case_file=dossier.case_file), by=by)


def deactivate(pk: int, *, by: User, reason: Reason, note: str = "") -> Change:
    dossier = activation.deactivate(
        hold_dossier(pk, by, "assignee", "case_file"), by=by, reason=reason, note=note
    )
    return Change({"is_active": True}, {"is_active": False, "event": _last_deactivation(dossier)})


def reactivate(pk: int, *, by: User, change: Change) -> None:
    dossier = hold_dossier(pk, by, "assignee", "case_file")
    if _last_deactivation(dossier) != change.after["event"]:
        raise Refused(_("%(dossier)s was deactivated anew since, by somebody else.") % {"dossier": dossier})
    activation.reactivate(dossier, by=by)


def _last_deactivation(dossier: Dossier) -> int:
    return dossier.case_file.events.filter(kind="dossier_deactivate").latest("pk").pk


ASSIGN = ListVerb(
    "assign",
    gettext_lazy("Assign"),
    "user-share",
    "dossiers.change_dossier",
    assign,
    unassign,
    AssignForm,
    key="a",
)
ADD_TASK = ListVerb(
    "add-task",
    gettext_lazy("Add a task"),
    "checkbox",
    "timeline.add_activity",
    add_task,
    remove_task,
    BulkTaskForm,
    key="t",
)
DEACTIVATE = ListVerb(
    "deactivate",
    gettext_lazy("Deactivate"),
    "circle-x",
    "dossiers.deactivate_dossier",
    deactivate,
    reactivate,
    BulkDeactivateForm,
)
VERBS = (ASSIGN, ADD_TASK, DEACTIVATE)
