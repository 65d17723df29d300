"""What a job keeps as names and texts, read back as what it means today."""

from collections.abc import Mapping

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from oss.lists.declaration import ListDefinition, list_named
from oss.lists.jobs.models import Job
from oss.lists.jobs.verbs import ListVerb, VerbForm
from oss.lists.state import ListState
from oss.staff.models import User

Parameters = Mapping[str, list[str]]
"""What was filled in on the verb's form, as it was sent: field name → values."""


def verb_of(job: Job) -> ListVerb | None:
    """None where the verb, or its list, is gone since."""
    definition = list_named(job.list_name)
    verbs = definition.verbs if definition else ()
    return next((verb for verb in verbs if verb.name == job.verb), None)


def bound_form(verb: ListVerb, parameters: Parameters, *, user: User) -> VerbForm:
    """The verb's form as it was filled in."""
    data: MultiValueDict[str, str] = MultiValueDict(parameters)
    return verb.form(data, user=user)


def state_of(job: Job, definition: ListDefinition) -> ListState:
    """The state of the list as its owner may see it now."""
    return ListState.read(definition, job.owner, QueryDict(job.query))
