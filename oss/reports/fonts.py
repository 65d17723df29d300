"""The typefaces of a document, from our own files: what a machine has installed makes no difference.

Each script has a file of its own, and those alone are read whose signs stand in the text. Chinese, Japanese
and Korean come in a hundred slices each, of which a name needs a few.
"""

import json
import re
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders

FOLDER = "vendor/document-fonts"
ALWAYS = ("noto-sans-latin", "noto-sans-latin-ext")
SCRIPTS = {
    "noto-sans-vietnamese": "\u0102\u0103\u0110\u0111\u0128-\u01b0\u0300-\u0329\u1ea0-\u1ef9\u20ab",
    "noto-sans-greek": "\u0370-\u03ff",
    "noto-sans-greek-ext": "\u1f00-\u1fff",
    "noto-sans-cyrillic": "\u0301\u0400-\u04ff\u2116",
    "noto-sans-cyrillic-ext": "\u0460-\u052f\u1c80-\u1c8a\u2de0-\u2dff\ua640-\ua69f",
    "noto-sans-devanagari": "\u0900-\u097f\u1cd0-\u1cf9\ua8e0-\ua8ff",
    "noto-sans-arabic-arabic": "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc",
    "noto-sans-hebrew-hebrew": "\u0590-\u05ff\u20aa\ufb1d-\ufb4f",
    "noto-emoji-emoji": "\u200d\u203c-\u3299\ufe0f\U0001f000-\U0001faff",
}
WEIGHTS = (400, 700)
IN_SLICES = ("noto-sans-sc", "noto-sans-jp", "noto-sans-kr")
"""In this order: a sign that several have is drawn as in the first."""
_EAST_ASIAN = re.compile(
    r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


def font_faces(text: str) -> str:
    """The style sheet that names the font files whose signs stand in `text`, and has the document use them.

    A family for each file: files that share a name are embedded as one font, whose letters then mix.
    """
    names = [*ALWAYS, *(name for name, signs in SCRIPTS.items() if re.search(f"[{signs}]", text))]
    files = {name: f"{name}-%s-normal.woff" for name in names}
    files |= {name: f"{name}-wght-normal.woff2" for name in _slices_with(text)}
    faces = [
        f"@font-face {{ font-family: {name}; font-weight: {weight};"
        f" src: url('static:{FOLDER}/{file.replace('%s', str(weight))}'); }}"
        for name, file in files.items()
        for weight in WEIGHTS
    ]
    stack = ", ".join(files)
    return "\n".join((*faces, f"html {{ font-family: {stack}; }}", f"@page {{ font-family: {stack}; }}"))


def _slices_with(text: str) -> list[str]:
    """The fewest slices that hold the East Asian signs of the text; what none has stays out."""
    wanted = {ord(sign) for sign in _EAST_ASIAN.findall(text)}
    found = []
    for language in IN_SLICES if wanted else ():
        for name, ranges in _slices_of(language).items():
            here = {sign for sign in wanted if any(first <= sign <= last for first, last in ranges)}
            if here:
                found.append(name)
                wanted -= here
    return found


@cache
def _slices_of(language: str) -> dict[str, list[tuple[int, int]]]:
    """Each slice with the signs it has, from first to last."""
    path = finders.find(f"{FOLDER}/{language}.json")
    told: dict[str, str] = json.loads(Path(str(path)).read_text(encoding="utf-8"))
    slices = {name.strip("[]"): signs for name, signs in told.items()}
    return {
        f"{language}-{name}": [_ends(one) for one in signs.split(",")]
        for name, signs in slices.items()
        if name.isdigit()
    }


def _ends(signs: str) -> tuple[int, int]:
    """Of "U+4e00-4e0b", or of one sign."""
    first, _dash, last = signs.strip().removeprefix("U+").partition("-")
    return int(first, 16), int(last or first, 16)
