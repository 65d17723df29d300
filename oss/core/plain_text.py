"""What somebody typed, pasted or sent, without the signs that nobody sees.

Those are control signs, those that turn the direction of what follows (U+202E shows "fdp.exe" as "exe.pdf"),
zero-width ones that make two names of what reads as one, and what PostgreSQL refuses. A joiner stays between
two signs of another script than ours, and in an emoji that is made of several.
"""

import re
import unicodedata
from itertools import accumulate

from django.utils.text import Truncator
from django.utils.translation import gettext as _

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]+"
)
_LINE_ENDS = re.compile("[\x0b\x0c\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"
_JOINED = f"[^\u0000-\u024f\u1e00-\u1eff{_JOINERS}]"  # neither Latin nor a joiner
_LOOSE_JOINER = re.compile(f"(?<!{_JOINED})[{_JOINERS}]|[{_JOINERS}](?!{_JOINED})")
_BREAK = re.compile("(?:(?<! ) ++)?[\t\n\r]++ *+")  # each run of blanks is looked at once


def visible(text: str) -> str:
    """Text of several lines: tabs and line ends stay."""
    return _LOOSE_JOINER.sub("", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))


def one_line(text: str) -> str:
    """Text of one line: a space stands where a line ended."""
    return _BREAK.sub(" ", visible(text))


def at_most(text: str, most: int) -> str:
    """Its beginning, with no more signs than that also where one stands for many: U+FDFA for eighteen."""
    lengths = accumulate(len(unicodedata.normalize("NFKC", sign)) for sign in text[:most])
    return text[: sum(length <= most for length in lengths)]


def beginning(text: str) -> str:
    """Of what was typed, for a sentence that says what is wrong with it."""
    return Truncator(text).chars(40)


def inside_a_sentence(text: str) -> str:
    """As it reads there: "subtype", but "EPC" and "E-peil" as they are."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def quoted(text: str) -> str:
    """Between the quotes of the language, alone or inside a sentence."""
    return _("“%(text)s”") % {"text": text}
