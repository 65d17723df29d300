"""What a type of dossiers keeps beside a sheet, filled in on the page of the sheet in the admin."""

from dataclasses import dataclass

from oss.core.registry import Offer


@dataclass(frozen=True)
class SheetInline(Offer):
    """`inline`: the dotted name of an inline of the admin, as the admin is read after the offers."""

    inline: str
