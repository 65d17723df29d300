from celery import shared_task

from dossiers.models import Dossier
from dossiers.operations.summary import make_summary
from oss.staff.models import User


@shared_task(name="oss.reports.dossier_summary")
def dossier_summary(dossier_pk: int, user_pk: int) -> None:
    """Named among the reports, whose queue does the rendering."""
    make_summary(Dossier.objects.get(pk=dossier_pk), by=User.objects.get(pk=user_pk))
