"""What the lists of dossiers show of a question."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy

from dossiers.flows.table import DossierType
from dossiers.models import Topic
from dossiers.types.information.model import InformationDetail
from oss.core.components import TableCell
from oss.lists.declaration import Branch, Column
from oss.lists.kinds import Day, Number, Record

TYPE = DossierType.INFORMATION
_CHOSEN = InformationDetail.topics.through


def _topics() -> Subquery:
    """The names of the topics of the question, in the order of their list."""
    names = StringAgg("topic__name", ", ", order_by=("topic__position", "topic__name"))
    chosen = _CHOSEN.objects.filter(informationdetail=OuterRef("pk"))
    names_of_all = chosen.order_by().values("informationdetail").annotate(names=names)
    return Subquery(names_of_all.values("names"))  # type: ignore[misc]


COLUMNS = (
    Column(
        "topics",
        gettext_lazy("Topics of the question"),
        Record(lambda _user: Topic.objects.all()),
        path="topic_names",
        fields=("topic_names",),
        expression=_topics,
        cell=lambda row: TableCell(row["topic_names"] or ""),
        branches=(Branch(_CHOSEN.objects.all, "informationdetail", "topic"),),
        default=False,
        long=True,
    ),
    Column(
        "question_on",
        gettext_lazy("Date of the question"),
        Day(),
        path="information__asked_on",
        default=False,
    ),
    Column(
        "lead_days",
        gettext_lazy("Lead time in days"),
        Number(average=True),
        path="information__lead_days",
        default=False,
    ),
    Column(
        "lead_working_days",
        gettext_lazy("Lead time in working days"),
        Number(average=True),
        path="information__lead_working_days",
        default=False,
    ),
)
