"""A generated extract of the register, as large as asked, for benchmarks and tests."""

import csv
import random
from collections.abc import Iterator
from itertools import count
from pathlib import Path

SEED = 2800

COLUMNS = (
    *("id", "adresid", "versieid", "straatnmid", "straatnm", "huisnr", "busnr", "postcode", "gemeenteid"),
    *("gemeentenm", "status", "x", "y"),
)
_STEMS = [
    "Kerk",
    "Molen",
    "Station",
    "School",
    "Nieuw",
    "Veld",
    "Berg",
    "Bos",
    "Beek",
    "Brug",
    "Dorps",
    "Eiken",
    "Linden",
    "Beuken",
    "Populieren",
    "Kapel",
    "Kasteel",
    "Akker",
    "Heide",
    "Weide",
    "Boomgaard",
    "Tuin",
    "Hof",
    "Linde",
    "Wilgen",
    "Rozen",
    "Tulpen",
    "Leeuwerik",
    "Merel",
    "Mezen",
    "Nachtegaal",
    "Zwaluw",
    "Koning",
    "Albert",
    "Leopold",
    "Elisabeth",
    "Astrid",
    "Boudewijn",
    "Gasthuis",
    "Klooster",
    "Abdij",
    "Pastorij",
    "Markt",
    "Vismarkt",
    "Graan",
    "Hoog",
    "Laag",
    "Steen",
    "Zand",
    "Klei",
    "Leem",
    "Vaart",
    "Kanaal",
    "Dijk",
    "Polder",
    "Schelde",
    "Dijle",
    "Nete",
    "Leie",
    "Dender",
    "Rupel",
    "Zenne",
    "Maas",
    "Wijngaard",
    "Hop",
    "Tarwe",
    "Haver",
    "Vlas",
    "Klaver",
    "Brem",
    "Varen",
    "Mos",
    "Braam",
    "Hazelaar",
    "Notelaar",
    "Kastanje",
    "Kersen",
    "Appel",
    "Peren",
    "Smids",
    "Wevers",
    "Bakkers",
    "Brouwers",
    "Schoenmakers",
    "Visser",
    "Jager",
    "Herder",
    "Boeren",
    "Burgers",
    "Ridder",
    "Vrijheid",
    "Vrede",
    "Stadion",
    "Sport",
    "Fabriek",
    "Nijverheid",
    "Ambacht",
    "Spoor",
    "Haven",
    "Water",
    "Toren",
    "Wal",
    "Vest",
    "Poort",
    "Ring",
    "Grens",
    "Galgen",
    "Hulst",
]
_ENDS = ["straat", "laan", "weg", "steenweg", "plein", "dreef", "lei", "pad", "baan", "hof", "kaai", "stede"]
_WEIGHTS = (50, 14, 12, 6, 4, 4, 3, 3, 2, 1, 0.6, 0.4)
_BEFORE = ("", "", "", "", "", "Oude ", "Nieuwe ", "Korte ", "Lange ", "Kleine ", "Groot-", "Achter-")
_TOWNS = ("Aar Bel Cam Die Eks Gee Hol Kal Lin Mee Nij Oos Put Rum Ste Tem Ued Vil Wes Zee ").split()  # noqa: SIM905 - sixty words read better than sixty literals
_TOWN_ENDS = ("dorp gem hoven kerke lare monde rode schoten stede vorst wijk zele berg ghem beke ").split()  # noqa: SIM905 - sixty words read better than sixty literals


def write_register(path: Path, addresses: int, seed: int = SEED) -> None:
    """A believable extract of this many rows: 300 municipalities, common street names in most of them."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(_rows(addresses, random.Random(seed)))  # noqa: S311 - not for secrets


def _rows(addresses: int, chance: random.Random) -> Iterator[tuple[object, ...]]:
    towns = [f"{first}{end}" for first in _TOWNS for end in _TOWN_ENDS]
    numbers, streets = count(1), count(1)
    for place, town in enumerate(towns):
        rows_left = addresses // len(towns) + (1 if place < addresses % len(towns) else 0)
        nis_code, postcode = str(11_000 + place), str(1_500 + place * 28)
        x, y = 30_000 + 14_000 * (place % 18), 160_000 + 5_000 * (place // 18)
        seen: set[str] = set()
        while rows_left > 0:
            name = _street_name(chance, seen)
            street = next(streets)
            east, north = x + chance.random() * 9_000, y + chance.random() * 4_000
            for house, box in _houses(chance, rows_left):
                rows_left -= 1
                number = next(numbers)
                yield (
                    *(f"https://data.vlaanderen.be/id/adres/{number}", number, "2026-01-01T00:00:00+01:00"),
                    *(street, name, house, box, postcode, nis_code, town, "inGebruik"),
                    *(f"{east + house * 6:.2f}", f"{north + house % 2 * 12:.2f}"),
                )


def _street_name(chance: random.Random, seen: set[str]) -> str:
    while True:
        stem = _STEMS[min(int(chance.expovariate(0.03)), len(_STEMS) - 1)]
        more = chance.choice(_STEMS).lower() if chance.random() < 0.5 else ""  # noqa: PLR2004
        name = f"{chance.choice(_BEFORE)}{stem}{more}{chance.choices(_ENDS, _WEIGHTS)[0]}"
        if name not in seen:
            seen.add(name)
            return name


def _houses(chance: random.Random, most: int) -> Iterator[tuple[int, str]]:
    """House numbers with now and then an apartment building: some forty addresses a street."""
    made, house = 0, 0
    houses = 2 + int(chance.expovariate(1 / 28))
    while made < most and house < houses:
        house += 1
        boxes = int(chance.expovariate(1 / 6)) if chance.random() < 0.08 else 0  # noqa: PLR2004
        for box in ("", *map(str, range(1, boxes + 1))):
            if made < most:
                made += 1
                yield house, box
