"""The case files of consumables, on which the task to fill them up stands."""

from collections.abc import Collection

from dossiers.types.lending.stock import StockKind
from oss.core.links import link
from oss.timeline.owners import Owner


def stock_kinds_of(case_files: Collection[int]) -> dict[int, Owner]:
    found = StockKind.objects.filter(case_file__in=case_files).order_by()
    return {
        one.case_file_id: Owner(one.name, link("stock_kind", one.pk), "basket", detail=one.depot)
        for one in found
    }
