"""The key of a cadastral parcel: division, section, ground number, bis number, exponent, power."""

import re
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_WHOLE = re.compile(
    r"(?P<division>[0-9]{5})(?P<section>[A-Z])(?P<ground>[0-9]{4})[/-](?P<bis>[0-9]{2})"
    r"(?P<exponent>[A-Z_0])(?P<power>[0-9]{3})"
)
_WITHOUT_GROUND = re.compile(r"[0-9]{5}[A-Z][0-9]{0,3}[/-][0-9]{2}[A-Z_0][0-9]{3}")

_WORDS = re.compile(
    r"(?<![A-Z])(?:KADASTRAAL|PERCEEL|CAPAKEY|AFDELING|AFD|SECTIE|SIE|NUMMER|NR)(?![A-Z])[.:]?"
)
_LOOSE = re.compile(
    r"(?P<division>[0-9]{5})(?P<section>[A-Z])(?P<ground>[0-9]{1,4})(?:[/-](?P<bis>[0-9]{1,2}))?"
    r"(?:(?P<exponent>[A-Z_])(?P<power>[0-9]{1,3})?)?"
)
"""As people write it, without what is zero: 12403 D 9 N 9, 12403D213/2A3."""
_TWO_NUMBERS = re.compile(r"[0-9]\s+[0-9]")
_LONGEST = 60


@dataclass(frozen=True, order=True)
class Capakey:
    """`12403D0009/00N009`; `exponent` is empty where there is none."""

    division: str
    section: str
    ground: int
    bis: int
    exponent: str
    power: int

    @classmethod
    def read(cls, text: str) -> "Capakey":
        """Also as the register writes it, with "-", and as people do; ValidationError says what is wrong."""
        words = _WORDS.sub(" ", text[:_LONGEST].upper())
        clean = "".join(sign for sign in words if not sign.isspace() and sign not in ".,")
        found = _WHOLE.fullmatch(clean)
        if found is None and _WITHOUT_GROUND.fullmatch(clean):
            raise ValidationError(_("“%(text)s” lacks the ground number (4 digits).") % {"text": clean})
        if found is None and not _TWO_NUMBERS.search(words):
            found = _LOOSE.fullmatch(clean)
        if found is None or len(text.strip()) > _LONGEST:
            raise ValidationError(
                _("“%(text)s” is not a capakey: write it like 12403D0009/00N009.")
                % {"text": text.strip()[:40]}
            )
        exponent = found["exponent"] or ""
        return cls(
            division=found["division"],
            section=found["section"],
            ground=int(found["ground"]),
            bis=int(found["bis"] or 0),
            exponent="" if exponent in "_0" else exponent,
            power=int(found["power"] or 0),
        )

    def __str__(self) -> str:
        exponent = self.exponent or "_"
        return f"{self.division}{self.section}{self.ground:04d}/{self.bis:02d}{exponent}{self.power:03d}"

    @property
    def in_register(self) -> str:
        """As the register of parcels and its addresses on the web write it."""
        return str(self).replace("/", "-")

    @property
    def short(self) -> str:
        """As people say it, without what is zero: `9N9`, `213/2`."""
        bis = f"/{self.bis}" if self.bis else ""
        power = str(self.power) if self.power else ""
        return f"{self.ground}{bis}{self.exponent}{power}"
