"""What is typed in the admin."""

from oss.core.conflicts import Conflict, check_seen
from oss.core.seen_form import SeenForm


class AdminForm(SeenForm):
    """A record in the admin, which two may have open at once: what each did not touch stays as the other left
    it, and who writes over what they never saw is told."""

    def _post_clean(self) -> None:
        if self.drawn and self.instance.pk is not None:
            self._leave_the_others()
        super()._post_clean()  # type: ignore[misc]

    def _leave_the_others(self) -> None:
        own = {field.name for field in self.instance._meta.get_fields()}
        changes = {name: value for name, value in self.changes().items() if name in own}
        try:
            check_seen(self.instance, changes, self.seen())
        except Conflict as conflict:
            self.tell_conflicts(conflict.now)
        for name in own & self.cleaned_data.keys() - changes.keys():
            del self.cleaned_data[name]
