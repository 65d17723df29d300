"""From what somebody sent to the operation that does it: what refuses is told in one way, everywhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest

from oss.core.conflicts import Conflict
from oss.core.forms import take_over
from oss.core.refusal import Refused
from oss.core.seen_form import SeenForm

T = TypeVar("T")


@dataclass(frozen=True)
class Done(Generic[T]):
    """It was done, and gave this."""

    result: T


def attempt(told_on: BaseForm | HttpRequest, operation: Callable[[], T]) -> Done[T] | None:
    """Calls the operation; None where it was refused, or where the form is not valid or not sent at all.

    On a form, what somebody else changed meanwhile and what is wrong with a field is told at that field,
    anything else above the form, and what was typed stays. On a request, for buttons, it is a message.
    """
    if isinstance(told_on, BaseForm) and not told_on.is_valid():
        return None
    try:
        return Done(operation())
    except (Refused, ValidationError) as error:
        if isinstance(told_on, BaseForm):
            _tell_on_form(told_on, error)
        else:
            texts = error.messages if isinstance(error, ValidationError) else [str(error)]
            messages.error(told_on, " ".join(texts))
        return None


def _tell_on_form(form: BaseForm, error: Refused | ValidationError) -> None:
    if isinstance(error, ValidationError):
        take_over(form, error)
    elif isinstance(error, Conflict) and isinstance(form, SeenForm):
        form.tell_conflicts(error.now)
    else:
        form.add_error(None, str(error))
