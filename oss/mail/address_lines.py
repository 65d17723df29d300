"""Whom a header names, however a program wrote it. Nothing here raises; costs grow with the length."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from oss.mail.charsets import storable
from oss.mail.headers import ADDRESS_LENGTH, NAME_LENGTH, MailAddress, text, unfold

MOST_ADDRESSES = 1_000
MOST_PIECES = 4 * MOST_ADDRESSES  # between commas; a name may have some
LONGEST_LINE = 100_000  # characters; what stands beyond is not looked at
NOBODY = MailAddress("", "")

_SIGN = re.compile(r'\\.|[",;:<>()]', re.DOTALL)
_ESCAPED_OR_QUOTE = re.compile(r'\\(.)|"', re.DOTALL)
_NO_ADDRESS = re.compile(r"(?:mailto|smtp):|<@[^<>,;:@\s]{1,255}:", re.IGNORECASE)  # also a route of old
_AFTER_QUOTES = re.compile(r'"((?:[^"\\]|\\.)*+)"\s*([^\s"@]+@[^\s"@]+)')
_BLANK = re.compile(r"\s+")
_BETWEEN_WORDS = re.compile(r"[\s<>()\[\],;:]+")
_ROUND_AN_ADDRESS = "<>[]{}()|\"'`,;:."
_ROUND_A_NAME = " \t\"'<>,;:-–"


def addresses(raw: str) -> list[MailAddress]:
    """The addresses of one header; what is no address is kept as a name."""
    line = _NO_ADDRESS.sub(_without_what_leads, unfold(raw[:LONGEST_LINE]))
    found = _people(line, coded=True)[:MOST_ADDRESSES]
    if "=?" in line and not any("@" in one.address for one in found) and "@" in (decoded := text(line)):
        found = _people(decoded, coded=False)[:MOST_ADDRESSES]
    return [one for one in found if one.name or one.address]


def _without_what_leads(found: re.Match[str]) -> str:
    return "<" if found[0].startswith("<") else ""


def author(*headers: Iterable[MailAddress]) -> MailAddress:
    """Who wrote, of the headers that may tell it in their order: the first address, with the first name."""
    found = [one for header in headers for one in header]
    addressed = next((one for one in found if "@" in one.address), None)
    named = next((one for one in found if one.name), NOBODY)
    if addressed is None:
        return next(iter(found), NOBODY)
    return addressed if addressed.name or "@" in named.address else MailAddress(named.name, addressed.address)


# --- Pieces between commas -----------------------------------------------------------------------


@dataclass
class _Piece:
    """What stands between two commas: outside everything, between angles and between brackets."""

    words: list[str] = field(default_factory=list)
    angles: list[list[str]] = field(default_factory=list)
    comments: list[list[str]] = field(default_factory=list)
    end: str = ""

    @property
    def whole(self) -> str:
        angles = (f"<{''.join(one)}>" for one in self.angles)
        return " ".join(("".join(self.words), *angles))

    @property
    def has_address(self) -> bool:
        return any("@" in part for part in (*self.words, *(part for one in self.angles for part in one)))


def _pieces(line: str, openers: str = '"(') -> list[_Piece]:
    """Cut at commas and semicolons outside quotes, angles and comments; names of groups fall away.

    A quote or bracket that is never closed opens nothing.
    """
    pieces = [_Piece()]
    quoted = angle = False
    depth = start = 0
    for found in _SIGN.finditer(line):
        sign, piece = found[0], pieces[-1]
        target = _target(piece, angle=angle, comment=depth > 0)
        target.append(line[start : found.start()])
        start = found.end()
        if quoted or len(sign) > 1 or (sign == '"' and '"' in openers and not depth):
            target.append(sign)
            quoted ^= sign == '"'
        elif sign == "(" and "(" in openers:
            depth += 1
            piece.comments += [[]] if depth == 1 else []
        elif depth:
            depth -= sign == ")"
        elif sign == "<":
            angle = True
            piece.angles.append([])
        elif sign == ">":
            angle = False
        elif sign in ",;:" and not angle:
            if sign == ":" and not piece.has_address:
                pieces[-1] = _Piece()
            elif len(pieces) > MOST_PIECES:
                return pieces
            else:
                piece.end = sign
                pieces.append(_Piece())
        else:
            target.append(sign)
    _target(pieces[-1], angle=angle, comment=depth > 0).append(line[start:])
    unclosed = '"' if quoted else "(" if depth else ""
    return _pieces(line, openers.replace(unclosed, "")) if unclosed else pieces


def _target(piece: _Piece, *, angle: bool, comment: bool) -> list[str]:
    if comment:
        return piece.comments[-1]
    if not angle:
        return piece.words
    if not piece.angles:
        piece.angles.append([])
    return piece.angles[-1]


# --- From pieces to people -----------------------------------------------------------------------


def _people(line: str, *, coded: bool) -> list[MailAddress]:
    """Words before a comma belong to the address after it, where that one stands between angles:
    Vandamme, Lies <lies@…>."""
    found: list[MailAddress] = []
    before: list[MailAddress] = []
    words: list[str] = []  # of those, as they came: an encoded word may run on behind a comma
    for piece in _pieces(line):
        read = _read(piece, coded=coded)
        is_one = len(read) == 1
        if is_one and before and piece.angles and read[0].address:
            found.append(MailAddress(_name(words, piece.words), read[0].address))
            before, words = [], []
        elif is_one and piece.end == "," and not read[0].address:
            before += read
            words += [*piece.words, ","]
        else:
            found += [*before, *read]
            before, words = [], []
        if len(found) > MOST_ADDRESSES:
            break
    return [*found, *before]


def _read(piece: _Piece, *, coded: bool) -> list[MailAddress]:
    name = _name(piece.words)
    for one in reversed(piece.angles):
        between = _decoded("".join(one))
        if between.count("@") == 1:
            return [MailAddress(name or _name(*piece.comments[:1]), normal_address(between))]
        if "@" in between:
            return _among(between)
    words = "".join(piece.words)
    if "@" in words and "=?" not in words and (bare := _bare(words, piece.comments)):
        return bare
    if coded and "=?" in (whole := piece.whole) and "@" in (decoded := text(whole)):
        return _people(decoded, coded=False)
    if not piece.angles and (in_comment := _among(" ".join("".join(one) for one in piece.comments))):
        return [MailAddress(name or in_comment[0].name, in_comment[0].address)]
    local = normal_address("".join(piece.angles[-1])) if piece.angles else ""
    return [MailAddress(name or _name(*piece.comments[:1]), local)] if name or local or piece.comments else []


def _bare(words: str, comments: list[list[str]]) -> list[MailAddress]:
    """An address without angles, alone or in words."""
    if quoted := _AFTER_QUOTES.fullmatch(words.strip()):
        return [MailAddress(_name(quoted[1]), normal_address(quoted[2]))]
    tight = "@".join(part.strip() for part in words.split("@")) if words.count("@") == 1 else words.strip()
    if not _BLANK.search(tight):
        return [MailAddress(_name(*comments[:1]), normal_address(tight.strip(_ROUND_AN_ADDRESS)))]
    return _among(tight) or _among(words)


def _among(words: str) -> list[MailAddress]:
    """The addresses among words; with one alone the other words are its name."""
    others: list[str] = []
    found: list[str] = []
    for word in _BETWEEN_WORDS.split(words):
        bare = word.strip(_ROUND_AN_ADDRESS)
        (found if _is_address(bare) else others).append(bare if _is_address(bare) else word)
    name = _name(" ".join(others)) if len(set(found)) == 1 else ""
    return [MailAddress(name, normal_address(one)) for one in dict.fromkeys(found)]


def _is_address(word: str) -> bool:
    local, _at, domain = word.partition("@")
    return bool(local) and "." in domain and "@" not in domain


def _name(*parts: Iterable[str]) -> str:
    """Without its quotes, which stand round it or, decoded, in it."""
    raw = "".join("".join(part) for part in parts)
    plain = _ESCAPED_OR_QUOTE.sub(lambda found: found[1] or "", raw)
    return text(plain.strip()).strip(_ROUND_A_NAME)[:NAME_LENGTH]


def _decoded(words: str) -> str:
    return text(words) if "=?" in words else words


def normal_address(address: str) -> str:
    plain = _BLANK.sub("", storable(address)).replace('"', "")
    return plain.strip("<>'").rstrip(".,;").lower()[:ADDRESS_LENGTH]
