"""What colleagues change of themselves, and what is handed over when one leaves."""

from oss.core.registry import offered
from oss.staff.leaving import Belongings
from oss.staff.models import User
from oss.staff.rights import hold, operation


@operation()
def change_profile(*, by: User, first_name: str, last_name: str, language: str) -> User:
    """How `by` is called, and the language of the screen."""
    held: User = hold(User.objects, by, by=by)
    held.first_name, held.last_name, held.language = first_name, last_name, language
    held.clean_fields()
    held.save(update_fields=["first_name", "last_name", "language"])
    return held


@operation()
def keep_language(language: str, *, by: User) -> None:
    """The language in which the screen opens at the next login."""
    User.objects.filter(pk=by.pk).update(language=language)


@operation("staff.change_user")
def hand_over(leaver: User, *, to: User, by: User) -> None:
    """Everything at once, or nothing."""
    for one in offered(Belongings).values():
        one.hand_over(leaver, to=to, by=by)
