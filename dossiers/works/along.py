"""Works that come along from one wagon to the next: designed, executed, financed."""

from collections.abc import Collection

from dossiers.flows.along import Companion, OpeningSoFar
from dossiers.flows.table import DossierType
from dossiers.models import Dossier, Journey
from dossiers.works.models import ROLES, ClientAnswer, Work, WorkQuerySet
from dossiers.works.operations import put_on_dossier
from oss.staff.models import User


def works_for(asked: OpeningSoFar, user: User) -> list[Companion]:
    """Those of the train that are still to be done. Proposed to design: what the client said yes to; to
    execute or to pay: what was decided."""
    if asked.journey is None or asked.subtype.type not in ROLES:
        return []
    found = _to_be_done(asked.journey, user)
    if asked.subtype.type == DossierType.DESIGN:
        said_yes = found.filter(on_dossiers__advised__answer=ClientAnswer.YES)
    else:
        said_yes = found.filter(decisions__goes_on=True, decisions__withdrawn_at=None)
    proposed = set(said_yes.values_list("pk", flat=True))
    places = (f"{place}__street__municipality" for place in ("address", "building"))
    works = found.for_list().select_related(*places).order_by("pk")
    return [Companion(one.pk, _words(one), one.pk in proposed) for one in works]


def bring_works(dossier: Dossier, keys: Collection[int], by: User) -> None:
    works = _to_be_done(dossier.journey, by).filter(pk__in=keys)
    for work in works.order_by("pk"):
        put_on_dossier(work, dossier, by=by, role=ROLES[DossierType(dossier.type)])


def _to_be_done(journey: Journey, user: User) -> WorkQuerySet:
    works: WorkQuerySet = Work.objects.visible_to(user)
    on_train = Work.objects.filter(on_dossiers__dossier__journey=journey).values("pk")
    return works.to_be_done().filter(pk__in=on_train)


def _words(work: Work) -> str:
    place = str(work.address or work.building)
    return " · ".join(filter(None, (str(work), work.counted, place, work.get_state_display())))
