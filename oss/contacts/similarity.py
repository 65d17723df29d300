"""How alike two records are, and why: a pure function of what is known of both.

Points add up for what agrees and go off for what contradicts; from `PROPOSE` on the pair is worth a look.
The points were set on the seeded set of `tests/contacts/test_duplicate_pairs.py`, which reports precision
and recall.
"""

from dataclasses import dataclass
from difflib import SequenceMatcher

from oss.contacts.models.merges import LikenessReason
from oss.core.text_search import fold

PROPOSE = 60
CERTAIN = 100
SAME_NAME, CLOSE_NAME, LOOSE_NAME = 55, 45, 40
SAME = {LikenessReason.MAIL: 40, LikenessReason.PHONE: 35, LikenessReason.ADDRESS: 25}
DIFFERENT = {LikenessReason.MAIL: 5, LikenessReason.PHONE: 10, LikenessReason.ADDRESS: 15}
NOTHING_CONTRADICTS = 10
"""For one name and nothing against it; a second mail address is nothing against it."""
CLOSE, LOOSE = 0.85, 0.75
SHORT = 4
"""First names with fewer letters that differ by one letter are another's: Jan and Jon."""
LEGAL_FORMS = frozenset({"bv", "bvba", "nv", "sa", "srl", "sprl", "vzw", "asbl", "cv", "cvba", "vof", "comm"})


@dataclass(frozen=True)
class Traits:
    """What is compared. `first` is empty for an organisation; names are folded, points normalised."""

    key: int
    first: str
    last: str
    mails: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    address: int | None = None
    number: str = ""


@dataclass(frozen=True)
class Likeness:
    """From 0 to 100, with the reasons in the order of their weight."""

    score: int
    reasons: tuple[LikenessReason, ...]

    @property
    def is_worth_a_look(self) -> bool:
        return self.score >= PROPOSE


def organisation_name(name: str) -> str:
    """Folded, without the legal form: "Dakwerken Demo BV" and "BVBA Dakwerken Demo" are one."""
    words = fold(name).split()
    return " ".join(word for word in words if word not in LEGAL_FORMS) or " ".join(words)


def likeness(one: Traits, two: Traits) -> Likeness:
    """Names that are nothing alike are no duplicates, whatever a family or an office shares."""
    if one.number and one.number == two.number:
        return Likeness(CERTAIN, (LikenessReason.NUMBER,))
    points, reason = _name_points(name_similarity(one, two))
    if reason is None:
        return Likeness(0, ())
    reasons, contradicted = [reason], bool(one.number and two.number)
    if contradicted:
        points -= SAME_NAME
    for shared, mine, other in (
        (LikenessReason.MAIL, one.mails, two.mails),
        (LikenessReason.PHONE, one.phones, two.phones),
        (LikenessReason.ADDRESS, _set(one.address), _set(two.address)),
    ):
        if mine & other:
            points += SAME[shared]
            reasons.append(shared)
        elif mine and other:
            points -= DIFFERENT[shared]
            contradicted |= shared != LikenessReason.MAIL
    if reason == LikenessReason.NAME and not contradicted:
        points += NOTHING_CONTRADICTS
    ranked = sorted(reasons, key=LikenessReason.values.index)
    return Likeness(max(0, min(CERTAIN, points)), tuple(ranked))


def name_similarity(one: Traits, two: Traits) -> float:
    """From 0 to 1; the weaker of first and last name counts, in either order."""
    if not (one.first and two.first):
        whole = {f"{one.first} {one.last}".strip(), f"{two.first} {two.last}".strip()}
        if len(whole) == 1:
            return 1.0
        # with one name only on one side, that is as far as it can be told
        known = [name for name in (one.last, two.last) if name]
        partly = one.first or two.first
        return min(LOOSE, _alike(*known)) if partly and len(known) == 2 else _alike(*sorted(whole))  # noqa: PLR2004
    straight = min(_alike_first(one.first, two.first), _alike(one.last, two.last))
    swapped = min(_alike_first(one.first, two.last), _alike_first(one.last, two.first))
    return max(straight, swapped)


def _alike_first(mine: str, other: str) -> float:
    """A family shares the last name: its short first names must agree, or one be the other's beginning."""
    short, long = sorted((mine, other), key=len)
    if len(short) >= SHORT or mine == other:
        return _alike(mine, other)
    return LOOSE if long.startswith(short) else 0.0


def _alike(mine: str, other: str) -> float:
    if mine == other:
        return 1.0
    return max(_ratio(mine, other), _ratio(_joined(mine), _joined(other)))


def _ratio(mine: str, other: str) -> float:
    return SequenceMatcher(None, mine, other, autojunk=False).ratio()


def _joined(name: str) -> str:
    return name.replace(" ", "")


def _name_points(similarity: float) -> tuple[int, LikenessReason | None]:
    if similarity >= 1:
        return SAME_NAME, LikenessReason.NAME
    if similarity >= CLOSE:
        return CLOSE_NAME, LikenessReason.SIMILAR_NAME
    if similarity >= LOOSE:
        return LOOSE_NAME, LikenessReason.SIMILAR_NAME
    return 0, None


def _set(address: int | None) -> frozenset[int]:
    return frozenset() if address is None else frozenset({address})
